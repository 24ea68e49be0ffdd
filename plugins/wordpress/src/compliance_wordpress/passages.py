"""A text taken out of an export's item, and the way from each of its bytes back to the item's."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec import Struct, field

from compliance.model.source import SourceText, Span
from compliance.patterns import compile_late

_LINE_END = compile_late(rb"\r\n?|\n")


class Run(NamedTuple):
    """Where a part of a text comes from; it ends where the next one starts.

    ``size`` is 0 for what stands in the item as it is, byte for byte; else all of the run comes from that many bytes.
    """

    start: int
    source: int
    size: int


class Edit(NamedTuple):
    """A range of a text, and what stands there instead."""

    start: int
    end: int
    new: bytes


class Passage(Struct, frozen=True):
    r"""A text in UTF-8 with line ends as ``\n``; ``runs`` are ascending, and the first starts at 0."""

    data: bytes = b""
    runs: Sequence[Run] = ()

    @property
    def text(self) -> str:
        """The text as a string."""
        return self.data.decode("utf-8", "replace")

    def to_source(self, offset: int) -> int:
        """Return the offset in the item of an offset in the text."""
        run = self._run_at(offset)
        return run.source + (0 if run.size else offset - run.start)

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Return the range in the item of a half-open range of the text, which is the whole text by default."""
        end = len(self.data) if end is None else end
        first = self.to_source(start)
        if end <= start:
            return Span(first, first)
        run = self._run_at(end - 1)
        return Span(first, max(first, run.source + (run.size or end - run.start)))

    def edit(self, edits: Iterable[Edit]) -> Passage:
        """Return the text with ranges replaced; ``edits`` are ascending and do not overlap."""
        writer, position = PassageWriter(), 0
        for edit in edits:
            self._copy(writer, position, edit.start)
            if edit.new:
                span = self.span(edit.start, edit.end)
                writer.write(edit.new, span.start, max(1, span.end - span.start))
            position = edit.end
        self._copy(writer, position, len(self.data))
        return writer.finish()

    def _copy(self, writer: PassageWriter, start: int, end: int) -> None:
        index = max(0, bisect_right(self.runs, (start, 1 << 62, 0)) - 1)
        while start < end:
            run = self.runs[index]
            index += 1
            last = min(end, self.runs[index].start) if index < len(self.runs) else end
            writer.write(self.data[start:last], run.source + (0 if run.size else start - run.start), run.size)
            start = last

    def _run_at(self, offset: int) -> Run:
        index = bisect_right(self.runs, (offset, 1 << 62, 0)) - 1
        return self.runs[index] if index >= 0 else Run(0, 0, 0)


class PassageWriter:
    """Writes a passage piece by piece."""

    __slots__ = ("_pieces", "_runs", "_size", "_source_end")

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._runs: list[Run] = []
        self._size = 0
        self._source_end = -1

    def write(self, data: bytes, source: int, size: int = 0) -> None:
        """Add bytes that come from an offset of the item: as they stand, or from ``size`` bytes there."""
        if size or source != self._source_end:
            self._runs.append(Run(self._size, source, size))
        self._source_end = -1 if size else source + len(data)
        self._pieces.append(data)
        self._size += len(data)

    def finish(self) -> Passage:
        """Return what was written."""
        return Passage(b"".join(self._pieces), self._runs)


class PostText(SourceText):
    """The content of a post as the source of an article; ``data`` is the whole item, so that metadata have places."""

    passage: Passage = Passage()
    starts: list[int] = field(default_factory=list)
    """Offsets at which lines of the item start; empty until somebody asks."""

    def to_source(self, offset: int) -> int:
        """Return the offset in the item of an offset in the text."""
        return self.passage.to_source(offset)

    def span(self, start: int, end: int) -> Span:
        """Return the range in the item of a half-open range of the text."""
        return self.passage.span(start, max(start, end))

    @property
    def line_starts(self) -> list[int]:
        """Offsets in the item at which lines start."""
        if not self.starts:
            self.starts = [0, *(found.end() for found in _LINE_END.finditer(self.data))]
        return self.starts


def make_source(name: str, data: bytes, passage: Passage, place: tuple[int, int], url: str | None) -> PostText:
    """Return the source of an article: a passage of an item that starts at a line and column of the export."""
    line, column = place
    return PostText(
        name,
        data,
        passage.text,
        url=url,
        utf8=passage.data,
        first_line=line,
        first_column=column,
        passage=passage,
    )
