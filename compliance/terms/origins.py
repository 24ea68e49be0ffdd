"""Finding the chain of origins of an article, by trust: configuration, metadata, statements, holders, links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set

from msgspec import Struct
from msgspec.structs import replace

from compliance.errors import Fault
from compliance.hyperlinks import host_of
from compliance.model.article import Carrier, Scope
from compliance.model.evidence import (
    CanonicalUrl,
    CopyrightNotice,
    Evidence,
    LinkValue,
    OriginStatement,
    PermissionStatement,
    Publisher,
    Target,
    Tracker,
)
from compliance.model.origin import Origin, Rival
from compliance.model.policy import Policy
from compliance.outlet_names import squeeze
from compliance.patterns import compile_late
from compliance.terms.directory import Directory

TRUST = ("configuration", "front-matter", "metadata", "statement", "link", "holder")
"""What origins are known by, most trusted first."""
_METADATA = frozenset({"meta", "json-ld", "microdata", "rel", "metadata"})
_GROUPS = {
    "configuration": "given",
    "front-matter": "given",
    "metadata": "statements",
    "statement": "statements",
    "link": "trackers",
    "holder": "holders",
}
"""The group of claims that an origin belongs to that a plugin knows, by its trust."""
_ADDRESSED = frozenset({Target.DEEP, Target.ARCHIVE, Target.SHORTENER, Target.HOME_PAGE, Target.PROFILE})
_SUPPLIERS = frozenset({"wire", "provided"})
"""Relations of who supplies an outlet with copy: named beside it, never in its place."""


_ID = compile_late(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class _Claims(Struct, frozen=True):
    """Who is named as the origin, by what names them; each group in the order of nearness."""

    directory: Directory
    given: Sequence[Origin]
    near: Sequence[Origin]
    """The outlet whose page this is or was, and who permits its reuse there."""
    statements: Sequence[Origin]
    canonical: Sequence[Origin]
    trackers: Sequence[Origin]
    holders: Sequence[Origin]

    def in_order(self) -> Iterator[Origin]:
        """Yield all, nearest first. A canonical address names the last hop, unless nothing else names one."""
        front = [origin for origin in self.statements if origin.trust == "front-matter"]
        alone = self._unless(self.canonical, (*self.near, *self.statements))
        yield from (*self.given, *front, *self.near, *alone, *self.statements, *self.canonical)
        yield from (*self.trackers, *self.holders)

    def by_trust(self) -> Iterator[Sequence[Origin]]:
        """Yield groups of claims to the same thing, most trusted first; in a group, one may be the other's origin."""
        yield [origin for origin in self.given if origin.trust != "front-matter"]
        yield [origin for origin in (*self.given, *self.statements) if origin.trust == "front-matter"]
        yield [origin for origin in self.statements if origin.trust in _METADATA]
        yield self._unless(self.canonical, self.near)
        stated = [origin for origin in self.statements if origin.trust == "statement"]
        yield [*stated, *(origin for origin in self.near if origin.trust == "statement")]
        yield self.trackers
        yield self.holders

    def _unless(self, origins: Iterable[Origin], others: Sequence[Origin]) -> list[Origin]:
        return [origin for origin in origins if not any(is_same(origin, other, self.directory) for other in others)]


def find_origins(
    evidence: Sequence[Evidence],
    directory: Directory,
    *,
    given: Sequence[Origin] = (),
    further: Sequence[Origin] = (),
    ours: Iterable[str] = (),
) -> tuple[Origin, ...]:
    """Return the chain, nearest hop first; what names this outlet itself (``ours``) is no origin.

    ``given`` are origins that the configuration or the article's ``reuse`` block states; they come first and are
    trusted most. ``further`` ones, of plugins, are trusted as they say they are. Who is named by one thing and
    contradicted by another is in the chain, with the contradiction as a `Rival` of whoever is trusted more.
    """
    claims = _find_claims(evidence, directory, given, {squeeze(name) for name in ours})
    if further:
        claims = _add_further(claims, further, {squeeze(name) for name in ours})
    chain: list[Origin] = []
    for candidate in claims.in_order():
        position = next((i for i, known in enumerate(chain) if is_same(known, candidate, directory)), None)
        if position is None:
            chain.append(candidate)
        else:
            chain[position] = _merge(chain[position], candidate, directory)
    for origin, rival in _find_rivals(claims):
        position = next(i for i, known in enumerate(chain) if is_same(known, origin, directory))
        chain[position] = replace(chain[position], rivals=(*chain[position].rivals, rival))
    return tuple(replace(origin, hop=hop) for hop, origin in enumerate(chain))


