"""Looks up what an earlier run said of an article, and keeps what this one says; judges nothing."""

from __future__ import annotations

import os
import stat
import zlib
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from compliance import decoding
from compliance.discovery import STDIN
from compliance.errors import Problem
from compliance.judges import Judges
from compliance.model.article import Article
from compliance.model.library import Library
from compliance.model.result import ArticleReport
from compliance.model.settings import Settings
from compliance.originals import Originals
from compliance.plugins import Registry
from compliance.results.entries import BROKEN, Entries
from compliance.results.keys import Original, make_key, make_library_key, make_run_key, see_below
from compliance.results.stamps import UnknownCodeError
from compliance.results.store import Store
from compliance.terms.grants import Records

_LEVEL = 1
"""Of compression: a fifth of the room for a tenth of the time that higher ones take."""


class Known(Struct, frozen=True):
    """What an earlier run said of an article, and the article's bytes."""

    report: ArticleReport
    data: bytes


class _Look(Struct, frozen=True):
    """A source as it was when it was looked for: its key, its content, and what it is compared with."""

    source: str
    key: str = ""
    data: bytes = b""
    original: Original | None = None


class Results:
    """Results by everything that they depend on. Of standard input and collections none are kept."""

    def __init__(
        self, settings: Settings, registry: Registry, judges: Judges, records: Records, originals: Originals
    ) -> None:
        self._settings = settings
        self._registry = registry
        self._judges = judges
        self._records = records
        self._originals = originals
        self._store = Store(settings.cache, settings.cache_size)
        self._entries = Entries()
        self._libraries: dict[int, tuple[Library, str]] = {}
        self._last = _Look("")
        self._missed: set[str] = set()

    @cached_property
    def run_key(self) -> str:
        """What all keys of this run begin with; empty where nothing can be kept, as with plugins that ask a network."""
        try:
            return make_run_key(self._settings, self._registry, self._judges.library, self._records)
        except (UnknownCodeError, TypeError):
            return ""

    def count_unknown(self, sources: Sequence[str], enough: int) -> int:
        """Return how many sources will have to be judged; once there are ``enough``, all others count as such."""
        unknown = 0
        for number, source in enumerate(sources):
            if unknown >= enough:
                return unknown + len(sources) - number
            key = self._look_at(source).key
            if not key or not self._store.holds(key):
                self._missed.update([key] if key else ())
                unknown += 1
        return unknown

    def find(self, source: str) -> Known | None:
        """Return what an earlier run said of a source, if it is as it was then, and so is everything else."""
        self._last = look = self._look_at(source)
        content = self._store.read(look.key) if look.key else None
        if content is not None:
            with suppress(zlib.error, *BROKEN):
                report = self._entries.decode(zlib.decompress(content))
                if report.source == source:
                    return Known(report, look.data)
        return None

    def keep(self, article: Article, report: ArticleReport, problems: Sequence[Problem]) -> None:
        """Keep what is said of the article that was looked for last; nothing where anything could not be checked.

        It must have been judged as it was when it was looked for, and so must its original.
        """
        look = self._last
        same = (article.name, article.source.data) == (look.source, look.data) and self._is_original(look)
        if not look.key or problems or not same:
            return
        with suppress(TypeError, UnicodeError):
            self._store.write(look.key, zlib.compress(self._entries.encode(report), _LEVEL))
            self._missed.add(look.key)

    def tidy(self) -> None:
        """Throw out what was used longest ago, where more was kept than there is room for."""
        self._store.tidy(self._missed)

    def _look_at(self, source: str) -> _Look:
        """Return key and content of a source; no key where it cannot be read, which is told when it is judged."""
        if source == STDIN or not self.run_key:
            return _Look(source)
        try:
            data = _read(source)
            path = self._originals.find_path(source)
            original = Original(path, Path(path).read_bytes()) if path else None
        except (OSError, ValueError):
            return _Look(source)
        keys = (self.run_key, self._find_library_key(source))
        key = make_key(keys, source, see_below(self._settings, source), data, original)
        return _Look(source, key, data, original)

    def _find_library_key(self, source: str) -> str:
        """Return the digest of what counts for an article among all rules and policies; empty where all of it does."""
        library = self._judges.library_for(source)
        if library is self._judges.library:
            return ""
        if id(library) not in self._libraries:
            self._libraries[id(library)] = library, make_library_key(library)
        return self._libraries[id(library)][1]

    def _is_original(self, look: _Look) -> bool:
        return look.original is None or self._originals.holds(look.original.path, look.original.data)


def _read(source: str) -> bytes:
    """Return the content of a file. Raises `OSError`; pipes are not looked into, since they can be read only once."""
    state = os.stat(source)  # noqa: PTH116 - there are thousands of them
    if not stat.S_ISREG(state.st_mode) or state.st_size > decoding.MAX_SIZE:
        raise OSError(source)
    with open(source, "rb", buffering=0) as stream:  # noqa: PTH123 - as above
        return stream.read()
