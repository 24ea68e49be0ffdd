"""The line of a file that a problem speaks of, with a caret below its column, as terminals show it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from compliance.errors import Problem

WIDTH = 100
"""Columns of a line that are shown at most."""
_BEFORE = 60
"""Columns that are shown before the place, where a line is cut."""
_LARGEST = 4 << 20
"""Bytes of the largest file that is looked into."""
_TAB = "    "
_CUT = "…"


class Excerpts:
    """Reads each file once, when the first problem in it is shown."""

    def __init__(self) -> None:
        self._lines: dict[str, list[str]] = {}

    def render(self, problem: Problem) -> str:
        """Return the line and the caret, each with a line end; empty where there is no line to show."""
        if not problem.path or problem.line < 1:
            return ""
        lines = self._lines.setdefault(problem.path, []) or self._read(problem.path)
        if problem.line > len(lines):
            return ""
        return render_excerpt(problem.line, problem.column, lines[problem.line - 1])

    def _read(self, path: str) -> list[str]:
        self._lines[path] = lines = _read_lines(Path(path))
        return lines


def _read_lines(path: Path) -> list[str]:
    """Return the lines of a file as its parser counts them; none where it cannot be read."""
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST:
            return []
        text = path.read_bytes().decode("utf-8-sig", "replace")
    except (OSError, ValueError):
        return []
    # YAML 1.1, which libYAML reads, ends lines at U+0085, U+2028 and U+2029 too; TOML at line feeds alone.
    return text.splitlines() if path.suffix in {".yaml", ".yml"} else text.split("\n")


def render_excerpt(line: int, column: int, text: str) -> str:
    r"""Return a numbered line and a caret below the character of a column (from 1), which may lie behind its end.

    >>> print(render_excerpt(3, 11, "severity: eror\r"), end="")
        3 | severity: eror
          |           ^
    """
    text = text.rstrip("\r")
    index = min(max(column, 1), len(text) + 1) - 1
    cells = list(_show(text))
    first, last = _choose(cells, index)
    shown = "".join(cells[first:last])
    before = "".join(cells[first:index])
    if first:
        shown, before = _CUT + shown, _CUT + before
    if last < len(cells):
        shown += _CUT
    gutter = f"{line:>5} | "
    blank = f"{'|':>{len(gutter) - 1}} "
    numbered = f"{gutter}{shown}" if shown else gutter.rstrip()
    return f"{numbered}\n{blank}{' ' * _measure(before)}^\n"


def make_harmless(text: str) -> str:
    r"""Return a text in which nothing steers a terminal.

    >>> make_harmless("frogs\x1b[2J")
    'frogs␛[2J'
    """
    return text if text.isprintable() else "".join(_show(text))


def _show(text: str) -> Iterator[str]:
    """Yield what is shown for each character; what would move the cursor or hide text is shown as a sign."""
    for sign in text:
        if sign == "\t":
            yield _TAB
        elif ord(sign) < 0x20:
            yield chr(0x2400 + ord(sign))  # Control Pictures
        elif sign == "\x7f":
            yield "␡"
        elif sign.isprintable() or sign == "\u200d":
            yield sign
        else:
            yield f"<U+{ord(sign):04X}>"


def _choose(cells: list[str], index: int) -> tuple[int, int]:
    """Return from where to where a line is shown, so that the place is in it."""
    first = index
    room = _BEFORE
    while first and (room := room - _measure(cells[first - 1])) >= 0:
        first -= 1
    if _measure("".join(cells[:index])) <= _BEFORE:
        first = 0
    last, room = first, WIDTH
    while last < len(cells) and (room := room - _measure(cells[last])) >= 0:
        last += 1
    return first, max(last, min(index + 1, len(cells)))


def _measure(text: str) -> int:
    """Return the columns that a text takes in a terminal."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth  # noqa: PLC0415 - not needed where nothing is wrong

    return max(wcswidth(text), 0)
