"""Looks up what an earlier run said of an article, and keeps what this one says; judges nothing."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from compliance import decoding
from compliance.discovery import STDIN
from compliance.errors import Problem
from compliance.model.library import Library
from compliance.model.result import ArticleReport
from compliance.model.settings import Settings
from compliance.originals import Originals
from compliance.plugins import Registry
from compliance.results.entries import BROKEN, Entries
from compliance.results.keys import make_key, make_run_key, see_below
from compliance.results.stamps import UnknownCodeError
from compliance.results.store import Store
from compliance.terms.grants import Records

_LEVEL = 1
"""Of compression: a fifth of the room for a tenth of the time that higher ones take."""


class Known(Struct, frozen=True):
    """What an earlier run said of an article, and the article's bytes."""

    report: ArticleReport
    data: bytes


class Results:
    """Results by everything that they depend on. Of standard input and collections none are kept."""

    def __init__(
        self, settings: Settings, registry: Registry, library: Library, records: Records, originals: Originals
    ) -> None:
        self._settings = settings
        self._registry = registry
        self._library = library
        self._records = records
        self._originals = originals
        self._store = Store(settings.cache, settings.cache_size)
        self._entries = Entries()
        self._found: dict[str, str] = {}
        self._missed: set[str] = set()

    @cached_property
    def run_key(self) -> str:
        """What all keys of this run begin with; empty where nothing can be kept, as with plugins that ask a network."""
        try:
            return make_run_key(self._settings, self._registry, self._library, self._records)
        except (UnknownCodeError, TypeError):
            return ""

    def count_unknown(self, sources: Sequence[str], enough: int) -> int:
        """Return how many sources will have to be judged; once there are ``enough``, all others count as such."""
        unknown = 0
        for number, source in enumerate(sources):
            if unknown >= enough:
                return unknown + len(sources) - number
            key, _ = self._look_at(source)
            if key and self._store.holds(key):
                self._found[source] = key
            else:
                self._missed.add(key)
                unknown += 1
        return unknown

    def find(self, source: str) -> Known | None:
        """Return what an earlier run said of a source, if it is as it was then, and so is everything else."""
        key, data = self._look_at(source)
        content = self._store.read(key) if key else None
        if content is not None:
            with suppress(zlib.error, *BROKEN):
                report = self._entries.decode(zlib.decompress(content))
                if report.source == source:
                    return Known(report, data)
        return None

    def keep(self, source: str, data: bytes, report: ArticleReport, problems: Sequence[Problem]) -> None:
        """Keep what is said of a source that was read as ``data``; nothing where anything could not be checked."""
        if problems or source == STDIN or not self.run_key:
            return
        with suppress(OSError, TypeError, UnicodeError):
            self._store.write(self._make_key(source, data), zlib.compress(self._entries.encode(report), _LEVEL))

    def tidy(self) -> None:
        """Throw out what was used longest ago, where more was kept than there is room for."""
        self._store.tidy(filter(None, self._missed))

    def _look_at(self, source: str) -> tuple[str, bytes]:
        """Return key and bytes of a source; empty ones where it cannot be read, which is told when it is judged."""
        if source == STDIN or not self.run_key:
            return "", b""
        try:
            with open(source, "rb", buffering=0) as stream:  # noqa: PTH123 - there are thousands of them
                data = stream.read(decoding.MAX_SIZE)
            return self._make_key(source, data), data
        except (OSError, ValueError):
            return "", b""

    def _make_key(self, source: str, data: bytes) -> str:
        path = self._originals.find_path(source)
        original = (path, Path(path).read_bytes()) if path else None
        return make_key(self.run_key, source, see_below(self._settings, source), data, original)
