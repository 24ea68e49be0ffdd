"""Lists of files that another program made: one on a line, or with a NUL behind each."""

from __future__ import annotations

import codecs
import os
import sys
from pathlib import Path

from compliance.errors import UsageError

STDIN = "-"


def read_file_list(file: str) -> list[str]:
    """Return the paths of a list, ``-`` for the one on standard input, in its order. Raises `UsageError`."""
    try:
        data = sys.stdin.buffer.read() if file == STDIN else Path(file).read_bytes()
    except OSError as error:
        message = f"{file}: cannot be read: {error.strerror or error}; check --files-from"
        raise UsageError(message) from error
    return parse_file_list(data)


def parse_file_list(data: bytes) -> list[str]:
    r"""Return the paths of a list: behind each stands a NUL if there is one at all, and else a line end.

    What PowerShell writes with ``>`` is UTF-16, with a mark in front.

    >>> parse_file_list(b"a.md\nb c.md\r\n\n"), parse_file_list(b"a\nb.md\0-\0")
    (['a.md', 'b c.md'], ['a\nb.md', './-'])
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", "replace").encode()
    data = data.removeprefix(codecs.BOM_UTF8)
    ends_in_nul = b"\0" in data
    names = data.split(b"\0") if ends_in_nul else [line.removesuffix(b"\r") for line in data.split(b"\n")]
    # A file that is called like standard input is told apart from it.
    return [f".{os.sep}-" if name == b"-" else os.fsdecode(name) for name in names if name]
