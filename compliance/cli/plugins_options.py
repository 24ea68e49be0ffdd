"""The options of ``compliance plugins``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TypeVar

Parser = TypeVar("Parser", bound=argparse.ArgumentParser)

KINDS = {
    "check": "a kind of check, and a rule that uses it",
    "collection": "a format of files that hold many articles",
    "command": "a command of its own",
    "evidence-kind": "a kind of evidence, and what finds it",
    "extractor": "evidence",
    "last-look": "a last look at the report",
    "origin-resolver": "origins of articles",
    "pack": "rules and policies",
    "reader": "a format of articles",
    "reporter": "an output format",
}
"""What ``plugins new`` can write, and what such a plugin brings."""


def add_plugins_options(
    command: Parser, add_formats: Callable[[Parser, str], None], add_common: Callable[[Parser], None]
) -> None:
    """Add the group's commands, with the options that all commands share."""
    actions = command.add_subparsers(title="commands", required=True, metavar="COMMAND")
    listing = actions.add_parser("list", help="list plugins: what they bring, and where they come from")
    add_formats(listing, "table or json (default: table on standard output)")
    new = actions.add_parser("new", help="write the folder of a new plugin: code, tests, and what installs it")
    new.add_argument("name", metavar="NAME", help="what it is called, such as house-style")
    new.add_argument("--kind", required=True, choices=tuple(KINDS), help="what it brings")
    new.add_argument(
        "--in", dest="folder", default=".", metavar="DIR", help="where its folder goes (default: this folder)"
    )
    named = {"list": listing, "new": new}
    for name, action in named.items():
        add_common(action)
        action.set_defaults(command="plugins", action=name)
