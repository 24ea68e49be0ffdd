"""The options of ``compliance rules``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TypeVar

from compliance.model.policy import Authority
from compliance.model.rule import Severity

Parser = TypeVar("Parser", bound=argparse.ArgumentParser)

SHAPES = ("rule", "policy", "pack")
_EPILOGS = {
    "test": "Exit codes: 0 every example does what it says; 1 one does not; 2 something could not be tested.",
    "lint": "Exit codes: 0 nothing is weak; 1 something is; 2 a file is wrong.",
}
_PATHS = "rule files, folders of packs or in them, ids of rules; without one, all packs of the run"


def add_rules_options(
    command: Parser, add_formats: Callable[[Parser, str], None], add_common: Callable[[Parser], None]
) -> None:
    """Add the group's commands, with the options that all commands share."""
    actions = command.add_subparsers(title="commands", required=True, metavar="COMMAND")
    listing = actions.add_parser("list", help="list rules with severity, authority and pack")
    _add_filters(listing)
    add_formats(listing, "table or json (default: table on standard output)")
    show = actions.add_parser("show", help="show a rule: reasons, check, who asks for it, examples")
    show.add_argument("id", metavar="ID", help="id of the rule")
    new = actions.add_parser("new", help="write a new rule's file, to be filled in")
    new.add_argument("id", metavar="ID", help="id of the new rule, such as credits/photographer-named")
    new.add_argument(
        "--in", dest="folder", default=".", metavar="DIR", help="the pack's folder, or any other (default: this one)"
    )
    test = actions.add_parser("test", help="run rules on their own examples", epilog=_EPILOGS["test"])
    lint = actions.add_parser("lint", help="tell what is weak in packs", epilog=_EPILOGS["lint"])
    for action in (test, lint):
        action.add_argument("paths", nargs="*", metavar="PATH", help=_PATHS)
    schema = actions.add_parser("schema", help="print the JSON Schema of rule, policy or pack files")
    schema.add_argument("shape", nargs="?", default="rule", choices=SHAPES, help="which files (default: rule)")
    named = {"list": listing, "show": show, "new": new, "test": test, "lint": lint, "schema": schema}
    for name, action in named.items():
        add_common(action)
        action.set_defaults(command="rules", action=name)


def _add_filters(listing: argparse.ArgumentParser) -> None:
    listing.add_argument("--pack-name", metavar="NAME", help="only rules of the pack of this name")
    listing.add_argument("--severity", choices=tuple(map(str, Severity)), help="only rules of this severity")
    authorities = tuple(str(authority) for authority in Authority if authority is not Authority.ITEM)
    listing.add_argument("--authority", choices=authorities, help="only rules that such a policy asks for")
    listing.add_argument("--kind", metavar="KIND", help="only rules of this kind of check")
