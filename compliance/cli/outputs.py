"""Where reports go: the formats and files that are asked for, and how wide they are."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from msgspec import Struct

from compliance.errors import UsageError
from compliance.spelling import suggest_or_list

STDOUT = ""
WIDTH = 120
"""Columns of what goes to a file, or to no terminal."""


class Output(Struct, frozen=True):
    """A format and the file it goes to; an empty file name means standard output."""

    format: str
    file: str = STDOUT


def parse_outputs(texts: Sequence[str], known: Sequence[str], default: str = "table") -> list[Output]:
    """Return the outputs of ``NAME[=FILE]`` texts. Raises `UsageError` for an unknown name or two on one file."""
    pairs = (text.partition("=") for text in texts)
    outputs = [Output(name, STDOUT if file == "-" else file) for name, _, file in pairs] or [Output(default)]
    for output in outputs:
        if output.format not in known:
            hint = suggest_or_list(output.format, known)
            raise UsageError(f"no format is called {output.format!r}; {hint}")
    files = [output.file for output in outputs]
    if files.count(STDOUT) > 1:
        raise UsageError("two formats go to standard output; give all but one a file, as in --format json=report.json")
    real = [os.path.normcase(os.path.realpath(file)) for file in files if file != STDOUT]
    named = [file for file in files if file != STDOUT]
    if twice := next((file for file, path in zip(named, real, strict=True) if real.count(path) > 1), None):
        raise UsageError(f"two formats go to {twice!r}; give each a file of its own")
    return outputs


def find_width(file: str) -> int:
    """Return the columns of what a report goes to: the terminal's, or ``COLUMNS``, and `WIDTH` for all else."""
    if file != STDOUT or not ("COLUMNS" in os.environ or sys.stdout.isatty()):
        return WIDTH
    from shutil import get_terminal_size  # noqa: PLC0415

    return get_terminal_size((WIDTH, 24)).columns
