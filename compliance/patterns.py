"""Regular expressions that are compiled when they are first used, and kept compiled from one run to the next.

Compiling the patterns that one article needs takes longer than judging it. CPython's `re` compiles a pattern to a list
of integers, from which its C part makes the pattern within microseconds and checks them as it does so. Those lists are
kept in the cache folder, for this very interpreter. Where any of this fails, patterns are compiled as ever.
"""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from typing import AnyStr, cast

from compliance.caching import digest, load_cached, store

_NAME = "patterns"
_MOST = 2_000
"""Patterns kept: the program has some hundreds, and those of a plugin that makes new ones all the time are too many."""

_Row = tuple[int, list[int], int, dict[str, int], tuple[str | None, ...]]
"""Flags, integers, number of groups, names of groups, and names by number, as `_sre.compile` takes them."""


class LatePattern:
    """Stands for a pattern until one of its methods is asked for; from then on, that method is the pattern's own."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> object:
        value: object = getattr(_KEPT.compile(self._source, self._flags), name)
        setattr(self, name, value)
        return value


def compile_late(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    r"""Return a pattern as `re.compile` does, but compile it at its first use; a mistake in it shows only then.

    >>> compile_late(r"\d+").findall("1996-2004")
    ['1996', '2004']
    """
    return cast("re.Pattern[AnyStr]", LatePattern(source, flags))


def compile_kept(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a pattern as `re.compile` does, from what an earlier run kept where there is such a thing."""
    return cast("re.Pattern[AnyStr]", _KEPT.compile(source, flags))


def keep_patterns() -> None:
    """Keep what was compiled in this run for later ones."""
    _KEPT.store()


class KeptPatterns:
    """Compiled patterns in their raw form, read from the cache when the first is asked for."""

    def __init__(self) -> None:
        self._rows: dict[str, _Row] | None = None
        self._fresh: list[tuple[str, str | bytes, int]] = []
        self._made: dict[tuple[str | bytes, int], object] = {}

    def compile(self, source: str | bytes, flags: int) -> object:
        """Return a pattern; raises `re.error` for a wrong one."""
        key = (source, int(flags))
        if key not in self._made:
            self._made[key] = self._make(source, flags)
        return self._made[key]

    def _make(self, source: str | bytes, flags: int) -> object:
        if self._rows is None:
            self._rows = load_cached(_NAME, _key(), dict, dict[str, _Row])
        name = f"{type(source).__name__}:{int(flags)}:{source!r}"
        row = self._rows.get(name)
        if row is not None:
            with suppress(Exception):  # whatever another interpreter or a broken disk left there
                return _revive(source, row)
        pattern = re.compile(source, flags)
        self._fresh.append((name, source, flags))
        return pattern

    def store(self) -> None:
        """Keep the patterns that were compiled since the last time."""
        if not self._fresh or self._rows is None or len(self._rows) + len(self._fresh) > _MOST:
            return
        with suppress(Exception):  # parts of `re` that have no promise of staying as they are
            self._rows.update({name: _take_apart(source, flags) for name, source, flags in self._fresh})
            store(_NAME, _key(), self._rows)
        self._fresh.clear()


_KEPT = KeptPatterns()


def _key() -> str:
    return digest([sys.version.encode(), sys.implementation.name.encode(), sys.byteorder.encode()])


def _take_apart(source: str | bytes, flags: int) -> _Row:
    from re import _compiler, _parser  # type: ignore[attr-defined]  # noqa: PLC0415

    parsed = _parser.parse(source, flags)
    names = parsed.state.groupdict
    numbered: list[str | None] = [None] * parsed.state.groups
    for name, number in names.items():
        numbered[number] = name
    code = [int(item) for item in _compiler._code(parsed, flags)]
    return int(flags | parsed.state.flags), code, parsed.state.groups - 1, names, tuple(numbered)


def _revive(source: str | bytes, row: _Row) -> object:
    import _sre  # type: ignore[import-not-found]  # noqa: PLC0415

    pattern: object = _sre.compile(source, *row)
    return pattern