def name_origin(name_or_url: str, directory: Directory, *, trust: str = "configuration") -> Origin:
    """Return the origin that a user names by policy id, name, host or address."""
    is_url = "://" in name_or_url
    policy = directory.publisher_at(name_or_url) if is_url else directory.publisher_named(name_or_url)
    ended = directory.policies.get(name_or_url)
    name = policy.name if policy else ended.name if ended else host_of(name_or_url) if is_url else name_or_url
    return Origin(name, name_or_url if is_url else "", policy.id if policy else "", trust)


def complete_origin(origin: Origin, directory: Directory) -> Origin:
    """Return an origin with the policy of its name or address. Raises `Fault` for a policy that there is not."""
    if origin.policy:
        if origin.policy not in directory.policies:
            raise Fault(f"returned an origin with the policy {origin.policy!r}, which there is not")
        return origin
    policy = directory.publisher_named(origin.name) or (directory.publisher_at(origin.url) if origin.url else None)
    return replace(origin, policy=policy.id) if policy else origin


def is_unknown_id(name: str, directory: Directory) -> bool:
    """Whether a text is written like a policy's id (``river-herald``), and there is none.

    Outlets without a policy may be named, but by their name ("River Herald") or address.
    """
    return bool(_ID.fullmatch(name)) and name not in directory.policies and directory.publisher_named(name) is None


def _find_claims(evidence: Sequence[Evidence], directory: Directory, given: Sequence[Origin], own: Set[str]) -> _Claims:
    def without_own(origins: Iterable[Origin]) -> tuple[Origin, ...]:
        return tuple(origin for origin in origins if not own & {squeeze(name) for name in _names(origin)})

    known = list(_known_publishers(evidence, directory))
    groups = {kind: without_own(origin for of, origin in known if of is kind) for kind in _PUBLISHER_VALUES}
    return _Claims(
        directory,
        given=without_own(given),
        near=(*groups[Publisher], *groups[PermissionStatement]),
        statements=without_own(_statements(evidence, directory)),
        canonical=groups[CanonicalUrl],
        trackers=groups[Tracker],
        holders=groups[CopyrightNotice],
    )


def _add_further(claims: _Claims, further: Sequence[Origin], own: Set[str]) -> _Claims:
    """Return claims with those of plugins behind the others of the same trust."""
    groups: dict[str, list[Origin]] = {name: [] for name in _GROUPS.values()}
    for origin in further:
        if not own & {squeeze(name) for name in _names(origin)}:
            groups[_GROUPS[origin.trust]].append(origin)
    return replace(claims, **{name: (*getattr(claims, name), *origins) for name, origins in groups.items()})


def _names(origin: Origin) -> tuple[str, ...]:
    return origin.name, host_of(origin.url), origin.policy


_PUBLISHER_VALUES: tuple[type, ...] = (Publisher, PermissionStatement, CanonicalUrl, Tracker, CopyrightNotice)


def _known_publishers(evidence: Sequence[Evidence], directory: Directory) -> Iterator[tuple[type, Origin]]:
    """Yield publishers with a policy that the page itself, its permission, its counter or its holders point to."""
    for item in evidence:
        if item.scope not in {Scope.ARTICLE, Scope.SITE}:
            continue
        policy, url, trust = None, "", "metadata"
        match item.value:
            case Publisher(name=name, url=address):
                policy = directory.publisher_named(name) or directory.publisher_at(address)
            case CanonicalUrl(url=address):
                policy, url = directory.publisher_at(address), address
            case PermissionStatement(grantor=name) if name:
                policy, trust = directory.publisher_named(name), "statement"
            case CopyrightNotice(holders=holders) if item.scope is Scope.ARTICLE:
                policy, trust = next(filter(None, map(directory.publisher_named, holders)), None), "holder"
            case Tracker(url=address):
                policy, trust = directory.publisher_at(address), "link"
            case _:
                continue
        if policy:
            yield type(item.value), Origin(policy.name, url, policy.id, trust, span=item.span)


