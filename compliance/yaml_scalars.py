"""Where one character of a text stands in the YAML that says it: behind a quote's escapes, or in a block's lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_LONG_ESCAPES = {"x": 2, "u": 4, "U": 8}
"""Hexadecimal digits after these escapes of double quotes (https://yaml.org/spec/1.2.2/#57-escaped-characters)."""


def find_character(text: str, line: int, column: int, index: int) -> tuple[int, int]:
    r"""Return line and column (from 1) of a text's character; of the text's start where that cannot be told.

    ``line`` and ``column`` are those of the text; ``index`` counts its characters from 0.

    >>> find_character('any_of: [fine, "a\\\\b(?=c)"]', 1, 16, 3)
    (1, 21)
    """
    lines = text.splitlines()
    if line > len(lines):
        return line, column
    shown = lines[line - 1][column - 1 :]
    if shown.startswith("|"):
        return _find_in_block(lines, line, index) or (line, column)
    steps = _list_steps(shown) if shown[:1] in {"'", '"'} else iter(range(len(shown)))
    offset = 0 if shown.startswith(">") else next((step for number, step in enumerate(steps) if number == index), 0)
    return line, column + offset


def _list_steps(shown: str) -> Iterator[int]:
    """Yield where each character of a quoted text starts, as far as the quote's first line goes."""
    quote, at = shown[0], 1
    while at < len(shown):
        sign = shown[at]
        if sign == quote and (quote == '"' or shown[at + 1 : at + 2] != quote):
            yield at  # what is missing at the end of the text is missing before the closing quote
            return
        yield at
        if sign == quote:
            at += 2
        elif sign == "\\" and quote == '"':
            at += 2 + _LONG_ESCAPES.get(shown[at + 1 : at + 2], 0)
        else:
            at += 1


def _find_in_block(lines: Sequence[str], line: int, index: int) -> tuple[int, int] | None:
    """Return the place of a character in a block of text whose line ends are its own."""
    rows = lines[line:]
    first = next((row for row in rows if row.strip()), "")
    indent = len(first) - len(first.lstrip(" "))
    for number, row in enumerate(rows, line + 1):
        held = len(row[indent:])
        if index <= held:
            return number, indent + index + 1
        index -= held + 1
    return None
