"""The options of ``compliance config``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TypeVar

Parser = TypeVar("Parser", bound=argparse.ArgumentParser)

_ALWAYS = frozenset({"--config", "--debug", "--no-cache"})


def add_config_options(
    command: Parser,
    add_check: Callable[[Parser], None],
    add_formats: Callable[[Parser, str], None],
) -> None:
    """Add the group's commands. ``show`` takes those options of ``check`` that a setting has, too."""
    from compliance.config_settings import SETTINGS  # noqa: PLC0415 - only where this command is asked for

    actions = command.add_subparsers(title="commands", required=True, metavar="COMMAND")
    show = actions.add_parser("show", help="print each setting with where it comes from")
    show.add_argument("--for", dest="for_path", default="", metavar="PATH", help="as they are for one article")
    add_formats(show, "table, json or toml (default: table on standard output)")
    scratch = type(command)(prog="", add_help=False)
    add_check(scratch)
    wanted = _ALWAYS.union(setting.option for setting in SETTINGS)
    for action in scratch._actions:
        if wanted.intersection(action.option_strings):
            show._add_action(action)
    show.set_defaults(command="config", action="show")
    schema = actions.add_parser("schema", help="print the JSON Schema of configuration files")
    schema.add_argument("--debug", action="store_true", help="show tracebacks")
    schema.set_defaults(command="config", action="schema")
