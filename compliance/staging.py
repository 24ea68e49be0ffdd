"""Files as they stand in git's index, which is what a commit will hold, whatever the working files say by now."""

from __future__ import annotations

import io
import os
import posixpath
import weakref
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, BinaryIO

from msgspec import Struct

from compliance.contents import Files
from compliance.git import find_place, run_git, start_git

if TYPE_CHECKING:
    from subprocess import Popen

_LINK = "120000"
_MOST_LINKS = 8
"""Links that are followed from one to the next."""
_POINTER = b"version https://git-lfs.github.com/spec/"
"""How a file begins that stands for a large one (https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md)."""


class Entry(Struct, frozen=True):
    """A file in the index: its mode in octal digits, and the id of its bytes."""

    mode: str
    blob: str


class StagedFiles:
    """Reads from the indexes of some repositories; what is in none of them is read from disk."""

    def __init__(self, roots: Sequence[str]) -> None:
        self._indexes = {root: _Index(root) for root in sorted(roots, key=len, reverse=True)}
        self._files = Files()

    def measure(self, path: str) -> int:
        """Return how many bytes a file has."""
        data = self._read(path)
        return self._files.measure(path) if data is None else len(data)

    def open(self, path: str) -> BinaryIO:
        """Return a file's bytes."""
        data = self._read(path)
        return self._files.open(path) if data is None else io.BytesIO(data)

    def _read(self, path: str) -> bytes | None:
        place = find_place(path)
        for root, index in self._indexes.items():
            if place.startswith(f"{root.rstrip(os.sep)}{os.sep}"):
                return index.read(os.path.relpath(place, root).replace(os.sep, "/"))
        return None


class _Index:
    """The index of one repository, listed once; bytes come from a process of git's that answers one by one."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._entries: Mapping[str, Entry] | None = None
        self._process: Popen[bytes] | None = None
        self._owner = 0
        self._last: tuple[str, bytes] = ("", b"")

    def read(self, name: str) -> bytes | None:
        """Return what a file holds, None where it is not in the index. Raises `OSError` for what cannot be read."""
        if self._entries is None:
            self._entries = list_index(self._root)
        entry = self._entries.get(name)
        for _ in range(_MOST_LINKS):
            if entry is None or entry.mode != _LINK:
                break
            name = posixpath.normpath(posixpath.join(posixpath.dirname(name), os.fsdecode(self._take(entry.blob))))
            entry = self._entries.get(name)
            if entry is None:
                raise OSError(f"it is a symbolic link to {name!r}, which is not in the index")
        if entry is None:
            return None
        data = self._take(entry.blob)
        if data.startswith(_POINTER):
            raise OSError("it stands for a large file that Git LFS keeps elsewhere")
        return data

    def _take(self, blob: str) -> bytes:
        if self._last[0] == blob:  # measured, and then read
            return self._last[1]
        process = self._process
        if process is None or self._owner != os.getpid():  # another process must not answer this one's questions
            process = self._process = start_git(["cat-file", "--batch"], self._root)
            self._owner = os.getpid()
            weakref.finalize(self, _end, process)
        assert process.stdin is not None  # noqa: S101 - both are pipes
        assert process.stdout is not None  # noqa: S101
        process.stdin.write(f"{blob}\n".encode("ascii"))
        process.stdin.flush()
        head = process.stdout.readline().split()
        if len(head) != 3:
            raise OSError("git does not have what the index says of it")
        data = process.stdout.read(int(head[2]))
        process.stdout.read(1)  # a line end
        self._last = (blob, data)
        return data


def _end(process: Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
    process.wait()


def list_index(root: str) -> Mapping[str, Entry]:
    """Return the files of an index by their names as git writes them; what is unmerged is left out."""
    entries: dict[str, Entry] = {}
    for line in run_git(["ls-files", "--stage", "-z"], root).split(b"\0"):
        head, tab, name = line.partition(b"\t")
        mode, blob, stage = head.decode("ascii").split() if tab else ("", "", "")
        if stage == "0":
            entries[os.fsdecode(name)] = Entry(mode, blob)
    return entries
