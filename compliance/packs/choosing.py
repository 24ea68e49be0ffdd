"""What paths and ids on a command line mean: which packs they lie in, and which rules and policies are chosen."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from compliance.errors import UsageError
from compliance.packs.files import PACK_FILE

_SUFFIXES = (".yaml", ".yml")


class Choice(Struct, frozen=True):
    """Chosen files and folders, the packs that they lie in, rule files that lie in none, and what else was named."""

    paths: tuple[Path, ...] = ()
    """As they were given."""
    packs: tuple[Path, ...] = ()
    lone: tuple[Path, ...] = ()
    names: tuple[str, ...] = ()
    """Ids of rules, unless mistaken."""

    def __bool__(self) -> bool:
        """Whether anything was named at all; else everything is meant."""
        return bool(self.paths or self.lone or self.names)


def read_choice(texts: Sequence[str]) -> Choice:
    """Return what paths and ids mean. Raises `UsageError` for a file or folder with which nothing can be done."""
    paths, packs, lone, names = list[Path](), list[Path](), list[Path](), list[str]()
    for text in texts:
        path = Path(text)
        if not path.exists():
            names.append(text)
        elif found := tuple(_find_packs(path)):
            packs.extend(found)
            paths.append(path.parent if path.name == PACK_FILE else path)
        elif path.is_file() and path.suffix in _SUFFIXES:
            lone.append(path)
        else:
            what = f"lies in no pack, and holds no {PACK_FILE}" if path.is_dir() else "is no rule file"
            raise UsageError(f"{text}: {what}; name a rule's file or id, or a pack's folder")
    return Choice(tuple(paths), tuple(dict.fromkeys(packs)), tuple(lone), tuple(names))


def find_pack(path: Path) -> Path | None:
    """Return the folder of the pack that a path lies in, or that it is, as seen from the working folder."""
    start = Path(os.path.abspath(path))  # noqa: PTH100 - goes up by the names that the user sees, not behind links
    folder = next((folder for folder in (start, *start.parents) if (folder / PACK_FILE).is_file()), None)
    return folder and shorten(folder)


def shorten(path: Path) -> Path:
    """Return a path as seen from the working folder, unless it is longer that way."""
    whole = os.path.abspath(path)  # noqa: PTH100
    try:
        return Path(min(os.path.relpath(path), whole, key=len))
    except ValueError:  # on another drive
        return Path(whole)


def is_below(path: str, folders: Sequence[Path]) -> bool:
    """Whether a file is one of some files, or lies in one of some folders."""
    place = Path(path).resolve()
    return any(place.is_relative_to(folder.resolve()) for folder in folders)


def _find_packs(path: Path) -> Iterator[Path]:
    """Yield the pack that a path lies in, else those that lie in it."""
    if path.suffix in _SUFFIXES or path.is_dir():
        if above := find_pack(path):
            yield above
        elif path.is_dir():
            yield from sorted(found.parent for found in path.rglob(PACK_FILE) if not _is_hidden(found, path))


def _is_hidden(path: Path, below: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(below).parts)
