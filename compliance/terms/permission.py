"""Whether terms allow a use: permissions and prohibitions of several policies, weighed by rank and by what is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from compliance.model.context import ALWAYS, All, Any, Condition, Context, Facts, Is, Not
from compliance.model.permission import Grant
from compliance.model.policy import Authority, Clause, Confidence, Policy
from compliance.terms.grants import lift

GRANTED, RECALLED, PROHIBITED, UNKNOWN, NONE = "granted", "recalled", "prohibited", "unknown", "none"
RECORDED, UNFIT = "recorded", "unfit"


class Decision(Struct, frozen=True):
    """What the terms say of a use: granted, prohibited, unknown (``unknown`` keys would settle it) or none at all.

    *Recalled* is a grant that is known from memory only: it asks for review, and never passes. *Recorded* is one that
    the rights holder gave; *unfit*: such a record is there, and neither it nor the terms permit the use.
    """

    decision: str
    clause: str = ""
    remedy: str = ""
    policy: Policy | None = None
    confidence: Confidence = Confidence.READ
    unknown: tuple[str, ...] = ()
    grant: Grant | None = None
    """The recorded permission that it rests on, or that does not reach so far."""
    when: Condition = ALWAYS
    """The condition of the clause."""
    via: str = ""
    """Id of the policy that the clause was taken over from."""
    is_banned: bool = False
    """Whether it rests on a prohibition that holds, or may hold."""
    also: tuple[Clause, ...] = ()
    """The other prohibitions of the same rank that hold, each with its confidence."""


class _Weighed(Struct, frozen=True):
    policy: Policy
    clause: Clause
    truth: bool | None
    unknown: tuple[str, ...]


def decide(policies: Sequence[Policy], context: Context, facts: Facts, grant: Grant | None = None) -> Decision:
    """Weigh the terms of one origin. ``policies`` may stand in any order; a permission lifts a ban of a lower rank.

    A ban is lifted only by a permission that speaks of the same thing: that a publisher lets commercial newsrooms use
    its stories does not let them change them. What a statute forbids it forbids without permission: any lifts that. A
    recorded permission, ``grant``, lifts what it speaks of where the terms alone do not permit the use.
    """
    decision = _decide_by_terms(policies, context, facts)
    if grant is None or decision.decision == GRANTED:
        return decision
    if not grant.fits:
        known = UNFIT if grant.reason else UNKNOWN
        return replace(decision, decision=known, confidence=Confidence.READ, unknown=grant.unknown, grant=grant)
    rest = _decide_by_terms([_lift_bans(policy, grant) for policy in policies], context, facts)
    if rest.decision in {PROHIBITED, UNKNOWN} and rest.is_banned:
        return replace(rest, grant=grant)
    return replace(decision, decision=RECORDED, confidence=Confidence.READ, unknown=(), grant=grant)


def _lift_bans(policy: Policy, grant: Grant) -> Policy:
    bans = (replace(ban, when=lift(ban.when, grant.permission)) for ban in policy.prohibitions)
    return replace(policy, prohibitions=tuple(bans))


def _decide_by_terms(policies: Sequence[Policy], context: Context, facts: Facts) -> Decision:
    permissions = list(_weigh(policies, context, facts, "permissions"))
    bans = [
        ban
        for ban in _weigh(policies, context, facts, "prohibitions")
        if ban.truth is not False and not any(_lifts(permission, ban) for permission in permissions)
    ]
    granted = [permission for permission in permissions if permission.truth]
    certain = [ban for ban in bans if ban.truth]
    if certain:
        decision = _decided(PROHIBITED, certain)
        return replace(decision, is_banned=True, also=tuple(_find_others(decision, certain)))
    if granted and not bans:
        decision = _decided(GRANTED, granted)
        return replace(decision, decision=RECALLED) if decision.confidence is Confidence.RECALLED else decision
    open_clauses = bans or [permission for permission in permissions if permission.truth is None]
    if open_clauses:
        keys = dict.fromkeys(key for clause in open_clauses for key in clause.unknown)
        return replace(_decided(UNKNOWN, open_clauses, tuple(keys)), is_banned=bool(bans))
    spoken = (policy for policy in policies if policy.authority is not Authority.STATUTE)
    first = max(spoken, key=lambda policy: policy.authority.rank, default=None)
    return Decision(NONE, policy=first)


def _weigh(policies: Sequence[Policy], context: Context, facts: Facts, kind: str) -> Iterator[_Weighed]:
    for policy in policies:
        for clause in policy.permissions if kind == "permissions" else policy.prohibitions:
            answer = clause.when.ask(context, facts)
            yield _Weighed(policy, clause, answer.truth, answer.unknown)


def _lifts(permission: _Weighed, ban: _Weighed) -> bool:
    higher = permission.policy.authority.rank > ban.policy.authority.rank
    if ban.policy.authority is Authority.STATUTE:
        return higher and permission.truth is not False
    return bool(permission.truth) and higher and bool(keys_of(permission.clause.when) & keys_of(ban.clause.when))


def _decided(decision: str, clauses: Sequence[_Weighed], unknown: tuple[str, ...] = ()) -> Decision:
    """Name the clause of the highest rank, and of these the best known one."""
    order = list(Confidence)
    best = min(
        clauses, key=lambda c: (-c.policy.authority.rank, order.index(c.clause.confidence or c.policy.confidence))
    )
    confidence = best.clause.confidence or best.policy.confidence
    clause = best.clause
    known = Decision(decision, clause.clause, clause.remedy, best.policy, confidence, unknown)
    return replace(known, when=clause.when, via=clause.via)


def _find_others(decision: Decision, bans: Sequence[_Weighed]) -> Iterator[Clause]:
    """Yield the bans of the decision's rank beside its own: each of them forbids, whatever the others want."""
    shown = {decision.clause}
    rank = decision.policy.authority.rank if decision.policy else 0
    for ban in bans:
        if ban.policy.authority.rank == rank and ban.clause.clause not in shown:
            shown.add(ban.clause.clause)
            yield replace(ban.clause, confidence=ban.clause.confidence or ban.policy.confidence)


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
