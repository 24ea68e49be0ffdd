"""Where in a plugin's own file something went wrong: at a line that cannot be read, raises, or defines a hook."""

from __future__ import annotations

import inspect
import traceback
from pathlib import Path

from msgspec import Struct

_OURS = str(Path(__file__).parent)
_NOBODYS = ("<frozen", "<string")


class Place(Struct, frozen=True):
    """A file as the interpreter names it, with line and column from 1; nowhere: an empty path and 0."""

    path: str = ""
    line: int = 0
    column: int = 0


NOWHERE = Place()


def find_failure(error: BaseException, file: str = "") -> Place:
    """Return where an exception arose: the last step of it in the plugin's ``file``, if that is known.

    Else it is the last step in any file that is not the program's own. Code that cannot be compiled is its own place.
    """
    if isinstance(error, SyntaxError) and error.filename and error.lineno:
        return Place(error.filename, error.lineno, max(error.offset or 1, 1))
    steps = [step for step in traceback.extract_tb(error.__traceback__) if _is_foreign(step.filename)]
    inside = [step for step in steps if step.filename == file] if file else steps
    if not inside:
        return NOWHERE
    last = inside[-1]
    text = _read_line(last.filename, last.lineno or 1)
    start = len(text) - len(text.lstrip()) if last.colno is None else last.colno
    return Place(last.filename, last.lineno or 1, len(text[:start].decode(errors="replace")) + 1)


def find_definition(function: object) -> Place:
    """Return where a function or class is defined; its decorators belong to it."""
    try:
        file = inspect.getsourcefile(inspect.unwrap(function))  # type: ignore[arg-type]
        _, line = inspect.getsourcelines(function)  # type: ignore[arg-type]
    except (OSError, TypeError, ValueError):
        return NOWHERE
    text = _read_line(file or "", line).decode(errors="replace")
    return Place(file or "", line, len(text) - len(text.lstrip()) + 1)


def _is_foreign(file: str) -> bool:
    return not file.startswith((*_NOBODYS, _OURS))


def _read_line(file: str, line: int) -> bytes:
    """Return a line of a file without its end; nothing where there is none."""
    try:
        lines = Path(file).read_bytes().splitlines()
    except (OSError, ValueError):
        return b""
    return lines[line - 1] if 0 < line <= len(lines) else b""
