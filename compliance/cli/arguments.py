"""The options of every command, and from options to settings: the command line wins over the configuration."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from compliance._version import __version__
from compliance.cli.cache_options import add_cache_options, find_cache
from compliance.cli.exceptions_options import add_exceptions_options, choose_exceptions
from compliance.cli.outputs import STDOUT, Output, find_width, parse_outputs
from compliance.cli.terminal_options import add_terminal_options
from compliance.cli.whole_files import open_output
from compliance.errors import ComplianceError, UsageError
from compliance.model.settings import CACHE_FOLDER, PERMISSION_FILE, Settings

__all__ = ["Output", "find_width", "make_settings", "open_output", "parse_arguments", "parse_outputs"]
EPILOG = "Exit codes: 0 all articles pass; 1 at least one fails; 2 something could not be checked."
_HELP = frozenset({"-h", "--help"})
MAX_JOBS = 64
"""Processes at most: Windows can wait for no more at once."""


class _Formatter(argparse.HelpFormatter):
    """Finds the width of the help by itself: `argparse` loads a library for it, whether help is wanted or not."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=find_width(STDOUT) - 2)


class _Parser(argparse.ArgumentParser):
    """Ends with a usage error instead of leaving the program itself; options are written out."""

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **{"allow_abbrev": False, "formatter_class": _Formatter, **options})  # type: ignore[arg-type]

    def error(self, message: str) -> None:  # type: ignore[override]
        raise UsageError(f"{message}; see `{self.prog} --help`")


def parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the options; ``options.command`` names the command's module. Raises `UsageError`."""
    first = next(iter(arguments), "")
    parser = make_parser(first)
    if first in _HELP or not (first in _COMMANDS or first.startswith("-") or not first):
        _add_further(parser, arguments)
    return parser.parse_args(arguments)


