"""The options of ``compliance init``."""

from __future__ import annotations

import argparse

from compliance.model.context import VOCABULARY


def add_init_options(command: argparse.ArgumentParser) -> None:
    """Add the options."""
    command.add_argument("folder", nargs="?", default=".", metavar="DIR", help="the site's folder (default: here)")
    command.add_argument(
        "--publisher", action="append", default=[], metavar="NAME", help="name or host of your own outlet"
    )
    command.add_argument("--use", choices=VOCABULARY["use"], help="how articles are used")
    command.add_argument(
        "--content", action="append", default=[], metavar="DIR", help="a folder of articles, within the site's"
    )
    command.add_argument("--yes", action="store_true", help="ask nothing, also on a terminal")
    command.add_argument("--force", action="store_true", help="write over a compliance.toml that is there")
    command.add_argument("--dry-run", action="store_true", help="print the file instead of writing it")
    command.add_argument("--debug", action="store_true", help="show tracebacks")
