"""The commands that plugins bring. Imported only where the first word is no built-in command, or help is asked for."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Sequence

from msgspec import Struct

from compliance.cli.arguments import make_common_parser, make_settings
from compliance.errors import ComplianceError, Fault, PluginError, name_class
from compliance.hookspecs import Command
from compliance.plugins import Registry, load_registry


class Further(Struct, frozen=True):
    """Commands of plugins, and the registry that they stand in."""

    registry: Registry
    debug: bool = False

    def add_options(self, command: Command, parser: argparse.ArgumentParser) -> None:
        """Have a plugin add its command's options. Raises `PluginError` where it breaks."""
        try:
            command.add_options(parser)
        except Exception as error:
            raise self.blame(command, error) from error

    def run(self, command: Command, options: argparse.Namespace) -> int:
        """Run a command and return its exit code. Raises `PluginError` where it breaks."""
        try:
            code = command.run(options)
        except (ComplianceError, BrokenPipeError, KeyboardInterrupt):
            raise
        except Exception as error:
            raise self.blame(command, error) from error
        except BaseException as error:
            raise self.blame(command, Fault(f"raised {type(error).__name__}; it is to return an exit code")) from error
        if not isinstance(code, int):
            raise self.blame(command, Fault(f"returned {name_class(type(code))}, not an exit code"))
        return code

    def blame(self, command: Command, error: Exception) -> PluginError:
        """Return the error that a command broke."""
        return PluginError(self.registry.blame(f"command:{command.name}", "", error, debug=self.debug))


def find_further(arguments: Sequence[str], built_in: Collection[str]) -> tuple[Further, dict[str, Command]]:
    """Return the commands of the plugins that the arguments and the configuration name, and of those installed.

    Raises `PluginError` where a plugin is wrong and the first word may be its command, and for one that takes the name
    of a built-in command.
    """
    given, _ = make_common_parser().parse_known_args(arguments)
    settings = make_settings(given)
    registry = load_registry(
        settings.plugins,
        settings.disabled_plugins,
        lenient=True,
        seconds=settings.plugin_seconds,
        debug=settings.debug,
    )
    further = Further(registry, settings.debug)
    for name, command in registry.commands.items():
        if name in built_in:
            raise further.blame(command, Fault("takes the name of a built-in command"))
    wanted = next(iter(arguments), "")
    if registry.problems and not wanted.startswith("-") and wanted not in registry.commands:
        raise PluginError(registry.problems)
    return further, dict(registry.commands)


def run(options: argparse.Namespace) -> int:
    """Run the plugin's command that the options are of."""
    further, command = options.further
    code: int = further.run(command, options)
    return code
