"""Keeps the reports on many articles small: packed by the chunk, and unpacked when they are looked at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import overload

from compliance.model.result import ArticleReport

Chunk = bytes | Sequence[ArticleReport]
"""Reports, packed or as they are."""


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


class Shelf(Sequence[ArticleReport]):
    """Reports in the order in which they were put there. Going through them in this order unpacks each chunk once."""

    def __init__(self) -> None:
        self._chunks: list[Chunk] = []
        self._starts: list[int] = []
        self._size = 0

    def put(self, chunk: Chunk, count: int) -> None:
        """Put a chunk of so many reports behind the others."""
        if count:
            self._chunks.append(chunk)
            self._starts.append(self._size)
            self._size += count

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[ArticleReport]:
        for chunk in self._chunks:
            yield from unpack(chunk)

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
        return unpack(self._chunks[chunk])[number - self._starts[chunk]]
