"""Conditions, made simpler by what is known: what is left of them is what somebody still has to find out or heed."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.model.context import ALWAYS, All, Any, Condition, Context, Facts, Is, Not, Reused, Seen

NEVER = Any()
"""A condition that never holds."""


def simplify(condition: Condition, context: Context, facts: Facts | None = None) -> Condition:
    """Return what is left of a condition in a context: `ALWAYS`, `NEVER`, or the part that hangs on what is unknown.

    Without ``facts`` it stays open what is seen in the article; that it is reused is taken for granted.

    >>> simplify(All((Is("medium", ("web",)), Is("ads", ("yes",)))), Context({"medium": "web"}))
    Is(key='ads', values=('yes',))
    >>> simplify(Any((Is("medium", ("web",)), Seen("image"))), Context({"medium": "print"}))
    Seen(kind='image')
    """
    match condition:
        case Seen() if facts is None:
            return condition
        case Is() | Seen() | Reused():
            answer = condition.ask(context, facts or Facts(reused=True))
            return condition if answer.truth is None else ALWAYS if answer.truth else NEVER
        case Not(part=part):
            rest = simplify(part, context, facts)
            return NEVER if rest == ALWAYS else ALWAYS if rest == NEVER else Not(rest)
        case All(parts=parts):
            return _join(All, (simplify(part, context, facts) for part in parts), idle=ALWAYS, settling=NEVER)
        case Any(parts=parts):
            return _join(Any, (simplify(part, context, facts) for part in parts), idle=NEVER, settling=ALWAYS)


def _join(
    kind: type[All] | type[Any], parts: Iterable[Condition], *, idle: Condition, settling: Condition
) -> Condition:
    """Leave out what changes nothing; one settling part settles the whole, and a single part stands for itself."""
    left = tuple(dict.fromkeys(part for part in parts if part != idle))
    if settling in left:
        return settling
    return left[0] if len(left) == 1 else kind(left) if left else idle
