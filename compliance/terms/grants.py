"""Recorded permissions against one article: which record speaks for which hop, and whether it fits the use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase

from msgspec import Struct

from compliance.hyperlinks import host_of
from compliance.model.context import ALWAYS, VOCABULARY, Condition, Context
from compliance.model.evidence import CanonicalUrl, Evidence, Title
from compliance.model.origin import Origin
from compliance.model.permission import Grant, Permission, ProofState
from compliance.model.policy import Policy
from compliance.outlet_names import squeeze
from compliance.terms.conditions import NEVER, except_where, keys_of, simplify
from compliance.terms.directory import Directory

IMPLIED = frozenset({"use", "medium", "jurisdiction", "date"})
"""Keys that a record speaks of in any case: where it does not name them, it holds for all their values."""


class Records(Struct, frozen=True):
    """What recorded permissions are matched with, the same for all articles of a run."""

    permissions: tuple[Permission, ...] = ()
    ours: tuple[str, ...] = ()
    """Names and hosts of the outlet that reuses; empty: unknown, so that every grantee is taken for it."""
    today: str = ""
    """ISO 8601; stands in where the context gives no date."""


def find_grants(
    records: Records, evidence: Sequence[Evidence], origins: Sequence[Origin], directory: Directory, context: Context
) -> tuple[Grant, ...]:
    """Return what the records say of each hop that they speak of; of an article without origins, for hop 0.

    Of several records for one hop, one that fits goes before one that hangs on a question, and both before one that
    does not fit.
    """
    if not records.permissions:
        return ()
    best: dict[int, Grant] = {}
    for permission in records.permissions:
        for hop in _find_hops(permission, evidence, origins, directory):
            grant = _judge(permission, hop, records, context)
            if hop not in best or _order(grant) < _order(best[hop]):
                best[hop] = grant
    return tuple(best[hop] for hop in sorted(best))


def grant_for(grants: Iterable[Grant], origin: Origin | None) -> Grant | None:
    """Return what was recorded for a hop; ``origin`` None means an article without one."""
    hop = origin.hop if origin else 0
    return next((grant for grant in grants if grant.hop == hop), None)


def _order(grant: Grant) -> int:
    return 0 if grant.fits else 2 if grant.reason else 1


def _find_hops(
    permission: Permission, evidence: Sequence[Evidence], origins: Sequence[Origin], directory: Directory
) -> Iterator[int]:
    """Yield the hops that a record speaks of: whose address it names; or the grantor's, if the article is named.

    An article that is known by its title is taken from the nearest hop, unless the grantor is another one.
    """
    own_urls = [item.value.url for item in evidence if isinstance(item.value, CanonicalUrl)]
    titles = {squeeze(item.value.text) for item in evidence if isinstance(item.value, Title)}
    by_title = any(squeeze(title) in titles for title in permission.titles)
    by_address = any(_fits_address(url, permission.works) for url in own_urls)
    named = [hop.hop for hop in origins if _is_grantor(permission.grantor, hop, directory.policies.get(hop.policy))]
    if by_title or by_address:
        yield from named or [0]
        return
    for hop in origins:
        if _fits_address(hop.url, permission.works):
            yield hop.hop


def _is_grantor(grantor: str, origin: Origin, policy: Policy | None) -> bool:
    known = (policy.id, policy.name, *policy.aliases, *policy.hosts) if policy else ()
    names = (origin.name, origin.author, host_of(origin.url), *known)
    return squeeze(grantor) in {squeeze(name) for name in names if name}


def _fits_address(url: str, patterns: Iterable[str]) -> bool:
    """Whether an address fits a pattern; scheme, ``www.`` and a slash at the end do not matter.

    >>> _fits_address("https://www.river.example/2024/tide/", ["http://river.example/2024/*"])
    True
    """
    return bool(url) and any(fnmatchcase(_trim(url), _trim(pattern)) for pattern in patterns)


def _trim(address: str) -> str:
    rest = address.strip().partition("://")[2] or address.strip()
    host, slash, path = rest.partition("/")
    return f"{host.lower().removeprefix('www.')}{slash}{path}".rstrip("/")


def _judge(permission: Permission, hop: int, records: Records, context: Context) -> Grant:
    """Weigh one record for one hop: proof, dates, grantee, and what it was given for."""
    today = context.get("date") or records.today
    ours = {squeeze(name) for name in records.ours}
    match permission:
        case Permission(proof_state=ProofState.GONE):
            reason = f"its proof {permission.proof!r} is gone"
        case Permission(proof_state=ProofState.CHANGED):
            reason = f"its proof {permission.proof!r} is not what was recorded: the SHA-256 differs"
        case Permission(ends=ends) if ends and today > ends:
            reason = f"it expired on {ends}"
        case Permission(starts=starts) if starts and today < starts:
            reason = f"it holds from {starts} on"
        case Permission(grantee=grantee) if ours and grantee and squeeze(grantee) not in ours:
            reason = f"it was given to {grantee}, not to {records.ours[0]}"
        case _:
            return _compare(permission, hop, context)
    return Grant(permission, hop, reason)


def _compare(permission: Permission, hop: int, context: Context) -> Grant:
    """Compare what a record was given for with the context."""
    unknown = tuple(
        key
        for key, values in permission.scope.items()
        if context.get(key) is None and not set(VOCABULARY[key]) <= set(values)
    )
    for key, values in permission.scope.items():
        value = context.get(key)
        if value is not None and value not in values:
            return Grant(permission, hop, f"it was given for {key}={' or '.join(values)}, not for {key}={value}")
    return Grant(permission, hop, "", unknown)


def lift(condition: Condition, permission: Permission) -> Condition:
    """Return what is left of a ban's condition where a recorded permission holds; never, where it lifts the ban whole.

    A ban on whatever is not named (no key of the context) is lifted, and so is all that hangs on a key that the record
    speaks of. A ban on changes stays where the record says nothing of changes.

    >>> from compliance.model.context import Is
    >>> lift(Is("use", ("commercial",)), Permission("A", "B")) == NEVER
    True
    >>> lift(Is("edited", ("yes",)), Permission("A", "B"))
    Is(key='edited', values=('yes',))
    """
    keys = IMPLIED | frozenset(permission.scope)
    return simplify(except_where(condition, dict.fromkeys(keys, ALWAYS)), Context()) if keys_of(condition) else NEVER
