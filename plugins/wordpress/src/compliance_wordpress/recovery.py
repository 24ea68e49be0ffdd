"""Reads the items of an export one after the other, and behind one that is broken goes on with the next."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.patterns import compile_late
from compliance_wordpress.parsing import Channel, Fault, Item, ItemParser, Place

MOST_FAULTS = 100
"""Faults after which the rest of an export is given up."""

_GIVEN_UP = f"{MOST_FAULTS} places of the export are broken, and what stands behind this one is not read"

_NEXT = compile_late(rb"[\r\n][ \t]*(?=<item>)")
_LINE_END = compile_late(rb"\r\n?|\n")
_TAIL = 1024
"""Bytes that may be the beginning of a line with an item."""


def parse_items(chunks: Iterator[bytes], channel: Channel) -> Iterator[Item | Fault]:
    """Yield the items of an export, and what is wrong with it; fill in ``channel``, before the first item comes.

    Behind a fault that is not final, reading goes on where the next line begins with ``<item>``.
    """
    stream = _Stream(channel)
    for chunk in chunks:
        if chunk:
            yield from stream.read(chunk)
        if stream.is_over:
            return
    yield from stream.read(b"", is_last=True)


class _Stream:
    """Bytes on their way to a parser; while there is none, they are searched for the next item."""

    def __init__(self, channel: Channel) -> None:
        self.is_over = False
        self._channel = channel
        self._parser: ItemParser | None = ItemParser(channel, Place(0, 1, 1), resumed=False)
        self._skipped = b""
        self._place = Place(0, 1, 1)
        self._faults = 0

    def read(self, data: bytes, *, is_last: bool = False) -> Iterator[Item | Fault]:
        """Yield what comes of the next bytes."""
        parser = self._parser or self._resume(data)
        while parser is not None:
            broken = parser.feed(data if parser is self._parser else self._skipped, is_last=is_last)
            self._parser = parser
            yield from parser.finished
            parser.finished.clear()
            if broken is None:
                return
            yield broken[0]
            self._faults += 1
            self.is_over = broken[0].is_final or self._faults >= MOST_FAULTS
            if self.is_over and not broken[0].is_final:
                yield broken[0]._replace(message=_GIVEN_UP, remedy="export it again", is_final=True)
            self._parser, self._skipped, self._place = None, broken[1], parser.here
            parser = None if self.is_over else self._resume(b"")

    def _resume(self, data: bytes) -> ItemParser | None:
        """Return a parser for what stands behind the next item's place, which is then all of what was skipped."""
        self._skipped += data
        found = _NEXT.search(self._skipped)
        end = found.end() if found else max(0, len(self._skipped) - _TAIL)
        end -= self._skipped[:end].endswith(b"\r")  # half of a line end, perhaps
        self._move(end)
        return ItemParser(self._channel, self._place, resumed=True) if found else None

    def _move(self, count: int) -> None:
        skipped, self._skipped = self._skipped[:count], self._skipped[count:]
        ends = [*_LINE_END.finditer(skipped)]
        column = len(skipped) - ends[-1].end() + 1 if ends else self._place.column + len(skipped)
        self._place = Place(self._place.offset + count, self._place.line + len(ends), column)
