"""Policies that extend others: what is wrong with that, and what they hold once they have taken over.

An edition or a country's variant is a policy of its own, which says how it differs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from compliance.errors import Problem
from compliance.model.policy import Authority, Clause, Confidence, Duty, Policy
from compliance.packs.entries import PolicyEntry
from compliance.spelling import suggest, suggest_or_list

PERMISSIONS, PROHIBITIONS = "permissions", "prohibitions"
_SEE_ALL = "`compliance explain` lists all rules and policies"
_STRENGTH = list(Confidence)
"""From the best known to the least."""


def find_wrong_extensions(
    entries: Sequence[PolicyEntry], salvaged: Sequence[PolicyEntry], broken: Collection[str]
) -> Iterator[Problem]:
    """Yield bases that are unknown, of another kind or circular, and drops of what is not there.

    ``broken`` are ids of policies whose files are wrong: nobody is blamed for extending them. ``salvaged`` is what is
    left of those.
    """
    known = {entry.policy.id: entry.policy for entry in entries}
    for entry in (*entries, *salvaged):
        policy = entry.policy
        if not policy.extends:
            if entry.drop:
                yield entry.file.problem(("drop",), "drop: there is nothing to drop from", "say what it extends")
            continue
        base = known.get(policy.extends)
        if base is None:
            if policy.extends not in broken:
                message = f"extends: no policy is called {policy.extends!r}"
                yield entry.file.problem(("extends",), message, suggest(policy.extends, known, otherwise=_SEE_ALL))
        elif base.authority is not policy.authority:
            message = f"extends: {base.id!r} is a {base.authority}, and this is a {policy.authority}"
            yield entry.file.problem(("extends",), message, "extend a policy of the same kind")
        elif circle := _find_circle(policy, known):
            message = f"extends: goes round in a circle: {' → '.join(circle)}"
            yield entry.file.problem(("extends",), message, "leave it out in one of them")
        else:
            yield from _find_wrong_drops(entry, known, broken)


def _find_circle(policy: Policy, known: Mapping[str, Policy]) -> tuple[str, ...]:
    """Return the ids from a policy back to itself; empty where its bases come to an end, or to another's circle."""
    way = [policy.id]
    while (following := known.get(way[-1])) and following.extends:
        way.append(following.extends)
        if way[-1] == policy.id:
            return tuple(way)
        if way[-1] in way[:-1]:
            return ()
    return ()


def _find_wrong_drops(entry: PolicyEntry, known: Mapping[str, Policy], broken: Collection[str]) -> Iterator[Problem]:
    bases = list(_list_bases(entry.policy, known))
    if bases and bases[-1].extends in broken:
        return
    rules = {duty.rule for base in bases for duty in base.duties}
    for index, name in enumerate(entry.drop):
        if name not in {*rules, PERMISSIONS, PROHIBITIONS}:
            message = f"drop: {entry.policy.extends!r} does not ask for {name!r}"
            remedy = suggest_or_list(name, sorted({*rules, PERMISSIONS, PROHIBITIONS}))
            yield entry.file.problem(("drop", index), message, remedy)


def _list_bases(policy: Policy, known: Mapping[str, Policy]) -> Iterator[Policy]:
    """Yield what a policy extends, the nearest first; a circle is gone through once."""
    seen = {policy.id}
    while (base := known.get(policy.extends)) and base.id not in seen:
        seen.add(base.id)
        yield base
        policy = base


def extend_policies(entries: Iterable[PolicyEntry]) -> list[Policy]:
    """Return the policies with what they take over; what is wrong has been told before."""
    waiting = {entry.policy.id: entry for entry in entries}
    done: dict[str, Policy] = {}
    for entry in waiting.values():
        chain = [entry]
        while chain[-1].policy.extends and chain[-1].policy.extends not in done:
            chain.append(waiting[chain[-1].policy.extends])
        for link in reversed(chain):
            base = done.get(link.policy.extends)
            done[link.policy.id] = _extend(link, base) if base else link.policy
    return list(done.values())


def _extend(entry: PolicyEntry, base: Policy) -> Policy:
    """Return a policy with its base's clauses before its own; a duty of its own replaces all that ask for the rule."""
    own = entry.policy
    confidence = own.confidence if entry.says("confidence") else base.confidence
    replaced = {*(duty.rule for duty in own.duties), *entry.drop}
    duties = (_take_duty(duty, base, confidence) for duty in base.duties if duty.rule not in replaced)
    permissions, prohibitions = (
        () if name in entry.drop else tuple(_take_clause(clause, base, confidence) for clause in clauses)
        for name, clauses in ((PERMISSIONS, base.permissions), (PROHIBITIONS, base.prohibitions))
    )
    return replace(
        own,
        license=own.license or (base.license if own.authority is Authority.PUBLISHER else ""),
        terms_url=own.terms_url or base.terms_url,
        verified_on=own.verified_on if own.terms_url else own.verified_on or base.verified_on,
        confidence=confidence,
        contact=own.contact or base.contact,
        duties=(*duties, *own.duties),
        permissions=(*permissions, *own.permissions),
        prohibitions=(*prohibitions, *own.prohibitions),
        base_names=(base.name, *base.aliases, *base.base_names),
        base_hosts=base.all_hosts,
    )


def _take_duty(duty: Duty, base: Policy, own: Confidence) -> Duty:
    return replace(duty, confidence=_weaken(duty.confidence or base.confidence, own), via=duty.via or base.id)


def _take_clause(clause: Clause, base: Policy, own: Confidence) -> Clause:
    return replace(clause, confidence=_weaken(clause.confidence or base.confidence, own), via=clause.via or base.id)


def _weaken(one: Confidence, other: Confidence) -> Confidence:
    """Return the lesser of two: what is taken over is known no better than either policy."""
    return max(one, other, key=_STRENGTH.index)
