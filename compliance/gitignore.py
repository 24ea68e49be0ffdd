"""The .gitignore files of a folder, of those above it up to the repository's, and of those below it."""

from __future__ import annotations

import os
from pathlib import Path

from compliance.path_patterns import PathPatterns

NAME = ".gitignore"

_Rules = tuple[tuple[str, PathPatterns], ...]
"""Folders with a .gitignore file, the outermost first, and its patterns."""


class GitIgnore:
    """Tells what git leaves out, as its .gitignore files say; other lists that git knows are not asked."""

    def __init__(self) -> None:
        self._rules: dict[str, _Rules] = {}

    def name(self, folder: str) -> None:
        """Take a folder, though it may be ignored itself: somebody named it."""
        path = os.path.abspath(folder)  # noqa: PTH100 - links are not followed, as in all of this module
        self._rules[path] = tuple(
            (base, patterns.beyond(_see(base, path, is_folder=True))) for base, patterns in self._find_rules(path)
        )

    def leave_out(self, path: str, *, is_folder: bool = False) -> bool:
        """Whether a path is ignored by itself; the folders above it are not."""
        whole = os.path.abspath(path)  # noqa: PTH100
        for base, patterns in reversed(self._find_rules(os.path.dirname(whole))):  # noqa: PTH120
            decided = patterns.decide(_see(base, whole, is_folder=is_folder))
            if decided is not None:
                return decided
        return False

    def leave_out_named(self, path: str, *, is_folder: bool) -> bool:
        """Whether a path, or a folder above it in the repository, is ignored."""
        whole = Path(os.path.abspath(path))  # noqa: PTH100
        root = next((base for base, _ in self._find_rules(str(whole.parent))), "")
        above = [folder for folder in whole.parents if root and folder.is_relative_to(root) and str(folder) != root]
        return self.leave_out(path, is_folder=is_folder) or any(
            self.leave_out(str(folder), is_folder=True) for folder in above
        )

    def _find_rules(self, folder: str) -> _Rules:
        if folder not in self._rules:
            above = os.path.dirname(folder)  # noqa: PTH120
            is_top = above == folder or os.path.lexists(os.path.join(folder, ".git"))  # noqa: PTH118
            inherited = () if is_top else self._find_rules(above)
            own = _read(Path(folder, NAME))
            self._rules[folder] = (*inherited, (folder, own)) if own else inherited
        return self._rules[folder]


def _see(base: str, path: str, *, is_folder: bool) -> str:
    below = os.path.relpath(path, base) if base != os.sep else path.lstrip(os.sep)
    return below.replace(os.sep, "/") + ("/" if is_folder else "")


def _read(path: Path) -> PathPatterns | None:
    try:
        text = path.read_bytes().decode("utf-8-sig", "surrogateescape")
    except OSError:
        return None
    return PathPatterns(line for line in text.splitlines() if line.strip())
