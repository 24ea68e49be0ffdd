"""Mistakes in what policies are recognised by: two that would speak for one host, place or license; wrong dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compliance.errors import Problem
from compliance.model.policy import Authority, Policy
from compliance.outlet_names import squeeze
from compliance.packs.entries import PolicyEntry
from compliance.packs.validation import label
from compliance.yaml_marks import Keys


def find_overlaps(entries: Sequence[PolicyEntry]) -> Iterator[Problem]:
    """Yield hosts, places and names of publishers and ids of licenses that two policies would have on the same day.

    A place (``news.example/uk/*``) inside a host, or inside another place, is no overlap: the longer one speaks.
    """
    owners: dict[tuple[Authority, str], list[tuple[PolicyEntry, Keys]]] = {}
    for entry in entries:
        for keys, name, claim in _list_claims(entry.policy):
            others = owners.setdefault((entry.policy.authority, name), [])
            for other, there in others:
                if other.policy.id != entry.policy.id and _are_at_once(other.policy, entry.policy):
                    line, column = other.file.marks.get(there, (1, 1))
                    message = f"the policy {other.policy.id!r} {claim} already"
                    remedy = f"take it out here, or at {other.file.name}:{line}:{column}"
                    yield entry.file.problem(keys, f"{label(keys)}{message}", remedy)
                    break
            others.append((entry, keys))


def _list_claims(policy: Policy) -> Iterator[tuple[Keys, str, str]]:
    """Yield the keys that lead to what a policy is recognised by, what is compared, and how it is said."""
    if policy.authority is Authority.PUBLISHER:
        places = [place.removesuffix("/*") for place in policy.places]
        yield from ((("hosts", index), host, f"speaks for {host!r}") for index, host in enumerate(policy.hosts))
        yield from ((("places", index), place, f"speaks for {place!r}") for index, place in enumerate(places))
        yield ("name",), _fold(policy.name), f"is called {policy.name!r}"
        for index, alias in enumerate(policy.aliases):
            yield ("aliases", index), _fold(alias), f"is called {alias!r}"
    elif policy.authority is Authority.LICENSE and policy.license:
        yield ("license",), policy.license, f"speaks for {policy.license!r}"


def _fold(name: str) -> str:
    """Return a name as it is looked up, with a mark that sets it apart from hosts."""
    return f"called {squeeze(name)}"


def _are_at_once(one: Policy, other: Policy) -> bool:
    """Whether there is a day on which both are in force. ISO 8601 dates sort as text."""
    begins = max(one.valid_from, other.valid_from)
    return all(not policy.valid_until or begins <= policy.valid_until for policy in (one, other))


def find_wrong_dates(entries: Sequence[PolicyEntry]) -> Iterator[Problem]:
    """Yield policies that end before they begin."""
    for entry in entries:
        starts, ends = entry.policy.valid_from, entry.policy.valid_until
        if ends and ends < starts:
            message = f"valid_until: {ends} lies before valid_from: {starts}"
            yield entry.file.problem(("valid_until",), message, "exchange them, or correct one")
