"""The options of ``check`` for a person at a terminal, and the layout that they ask for."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compliance.checking import Progress
    from compliance.hookspecs import Layout

COLOURS = ("auto", "always", "never")
GROUPINGS = ("article", "rule", "publisher", "authority")
_STDOUT = ""
_FORCED = ("FORCE_COLOR", "FORCE_HYPERLINK")


def add_terminal_options(command: argparse.ArgumentParser) -> None:
    """Add what chooses results, how much is said of them, and how it looks."""
    amount = command.add_mutually_exclusive_group()
    amount.add_argument("-v", "--verbose", action="store_true", help="show what passes, too")
    amount.add_argument(
        "-q",
        "--quiet",
        action="count",
        default=0,
        help="show only what fails; given twice, only what could not be checked",
    )
    command.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="RULE",
        help="judge by this rule alone, or by those of a pattern such as source/*; may be given more than once",
    )
    command.add_argument(
        "--severity",
        choices=("error", "warning", "note"),
        default="",
        help="show only results of at least this severity; changes neither verdicts nor the exit code",
    )
    command.add_argument("--group-by", choices=GROUPINGS, default="", help="show results in groups, with their counts")
    command.add_argument(
        "--statistics", action="store_true", help="count results by outcome, rule, authority and publisher at the end"
    )
    command.add_argument("--color", choices=COLOURS, default="auto", help="whether to use colours (default: auto)")
    command.add_argument("--no-progress", action="store_true", help="show no progress on standard error")
    command.add_argument("--pager", action="store_true", help="show the report in $PAGER, or in less")
    command.add_argument("--watch", action="store_true", help="check again whenever something changes, until Ctrl-C")


def follow(options: argparse.Namespace) -> AbstractContextManager[Progress]:
    """Return what to call with how much of a run is done: it shows progress where somebody sits at a terminal."""
    from compliance.checking import ignore_progress  # noqa: PLC0415 - the parser is made without it

    if options.no_progress or options.quiet or not sys.stderr.isatty():
        return nullcontext(ignore_progress)
    from compliance.cli.progress import show_progress  # noqa: PLC0415

    return show_progress()


def page(options: argparse.Namespace) -> AbstractContextManager[None]:
    """Return what has standard output shown in a pager, if that is wanted and somebody sits at a terminal."""
    if not options.pager or not sys.stdout.isatty():
        return nullcontext()
    from compliance.cli.paging import open_pager  # noqa: PLC0415

    return open_pager()


def make_layout(options: argparse.Namespace, width: int, file: str) -> Layout:
    """Return how a report is laid out that goes to a file, or to standard output, which has an empty name."""
    from compliance.hookspecs import Layout  # noqa: PLC0415 - the parser is made without it

    colour = hyperlinks = False
    forced = options.color == "always" or any(os.environ.get(name) for name in _FORCED)
    if file == _STDOUT and (forced or sys.stdout.isatty()):
        from compliance.cli.terminal import can_show_colours, can_show_hyperlinks  # noqa: PLC0415

        colour = can_show_colours(sys.stdout, os.environ, options.color)
        hyperlinks = can_show_hyperlinks(sys.stdout, os.environ, colour=colour)
    return Layout(
        width,
        options.verbose,
        options.explain,
        colour,
        hyperlinks,
        options.group_by,
        options.severity,
        options.quiet,
        options.statistics,
    )