def _statements(evidence: Sequence[Evidence], directory: Directory) -> Iterator[Origin]:
    """Yield what origin statements name, nearest hop first, those in metadata before those in the text.

    Where the name is one publisher's and its link leads to another's, the name is believed, and the host its rival.
    """
    found = [
        (item, item.value)
        for item in evidence
        if isinstance(item.value, OriginStatement) and item.value.names_another and item.scope is Scope.ARTICLE
    ]
    for item, value in sorted(found, key=lambda pair: (pair[1].hop, pair[0].carrier is Carrier.TEXT)):
        url = value.url if value.target in _ADDRESSED else ""
        if not (value.name or url):
            continue
        named, placed = directory.publisher_named(value.name), directory.publisher_at(url) if url else None
        policy, rivals = _choose(named, placed, item, directory)
        yield Origin(
            name=value.name or (policy.name if policy else host_of(url)),
            url=url,
            policy=policy.id if policy else "",
            trust="statement" if item.carrier is Carrier.TEXT else str(item.carrier),
            relation=value.relation,
            author=value.author,
            span=item.span,
            rivals=rivals,
        )


def _choose(
    named: Policy | None, placed: Policy | None, item: Evidence, directory: Directory
) -> tuple[Policy | None, tuple[Rival, ...]]:
    """Return whose terms hold for a name and the host of its link: of an edition and its base, the edition's."""
    if named is None or placed is None:
        return named or placed, ()
    if directory.is_edition(placed, named):
        return placed, ()
    if directory.is_edition(named, placed):
        return named, ()
    return named, (Rival(placed.name, "link", item.span),)


def _find_rivals(claims: _Claims) -> Iterator[tuple[Origin, Rival]]:
    """Yield who is named in place of whom: a group of claims of which none agrees with any that is trusted more."""
    pages = [origin for origin in claims.near if origin.trust == "metadata"]
    settled: list[Origin] = []
    for group in claims.by_trust():
        named = [origin for origin in group if origin.relation not in _SUPPLIERS]
        if (
            settled
            and named
            and not any(_may_be_same(one, other, claims.directory) for one in named for other in (*settled, *pages))
        ):
            yield settled[0], Rival(named[0].name, named[0].trust, named[0].span)
        settled.extend(named)


def is_same(known: Origin, other: Origin, directory: Directory) -> bool:
    """Whether two origins are one outlet: by its policy, else by name, host, or a host that spells the name.

    An edition and what it extends are one outlet; two editions are not.
    """
    if known.policy and other.policy:
        one, two = directory.policies[known.policy], directory.policies[other.policy]
        return directory.is_edition(one, two) or directory.is_edition(two, one)
    if squeeze(known.name) == squeeze(other.name):
        return True
    known_host, other_host = squeeze(host_of(known.url)), squeeze(host_of(other.url))
    if known_host and known_host == other_host:
        return True
    return _is_host_of(known.name, other_host) or _is_host_of(other.name, known_host)


def _may_be_same(one: Origin, other: Origin, directory: Directory) -> bool:
    """Whether two origins are one outlet, or are called so much alike that nobody would see a contradiction."""
    names = sorted((squeeze(one.name), squeeze(other.name)), key=len)
    return is_same(one, other, directory) or (len(names[0]) >= 4 and names[0] in names[1])


def _is_host_of(name: str, squeezed_host: str) -> bool:
    """Whether a host looks like a name: "southfrontorg" and "South Front"."""
    squeezed = squeeze(name)
    return len(squeezed) >= 4 and squeezed_host.removeprefix("the").startswith(squeezed)


def _merge(known: Origin, other: Origin, directory: Directory) -> Origin:
    return replace(
        known,
        url=known.url or other.url,
        policy=_pick_policy(known.policy, other.policy, directory),
        author=known.author or other.author,
        relation=other.relation if known.trust in {"metadata", "link", "holder"} else known.relation,
        span=known.span or other.span,
        rivals=tuple(dict.fromkeys((*known.rivals, *other.rivals))),
    )


def _pick_policy(one: str, other: str, directory: Directory) -> str:
    """Return the one policy there is, or that of the edition."""
    if not (one and other):
        return one or other
    return other if directory.is_edition(directory.policies[other], directory.policies[one]) else one


def leads_to(origin: Origin, value: LinkValue, hosts: Iterable[str]) -> bool:
    """Whether a link goes to a host of the origin: its policy's, its own address's, or one named like it."""
    candidates = {*hosts, host_of(origin.url)} - {""}
    if any(value.host == host or value.host.endswith("." + host) for host in candidates):
        return True
    return bool(value.host) and _is_host_of(origin.name, squeeze(value.host))
