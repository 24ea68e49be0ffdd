"""From paths on the command line to the files that are articles."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path

from compliance.errors import Problem

STDIN = "-"


def find_sources(
    paths: Sequence[str], suffixes: frozenset[str], exclude: Sequence[str] = ()
) -> Iterator[str | Problem]:
    """Yield files in the order of their names, each once, and a problem for each path that does not exist.

    A folder stands for all files below it with one of the suffixes (lower case, with dot), hidden ones left out; a
    file that is named is taken whatever its suffix. ``exclude`` holds shell patterns, matched against name and path
    (without a leading ``./``).
    """
    seen: set[str] = set()
    for path in paths:
        if path != STDIN and not os.path.lexists(path):
            yield Problem(path, 0, 0, "no such file or folder", "check the spelling of the path")
            continue
        found = [path] if path == STDIN or not Path(path).is_dir() else list(_walk(path, suffixes, exclude))
        if not found:
            known = ", ".join(sorted(suffixes))
            yield Problem(path, 0, 0, "no article found in this folder", f"articles end in {known}")
        for name in found:
            if (plain := os.path.normpath(name)) not in seen:
                seen.add(plain)
                yield name


def _walk(folder: str, suffixes: frozenset[str], exclude: Sequence[str]) -> Iterator[str]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = os.path.join(parent, name)  # noqa: PTH118 - keeps "./" and the user's separators
            if name.startswith(".") or os.path.splitext(name)[1].lower() not in suffixes:  # noqa: PTH122
                continue
            plain = os.path.normpath(path)
            if not any(fnmatch(plain, pattern) or fnmatch(name, pattern) for pattern in exclude):
                yield path
