"""Whether terms allow a use: permissions and prohibitions of several policies, weighed by rank and by what is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from compliance.model.context import ALWAYS, Any, Condition, Context, Facts
from compliance.model.permission import Grant
from compliance.model.policy import Authority, Clause, Confidence, Policy
from compliance.terms.conditions import except_where, keys_of
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
    consent: bool = False
    """Whether the clause forbids the use only without consent."""
    is_banned: bool = False
    """Whether it rests on a prohibition that holds, or may hold."""
    also: tuple[Clause, ...] = ()
    """The other prohibitions of the same rank that hold, each with its confidence."""


class _Weighed(Struct, frozen=True):
    policy: Policy
    clause: Clause
    truth: bool | None
    unknown: tuple[str, ...]

    @property
    def confidence(self) -> Confidence:
        return self.clause.confidence or self.policy.confidence


def decide(policies: Sequence[Policy], context: Context, facts: Facts, grant: Grant | None = None) -> Decision:
    """Weigh the terms of one origin. ``policies`` may stand in any order; a permission lifts a ban of a lower rank.

    A ban is lifted only by a permission that holds in this context and speaks of the same thing: that a publisher lets
    commercial newsrooms use its stories does not let them change them, and of a ban on changes and excerpts a
    permission for excerpts leaves that on changes. What a statute forbids it forbids without permission: any lifts
    that. A recorded permission, ``grant``, lifts what it speaks of where the terms alone do not permit the use.
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
    return replace(decision, decision=RECORDED, confidence=Confidence.READ, unknown=(), grant=grant, also=())


def _lift_bans(policy: Policy, grant: Grant) -> Policy:
    bans = (replace(ban, when=lift(ban.when, grant.permission)) for ban in policy.prohibitions)
    return replace(policy, prohibitions=tuple(bans))


def _decide_by_terms(policies: Sequence[Policy], context: Context, facts: Facts) -> Decision:
    permissions = list(_weigh(policies, context, facts, "permissions"))
    bans = list(_find_open_bans(policies, context, facts, permissions))
    granted = [permission for permission in permissions if permission.truth]
    certain = [ban for ban in bans if ban.truth]
    if certain:
        decision = _decided(PROHIBITED, certain)
        return replace(decision, is_banned=True, also=tuple(_find_others(decision, certain)))
    if granted and not bans:
        known = [permission for permission in permissions if permission.confidence is not Confidence.RECALLED]
        if any(_find_open_bans(policies, context, facts, known)):  # a ban is lifted on a recalled word alone
            granted = [permission for permission in granted if permission not in known] or granted
        decision = _decided(GRANTED, granted)
        return replace(decision, decision=RECALLED) if decision.confidence is Confidence.RECALLED else decision
    open_clauses = bans or [permission for permission in permissions if permission.truth is None]
    if open_clauses:
        keys = dict.fromkeys(key for clause in open_clauses for key in clause.unknown)
        return replace(_decided(UNKNOWN, open_clauses, tuple(keys)), is_banned=bool(bans))
    spoken = (policy for policy in policies if policy.authority is not Authority.STATUTE)
    first = max(spoken, key=lambda policy: policy.authority.rank, default=None)
    return Decision(NONE, policy=first)


def _find_open_bans(
    policies: Sequence[Policy], context: Context, facts: Facts, permissions: Sequence[_Weighed]
) -> Iterator[_Weighed]:
    """Yield the bans that hold or may hold, as far as no permission of a higher rank lifts them.

    Of a ban on several matters it lifts those that it speaks of, where its own condition holds; where that is unknown,
    the ban may hold.
    """
    for ban in _weigh(policies, context, facts, "prohibitions"):
        lifting = [one.clause.when for one in permissions if one.truth is not False and _outranks(one, ban)]
        if ban.truth is False or (lifting and ban.policy.authority is Authority.STATUTE):
            continue
        if permitted := {key: Any(tuple(speaking)) for key, speaking in _sort_by_key(lifting)}:
            answer = except_where(ban.clause.when, permitted).ask(context, facts)
            ban = replace(ban, truth=answer.truth, unknown=answer.unknown)  # noqa: PLW2901
        if ban.truth is not False:
            yield ban


def _outranks(permission: _Weighed, ban: _Weighed) -> bool:
    return permission.policy.authority.rank > ban.policy.authority.rank


def _sort_by_key(conditions: Sequence[Condition]) -> Iterator[tuple[str, list[Condition]]]:
    """Yield each key that some conditions ask about, with these conditions."""
    for key in sorted(frozenset().union(*map(keys_of, conditions))):
        yield key, [condition for condition in conditions if key in keys_of(condition)]


def _weigh(policies: Sequence[Policy], context: Context, facts: Facts, kind: str) -> Iterator[_Weighed]:
    for policy in policies:
        for clause in policy.permissions if kind == "permissions" else policy.prohibitions:
            answer = clause.when.ask(context, facts)
            yield _Weighed(policy, clause, answer.truth, answer.unknown)


def _decided(decision: str, clauses: Sequence[_Weighed], unknown: tuple[str, ...] = ()) -> Decision:
    """Name the clause of the highest rank, and of these the best known one."""
    order = list(Confidence)
    best = min(clauses, key=lambda c: (-c.policy.authority.rank, order.index(c.confidence)))
    clause = best.clause
    known = Decision(decision, clause.clause, clause.remedy, best.policy, best.confidence, unknown)
    return replace(known, when=clause.when, via=clause.via, consent=clause.consent)


def _find_others(decision: Decision, bans: Sequence[_Weighed]) -> Iterator[Clause]:
    """Yield the bans of the decision's rank beside its own: each of them forbids, whatever the others want."""
    shown = {decision.clause}
    rank = decision.policy.authority.rank if decision.policy else 0
    for ban in bans:
        if ban.policy.authority.rank == rank and ban.clause.clause not in shown:
            shown.add(ban.clause.clause)
            yield replace(ban.clause, confidence=ban.confidence)
