"""Compiled things kept as JSON in the user's cache folder, under a digest of what they were made from.

Nothing here knows what it keeps. A cache that cannot be read or written is no error: things are built anew.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec

from compliance._version import __version__

VARIABLE = "COMPLIANCE_CACHE_DIR"
"""Names the cache folder; set but empty, it switches the cache off."""

KEPT = 16
"""Entries of one name that stay when a further one is written."""

try:  # the part of `hashlib` that is wanted here, without loading OpenSSL for it
    from _blake2 import blake2b as _blake2b
except ImportError:
    from hashlib import blake2b as _blake2b

_MOMENT = 2_000_000_000
"""Nanoseconds; the coarsest file systems in use count every two seconds."""

_APPLICATION = "article-compliance"
_BROKEN = (msgspec.DecodeError, ValueError, RecursionError)
"""What decoding a cut-off, foreign or outdated entry may raise."""

Made = TypeVar("Made")


def digest(parts: Iterable[bytes]) -> str:
    """Return a key that changes with any of the parts, with where each ends, and with the program's version.

    >>> digest([b"ab", b"c"]) == digest([b"a", b"bc"])
    False
    """
    state = _blake2b(__version__.encode(), digest_size=20)
    for part in parts:
        state.update(b"\0%d\0" % len(part))
        state.update(part)
    return state.hexdigest()


def stamp(path: str | Path) -> bytes:
    """Return what changes whenever a file does, for `digest`, without reading the file. Raises `OSError`.

    As in git's index, that is size, times and number of the file; what was written a moment ago is read all the same,
    because a further change could fall on the same tick of the clock.
    """
    state = os.stat(path)  # noqa: PTH116 - there are thousands of files, and a path as an object takes as long again
    times = (state.st_mtime_ns, state.st_ctime_ns)
    found = b"%d %d %d %d" % (state.st_size, *times, state.st_ino)
    if time.time_ns() - max(times) > _MOMENT:
        return found
    return found + b"\n" + Path(path).read_bytes()


def load_cached(name: str, key: str, build: Callable[[], Made], kind: type[Made]) -> Made:
    """Return the kept entry as a value of ``kind``, or else what ``build`` returns, which is then kept.

    ``kind`` is made of what JSON knows, of tuples and of `msgspec.Struct`. What ``build`` raises is passed on, and
    nothing is kept.
    """
    content = _read(name, key)
    if content is not None:
        with suppress(*_BROKEN):
            return msgspec.json.decode(content, type=kind)
    value = build()
    store(name, key, value)
    return value


def store(name: str, key: str, value: object) -> None:
    """Keep a value for `load_cached`, in one step, and throw out the oldest entries of the same name."""
    folder = find_cache_folder()
    if folder is None:
        return
    path = _path(folder, name, key)
    draft = path.with_suffix(f".{os.getpid()}-{os.urandom(4).hex()}")
    content = msgspec.json.encode(value)
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            draft.write_bytes(content)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
        _throw_out_oldest(folder, name)


def find_cache_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path | None:
    """Return the folder to keep things in, or None where there is none to be had.

    `COMPLIANCE_CACHE_DIR` wins; else it is the platform's own: ``%LOCALAPPDATA%`` on Windows, and elsewhere what the
    XDG Base Directory Specification 0.8 says, which has relative paths ignored.
    """
    chosen = environment.get(VARIABLE)
    if chosen is not None:
        return Path(chosen) if chosen else None
    parent = Path(environment.get("LOCALAPPDATA" if platform == "win32" else "XDG_CACHE_HOME", ""))
    if not parent.is_absolute():
        try:
            parent = Path.home() / ".cache"
        except RuntimeError:
            return None
    return parent / _APPLICATION


def _read(name: str, key: str) -> bytes | None:
    folder = find_cache_folder()
    if folder is None:
        return None
    with suppress(OSError):
        return _path(folder, name, key).read_bytes()
    return None


def _path(folder: Path, name: str, key: str) -> Path:
    return folder / f"{name}-{key}.json"


def _throw_out_oldest(folder: Path, name: str) -> None:
    """Rule files that are being edited would fill the disk otherwise."""
    ours = [path for path in folder.glob("*.json") if path.name.rpartition("-")[0] == name]
    for path in sorted(ours, key=lambda path: path.stat().st_mtime_ns, reverse=True)[KEPT:]:
        path.unlink(missing_ok=True)
