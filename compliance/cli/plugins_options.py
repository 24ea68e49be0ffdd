"""The options of ``compliance plugins``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TypeVar

Parser = TypeVar("Parser", bound=argparse.ArgumentParser)


def add_plugins_options(
    command: Parser, add_formats: Callable[[Parser, str], None], add_common: Callable[[Parser], None]
) -> None:
    """Add the group's commands, with the options that all commands share."""
    actions = command.add_subparsers(title="commands", required=True, metavar="COMMAND")
    listing = actions.add_parser("list", help="list plugins: what they bring, and where they come from")
    add_formats(listing, "table or json (default: table on standard output)")
    named = {"list": listing}
    for name, action in named.items():
        add_common(action)
        action.set_defaults(command="plugins", action=name)
