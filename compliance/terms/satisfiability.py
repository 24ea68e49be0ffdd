"""Whether a condition can hold at all: a search through the contexts and articles that it tells apart.

What a context may say is finite for this purpose: of the values of a key, those that no part of the condition tells
apart are one case, and so are all countries or days that it does not name. Whether evidence is seen, and whether the
article is reused, is free. That a context may say nothing of a key changes nothing: what is unknown never makes a
condition hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from compliance.model.context import VOCABULARY, All, Any, Condition, Is, Not, Reused, Seen

MOST_CASES = 10_000
"""Cases looked at before the search gives up; a condition that a person wrote has some dozens."""

_OTHER = ""
"""Stands for every country or day that is not named."""

Unknown = tuple[str, str]
"""What a condition asks about: ``("key", "use")``, ``("seen", "byline")``, ``("reused", "")``."""
_Case = Mapping[Unknown, str | bool]


Days = tuple[str, str]
"""The first and the last day that count, in ISO 8601; empty: no beginning, no end."""


def can_hold(condition: Condition, *, days: Days = ("", ""), most: int = MOST_CASES) -> bool | None:
    """Return whether some use of some article fulfils a condition, by a date among the days that count.

    None where that takes more than ``most`` cases.

    >>> can_hold(All((Is("use", ("community",)), Is("ads", ("no",)))))
    True
    >>> can_hold(All((Is("use", ("community",)), Not(Is("use", ("community", "commercial"))))))
    False
    >>> can_hold(Is("date", ("2020-01-31",)), days=("2021-01-01", ""))
    False
    """
    choices = _list_choices(condition, days)
    waiting: list[_Case] = [{}]
    for _ in range(most):
        if not waiting:
            return False
        case = waiting.pop()
        truth = _evaluate(condition, case)
        if truth:
            return True
        if truth is None:
            unknown = next(item for item in list_unknowns(condition) if item not in case)
            waiting.extend({**case, unknown: value} for value in choices[unknown])
    return None if waiting else False


def find_conflict(condition: Condition) -> tuple[Unknown, ...]:
    """Return what the parts of a condition that can never hold contradict each other about: as little as explains it.

    >>> find_conflict(All((Seen("byline"), Is("ads", ("no",)), Is("use", ("personal",)), Is("ads", ("yes",)))))
    (('key', 'ads'),)
    """
    needed = tuple(dict.fromkeys(list_unknowns(condition)))
    for item in needed:
        fewer = tuple(other for other in needed if other != item)
        if can_hold(_loosen(condition, fewer)) is False:
            needed = fewer
    return needed


def list_unknowns(condition: Condition) -> Iterator[Unknown]:
    """Yield what a condition asks about, in its order, as often as it does."""
    match condition:
        case Is(key=key):
            yield "key", key
        case Seen(kind=kind):
            yield "seen", kind
        case Reused():
            yield "reused", ""
        case Not(part=part):
            yield from list_unknowns(part)
        case All(parts=parts) | Any(parts=parts):
            for part in parts:
                yield from list_unknowns(part)


def _list_choices(condition: Condition, days: Days) -> Mapping[Unknown, Sequence[str | bool]]:
    """Return one value for each case that the condition tells apart, by what it asks about."""
    asked: dict[str, list[tuple[str, ...]]] = {}
    for part in _list_leaves(condition):
        if isinstance(part, Is):
            asked.setdefault(part.key, []).append(part.values)
    choices: dict[Unknown, Sequence[str | bool]] = dict.fromkeys(list_unknowns(condition), (True, False))
    for key, sets in asked.items():
        named = (value for values in sets for value in values)
        values = VOCABULARY.get(key) or (*dict.fromkeys(named), _OTHER)
        if key == "date":
            values = tuple(filter(partial(_is_among, days=days), values))
        told_apart = {tuple(value in values for values in sets): value for value in values}
        choices["key", key] = tuple(told_apart.values())
    return choices


def _is_among(day: str, *, days: Days) -> bool:
    """Whether a day counts; where only one does, there is no other day than that."""
    first, last = days
    if day == _OTHER:
        return not first or first != last
    return first <= day and (not last or day <= last)


def _list_leaves(condition: Condition) -> Iterator[Condition]:
    match condition:
        case Not(part=part):
            yield from _list_leaves(part)
        case All(parts=parts) | Any(parts=parts):
            for part in parts:
                yield from _list_leaves(part)
        case _:
            yield condition


def _evaluate(condition: Condition, case: _Case) -> bool | None:
    """Return the truth of a condition in a case; None where that hangs on what the case leaves open."""
    match condition:
        case Is(key=key, values=values):
            value = case.get(("key", key))
            return None if value is None else value in values
        case Seen(kind=kind):
            return _as_truth(case.get(("seen", kind)))
        case Reused(expected=expected):
            reused = case.get(("reused", ""))
            return None if reused is None else reused is expected
        case Not(part=part):
            truth = _evaluate(part, case)
            return None if truth is None else not truth
        case All(parts=parts):
            return _combine((_evaluate(part, case) for part in parts), settled_by=False)
        case Any(parts=parts):
            return _combine((_evaluate(part, case) for part in parts), settled_by=True)


def _as_truth(value: str | bool | None) -> bool | None:  # noqa: FBT001 - it is what was chosen
    return None if value is None else bool(value)


def _combine(truths: Iterator[bool | None], *, settled_by: bool) -> bool | None:
    is_open = False
    for truth in truths:
        if truth is settled_by:
            return settled_by
        is_open = is_open or truth is None
    return None if is_open else not settled_by


def _loosen(condition: Condition, kept: Sequence[Unknown]) -> Condition:
    """Return a condition in which everything but what is ``kept`` is asked about only once: it contradicts nothing."""
    counter = iter(range(1_000_000))

    def loosen(part: Condition) -> Condition:
        match part:
            case Not(part=inner):
                return Not(loosen(inner))
            case All(parts=parts):
                return All(tuple(map(loosen, parts)))
            case Any(parts=parts):
                return Any(tuple(map(loosen, parts)))
            case _ if next(list_unknowns(part)) in kept:
                return part
            case _:
                return Seen(f"free {next(counter)}")

    return loosen(condition)
