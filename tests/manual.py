"""Writes the man page from the parser: ``python -m tests.manual``, in the root. `test_manual` holds it current.

There is no day in it, so that the same parser gives the same bytes.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from argparse_manpage.manpage import Manpage

from compliance import __version__
from compliance.cli.arguments import make_parser

PAGE = Path(__file__).parents[1] / "compliance" / "man" / "compliance.1"
_NO_DATE = " "
"""What the library takes for a date; an empty one it would replace by today's."""
_DATA = {
    "project_name": "compliance",
    "version": __version__,
    "description": "check whether articles carry what their reuse requires",
    "manual_title": "User Commands",
    "format": "single-commands-section",
    "date": _NO_DATE,
}
_STATUS = r"""0
.RS
All articles pass, or ask for review.
.RE
1
.RS
At least one article fails.
.RE
2
.RS
Something could not be checked: a wrong option, an unreadable article, a wrong rule file, a broken plugin, a crash,
or no article found.
2 wins over 1, and does not depend on the output format.
.RE"""
_ENVIRONMENT = r""".TP
.B COMPLIANCE_CACHE_DIR
The folder of the cache; set but empty, it switches the cache off.
.TP
.B COLUMNS
How wide tables are."""
_FILES = r""".TP
.I compliance.toml
The configuration, found upward from the working folder; or the table
.B [tool.compliance]
in
.IR pyproject.toml .
.TP
.I permissions.toml
Recorded permissions of rights holders, beside the configuration."""


class _Unwrapped(argparse.HelpFormatter):
    """Leaves the breaking of lines to whatever shows the page."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=100_000)


def render() -> str:
    """Return the man page."""
    parser = make_parser()
    parser.epilog = None
    _unwrap(parser)
    page = Manpage(parser, _DATA, format="single-commands-section")
    page.add_section("exit status", "=", _STATUS)
    page.add_section("environment", "=", _ENVIRONMENT)
    page.add_section("files", "=", _FILES)
    return _write_in_ascii(str(page).replace(".SH\n", ".SH ").replace(f'"1" "{_NO_DATE}"', '"1" ""'))


def _write_in_ascii(text: str) -> str:
    r"""Return roff in which other characters than those of ASCII are named (groff_char(7)): old readers know no UTF-8.

    >>> print(_write_in_ascii("KEY=VALUE[,…]"))
    KEY=VALUE[,\[u2026]]
    """
    return "".join(sign if sign.isascii() else f"\\[u{ord(sign):04X}]" for sign in text)


def _unwrap(parser: argparse.ArgumentParser) -> None:
    parser.formatter_class = _Unwrapped
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                _unwrap(command)


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(render(), encoding="utf-8")
