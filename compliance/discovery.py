"""From paths on the command line to the files that are articles."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path

from compliance.errors import Problem

STDIN = "-"


def find_sources(
    paths: Sequence[str], suffixes: frozenset[str], exclude: Sequence[str] = (), *, folder: str = ""
) -> Iterator[str | Problem]:
    """Yield files in the order of their names, each once, and a problem for each path that does not exist.

    A folder stands for all files below it with one of the suffixes (lower case, with dot), hidden ones left out; a
    file that is named is taken whatever its suffix. ``exclude`` holds shell patterns, matched against the file's name
    and its path as seen from ``folder``.
    """
    seen: set[str] = set()
    for path in paths:
        if path != STDIN and not os.path.lexists(path):
            yield Problem(path, 0, 0, "no such file or folder", "check the spelling of the path")
            continue
        found = [path] if path == STDIN or not Path(path).is_dir() else [*_walk(path, suffixes)]
        found = [name for name in found if name == path or not is_excluded(name, exclude, folder)]
        if not found:
            known = ", ".join(sorted(suffixes))
            yield Problem(path, 0, 0, "no article found in this folder", f"articles end in {known}")
        for name in found:
            if (plain := os.path.normpath(name)) not in seen:
                seen.add(plain)
                yield name


def name_below(folder: str, path: str) -> str:
    """Return a path as seen from a folder (empty: the working directory), with slashes.

    >>> name_below("", "./guest//tide.md")
    'guest/tide.md'
    """
    try:
        plain = os.path.relpath(path, folder) if folder else os.path.normpath(path)
    except ValueError:  # another drive
        plain = path
    return plain.replace(os.sep, "/")


def is_excluded(path: str, exclude: Sequence[str], folder: str) -> bool:
    """Whether a pattern leaves a file out that is not named itself."""
    if not exclude:
        return False
    below, name = name_below(folder, path), os.path.basename(path)  # noqa: PTH119 - as a text, for speed
    return any(fnmatch(below, pattern) or fnmatch(name, pattern) for pattern in exclude)


def _walk(folder: str, suffixes: frozenset[str]) -> Iterator[str]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = os.path.join(parent, name)  # noqa: PTH118 - keeps "./" and the user's separators
            if name.startswith(".") or os.path.splitext(name)[1].lower() not in suffixes:  # noqa: PTH122
                continue
            yield path
