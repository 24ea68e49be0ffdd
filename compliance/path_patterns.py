"""Patterns of paths as in .gitignore files: what they match, what is wrong with them. Opens no files.

Their meaning is that of https://git-scm.com/docs/gitignore; the library ``pathspec`` translates them. Paths have
slashes between their parts, are relative, and those of folders that are asked about alone end in one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_WINDOWS = re.compile(r"\\[A-Za-z0-9_]")
_SPECIAL = re.compile(r"([\\*?\[\]!# ])")


class _Compiled(NamedTuple):
    regex: re.Pattern[str]
    counts: bool
    """False for a pattern with ``!``, which takes back what earlier ones say."""
    text: str


class PathPatterns:
    """Patterns, of which the last one that matches decides."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self._patterns = tuple(_compile_all(patterns))

    def __bool__(self) -> bool:
        return bool(self._patterns)

    def decide(self, path: str) -> bool | None:
        """Return what is said of one file or folder (that ends in a slash) by itself, None where nothing is.

        >>> PathPatterns(["drafts/", "!keep.md"]).decide("posts/drafts/")
        True
        """
        return next((one.counts for one in reversed(self._patterns) if one.regex.fullmatch(path)), None)

    def leave_out(self, path: str) -> bool:
        """Whether a path is excluded as git does it: what lies below an excluded folder cannot be taken back.

        >>> PathPatterns(["drafts/", "!keep.md"]).leave_out("drafts/keep.md")
        True
        """
        return any(self.decide(part) for part in _list_parts(path))

    def cover(self, path: str) -> bool:
        """Whether the last pattern that matches the path, or a folder above it, counts.

        >>> PathPatterns(["guest/", "!guest/our/"]).cover("guest/our/tide.md")
        False
        """
        return next((one.counts for one in reversed(self._patterns) if one.regex.match(path)), False)

    def beyond(self, path: str) -> PathPatterns:
        """Return these without the ones that leave out a folder itself, or one above it."""
        if path == "./":
            return self
        kept = PathPatterns(())
        parts = list(_list_parts(path))
        kept._patterns = tuple(
            one for one in self._patterns if not (one.counts and any(one.regex.fullmatch(part) for part in parts))
        )
        return kept


def find_pattern_mistake(pattern: str) -> tuple[str, str] | None:
    r"""Return message and remedy if a pattern cannot be meant as it is written.

    >>> find_pattern_mistake("drafts\\old")
    ("pattern 'drafts\\\\old' has backslashes", "write '/' between folders")
    """
    shown = f"pattern {pattern!r}"
    if not pattern.strip():
        return "a pattern is empty", "leave it out"
    if pattern.startswith("#"):
        return f"{shown} is a comment, and matches nothing", "write a backslash before the '#', or leave it out"
    if _WINDOWS.search(pattern):
        return f"{shown} has backslashes", "write '/' between folders"
    if ".." in pattern.split("/") or pattern.startswith("./"):
        return f"{shown} has a part that is no name", "write it as seen from the configuration's folder"
    if not PathPatterns([pattern]):
        return f"{shown} matches nothing", "see the format of .gitignore files"
    return None


def find_suffixes(patterns: Iterable[str]) -> Iterator[str]:
    """Yield the suffixes that patterns end in, in lower case.

    >>> list(find_suffixes(["content/**/*.mdx", "!*.old", "posts/"]))
    ['.mdx']
    """
    for pattern in patterns:
        if not pattern.startswith("!") and (found := re.search(r"\*(\.[A-Za-z0-9]+)$", pattern)):
            yield found[1].lower()


def rebase_pattern(pattern: str, folder: str) -> str:
    """Return a pattern that says from a folder higher up what the given one says in ``folder``.

    >>> rebase_pattern("/drafts", "posts"), rebase_pattern("!*.tmp", "posts"), rebase_pattern("*.tmp", ".")
    ('/posts/drafts', '!/posts/**/*.tmp', '*.tmp')
    """
    if folder == ".":
        return pattern
    mark, own = ("!", pattern[1:]) if pattern.startswith("!") else ("", pattern)
    between = "/" if "/" in own.rstrip("/") else "/**/"
    return f"{mark}/{_SPECIAL.sub(_escape, folder)}{between}{own.lstrip('/')}"


def _escape(found: re.Match[str]) -> str:
    return f"\\{found[1]}"


def _list_parts(path: str) -> Iterator[str]:
    """Yield the folders above a path, each with a slash at its end, and the path itself."""
    at = path.find("/") + 1
    while 0 < at < len(path):
        yield path[:at]
        at = path.find("/", at) + 1
    yield path


def _spell_out(pattern: str) -> str:
    """Return a pattern that ends in a name: what is inside a folder is not the folder, and a name is not empty.

    >>> [_spell_out(pattern) for pattern in ("guest/**", "guest/**/", "!**", "/**/x", "*")]
    ['guest/**/?*', 'guest/**/?*/', '!**/?*', '**/x', '?*']
    """
    mark, own = ("!", pattern[1:]) if pattern.startswith("!") else ("", pattern)
    end = "/" if own.endswith("/") else ""
    *folders, name = own.rstrip("/").split("/")
    if (folders == [""] and name == "**") or folders[:2] == ["", "**"]:
        folders = folders[1:]
    if name in {"*", "**"}:
        folders, name = ([*folders, "**"] if name == "**" else folders), "?*"
    return mark + "/".join((*folders, name)) + end


def _compile_all(patterns: Iterable[str]) -> Iterator[_Compiled]:
    from pathspec.patterns.gitignore import GitIgnorePatternError  # noqa: PLC0415 - only where there are patterns
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern  # noqa: PLC0415

    for text in patterns:
        try:
            pattern = GitIgnoreSpecPattern(_spell_out(text))
        except GitIgnorePatternError:
            continue  # as git does
        if pattern.regex is not None and pattern.include is not None:
            yield _Compiled(pattern.regex, pattern.include, text)
