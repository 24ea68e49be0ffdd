"""The bytes an article is read from, decoded once, with places that lead back to them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct, field


class Span(Struct, frozen=True, order=True):
    """A half-open range of source bytes."""

    start: int
    end: int


class Place(Struct, frozen=True):
    """Where a span stands: lines and columns from 1, columns in characters; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class SourceText(Struct):
    r"""Decoded text of one source, with ``\n`` as its only line end, and the way back to its bytes.

    ``text`` never holds a lone surrogate or a byte-order mark. ``utf8`` is ``text`` in UTF-8: readers work with offsets
    in it and turn them into offsets of ``data`` with `to_source`.
    """

    name: str
    data: bytes
    text: str
    encoding: str = "utf-8"
    bom: int = 0
    """Bytes of the byte-order mark at the start of ``data``."""
    url: str | None = None
    """Where the source was fetched from, if somebody said so."""
    utf8: bytes = b""
    _removed: Sequence[int] = ()
    """Offsets in ``utf8`` behind line ends that were ``\\r\\n``, ascending (UTF-8 sources only): an end's own offset
    leads to its ``\\r``."""
    _table: Sequence[int] = ()
    """Offset in ``data`` for each offset in ``utf8`` (sources in other encodings only)."""
    _line_starts: list[int] = field(default_factory=list)
    first_line: int = 1
    """Line, and ``first_column`` the column, at which ``data`` starts in the file that it is a piece of: places are
    then those of the file, as far as ``data`` are the file's bytes as they stand."""
    first_column: int = 1

    def __post_init__(self) -> None:
        if not self.utf8:
            self.utf8 = self.text.encode()

    def to_source(self, offset: int) -> int:
        """Return the offset in ``data`` of an offset in ``utf8``."""
        if self._table:
            return self._table[min(offset, len(self._table) - 1)]
        if self._removed:
            return offset + self.bom + bisect_right(self._removed, offset)
        return offset + self.bom

    def span(self, start: int, end: int) -> Span:
        """Return the source span of a half-open range of ``utf8``."""
        first = self.to_source(start)
        return Span(first, max(first, self.to_source(end)))

    def place(self, span: Span) -> Place:
        """Return line and column of a span's start and end."""
        line, column = self._position(span.start)
        end_line, end_column = (line, column) if span.end == span.start else self._position(span.end)
        return Place(line, column, end_line, end_column)

    def line(self, span: Span) -> int:
        """Return the 1-based line on which a span starts."""
        return self.first_line - 1 + bisect_right(self.line_starts, max(span.start, self.bom))

    @property
    def line_starts(self) -> list[int]:
        r"""Offsets in ``data`` at which lines start; lines end with ``\n``, ``\r\n`` or ``\r``."""
        if not self._line_starts:
            self._line_starts.extend(self._find_line_starts())
        return self._line_starts

    def _position(self, offset: int) -> tuple[int, int]:
        offset = max(offset, self.bom)
        number = bisect_right(self.line_starts, offset)
        before = self.data[self.line_starts[number - 1] : offset]
        errors = "surrogateescape" if self.encoding == "utf-8" else "replace"  # a stray byte is one character of `text`
        column = len(before.decode(self.encoding, errors)) + (self.first_column if number == 1 else 1)
        return self.first_line - 1 + number, column

    def _find_line_starts(self) -> list[int]:
        starts = [self.bom]
        position = self.utf8.find(b"\n")
        while position >= 0:
            starts.append(self.to_source(position + 1))
            position = self.utf8.find(b"\n", position + 1)
        return starts
