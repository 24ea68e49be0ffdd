"""The YAML files of a pack, as they lie in its folder."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from compliance.caching import stamp
from compliance.errors import PackError, Problem
from compliance.installed import PACK_FILE

__all__ = ["PACK_FILE", "PackFiles", "find_pack_files", "show_folder"]


class PackFiles(Struct, dict=True):
    """The files of a pack, read when they are first asked for."""

    folder: str
    """As it is shown to users."""
    root: Path
    paths: tuple[str, ...]
    """Below the pack's folder, with slashes, in their order."""

    @cached_property
    def contents(self) -> Mapping[str, bytes]:
        """Contents by path. Raises `PackError`."""
        try:
            return {path: Path(self.root, path).read_bytes() for path in self.paths}
        except OSError as error:
            raise _unreadable(self.folder, error) from error

    def stamps(self) -> Iterator[bytes]:
        """Yield what changes whenever a file of the pack does. Raises `PackError`."""
        try:
            root = f"{self.root}{os.sep}"
            for path in self.paths:
                yield b"%b\0%b" % (path.encode("utf-8", "surrogateescape"), stamp(root + path))
        except OSError as error:
            raise _unreadable(self.folder, error) from error

    def show(self, path: str) -> str:
        """Return a path below the folder as users may open it."""
        return f"{self.folder}/{path}"


def find_pack_files(folder: Path) -> PackFiles:
    """Find every ``.yaml`` and ``.yml`` file of a pack, but for hidden folders. Raises `PackError`."""
    shown = show_folder(folder)
    if not folder.is_dir():
        raise PackError(Problem(shown, 0, 0, "is not a folder", f"name a folder that holds a {PACK_FILE}"))
    paths = tuple(sorted(_find_paths(folder)))
    if PACK_FILE not in paths:
        raise PackError(
            Problem(
                shown, 0, 0, f"holds no {PACK_FILE}", "name a pack's folder, or add one with name, version and title"
            )
        )
    return PackFiles(shown, folder, paths)


def show_folder(folder: Path) -> str:
    """Return a folder as seen from the working directory where it lies below that, else as it was given."""
    try:
        return folder.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return folder.as_posix()


def _unreadable(shown: str, error: OSError) -> PackError:
    return PackError(Problem(str(error.filename or shown), 0, 0, f"cannot be read: {error.strerror or error}"))


def _find_paths(folder: Path) -> Iterator[str]:
    skipped = len(str(folder)) + 1
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        below = parent[skipped:].replace(os.sep, "/")
        for name in names:
            if name.endswith((".yaml", ".yml")) and not name.startswith("."):
                yield f"{below}/{name}" if below else name
