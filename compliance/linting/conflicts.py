"""Duties that no article can meet together: what one policy asks for, another that speaks beside it rules out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from compliance.errors import Problem
from compliance.linting.demands import contradict, is_limit
from compliance.model.context import All
from compliance.model.library import Library
from compliance.model.policy import Authority, Duty, Policy
from compliance.model.rule import CheckSpec
from compliance.packs.places import read_marks
from compliance.terms.satisfiability import can_hold

_EVERYWHERE = frozenset({Authority.HOUSE, Authority.STATUTE})
"""Authorities whose policies speak beside any other."""


class _Asked(Struct, frozen=True):
    """A duty, its place among its policy's, and its check with all parameters."""

    policy: Policy
    index: int
    duty: Duty
    check: CheckSpec


def find_conflicts(library: Library, packs: Collection[str] | None) -> Iterator[Problem]:
    """Yield pairs of duties that can be due at once and never both pass, at the one in the packs of the names."""
    asked = sorted(_list_asked(library), key=lambda one: (one.policy.authority.rank, one.policy.id, one.index))
    for one, other in _pair(asked):
        if not (reason := contradict(one.check, other.check)) or not _are_due_at_once(one, other):
            continue
        if packs is None or other.policy.pack in packs:
            yield _complain(other, one, reason)
        elif one.policy.pack in packs:
            yield _complain(one, other, reason)


def _pair(asked: Sequence[_Asked]) -> Iterator[tuple[_Asked, _Asked]]:
    """Yield the pairs of which at least one limits something."""
    for number, one in enumerate(asked):
        if is_limit(one.check):
            yield from ((other, one) for other in asked[:number] if not is_limit(other.check))
            yield from ((one, other) for other in asked[number + 1 :])


def _list_asked(library: Library) -> Iterator[_Asked]:
    for policy in library.policies.values():
        for index, duty in enumerate(policy.duties):
            if rule := library.rules.get(duty.rule):
                yield _Asked(policy, index, duty, CheckSpec(rule.check.kind, {**rule.check.params, **duty.params}))


def _are_due_at_once(one: _Asked, other: _Asked) -> bool:
    """Whether some article owes both: of the same rule, policies of two authorities never speak at once."""
    if one.duty.rule == other.duty.rule and one.policy.authority is not other.policy.authority:
        return False
    begins = max(one.policy.valid_from, other.policy.valid_from)
    ends = min(filter(None, (one.policy.valid_until, other.policy.valid_until)), default="")
    if not _speak_together(one.policy, other.policy) or (ends and ends < begins):
        return False
    return can_hold(All((one.duty.when, other.duty.when)), days=(begins, ends)) is not False


def _speak_together(one: Policy, other: Policy) -> bool:
    """Whether two policies surely can govern one article; of two publishers or licenses nobody can say."""
    if one.id == other.id or not _EVERYWHERE.isdisjoint({one.authority, other.authority}):
        return True
    return {one.authority, other.authority} == {Authority.LICENSE, Authority.PUBLISHER} and one.license == other.license


def _complain(at: _Asked, other: _Asked, reason: str) -> Problem:
    file = read_marks(at.policy.path)
    own = file.value.get("duties", []) if isinstance(file.value, dict) else []
    index = at.index - len(at.policy.duties) + len(own)  # what it takes over stands before its own
    keys = ("duties", index, "rule") if index >= 0 else ("extends",)
    whose = "this policy" if at.policy.id == other.policy.id else f"the policy {other.policy.id!r}"
    message = (
        f"{keys[0]}: {at.duty.rule!r} and {other.duty.rule!r}, which {whose} asks for, can never both pass: {reason}"
    )
    return file.problem(keys, message, "change one of them, or the conditions under which they are due")
