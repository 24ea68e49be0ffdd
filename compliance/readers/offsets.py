"""Places in a piece of text, as parsers give them, turned into UTF-8 offsets of the source."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate


class Offsets:
    """Turns line and column, or character offsets, of one text into UTF-8 offsets; cheapest when asked in order.

    ``start`` is the UTF-8 offset at which the text stands in the source.
    """

    __slots__ = ("_ascii", "_bytes", "_chars", "_lines", "_start", "_text")

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self._start = start
        self._ascii = text.isascii()
        self._lines: list[int] = []
        self._chars = 0
        self._bytes = 0

    def of_place(self, line: int, column: int) -> int:
        """Return the offset of a 1-based line and 0-based character column."""
        if not self._lines:
            self._lines = find_line_starts(self._text)
        return self.of_character(self._lines[line - 1] + column)

    def of_character(self, position: int) -> int:
        """Return the offset of a character."""
        if self._ascii:
            return self._start + position
        if position >= self._chars:
            self._bytes += len(self._text[self._chars : position].encode())
        else:
            self._bytes -= len(self._text[position : self._chars].encode())
        self._chars = position
        return self._start + self._bytes


def find_line_starts(text: str, start: int = 0) -> list[int]:
    r"""Return the offsets at which lines start, counted from ``start``; one more than there are line ends.

    >>> find_line_starts("a\nbc\n", 10)
    [10, 12, 15]
    """
    return list(accumulate((len(line) + 1 for line in text.split("\n")), initial=start))[:-1]


def to_bytewise(data: bytes) -> str:
    """Return a string with one character for each byte, so that a parser's columns are byte offsets."""
    return data.decode("latin-1")


def from_bytewise(text: str) -> str:
    """Return the text that such a string stands for."""
    return text if text.isascii() else text.encode("latin-1", "replace").decode("utf-8", "replace")


def place_lines(data: bytes, line: int, column: int, starts: Sequence[int]) -> Sequence[tuple[bytes, int]]:
    r"""Return a text with its offset in the source; line by line where its lines stand apart there (a block quote).

    It begins in a ``line`` of the markup, counted from 1; ``starts`` are the offsets of all lines in the source.

    >>> place_lines(b"a\nb", 1, 5, [0, 7]), place_lines(b"a\nb", 1, 5, [0, 9])
    ([(b'a\nb', 5)], [(b'a\n', 5), (b'b', 9)])
    """
    start, breaks = starts[line - 1] + column, data.count(b"\n")
    if not breaks or starts[line - 1 + breaks] == start + data.rfind(b"\n") + 1:
        return [(data, start)]
    *lines, last = data.split(b"\n")
    pieces = [*(text + b"\n" for text in lines), last]
    return [(text, starts[line - 1 + number] if number else start) for number, text in enumerate(pieces) if text]


def find_end(text: str, line: int, column: int, starts: Sequence[int]) -> int:
    """Return the offset in the source behind a bytewise text that begins in a line of the markup; see `place_lines`."""
    if breaks := text.count("\n"):
        return starts[line - 1 + breaks] + len(text) - text.rfind("\n") - 1
    return starts[line - 1] + column + len(text)
