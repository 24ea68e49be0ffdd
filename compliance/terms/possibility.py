"""Whether a condition can hold at all: for some use of some article, over the values that a context can have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from compliance.model.context import VOCABULARY, All, Any, Condition, Is, Not, Reused, Seen

_OTHER = "…"
"""Stands for every value that no condition names, of keys whose values are not listed."""
_MOST_STEPS = 20_000
"""Steps after which a condition is taken to be possible: nobody writes such by hand."""

Values = Mapping[str, frozenset[str]]
"""What can still be true: by key of the context, kind of evidence and so on, the values that are left."""


def can_hold(condition: Condition, *, valid_from: str = "", valid_until: str = "") -> bool:
    """Return whether a condition can hold, by a date within the days given; where that takes too long, yes.

    What is seen in an article is taken to be free: any kinds of evidence may stand beside each other.

    >>> can_hold(All((Is("use", ("community",)), Is("use", ("commercial",)))))
    False
    >>> can_hold(All((Is("jurisdiction", ("DE",)), Not(Is("use", ("commercial",))))))
    True
    >>> can_hold(Is("date", ("2020-01-31",)), valid_from="2021-01-01")
    False
    """
    values = {key: frozenset(words) for key, words in VOCABULARY.items() if words}
    values["jurisdiction"] = frozenset({_OTHER, *_find_named(condition, "jurisdiction")})
    days = {
        day for day in _find_named(condition, "date") if valid_from <= day and (not valid_until or day <= valid_until)
    }
    is_one_day = valid_from and valid_from == valid_until
    values["date"] = frozenset({valid_from} if is_one_day else {_OTHER, *days})
    return _Search().run(((condition, True),), values)


class _Search:
    """Looks for values that make conditions true or false, and gives up at some time."""

    def __init__(self) -> None:
        self.steps = 0

    def run(self, wanted: tuple[tuple[Condition, bool], ...], values: Values) -> bool:
        """Whether all conditions can have the truth that is wanted of them."""
        branches: list[tuple[tuple[Condition, ...], bool]] = []
        waiting = list(wanted)
        while waiting:
            self.steps += 1
            condition, truth = waiting.pop()
            match condition:
                case Not(part=part):
                    waiting.append((part, not truth))
                case All(parts=parts) if truth:
                    waiting.extend((part, truth) for part in parts)
                case Any(parts=parts) if not truth:
                    waiting.extend((part, truth) for part in parts)
                case All(parts=parts) | Any(parts=parts):
                    branches.append((parts, truth))
                case _:
                    values = _narrow(values, condition, truth=truth)
        if self.steps > _MOST_STEPS:
            return True
        return all(values.values()) and self._branch(branches, values)

    def _branch(self, branches: list[tuple[tuple[Condition, ...], bool]], values: Values) -> bool:
        """Whether one part of each branch can have the truth that is wanted."""
        if not branches:
            return True
        (parts, truth), *others = branches
        rest = tuple((Any(more) if wanted else All(more), wanted) for more, wanted in others)
        return any(self.run(((part, truth), *rest), values) for part in parts)


def _narrow(values: Values, atom: Is | Seen | Reused, *, truth: bool) -> Values:
    match atom:
        case Is(key=key, values=named):
            words = frozenset(named)
        case Seen(kind=kind):
            key, words = f"seen {kind}", frozenset({"yes"})
        case Reused(expected=expected):
            key, words = "reused", frozenset({"yes" if expected else "no"})
    left = values.get(key, frozenset({"yes", "no"}))
    return {**values, key: left & words if truth else left - words}


def _find_named(condition: Condition, key: str) -> Iterator[str]:
    """Yield the values that a condition names of a key."""
    match condition:
        case Is(key=named, values=words) if named == key:
            yield from words
        case Not(part=part):
            yield from _find_named(part, key)
        case All(parts=parts) | Any(parts=parts):
            for part in parts:
                yield from _find_named(part, key)
