"""The YAML files of a pack, as they lie in its folder."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from compliance.errors import PackError, Problem

PACK_FILE = "pack.yaml"


class PackFiles(Struct, frozen=True):
    """Contents by path below the pack's folder, with slashes, in the order of the paths."""

    folder: str
    """As it is shown to users."""
    contents: Mapping[str, bytes]

    def show(self, path: str) -> str:
        """Return a path below the folder as users may open it."""
        return f"{self.folder}/{path}"


def read_pack_files(folder: Path) -> PackFiles:
    """Read every ``.yaml`` and ``.yml`` file of a pack, but for hidden folders. Raises `PackError`."""
    shown = show_folder(folder)
    if not folder.is_dir():
        raise PackError(Problem(shown, 0, 0, "is not a folder", f"name a folder that holds a {PACK_FILE}"))
    try:
        contents = {path: Path(folder, path).read_bytes() for path in sorted(_find_paths(folder))}
    except OSError as error:
        place = str(error.filename or shown)
        raise PackError(Problem(place, 0, 0, f"cannot be read: {error.strerror or error}")) from error
    if PACK_FILE not in contents:
        raise PackError(
            Problem(
                shown, 0, 0, f"holds no {PACK_FILE}", "name a pack's folder, or add one with name, version and title"
            )
        )
    return PackFiles(shown, contents)


def show_folder(folder: Path) -> str:
    """Return a folder as seen from the working directory where it lies below that, else as it was given."""
    try:
        return folder.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return folder.as_posix()


def _find_paths(folder: Path) -> Iterator[str]:
    skipped = len(str(folder)) + 1
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        below = parent[skipped:].replace(os.sep, "/")
        for name in names:
            if name.endswith((".yaml", ".yml")) and not name.startswith("."):
                yield f"{below}/{name}" if below else name
