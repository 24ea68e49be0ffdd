"""A folder of entries by key, one file each, that any number of runs may use at once; knows nothing of what is in them.

A file for each entry needs no lock: entries are written beside and moved into place, which every file system does in
one step, network ones too, and none is ever changed. A run that is killed leaves a draft, which nobody reads. What
stands in a file is told by a checksum over key and content, so that a cut-off, changed, renamed or foreign file is as
good as none, and is written over when its article has been judged anew. Nothing is synchronised with the disk: what a
power failure leaves half written has no right checksum either.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from compliance.caching import digest

TAG, IGNORED = "CACHEDIR.TAG", ".gitignore"
_ENTRIES = "results"
_OWN = frozenset({TAG, IGNORED, _ENTRIES})
_MARKS = {
    IGNORED: b"*\n",
    # https://bford.info/cachedir/ : backups leave out a folder that holds a file of this name that begins like this
    TAG: b"Signature: 8a477f597d28d172789f06886806bc55\n# Made by article-compliance; may be deleted at any time.\n",
}
_MAGIC = b"compliance result\n"
_CHECKSUM = 40
"""Characters of a checksum."""
_SHELVES = 16
"""Folders that the entries are spread over, by the first digit of their keys, each with its part of the room."""
_DRAFT = ".draft"
_ABANDONED = 3600
"""Seconds after which a draft is nobody's any more."""
_DAY = 86_400
"""Seconds after which the use of an entry is noted again."""


class _File(Struct, frozen=True, order=True):
    """A file of a shelf; the one that was used longest ago comes first."""

    used: float
    path: str
    size: int


class Store:
    """Entries in a folder. Nothing raises where it cannot be read or written."""

    def __init__(self, folder: str, size: int) -> None:
        self.folder = folder
        self._room = max(size // _SHELVES, 1)
        self._writes = True
        self._is_marked = False

    def read(self, key: str) -> bytes | None:
        """Return the content of an entry; None where there is none, or what is there is not what was written."""
        try:
            with open(self._path(key), "rb") as stream:  # noqa: PTH123 - there are thousands of them
                content = stream.read()
                used = os.fstat(stream.fileno()).st_mtime
        except OSError:
            return None
        start = len(_MAGIC) + _CHECKSUM
        if content[:start] != _seal(key, content[start:]):
            return None
        if time.time() - used > _DAY:
            with suppress(OSError):
                os.utime(self._path(key))
        return content[start:]

    def holds(self, key: str) -> bool:
        """Whether there is a file for an entry; its content may be broken all the same."""
        return os.path.exists(self._path(key))  # noqa: PTH110 - there are thousands of them

    def write(self, key: str, content: bytes) -> None:
        """Keep an entry, in one step. After the first failure nothing more is tried: the disk is full, or read-only."""
        if not self._writes:
            return
        path = self._path(key)
        try:
            self._mark()
            self._put(path, _seal(key, content) + content)
        except OSError:
            self._writes = False

    def tidy(self, keys: Iterable[str]) -> None:
        """Throw out of the shelves of some entries what was used longest ago, as far as there is too much."""
        for shelf in sorted({self._shelf(key) for key in keys}) if self._writes else ():
            with suppress(OSError):
                self._tidy(shelf)

    def _tidy(self, shelf: str) -> None:
        files = sorted(_list_files(shelf))
        room = self._room - sum(file.size for file in files)
        now = time.time()
        for file in files:
            is_draft = file.path.endswith(_DRAFT)
            if (room < 0 and not is_draft) or (is_draft and now - file.used > _ABANDONED):
                room += file.size
                with suppress(OSError):
                    os.unlink(file.path)  # noqa: PTH108 - as above

    def _mark(self) -> None:
        """Make the folder, and say in it what it is; raises `OSError` for one that holds other things."""
        if self._is_marked:
            return
        if not is_ours(self.folder):
            raise NotADirectoryError(self.folder)
        os.makedirs(self.folder, exist_ok=True)  # noqa: PTH103 - as above
        for name, content in _MARKS.items():
            path = os.path.join(self.folder, name)  # noqa: PTH118
            if not os.path.exists(path):  # noqa: PTH110
                self._put(path, content)
        for number in range(_SHELVES):
            os.makedirs(self._shelf(f"{number:x}"), exist_ok=True)  # noqa: PTH103
        self._is_marked = True

    def _put(self, path: str, content: bytes) -> None:
        draft = f"{path}.{os.getpid()}-{os.urandom(4).hex()}{_DRAFT}"
        try:
            with open(draft, "xb", buffering=0) as stream:  # noqa: PTH123
                if stream.write(content) != len(content):
                    raise OSError("the disk is full")
            os.replace(draft, path)  # noqa: PTH105
        except BaseException:
            with suppress(OSError):
                os.unlink(draft)  # noqa: PTH108
            raise

    def _shelf(self, key: str) -> str:
        return os.path.join(self.folder, _ENTRIES, key[0])  # noqa: PTH118

    def _path(self, key: str) -> str:
        return os.path.join(self.folder, _ENTRIES, key[0], key)  # noqa: PTH118


def is_ours(folder: str) -> bool:
    """Whether a folder can be a store: it is one, or is empty, or not there."""
    try:
        names = set(os.listdir(folder))  # noqa: PTH208
    except FileNotFoundError:
        return True
    except OSError:
        return False
    if TAG not in names:
        return all(name in _OWN or name.endswith(_DRAFT) for name in names)
    try:
        return Path(folder, TAG).read_bytes() == _MARKS[TAG]
    except OSError:
        return False


def _seal(key: str, content: bytes) -> bytes:
    return _MAGIC + digest([key.encode(), content]).encode()


def _list_files(shelf: str) -> Iterator[_File]:
    with os.scandir(shelf) as found:
        for item in found:
            with suppress(OSError):  # another run may have thrown it out
                state = item.stat(follow_symlinks=False)
                yield _File(state.st_mtime, item.path, state.st_size)
