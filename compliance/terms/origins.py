"""Finding the chain of origins of an article, by trust: configuration, metadata, statements, holders, links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

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
from compliance.model.origin import Origin
from compliance.terms.directory import Directory, squeeze

_ADDRESSED = frozenset({Target.DEEP, Target.ARCHIVE, Target.SHORTENER, Target.HOME_PAGE, Target.PROFILE})


def find_origins(
    evidence: Sequence[Evidence], directory: Directory, *, given: Sequence[Origin] = (), ours: Iterable[str] = ()
) -> tuple[Origin, ...]:
    """Return the chain, nearest hop first; what names this outlet itself (``ours``) is no origin.

    ``given`` are origins that the configuration states; they come first and are trusted most.
    """
    own = {squeeze(name) for name in ours}
    chain: list[Origin] = []
    for candidate in (*given, *_known_publishers(evidence, directory), *_statements(evidence, directory)):
        if {squeeze(candidate.name), squeeze(host_of(candidate.url)), squeeze(candidate.policy)} & own:
            continue
        position = next((i for i, known in enumerate(chain) if _same(known, candidate)), None)
        if position is None:
            chain.append(candidate)
        else:
            chain[position] = _merge(chain[position], candidate)
    return tuple(replace(origin, hop=hop) for hop, origin in enumerate(chain))


def name_origin(name_or_url: str, directory: Directory, *, trust: str = "configuration") -> Origin:
    """Return the origin that a user names by policy id, name, host or address."""
    is_url = "://" in name_or_url
    policy = directory.publisher_at(name_or_url) if is_url else directory.publisher_named(name_or_url)
    name = policy.name if policy else host_of(name_or_url) if is_url else name_or_url
    return Origin(name, name_or_url if is_url else "", policy.id if policy else "", trust)


def _known_publishers(evidence: Sequence[Evidence], directory: Directory) -> Iterator[Origin]:
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
            yield Origin(policy.name, url, policy.id, trust, span=item.span)


def _statements(evidence: Sequence[Evidence], directory: Directory) -> Iterator[Origin]:
    """Yield what origin statements name, nearest hop first, those in metadata before those in the text."""
    found = [
        (item, item.value)
        for item in evidence
        if isinstance(item.value, OriginStatement) and item.value.names_another and item.scope is Scope.ARTICLE
    ]
    for item, value in sorted(found, key=lambda pair: (pair[1].hop, pair[0].carrier is Carrier.TEXT)):
        url = value.url if value.target in _ADDRESSED else ""
        policy = directory.publisher_named(value.name) or (directory.publisher_at(url) if url else None)
        if not (value.name or url):
            continue
        trust = "statement" if item.carrier is Carrier.TEXT else str(item.carrier)
        name = value.name or (policy.name if policy else host_of(url))
        yield Origin(
            name,
            url,
            policy.id if policy else "",
            trust,
            relation=value.relation,
            author=value.author,
            span=item.span,
        )


def _same(known: Origin, other: Origin) -> bool:
    if known.policy and other.policy:
        return known.policy == other.policy
    if squeeze(known.name) == squeeze(other.name):
        return True
    known_host, other_host = squeeze(host_of(known.url)), squeeze(host_of(other.url))
    if known_host and known_host == other_host:
        return True
    return _is_host_of(known.name, other_host) or _is_host_of(other.name, known_host)


def _is_host_of(name: str, squeezed_host: str) -> bool:
    """Whether a host looks like a name: "southfrontorg" and "South Front"."""
    squeezed = squeeze(name)
    return len(squeezed) >= 4 and squeezed_host.removeprefix("the").startswith(squeezed)


def _merge(known: Origin, other: Origin) -> Origin:
    return replace(
        known,
        url=known.url or other.url,
        policy=known.policy or other.policy,
        author=known.author or other.author,
        relation=other.relation if known.trust in {"metadata", "link", "holder"} else known.relation,
        span=known.span or other.span,
    )


def leads_to(origin: Origin, value: LinkValue, hosts: Iterable[str]) -> bool:
    """Whether a link goes to a host of the origin: its policy's, its own address's, or one named like it."""
    candidates = {*hosts, host_of(origin.url)} - {""}
    if any(value.host == host or value.host.endswith("." + host) for host in candidates):
        return True
    return bool(value.host) and _is_host_of(origin.name, squeeze(value.host))