def _add_further(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> None:
    """Add the commands of plugins, which are loaded for it: never where a built-in command is asked for."""
    from compliance.cli.further_commands import find_further  # noqa: PLC0415

    try:
        further, commands = find_further(arguments, _COMMANDS)
    except ComplianceError:
        if arguments[0] in _HELP:
            return  # there is help whatever else is wrong
        raise
    actions = next(action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    for name, command in commands.items():
        parsed = actions.add_parser(name, help=command.about, epilog=EPILOG)
        parsed.set_defaults(command="further_commands", further=(further, command))
        if name == arguments[0]:
            _add_common(parsed)
            further.add_options(command, parsed)


def make_common_parser() -> argparse.ArgumentParser:
    """Return a parser of nothing but the options that all commands share."""
    parser = _Parser(prog="compliance", add_help=False)
    _add_common(parser)
    return parser


def make_parser(command: str = "") -> argparse.ArgumentParser:
    """Return the parser of all commands, or of the one that is named."""
    parser = _Parser(
        prog="compliance",
        description="Checks whether articles carry what their reuse requires. Gives no legal advice.",
        epilog=EPILOG,
    )
    parser.add_argument("--version", action="version", version=f"compliance {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name in [command] if command in _COMMANDS else _COMMANDS:
        about, add_options = _COMMANDS[name]
        parsed = commands.add_parser(name, help=about, epilog=EPILOG)
        parsed.set_defaults(command=name)
        add_options(parsed)
    return parser


def _add_check(command: _Parser) -> None:
    from compliance.cli.failing_options import add_failing_options  # noqa: PLC0415
    from compliance.cli.selection_options import add_selection_options  # noqa: PLC0415

    _add_paths(command, "*")
    add_selection_options(command)
    _add_context(command)
    command.add_argument(
        "--publisher", action="append", default=[], metavar="NAME", help="your own outlet: never taken for an origin"
    )
    add_failing_options(command)
    _add_formats(
        command,
        "table, json, line, github, gitlab, sarif, sarif-alerts, junit, checkstyle, rdjsonl, markdown, csv, jsonl or "
        "tap (default: table on standard output; in GitHub Actions, github and table)",
    )
    _add_jobs(command)
    _add_permissions(command)
    add_exceptions_options(command)
    command.add_argument(
        "--original", metavar="FILE", help="the original of the article that is checked, to compare the two"
    )
    add_cache_options(command)
    add_terminal_options(command)
    command.add_argument(
        "--explain", action="store_true", help="say why each duty is there: whose clause, which condition, which terms"
    )
    _add_common(command)


def _add_inspect(command: _Parser) -> None:
    _add_paths(command)
    command.add_argument("--url", help="the address that the article was fetched from")
    _add_formats(command, "table or jsonl (default: table on standard output)")
    _add_jobs(command)
    _add_common(command)


def _add_explain(command: _Parser) -> None:
    command.add_argument(
        "name", nargs="?", help="id of a rule or policy, or a kind of check; without it, all are listed"
    )
    _add_common(command)


def _add_terms(command: _Parser) -> None:
    command.add_argument("article", nargs="?", metavar="ARTICLE", help="the article; - is standard input")
    _add_stdin_name(command)
    command.add_argument(
        "--publisher", dest="of_publisher", metavar="ID", help="instead of an article: a publisher's id, name or host"
    )
    command.add_argument("--license", metavar="ID", help="instead of an article: a license's SPDX id")
    command.add_argument("--matrix", action="store_true", help="answer for every use and medium")
    _add_context(command)
    _add_formats(command, "table or json (default: table on standard output)")
    _add_permissions(command)
    _add_common(command)


def _add_baseline(command: _Parser) -> None:
    from compliance.cli.baseline_options import add_baseline_options  # noqa: PLC0415

    add_baseline_options(command, (_add_context, _add_jobs, _add_permissions, _add_common))


def _add_packs(command: _Parser) -> None:
    from compliance.cli.packs_options import add_packs_options  # noqa: PLC0415

    add_packs_options(command, _add_formats, _add_common)


def _add_rules(command: _Parser) -> None:
    from compliance.cli.rules_options import add_rules_options  # noqa: PLC0415

    add_rules_options(command, _add_formats, _add_common)


def _add_plugins(command: _Parser) -> None:
    from compliance.cli.plugins_options import add_plugins_options  # noqa: PLC0415

    add_plugins_options(command, _add_formats, _add_common)


def _add_completion(command: _Parser) -> None:
    command.add_argument("shell", choices=("bash", "fish", "zsh"), help="the shell that is to complete commands")
    _add_common(command)


def _add_config(command: _Parser) -> None:
    from compliance.cli.config_options import add_config_options  # noqa: PLC0415

    add_config_options(command, _add_check, _add_formats)


def _add_init(command: _Parser) -> None:
    from compliance.cli.init_options import add_init_options  # noqa: PLC0415

    add_init_options(command)


_COMMANDS: Mapping[str, tuple[str, Callable[[_Parser], None]]] = {
    "check": ("judge articles and print a pass/fail report", _add_check),
    "baseline": ("record the findings that are there today, so that only new ones decide", _add_baseline),
    "inspect": ("show what is seen in articles; judges nothing", _add_inspect),
    "terms": ("tell what a reuse would owe; judges no article", _add_terms),
    "rules": ("list, show, write, test and lint rules", _add_rules),
    "packs": ("list, write, check and build packs; tell whether terms changed", _add_packs),
    "plugins": ("list plugins: what they bring, and where they come from", _add_plugins),
    "init": ("look at a site's folder, and write a configuration to start from", _add_init),
    "config": ("show the settings with where each comes from, and the schema of their files", _add_config),
    "explain": ("tell why a rule or policy asks what it asks, or what a kind of check can do", _add_explain),
    "completion": ("print a script that completes commands in bash, fish or zsh", _add_completion),
}
"""Help and options of each command, by its name."""


def _add_paths(command: _Parser, count: str = "+") -> None:
    from compliance.cli.finding_options import add_finding_options  # noqa: PLC0415

    command.add_argument("paths", nargs=count, metavar="PATH", help="articles or folders; - is standard input")
    _add_stdin_name(command)
    add_finding_options(command)


def _add_stdin_name(command: _Parser) -> None:
    command.add_argument(
        "--stdin-name", default="", metavar="NAME", help="what to call standard input; tells its format"
    )


def _add_context(command: _Parser) -> None:
    command.add_argument(
        "--context",
        action="append",
        default=[],
        metavar="KEY=VALUE[,…]",
        help="how the articles will be used: use, medium, ads, paywall, edited, translated, excerpt, jurisdiction, "
        "date; may be given more than once",
    )


def _add_jobs(command: _Parser) -> None:
    command.add_argument(
        "--jobs",
        type=_parse_jobs,
        default=0,
        metavar="N",
        help="processes that share the articles out; 1 starts none (default: as many as pay)",
    )


def _parse_jobs(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= MAX_JOBS):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to {MAX_JOBS}")
    return int(text)


def _add_formats(command: _Parser, choices: str) -> None:
    command.add_argument(
        "--format",
        action="append",
        default=[],
        metavar="NAME[=FILE]",
        help=f"{choices}; may be given more than once, with a file for all but one",
    )


def _add_permissions(command: _Parser) -> None:
    command.add_argument(
        "--permissions",
        metavar="FILE",
        help="recorded permissions of rights holders, instead of permissions.toml beside the configuration",
    )


def _add_common(command: _Parser) -> None:
    command.add_argument(
        "--config", metavar="FILE", help="configuration file instead of the one found upward from here"
    )
    command.add_argument(
        "--pack", action="append", default=[], metavar="DIR", help="a further folder of rules and policies"
    )
    command.add_argument(
        "--plugin", action="append", default=[], metavar="MODULE", help="a module that implements hooks"
    )
    command.add_argument(
        "--no-plugin", action="append", default=[], metavar="NAME", help="a plugin or installed pack to leave out"
    )
    command.add_argument("--debug", action="store_true", help="show tracebacks")


def make_settings(options: argparse.Namespace) -> Settings:
    """Return the settings of a run, and what is wrong with them. Raises `ConfigError` as `read_config` does."""
    from compliance.cli.failing_options import change_failing  # noqa: PLC0415
    from compliance.cli.finding_options import change_selection  # noqa: PLC0415
    from compliance.config import find_config, read_config, read_context  # noqa: PLC0415

    path = Path(options.config) if options.config else find_config(Path.cwd())
    settings = read_config(path) if path else Settings(permissions=_find_permissions(), cache=CACHE_FOLDER)
    stated, problems = read_context(getattr(options, "context", []))
    return replace(
        choose_exceptions(options, settings),
        context=settings.context.including(stated),
        stated=stated,
        packs=(*settings.packs, *options.pack),
        publisher=(*settings.publisher, *getattr(options, "publisher", [])),
        stated_publisher=tuple(getattr(options, "publisher", [])),
        permissions=getattr(options, "permissions", None) or settings.permissions,
        plugins=(*settings.plugins, *options.plugin),
        disabled_plugins=(*settings.disabled_plugins, *options.no_plugin),
        original=getattr(options, "original", None) or "",
        jobs=getattr(options, "jobs", 1),
        only=tuple(getattr(options, "only", ())),
        problems=(*settings.problems, *problems),
        debug=options.debug,
        cache=find_cache(options, settings),
        **change_selection(options, settings),
        **change_failing(options, settings),
    )


def _find_permissions() -> str:
    """Return the permission file of the working folder, for runs without a configuration."""
    return PERMISSION_FILE if Path(PERMISSION_FILE).is_file() else ""
