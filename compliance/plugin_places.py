"""Where in a plugin's own file something went wrong: at a line that cannot be read, raises, or defines a hook."""

from __future__ import annotations

import importlib
import inspect
import os
import re
import traceback
from pathlib import Path
from typing import NamedTuple

_NOBODYS = ("<", f"{Path(__file__).parent}{os.sep}", f"{Path(importlib.__file__).parent}{os.sep}")
"""Beginnings of files whose steps are not a plugin's: code without a file, this program, the import machinery."""

_DEFINITION = re.compile(r"\s*(?:async\s+)?(?:def|class)\s+")


class Place(NamedTuple):
    """A file as the interpreter names it, with line and column from 1; nowhere: an empty path, and 0."""

    path: str = ""
    line: int = 0
    column: int = 0


NOWHERE = Place()


def find_failure(error: BaseException) -> Place:
    """Return where an exception arose: its last step in the folder of the code that was called first.

    Steps inside of this program and of the import machinery do not count. Code that cannot be compiled is the place.
    """
    if isinstance(error, SyntaxError) and error.filename and error.lineno:
        return Place(_show(error.filename), error.lineno, max(error.offset or 1, 1))
    steps = [step for step in traceback.extract_tb(error.__traceback__) if not step.filename.startswith(_NOBODYS)]
    if not steps:
        return NOWHERE
    home = f"{Path(steps[0].filename).parent}{os.sep}"
    last = [step for step in steps if step.filename.startswith(home)][-1]
    text = _read_line(last.filename, last.lineno or 1)
    start = len(text) - len(text.lstrip()) if last.colno is None else last.colno
    return Place(_show(last.filename), last.lineno or 1, len(text[:start].decode(errors="replace")) + 1)


def find_definition(function: object) -> Place:
    """Return where the name of a function or class stands in its definition, below its decorators."""
    try:
        file = inspect.getsourcefile(function) or ""  # type: ignore[arg-type]
        lines, first = inspect.getsourcelines(function)  # type: ignore[arg-type]
    except (OSError, TypeError, ValueError):
        return NOWHERE
    for line, text in enumerate(lines, first):
        if found := _DEFINITION.match(text):
            return Place(_show(file), line, found.end() + 1)
    return Place(_show(file), first, 1)


def _show(file: str) -> str:
    """Return a file as seen from the working folder if it lies below that."""
    try:
        return Path(file).relative_to(Path.cwd()).as_posix()
    except (OSError, ValueError):
        return file


def _read_line(file: str, line: int) -> bytes:
    """Return a line of a file without its end; nothing where there is none."""
    try:
        lines = Path(file).read_bytes().splitlines()
    except (OSError, ValueError):
        return b""
    return lines[line - 1] if 0 < line <= len(lines) else b""
