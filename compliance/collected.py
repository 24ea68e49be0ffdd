"""Files that hold many articles: which collection a file is, and its articles as a stream; judges nothing."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO, cast

from compliance import discovery
from compliance.contents import Contents, Files
from compliance.errors import Problem, SourceError
from compliance.hookspecs import Collection
from compliance.model.article import Article
from compliance.plugins import Registry

if TYPE_CHECKING:
    from typing_extensions import Buffer

HEAD = 1 << 16
"""Bytes that a collection gets to recognise a file by."""


class _Joined(io.RawIOBase):
    """A stream with what was read of it already in front again."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        view = memoryview(buffer)
        content = self._head[: len(view)] or self._rest.read(len(view))
        self._head = self._head[len(content) :]
        view[: len(content)] = content
        return len(content)


class Collections:
    """The collections that plugins bring, and the files that are such."""

    def __init__(self, registry: Registry, contents: Contents | None = None, *, debug: bool = False) -> None:
        self._contents = contents or Files()
        self._registry = registry
        self._debug = debug
        self._readable = {suffix for reader in registry.readers.values() for suffix in reader.suffixes}
        self.suffixes = frozenset(s for collection in registry.collections.values() for s in collection.suffixes)
        self._stdin: BinaryIO | None = None

    @property
    def stdin(self) -> BinaryIO:
        """Standard input from its start, whether or not somebody looked into it."""
        return self._stdin or sys.stdin.buffer

    def find(self, path: str, name: str) -> tuple[Collection | None, list[Problem]]:
        """Return the collection that a file is, by its suffix and beginning, and which of those that looked broke."""
        suffix = PurePath(name).suffix.lower()
        asked = [
            collection
            for collection in self._registry.collections.values()
            if suffix in collection.suffixes or suffix not in self._readable | self.suffixes
        ]
        head = self._read_head(path) if asked else b""
        problems: list[Problem] = []
        for collection in asked:
            try:
                if collection.recognise(head):
                    return collection, problems
            except Exception as error:
                problems.append(self._blame(collection, name, error))
        return None, problems

    def is_none(self, path: str) -> bool:
        """Whether a file with a collection's suffix, which no reader claims, is no collection."""
        suffix = PurePath(path).suffix.lower()
        if suffix in self._readable or suffix not in self.suffixes:
            return False
        collection, problems = self.find(path, path)
        return collection is None and not problems

    def read(self, collection: Collection, path: str, name: str) -> Iterator[Article | Problem]:
        """Yield the articles of a file, one by one; where it cannot be read on, what came before holds."""
        try:
            with self._open(path) as stream:
                yield from collection.read(name, stream)
        except SourceError as error:
            yield from error.problems
        except OSError as error:
            yield Problem(name, 0, 0, f"cannot be read: {error.strerror or error}", "check that it is a readable file")
        except Exception as error:
            yield self._blame(collection, name, error)

    @contextmanager
    def _open(self, path: str) -> Iterator[BinaryIO]:
        if path == discovery.STDIN:
            yield self.stdin
            return
        with self._contents.open(path) as stream:
            yield stream

    def _read_head(self, path: str) -> bytes:
        if path == discovery.STDIN:
            head = self.stdin.read(HEAD)
            self._stdin = cast("BinaryIO", io.BufferedReader(_Joined(head, self.stdin), HEAD))
            return head
        try:
            with self._contents.open(path) as stream:
                return stream.read(HEAD)
        except OSError:
            return b""  # what is wrong with it is told when it is read

    def _blame(self, collection: Collection, name: str, error: Exception) -> Problem:
        return self._registry.blame(f"collection:{collection.name}", name, error, debug=self._debug)
