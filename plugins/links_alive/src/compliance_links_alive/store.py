"""Answers kept in SQLite, for several processes at once; each with the time when it was given.

A cache that cannot be read or written is no error: links are asked anew.
"""

from __future__ import annotations

import sqlite3
import threading
import time
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from compliance.caching import find_cache_folder
from compliance_links_alive.answers import Answer, RobotsText
from compliance_links_alive.options import Options

_FILE = "links-alive.sqlite"
_PATIENCE = 2.0
"""Seconds that one process waits for another to finish writing."""
_HOUR = 3600.0
_ROBOTS_AGE = 24.0
"""Hours; RFC 9309, section 2.4: robots.txt should not be used from a cache for longer."""
_TABLE = """
    CREATE TABLE IF NOT EXISTS kept_1 (
        kind TEXT NOT NULL, name TEXT NOT NULL, value BLOB NOT NULL, good INTEGER NOT NULL, asked REAL NOT NULL,
        PRIMARY KEY (kind, name)
    ) WITHOUT ROWID
"""
_FIND = "SELECT value, good, asked FROM kept_1 WHERE kind = ? AND name = ?"
_KEEP = "INSERT OR REPLACE INTO kept_1 (kind, name, value, good, asked) VALUES (?, ?, ?, ?, ?)"


class _Kept(Struct, frozen=True):
    """A row: what was kept, and how many hours ago."""

    value: bytes
    good: bool
    hours: float


class Store:
    """The cache of one user; without a file, of this run."""

    def __init__(self, options: Options, *, today: Callable[[], float] = time.time) -> None:
        self._options = options
        self._path = find_file(options)
        self._today = today
        self._lock = threading.Lock()
        self._own = None if self._path else _open(":memory:")
        if self._own:
            weakref.finalize(self, self._own.close)

    def read(self, urls: Iterable[str], *, max_age: float | None = None) -> dict[str, Answer]:
        """Return what is kept of some addresses and young enough; ``max_age`` is in hours, and can only shorten it."""
        found = {}
        for url, kept in self._find("answer", tuple(urls)).items():
            age = self._options.age if kept.good else self._options.fault_age
            if kept.hours < (age if max_age is None else min(age, max_age)):
                with suppress(msgspec.DecodeError):
                    found[url] = msgspec.json.decode(kept.value, type=Answer)
        return found

    def write(self, answers: Mapping[str, Answer]) -> None:
        """Keep the answers that are worth it."""
        kept = {url: answer for url, answer in answers.items() if answer.fault.is_kept}
        self._keep("answer", [(url, msgspec.json.encode(answer), answer.is_good) for url, answer in kept.items()])

    def find_robots(self, origin: str) -> RobotsText | None:
        """Return a host's robots.txt, if it is young enough."""
        kept = self._find("robots", (origin,)).get(origin)
        if kept and kept.hours < min(_ROBOTS_AGE, self._options.age if kept.good else self._options.fault_age):
            with suppress(msgspec.DecodeError):
                return msgspec.json.decode(kept.value, type=RobotsText)
        return None

    def keep_robots(self, origin: str, found: RobotsText) -> None:
        """Keep a host's robots.txt; one that cannot be read for now is kept as a fault is."""
        self._keep("robots", [(origin, msgspec.json.encode(found), not found.is_closed)])

    def _find(self, kind: str, names: Sequence[str]) -> dict[str, _Kept]:
        found: dict[str, _Kept] = {}
        if self._path and not self._path.exists():
            return found
        with suppress(sqlite3.Error, OSError), self._connect() as connection:
            for name in names:
                for value, good, asked in connection.execute(_FIND, (kind, name)):
                    hours = (self._today() - asked) / _HOUR
                    if hours >= 0:
                        found[name] = _Kept(value, bool(good), hours)
        return found

    def _keep(self, kind: str, rows: Sequence[tuple[str, bytes, bool]]) -> None:
        """Write rows, and throw out what nobody will read any more."""
        if not rows:
            return
        now = self._today()
        oldest = now - max(self._options.age, self._options.fault_age) * _HOUR
        with suppress(sqlite3.Error, OSError), self._connect() as connection, connection:
            connection.executemany(_KEEP, [(kind, name, value, good, now) for name, value, good in rows])
            connection.execute("DELETE FROM kept_1 WHERE asked < ?", (oldest,))

    @contextmanager
    def _connect(self) -> Iterator[sqlite3.Connection]:
        """Give a connection: one per use, so that threads and processes that are forked off share none."""
        if self._own:
            with self._lock:
                yield self._own
            return
        assert self._path is not None  # noqa: S101 - else there is one of its own
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with closing(_open(str(self._path))) as connection:
            yield connection


def find_file(options: Options) -> Path | None:
    """Return the file of the cache, or None where answers are kept for this run only."""
    if options.cache is not None:
        return Path(options.cache) if options.cache else None
    folder = find_cache_folder()
    return folder / _FILE if folder else None


def _open(path: str) -> sqlite3.Connection:
    """Open a database and lay it out. With a write-ahead log, who reads need not wait for who writes."""
    connection = sqlite3.connect(path, timeout=_PATIENCE, check_same_thread=False)
    try:
        with suppress(sqlite3.OperationalError):  # another process is about to do it
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(_TABLE)
    except sqlite3.Error:
        connection.close()
        raise
    return connection
