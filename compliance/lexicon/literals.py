"""Which literals every text that a pattern matches must hold: they are looked for first, because that is cheap."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from re import _parser as sre  # type: ignore[attr-defined]
from typing import Any as Anything

from compliance.model.scan import normalise

Group = tuple[str, ...]
"""Literals as `normalise` leaves them, at least one of which is in every text that matches."""

Items = Sequence[tuple[Anything, Anything]]
"""A pattern as Python's own parser takes it apart: pairs of operator and argument."""

MAX_GROUPS = 4
"""Groups kept of one pattern: further ones exclude little."""

MAX_LITERALS = 40
"""Literals of one group: looking for more costs more than it excludes."""

_DIALECT = re.compile(r"\\x\{([0-9A-Fa-f]+)\}|\\[pP](?:\{\w+\}|\w)|\\z")
"""What RE2 writes in other ways than Python's `re`: code points, classes of Unicode, the end."""


def find_literals(pattern: str) -> tuple[Group, ...]:
    r"""Return groups of literals, the most telling first; a text matches only if each group has one that it holds.

    Raises `re.error` for what is no regular expression.

    >>> find_literals(r"\b(?:first|originally) (?:published|aired)(?: online)? (?:on|by)\b")
    ((' first ', ' originally '), (' published', ' aired'), (' on ', ' by '))
    >>> find_literals(r"all rights reserved")
    (('all rights reserved',),)
    >>> find_literals(r"(?:licensed)?")
    ()
    """
    parsed = list(sre.parse(_DIALECT.sub(_translate, pattern), re.IGNORECASE))
    found = {tuple(dict.fromkeys(group)) for group in _walk(parsed, "", "")}
    groups = {group for group in found if len(group) <= MAX_LITERALS}
    return tuple(sorted(groups, key=lambda group: (_weight(group), group))[:MAX_GROUPS])


def _translate(match: re.Match[str]) -> str:
    return re.escape(chr(int(match[1], 16))) if match[1] else r"\w"


def _weight(group: Group) -> tuple[int, int]:
    """Order groups: short literals occur everywhere, and many literals have to be looked for one by one."""
    return (-min(6, *map(_length, group)), len(group))


def _length(literal: str) -> int:
    """Return the length of a literal in signs of the Latin script: one of Chinese says as much as three."""
    return sum(3 if sign > "\u2e80" else 1 for sign in literal)


def _walk(items: Items, run: str, tail: str) -> Iterator[Group]:
    """Yield the groups of a sequence that stands right behind the literal ``run`` and before ``tail``."""
    for index, (operator, argument) in enumerate(items):
        if operator is sre.LITERAL:
            run += chr(argument)
        elif _is_edge(operator, argument):
            run += " "
        else:
            behind = items[index + 1 : index + 2]
            yield from _enter(operator, argument, run, " " if _opens_with_gap(behind) else "")
            run = ""
    yield from _finish(run + tail)


def _is_edge(operator: object, argument: object) -> bool:
    """Whether a word or a line begins or ends here: `normalise_lines` leaves a space there."""
    return operator is sre.AT and argument is not sre.AT_NON_BOUNDARY


def _opens_with_gap(items: Items) -> bool:
    for operator, argument in items:
        return _is_edge(operator, argument) or (operator is sre.LITERAL and normalise(chr(argument)) == " ")
    return False


def _enter(operator: object, argument: Anything, run: str, tail: str) -> Iterator[Group]:  # noqa: ANN401 - the parser's
    """Yield the groups of one item that holds others, or of what stands before it."""
    match str(operator):
        case "SUBPATTERN":
            yield from _walk(argument[-1], run, tail)
        case "MAX_REPEAT" | "MIN_REPEAT" if argument[0] > 0:
            yield from _walk(argument[2], run, "")
        case "BRANCH":
            yield from _join([list(_walk(branch, run, tail)) for branch in argument[1]])
        case _:
            yield from _finish(run)


def _finish(run: str) -> Iterator[Group]:
    """Yield the group of one literal, unless it is nothing but gaps."""
    literal = normalise(run)
    if literal.strip():
        yield (literal,)


def _join(branches: Sequence[Sequence[Group]]) -> Iterator[Group]:
    """Yield one group that holds whichever branch matches: the most telling literals of each."""
    if all(branches):
        yield tuple(literal for groups in branches for literal in min(groups, key=_weight))
