"""``compliance completion SHELL``: prints a script by which a shell completes commands, options, rules and files.

The script is made of the parser once, and runs without the program: completing a word costs nothing.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence

import shtab

from compliance import api
from compliance.cli.arguments import make_parser, make_settings
from compliance.model.context import VOCABULARY
from compliance.model.settings import FAIL_ON

_PLACES: Mapping[str, object] = {
    "ARTICLE": shtab.FILE,
    "DIR": shtab.DIRECTORY,
    "FILE": shtab.FILE,
    "FILE|-": shtab.FILE,
    "PATH": shtab.FILE,
}
"""What stands for files and folders in the help, and how shells complete it."""


def run(options: argparse.Namespace) -> int:
    """Run the command: what packs and plugins bring, as the configuration names them, is completed, too."""
    parser = make_parser()
    words = _list_words(api.Session(make_settings(options)))
    for path, action in _walk(parser):
        if action.choices is None and action.metavar in _PLACES:
            setattr(action, "complete", _PLACES[str(action.metavar)])  # noqa: B010 - where shtab looks for it
        elif (path, action.dest) in words:
            action.choices = words[path, action.dest]
    sys.stdout.write(f"{shtab.complete(parser, options.shell).strip()}\n")
    return 0


def _list_words(session: api.Session) -> dict[tuple[str, str], Sequence[str]]:
    """Return what there is to choose from, by command and name of the option."""
    rules, policies = sorted(session.library.rules), sorted(session.library.policies)
    context = [f"{key}={value}" for key, values in VOCABULARY.items() for value in values]
    return {
        ("check", "format"): sorted(session.registry.reporters),
        ("check", "context"): context,
        ("check", "fail_on"): FAIL_ON,
        ("check", "only"): rules,
        ("terms", "context"): context,
        ("explain", "name"): [*rules, *policies, *sorted(session.registry.checks)],
        ("rules show", "id"): rules,
    }


def _walk(parser: argparse.ArgumentParser, path: str = "") -> Iterator[tuple[str, argparse.Action]]:
    """Yield every option and argument with the command that has it, such as ``rules show``."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in action.choices.items():
                yield from _walk(command, f"{path} {name}".strip())
        else:
            yield path, action
