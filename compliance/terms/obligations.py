"""Putting duties and permissions together into the obligations of one article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from compliance.model.article import Scope
from compliance.model.context import Answer, Context, Facts
from compliance.model.evidence import Evidence, Kind, LicenseStatement, Reservation
from compliance.model.origin import Origin
from compliance.model.permission import Grant
from compliance.model.policy import Authority, Clause, Confidence, Duty, Policy
from compliance.model.result import Obligation
from compliance.model.rule import CheckSpec, Rule, Severity
from compliance.terms.directory import Directory, stands_on
from compliance.terms.grants import grant_for
from compliance.terms.permission import NONE, decide
from compliance.terms.stand_ins import recall, stand_in

PERMISSION_RULE = "permission/use-granted"
ALL_RIGHTS_RESERVED = "LicenseRef-all-rights-reserved"
_PARTNERS = frozenset({"wire", "provided", "syndicated"})
"""Relations of hops behind an outlet whose copy that outlet shows under an agreement of its own."""
_PAGE_WIDE = frozenset({Kind.FAIR_USE_NOTICE, Kind.DISCLAIMER, Kind.PERMISSION_STATEMENT})


class Selected(Struct, frozen=True):
    """A policy that governs this article, and the hops it speaks for (none: the article as a whole)."""

    policy: Policy
    origins: tuple[Origin, ...] = ()


class Terms(Struct, frozen=True):
    """What an article's terms are made from: rules, policies by name and host, and the user's severities per rule."""

    rules: Mapping[str, Rule]
    directory: Directory
    severities: Mapping[str, str] = field(default_factory=dict)
    """``error``, ``warning``, ``note`` or ``off``."""
    grants: tuple[Grant, ...] = ()
    """What recorded permissions mean for this article."""


def find_facts(evidence: Sequence[Evidence], origins: Sequence[Origin]) -> Facts:
    """Return what conditions may ask about. Notices count page-wide, all else only in the article itself."""
    seen = {
        str(item.kind)
        for item in evidence
        if item.scope is Scope.ARTICLE or (item.kind in _PAGE_WIDE and item.scope is Scope.SITE)
    }
    return Facts(frozenset(seen), bool(origins))


def select_policies(
    evidence: Sequence[Evidence], origins: Sequence[Origin], directory: Directory
) -> tuple[Selected, ...]:
    """Return the policies that govern an article: house, statutes, licenses, publishers, in ascending rank."""
    whole = [*map(Selected, directory.of_authority(Authority.HOUSE)), *_select_statutes(origins, directory)]
    publishers = [
        Selected(directory.policies[origin.policy], (origin,))
        for origin in origins
        if origin.policy in directory.policies
    ]
    return (*whole, *_select_licenses(evidence, origins, directory), *publishers)


def _select_statutes(origins: Sequence[Origin], directory: Directory) -> Iterator[Selected]:
    """Yield the statutes: those of certain hosts for the hops that stand there, all others for the whole article.

    In which country they hold is a matter of their conditions on ``jurisdiction``.
    """
    for policy in directory.of_authority(Authority.STATUTE):
        hops = tuple(origin for origin in origins if stands_on(origin.url, policy.hosts))
        if hops or not policy.hosts:
            yield Selected(policy, hops)


def _select_licenses(
    evidence: Sequence[Evidence], origins: Sequence[Origin], directory: Directory
) -> Iterator[Selected]:
    """Yield the licenses of the hops' publishers, and the license that the article itself is given under.

    That a publisher gives a license may be recalled: then all that it asks for is.
    """
    chosen: dict[str, list[Origin]] = {}
    granted = list(_granted_licenses(evidence))
    known = set(granted)
    for origin in origins:
        publisher = directory.policies.get(origin.policy)
        if publisher and publisher.license:
            chosen.setdefault(publisher.license, []).append(origin)
            known.update({publisher.license} if publisher.confidence is not Confidence.RECALLED else ())
    for spdx in granted:
        chosen.setdefault(spdx, list(origins[:1]) if not chosen else [])
    if origins and not chosen and _is_reserved(evidence):
        chosen[ALL_RIGHTS_RESERVED] = list(origins[:1])
        known.add(ALL_RIGHTS_RESERVED)
    for spdx, hops in chosen.items():
        if policy := directory.license(spdx):
            speaking = stand_in(policy, spdx)
            yield Selected(speaking if spdx in known else recall(speaking), tuple(hops))


def _granted_licenses(evidence: Sequence[Evidence]) -> Iterator[str]:
    grants = (e for e in evidence if e.kind == Kind.LICENSE_GRANT and e.scope is Scope.ARTICLE)
    for item in sorted(grants, key=lambda e: -e.trust):
        if isinstance(item.value, LicenseStatement) and item.value.id:
            yield item.value.id


def _is_reserved(evidence: Sequence[Evidence]) -> bool:
    return any(
        isinstance(item.value, Reservation) and item.value.what == "all-rights-reserved" and item.scope is Scope.ARTICLE
        for item in evidence
    )


def build_obligations(
    terms: Terms, selected: Sequence[Selected], origins: tuple[Origin, ...], context: Context, facts: Facts
) -> tuple[Obligation, ...]:
    """Return one obligation per rule and policy; of the same rule, the policy of the highest rank speaks.

    Duties that hang on an unknown context do not push aside those that are certain.
    """
    due = [
        obligation
        for choice in selected
        for duty in choice.policy.duties
        if (obligation := _bind(terms, choice, duty, duty.when.ask(context, facts)))
    ]
    due.extend(_permissions(terms, selected, origins, context, facts))
    by_rule: dict[str, list[Obligation]] = {}
    for obligation in due:
        by_rule.setdefault(obligation.rule, []).append(obligation)
    return tuple(obligation for group in by_rule.values() for obligation in _settle_rank(group, origins))


def _settle_rank(group: Sequence[Obligation], origins: tuple[Origin, ...]) -> Iterator[Obligation]:
    """Keep the obligations of the highest rank, spread the hops over them, and keep what is not applicable if alone.

    What is known from memory pushes nothing known aside for good: the best known of the lower ranks is its fallback.
    """
    if group[0].rule == PERMISSION_RULE:
        yield from group
        return
    possible = [obligation for obligation in group if obligation.applies.truth is not False]
    if not possible:
        yield group[-1]
        return
    live = _drop_idle(possible)
    for weight in (2, 1, 0):
        same = [obligation for obligation in live if _weigh(obligation) == weight]
        top = max((obligation.authority.rank for obligation in same), default=0)
        speaking = [obligation for obligation in same if obligation.authority.rank == top]
        covered = {origin.hop for obligation in speaking for origin in obligation.origins}
        rest = tuple(origin for origin in origins if origin.hop not in covered)
        known = _find_best_known(same, below=top) if weight == 2 else None  # what may not be due fails nothing
        for number, obligation in enumerate(speaking):
            hops = (*obligation.origins, *rest) if number == 0 else obligation.origins
            hops = tuple(sorted(hops, key=lambda origin: origin.hop))
            is_recalled = obligation.confidence is Confidence.RECALLED
            fallback = replace(known, origins=hops) if known and is_recalled else None
            yield replace(obligation, origins=hops, fallback=fallback)


def _find_best_known(obligations: Sequence[Obligation], *, below: int) -> Obligation | None:
    """Return the obligation of the highest rank below one that is not known from memory only."""
    known = (one for one in obligations if one.authority.rank < below and one.confidence is not Confidence.RECALLED)
    return max(known, key=lambda one: one.authority.rank, default=None)


def _weigh(obligation: Obligation) -> int:
    """Return how much a duty can push aside: one that may not be due nothing that is, a recalled statute nothing known.

    A license or publisher that is known from memory still knows better than the house what is asked for its works.
    """
    return 0 if not obligation.applies.truth else 1 if _is_dim(obligation) else 2


def _is_dim(obligation: Obligation) -> bool:
    return obligation.authority is Authority.STATUTE and obligation.confidence is Confidence.RECALLED


def _drop_idle(live: Sequence[Obligation]) -> list[Obligation]:
    """Drop what a statute of an unknown country asks where it asks the very same as is due anyway, or from memory only.

    Whose country's law holds is seldom said: the question is worth asking only where an answer would change something.
    """
    certain = [obligation for obligation in live if obligation.applies.truth]
    return [
        one for one in live if not (_is_foreign(one) and (_is_dim(one) or any(_outweighs(c, one) for c in certain)))
    ]


def _is_foreign(obligation: Obligation) -> bool:
    is_law = obligation.authority is Authority.STATUTE
    return is_law and obligation.applies.truth is None and "jurisdiction" in obligation.applies.unknown


def _outweighs(certain: Obligation, other: Obligation) -> bool:
    return certain.check == other.check and certain.severity.rank >= other.severity.rank


def _bind(terms: Terms, choice: Selected, duty: Duty, applies: Answer) -> Obligation | None:
    rule = terms.rules[duty.rule]
    severity = terms.severities.get(rule.id) or duty.severity or rule.severity
    if severity == "off":
        return None
    policy = choice.policy
    source = terms.directory.policies.get(duty.via, policy)
    return Obligation(
        rule=rule.id,
        policy=policy.id,
        authority=policy.authority,
        severity=Severity(severity),
        check=CheckSpec(rule.check.kind, {**rule.check.params, **duty.params}),
        message=rule.message,
        remedy=duty.remedy or rule.remedy,
        clause=duty.clause or rule.title,
        terms_url=source.terms_url,
        verified_on=source.verified_on,
        confidence=duty.confidence or policy.confidence,
        applies=applies,
        origins=choice.origins,
        when=duty.when,
        via=duty.via,
        off=_tell_off(rule),
    )


def _tell_off(rule: Rule) -> str:
    """Return who switched a rule off, and why; empty for all others."""
    change = rule.off
    return f"switched off by {change.pack}: {change.reason}" if change else ""


def _permissions(
    terms: Terms, selected: Sequence[Selected], origins: tuple[Origin, ...], context: Context, facts: Facts
) -> Iterator[Obligation]:
    """Yield whether each hop's terms allow the use: an error for the nearest hop, a note for those behind it.

    Who takes an article from an outlet can hold that outlet's grant against it; whether the outlet was itself allowed
    to pass it on is worth a look, and no more can be seen from here. But what an agency or partner supplied is not the
    outlet's to give away. Where no terms speak, the article's own words do.
    """
    licensed = [choice for choice in selected if choice.policy.authority is Authority.LICENSE]
    if not origins and licensed:
        yield from _permission(terms, licensed, None, context, facts)
    banning = [choice for choice in selected if _is_law_against(choice, context, facts)]
    for origin in origins:
        speaking = [
            choice
            for choice in selected
            if choice.policy.authority is not Authority.HOUSE and any(hop.hop == origin.hop for hop in choice.origins)
        ]
        yield from _permission(terms, [*banning, *speaking], origin, context, facts)


def _is_law_against(choice: Selected, context: Context, facts: Facts) -> bool:
    """Whether a statute forbids this use without permission for certain.

    Where that is uncertain it decides nothing: without a permission the use is in doubt anyway, and with one allowed.
    """
    return (
        choice.policy.authority is Authority.STATUTE
        and not choice.origins
        and any(ban.when.ask(context, facts).truth for ban in choice.policy.prohibitions)
    )


def _permission(
    terms: Terms, speaking: Sequence[Selected], origin: Origin | None, context: Context, facts: Facts
) -> Iterator[Obligation]:
    rule = terms.rules.get(PERMISSION_RULE)
    is_decisive = origin is None or origin.hop == 0 or origin.relation in _PARTNERS
    if rule is None:
        return
    severity = terms.severities.get(PERMISSION_RULE) or rule.set_severity or ("error" if is_decisive else "note")
    if severity == "off":
        return
    grant = grant_for(terms.grants, origin)
    decision = decide([choice.policy for choice in speaking], context, facts, grant)
    policy = decision.policy
    source = terms.directory.policies.get(decision.via, policy)
    params: dict[str, object] = {
        "decision": decision.decision,
        "clause": decision.clause,
        "also": [_show_other(clause, decision.confidence) for clause in decision.also],
        "contact": policy.contact if policy else "",
        "policy_name": _name_owner(policy, origin),
        "unknown": list(decision.unknown),
        "record": decision.grant.describe() if decision.grant else "",
        "reason": decision.grant.reason if decision.grant else "",
    }
    yield Obligation(
        rule=rule.id,
        policy=policy.id if policy else "",
        authority=policy.authority if policy and decision.decision != NONE else Authority.ITEM,
        severity=Severity(severity),
        check=CheckSpec(rule.check.kind, {**rule.check.params, **params}),
        message=rule.message,
        remedy=decision.remedy or rule.remedy,
        clause=decision.clause or _say_nothing(policy, origin),
        terms_url=source.terms_url if source else "",
        verified_on=source.verified_on if source else "",
        confidence=decision.confidence if policy else Confidence.READ,
        applies=Answer(None, decision.unknown) if decision.unknown else Answer(True),
        origins=(origin,) if origin else (),
        permission=decision.grant.permission if decision.grant else None,
        when=decision.when,
        via=decision.via,
        consent=decision.consent,
        also=tuple(replace(clause, remedy=clause.remedy or rule.remedy) for clause in decision.also),
        off=_tell_off(rule),
    )


def _show_other(clause: Clause, known: Confidence) -> str:
    """Return a clause that decides beside the first one; that it is only remembered, where the first one is known."""
    is_dim = clause.confidence is Confidence.RECALLED and known is not Confidence.RECALLED
    return f"{clause.clause} (known from memory only)" if is_dim else clause.clause


def _name_owner(policy: Policy | None, origin: Origin | None) -> str:
    """Return who can be asked: the publisher; a license or a law gives no permissions."""
    if policy and policy.authority is Authority.PUBLISHER:
        return policy.name
    return origin.name if origin else ""


def _say_nothing(policy: Policy | None, origin: Origin | None) -> str:
    if policy:
        return f"the terms of {policy.name} do not speak of this use"
    return f"no terms of {origin.name if origin else 'the rights holder'} are known"
