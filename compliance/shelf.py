"""Keeps the reports on many articles small: packed by the chunk, and unpacked when they are looked at.

What is more than a megabyte goes to a file without a name, which is gone with the run, so that memory does not grow.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import IO, overload

from msgspec import Struct

from compliance.model.result import ArticleReport

Chunk = bytes | Sequence[ArticleReport]
"""Reports, packed or as they are."""

HELD = 1 << 20
"""Bytes of packed reports that are held in memory."""


def pack(reports: Sequence[ArticleReport]) -> bytes:
    """Return reports in some 2 % of the memory that they take; nothing but `unpack` reads it."""
    import pickle  # noqa: PLC0415
    import zlib  # noqa: PLC0415

    return zlib.compress(pickle.dumps(reports, pickle.HIGHEST_PROTOCOL), 1)


def unpack(chunk: Chunk) -> Sequence[ArticleReport]:
    """Return what `pack` was given in this run of the program, or what was never packed."""
    if not isinstance(chunk, bytes):
        return chunk
    import pickle  # noqa: PLC0415
    import zlib  # noqa: PLC0415

    reports: Sequence[ArticleReport] = pickle.loads(zlib.decompress(chunk))  # noqa: S301 - made by this run itself
    return reports


class _Piece(Struct, frozen=True):
    """Where a packed chunk stands in the file."""

    start: int
    size: int


class Shelf(Sequence[ArticleReport]):
    """Reports in the order in which they were put there. Going through them in this order unpacks each chunk once."""

    def __init__(self) -> None:
        self._chunks: list[Chunk | _Piece] = []
        self._held = 0
        self._file: IO[bytes] | None = None
        self._starts: list[int] = []
        self._size = 0

    def put(self, chunk: Chunk, count: int) -> None:
        """Put a chunk of so many reports behind the others."""
        if count:
            self._chunks.append(self._put_away(chunk) if isinstance(chunk, bytes) else chunk)
            self._starts.append(self._size)
            self._size += count

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[ArticleReport]:
        for chunk in self._chunks:
            yield from self._take(chunk)

    @overload
    def __getitem__(self, index: int) -> ArticleReport: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[ArticleReport]: ...
    def __getitem__(self, index: int | slice) -> ArticleReport | Sequence[ArticleReport]:
        if isinstance(index, slice):
            return tuple(self[number] for number in range(*index.indices(self._size)))
        number = index + self._size if index < 0 else index
        if not 0 <= number < self._size:
            raise IndexError(index)
        chunk = bisect_right(self._starts, number) - 1
        return self._take(self._chunks[chunk])[number - self._starts[chunk]]

    def _put_away(self, packed: bytes) -> bytes | _Piece:
        """Write a packed chunk to the file, or hold it where there is room, or no file can be had."""
        if self._held + len(packed) <= HELD:
            self._held += len(packed)
            return packed
        try:
            if self._file is None:
                from tempfile import TemporaryFile  # noqa: PLC0415

                self._file = TemporaryFile(buffering=0)  # noqa: SIM115 - open as long as the shelf stands
            start = self._file.seek(0, os.SEEK_END)
            complete = self._file.write(packed) == len(packed)
        except OSError:
            return packed
        return _Piece(start, len(packed)) if complete else packed

    def _take(self, chunk: Chunk | _Piece) -> Sequence[ArticleReport]:
        if not isinstance(chunk, _Piece):
            return unpack(chunk)
        assert self._file is not None  # noqa: S101 - pieces are made where it is written
        self._file.seek(chunk.start)
        return unpack(self._file.read(chunk.size))

    def __del__(self) -> None:
        if self._file is not None:
            self._file.close()
