"""The options of ``compliance baseline``."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import TypeVar

from compliance.cli.exceptions_options import add_baseline_option, add_waivers_option

Parser = TypeVar("Parser", bound=argparse.ArgumentParser)

_EPILOG = "Exit codes: 0 done; 2 something could not be checked, and nothing is written."
_ABOUT = {
    "write": "record all findings that no waiver covers",
    "update": "add new findings, and drop those that are gone",
    "prune": "drop findings that are gone, and add none",
}


def add_baseline_options(command: Parser, adders: Sequence[Callable[[Parser], None]]) -> None:
    """Add the group's commands, with the options that they share with others."""
    actions = command.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name, about in _ABOUT.items():
        action = actions.add_parser(name, help=about, epilog=_EPILOG)
        action.add_argument(
            "paths", nargs="*", metavar="PATH", help="articles or folders (default: the configuration's folder)"
        )
        action.add_argument("--publisher", action="append", default=[], metavar="NAME", help="your own outlet")
        for add in adders:
            add(action)
        add_waivers_option(action)
        add_baseline_option(action)
        if name == "write":
            action.add_argument("--force", action="store_true", help="write over the baseline that there is")
        action.set_defaults(command="baseline", action=name)
