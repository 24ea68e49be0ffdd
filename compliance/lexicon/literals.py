"""Which literals every text that a pattern matches must hold: they are looked for first, because that is cheap."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from re import _parser as sre  # type: ignore[attr-defined]
from typing import Any as Anything

Group = tuple[str, ...]
"""Literals in lower case, at least one of which is in every text that matches."""

MAX_GROUPS = 4
"""Groups kept of one pattern: further ones exclude little."""

MAX_LITERALS = 40
"""Literals of one group: looking for more costs more than it excludes."""

_BREAKS = frozenset(" '\"")
"""Signs of a lexicon's pattern that stand for several: any white space, typographic quotes."""

_DIALECT = re.compile(r"\\x\{([0-9A-Fa-f]+)\}|\\[pP](?:\{\w+\}|\w)|\\z")
"""What RE2 writes in other ways than Python's `re`: code points, classes of Unicode, the end."""


def find_literals(pattern: str) -> tuple[Group, ...]:
    r"""Return groups of literals, the most telling first; a text matches only if each group has one that it holds.

    Raises `re.error` for what is no regular expression.

    >>> find_literals(r"\b(?:first|originally) (?:published|aired)(?: online)? (?:on|by)\b")
    (('first', 'originally'), ('published', 'aired'), ('on', 'by'))
    >>> find_literals(r"\d+ ?%")
    (('%',),)
    >>> find_literals(r"(?:licensed)?")
    ()
    """
    parsed = sre.parse(_DIALECT.sub(_translate, pattern), re.IGNORECASE)
    groups = {group for group in _walk(parsed) if group and len(group) <= MAX_LITERALS}
    return tuple(sorted(groups, key=lambda group: (_weight(group), group))[:MAX_GROUPS])


def _translate(match: re.Match[str]) -> str:
    return re.escape(chr(int(match[1], 16))) if match[1] else r"\w"


def _weight(group: Group) -> tuple[int, int]:
    """Order groups: short literals occur everywhere, and many literals have to be looked for one by one."""
    return (-min(6, *map(_length, group)), len(group))


def _length(literal: str) -> int:
    """Return the length of a literal in signs of the Latin script: one of Chinese says as much as three."""
    return sum(3 if sign > "\u2e80" else 1 for sign in literal)


def _walk(items: Iterable[tuple[Anything, Anything]], run: str = "") -> Iterator[Group]:
    """Yield the groups of a sequence that stands right behind the literal ``run``."""
    for operator, argument in items:
        if operator is sre.LITERAL and chr(argument) not in _BREAKS:
            run += chr(argument)
            continue
        if operator is sre.BRANCH:  # the parser takes what all branches begin with out of them
            yield from _join([list(_walk(branch, run)) for branch in argument[1]])
            run = ""
            continue
        if run:
            yield (run.lower(),)
        run = ""
        yield from _enter(operator, argument)
    if run:
        yield (run.lower(),)


def _enter(operator: object, argument: Anything) -> Iterator[Group]:  # noqa: ANN401 - the parser's own shapes
    """Yield the groups of one item that holds others."""
    match str(operator):
        case "SUBPATTERN":
            yield from _walk(argument[-1])
        case "MAX_REPEAT" | "MIN_REPEAT" if argument[0] > 0:
            yield from _walk(argument[2])


def _join(branches: Sequence[Sequence[Group]]) -> Iterator[Group]:
    """Yield one group that holds whichever branch matches: the most telling literals of each."""
    if all(branches):
        yield tuple(dict.fromkeys(literal for groups in branches for literal in min(groups, key=_weight)))
