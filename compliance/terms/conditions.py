"""Conditions, made simpler by what is known: what is left of them is what somebody still has to find out or heed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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


def keys_of(condition: Condition) -> frozenset[str]:
    """Return the context keys that a condition asks about."""
    match condition:
        case Is(key=key):
            return frozenset({key})
        case Not(part=part):
            return keys_of(part)
        case All(parts=parts) | Any(parts=parts):
            return frozenset().union(*map(keys_of, parts)) if condition != ALWAYS else frozenset()
        case _:
            return frozenset()


def except_where(condition: Condition, permitted: Mapping[str, Condition], *, negated: bool = False) -> Condition:
    """Return a ban's condition without what is permitted: by key of the context, the condition that excuses it.

    ``negated``: whether it stands in an odd number of negations.

    >>> ban = Any((Is("edited", ("yes",)), Is("excerpt", ("yes",))))
    >>> rest = except_where(ban, {"excerpt": Is("use", ("community",))})
    >>> rest.ask(Context({"use": "community", "edited": "no", "excerpt": "yes"}), Facts()).truth
    False
    >>> rest.ask(Context({"use": "community", "edited": "yes", "excerpt": "yes"}), Facts()).truth
    True
    """
    match condition:
        case Is(key=key) if key in permitted:
            return Any((condition, permitted[key])) if negated else All((condition, Not(permitted[key])))
        case Not(part=part):
            return Not(except_where(part, permitted, negated=not negated))
        case All(parts=parts):
            return All(tuple(except_where(part, permitted, negated=negated) for part in parts))
        case Any(parts=parts):
            return Any(tuple(except_where(part, permitted, negated=negated) for part in parts))
        case _:
            return condition


def _join(
    kind: type[All] | type[Any], parts: Iterable[Condition], *, idle: Condition, settling: Condition
) -> Condition:
    """Leave out what changes nothing; one settling part settles the whole, and a single part stands for itself."""
    left = tuple(dict.fromkeys(part for part in parts if part != idle))
    if settling in left:
        return settling
    return left[0] if len(left) == 1 else kind(left) if left else idle
