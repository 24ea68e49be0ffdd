"""The options of ``compliance packs``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TypeVar

Parser = TypeVar("Parser", bound=argparse.ArgumentParser)

_EPILOGS = {
    "verify": "Exit codes: 0 no page changed; 1 a saved page lost a key sentence; 2 something was not compared.",
    "check": "Exit codes: 0 the packs are in order; 1 something is weak or an example does not do what it says; "
    "2 a file is wrong.",
}


def add_packs_options(
    command: Parser, add_formats: Callable[[Parser, str], None], add_common: Callable[[Parser], None]
) -> None:
    """Add the group's commands, with the options that all commands share."""
    actions = command.add_subparsers(title="commands", required=True, metavar="COMMAND")
    listing = actions.add_parser("list", help="list packs: what they hold, where they come from, under which license")
    add_formats(listing, "table or json (default: table on standard output)")
    new = actions.add_parser("new", help="write a new pack: a folder that loads at once")
    new.add_argument("name", metavar="NAME", help="name of the new pack and of its folder, such as river-herald")
    new.add_argument("--in", dest="folder", default=".", metavar="DIR", help="where to put it (default: here)")
    check = actions.add_parser("check", help="load packs, lint them and run their examples", epilog=_EPILOGS["check"])
    check.add_argument("folders", nargs="*", metavar="DIR", help="folders of packs (default: the one that this is in)")
    build = actions.add_parser("build", help="make a wheel of a pack, which pip installs")
    build.add_argument("folder", metavar="DIR", help="the pack's folder")
    build.add_argument("--out", default="dist", metavar="DIR", help="where to put the wheel (default: dist)")
    verify = actions.add_parser(
        "verify", help="tell which policies are due for a new look at their terms", epilog=_EPILOGS["verify"]
    )
    verify.add_argument(
        "--max-age", type=_read_days, metavar="DAYS", help="days after which to look again (default: 365)"
    )
    verify.add_argument("--terms-dir", metavar="DIR", help="saved pages of terms, called ID.html, ID.md or ID.txt")
    add_formats(verify, "table or json (default: table on standard output)")
    mark = actions.add_parser("fingerprint", help="print the fingerprint of a key sentence of a saved page")
    mark.add_argument("file", metavar="FILE", help="the saved page")
    mark.add_argument("--sentence", required=True, metavar="TEXT", help="the sentence, as the page shows it")
    named = {"list": listing, "new": new, "check": check, "build": build, "verify": verify, "fingerprint": mark}
    for name, action in named.items():
        add_common(action)
        action.set_defaults(command="packs", action=name)


def _read_days(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of days")
    return int(text)
