"""From paths on the command line to the files that are articles."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from compliance.errors import Problem

if TYPE_CHECKING:
    from compliance.gitignore import GitIgnore
    from compliance.path_patterns import PathPatterns

STDIN = "-"


class Selection(Struct, frozen=True):
    """Which of the files below a folder are taken. Patterns are those of .gitignore files, as seen from ``folder``."""

    exclude: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    """None: every file with a suffix of articles. A suffix that one of them ends in is one of articles too."""
    folder: str = ""
    """Empty: the working directory."""
    respects_gitignore: bool = False
    excludes_named: bool = False
    """Whether what is excluded is left out, too, where it is named itself."""


ALL = Selection()


def find_sources(paths: Sequence[str], suffixes: frozenset[str], selection: Selection = ALL) -> Iterator[str | Problem]:
    """Yield files in the order of their names, each once, and a problem for each path that does not exist.

    A folder stands for all files below it with one of the suffixes (lower case, with dot), hidden ones and those that
    are not selected left out; a file that is named is taken whatever its suffix, and, as a folder that is named,
    though a pattern excludes it.
    """
    finder = _Finder(selection, suffixes)
    seen: set[str] = set()
    for path in paths:
        if path != STDIN and not os.path.lexists(path):
            yield Problem(path, 0, 0, "no such file or folder", "check the spelling of the path")
            continue
        for name in finder.find(path):
            if isinstance(name, Problem):
                yield name
            elif (plain := os.path.normpath(name)) not in seen:
                seen.add(plain)
                yield name


def select(files: Sequence[str], suffixes: frozenset[str], selection: Selection = ALL) -> Iterator[str]:
    """Yield those of some files, which need not exist, that would be found if a folder above them were walked.

    Hidden files are not left out: somebody listed them.
    """
    finder = _Finder(selection, suffixes)
    yield from (file for file in files if finder.takes(file))


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


class _Finder:
    """Walks folders. Nothing that matches patterns is loaded where there are none."""

    def __init__(self, selection: Selection, suffixes: frozenset[str]) -> None:
        self._selection = selection
        self._suffixes = suffixes
        self._include: PathPatterns | None = None
        self._exclude: PathPatterns | None = None
        self._gitignore: GitIgnore | None = None
        if selection.exclude or selection.include:
            from compliance.path_patterns import PathPatterns, find_suffixes  # noqa: PLC0415

            self._include = PathPatterns(selection.include) if selection.include else None
            self._exclude = PathPatterns(selection.exclude) if selection.exclude else None
            self._suffixes |= frozenset(find_suffixes(selection.include))
        if selection.respects_gitignore:
            from compliance.gitignore import GitIgnore  # noqa: PLC0415

            self._gitignore = GitIgnore()

    def find(self, path: str) -> Iterator[str | Problem]:
        """Yield the files that a path that exists stands for, and a problem where a folder stands for none."""
        is_folder = path != STDIN and os.path.isdir(path)  # noqa: PTH112
        if self._selection.excludes_named and path != STDIN and self._leave_out_named(path, is_folder=is_folder):
            return
        if not is_folder:
            yield path
            return
        found = list(self._walk(path))
        yield from found
        if not found:
            known = ", ".join(sorted(self._suffixes))
            is_chosen = self._exclude or self._include or self._gitignore
            remedy = "; see what is excluded, and included" if is_chosen else ""
            yield Problem(path, 0, 0, "no article found in this folder", f"articles end in {known}{remedy}")

    def takes(self, path: str) -> bool:
        """Whether a file is an article by its name, and neither left out nor not included."""
        if os.path.splitext(path)[1].lower() not in self._suffixes:  # noqa: PTH122 - as a text, for speed
            return False
        if self._include and not self._include.cover(name_below(self._selection.folder, path)):
            return False
        return not self._leave_out_named(path, is_folder=False)

    def _leave_out_named(self, path: str, *, is_folder: bool) -> bool:
        below = name_below(self._selection.folder, path) + ("/" if is_folder else "")
        if self._exclude and self._exclude.leave_out(below):
            return True
        return bool(self._gitignore and self._gitignore.leave_out_named(path, is_folder=is_folder))

    def _walk(self, root: str) -> Iterator[str]:
        exclude = self._exclude and self._exclude.beyond(f"{name_below(self._selection.folder, root)}/")
        if self._gitignore:
            self._gitignore.name(root)
        for parent, folders, files in os.walk(root):
            below = name_below(self._selection.folder, parent) if exclude or self._include else ""
            prefix = "" if below == "." else f"{below}/"
            folders[:] = [
                name
                for name in sorted(folders)
                if not (name.startswith(".") or self._leave_out(parent, f"{name}/", prefix, exclude))
            ]
            for name in sorted(files):
                if name.startswith(".") or os.path.splitext(name)[1].lower() not in self._suffixes:  # noqa: PTH122
                    continue
                if self._include and not self._include.cover(prefix + name):
                    continue
                if not self._leave_out(parent, name, prefix, exclude):
                    yield os.path.join(parent, name)  # noqa: PTH118 - keeps "./" and the user's separators

    def _leave_out(self, parent: str, name: str, prefix: str, exclude: PathPatterns | None) -> bool:
        """Whether an entry of a folder that is walked is left out; a folder's name ends in a slash."""
        if exclude and exclude.decide(prefix + name):
            return True
        if self._gitignore is None:
            return False
        path = os.path.join(parent, name.rstrip("/"))  # noqa: PTH118
        return self._gitignore.leave_out(path, is_folder=name.endswith("/"))
