"""What the evidence of one article amounts to when carriers are weighed. Judges nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from compliance.model.article import Article, Carrier, Scope
from compliance.model.evidence import (
    Byline,
    CanonicalUrl,
    CopyrightNotice,
    Date,
    Evidence,
    ImageCredit,
    Kind,
    LicenseStatement,
    OriginStatement,
    PermissionStatement,
    Publisher,
    Target,
)
from compliance.model.profile import Profile, ProfileCredit, ProfileLicense, ProfileNotice, ProfileSource
from compliance.spdx import shorten_id

_PAGE = frozenset({Scope.ARTICLE, Scope.SITE})


def build_profile(article: Article, evidence: Sequence[Evidence]) -> Profile:
    """Return the profile of an article; ``evidence`` stands in the order of the source."""
    return Profile(
        authors=_find_authors(evidence),
        publisher=find_publisher(evidence),
        published=_find_published(evidence),
        canonical_url=_find_canonical(evidence),
        original_source=_find_source(article, evidence),
        copyright_notices=tuple(_find_notices(article, evidence)),
        license=_find_license(evidence),
        fair_use_notice=_is_seen(evidence, Kind.FAIR_USE_NOTICE),
        disclaimer=_is_seen(evidence, Kind.DISCLAIMER),
        permission_statement=any(
            isinstance(e.value, PermissionStatement) or e.kind == Kind.RESERVATION
            for e in evidence
            if e.scope in _PAGE and e.carrier is Carrier.TEXT and e.kind == Kind.PERMISSION_STATEMENT
        ),
        image_credits=tuple(_find_credits(article, evidence)),
    )


def _best(items: Iterable[Evidence]) -> Evidence | None:
    """Return the most trusted item, the first of equals."""
    return max(items, key=lambda e: (e.trust, -e.span.start), default=None)


def _is_seen(evidence: Sequence[Evidence], kind: Kind) -> bool:
    return any(e.kind == kind and e.scope in _PAGE for e in evidence)


def _find_authors(evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """Return the authors that the most trusted carrier names, in its order."""
    bylines = [e for e in evidence if isinstance(e.value, Byline) and e.value.role == "author"]
    top = max((e.trust for e in bylines), default=0)
    names = dict.fromkeys(e.value.name for e in bylines if e.trust == top and isinstance(e.value, Byline))
    return tuple(names)


def find_publisher(evidence: Sequence[Evidence]) -> str | None:
    """Return the page's publisher; where nothing names it, who holds the copyright in the site."""
    best = _best(e for e in evidence if isinstance(e.value, Publisher))
    if best and isinstance(best.value, Publisher):
        return best.value.name
    notices = (e.value for e in evidence if isinstance(e.value, CopyrightNotice) and e.scope is Scope.SITE)
    return next((notice.holders[0] for notice in notices if notice.holders), None)


def _find_published(evidence: Sequence[Evidence]) -> str | None:
    """Return the date of publication; where nothing states it, the one in the page's own address."""
    for role in ("published", "address"):
        best = _best(e for e in evidence if isinstance(e.value, Date) and e.value.role == role)
        if best and isinstance(best.value, Date):
            return best.value.date
    return None


def _find_canonical(evidence: Sequence[Evidence]) -> str | None:
    best = _best(e for e in evidence if isinstance(e.value, CanonicalUrl))
    return best.value.url if best and isinstance(best.value, CanonicalUrl) else None


def _find_source(article: Article, evidence: Sequence[Evidence]) -> ProfileSource:
    """Return the statement of another origin: text before metadata, the nearest hop, then the more trusted one."""
    found = [
        (e, e.value)
        for e in evidence
        if isinstance(e.value, OriginStatement) and e.value.names_another and e.scope is Scope.ARTICLE
    ]
    if not found:
        return ProfileSource()
    best, value = max(
        found, key=lambda pair: (pair[0].trust, pair[0].carrier is Carrier.TEXT, -pair[1].hop, -pair[0].span.start)
    )
    url = value.url if value.target is not Target.MISSING else ""
    return ProfileSource(True, value.name or None, url or None, article.source.line(best.span), value.target)


def _find_notices(article: Article, evidence: Sequence[Evidence]) -> Iterator[ProfileNotice]:
    for e in evidence:
        if isinstance(e.value, CopyrightNotice) and e.scope in _PAGE and e.carrier is not Carrier.JSON_LD:
            line = article.source.line(e.span)
            yield ProfileNotice(e.text, e.value.years, e.value.holder or None, line)


def _find_license(evidence: Sequence[Evidence]) -> ProfileLicense:
    """Return the license of the article's text: a grant in the article before one for the whole site."""
    grants = [e for e in evidence if e.kind == Kind.LICENSE_GRANT and e.scope in _PAGE]
    best = max(grants, key=lambda e: (e.trust, e.scope is Scope.ARTICLE, -e.span.start), default=None)
    if best is None or not isinstance(best.value, LicenseStatement):
        return ProfileLicense()
    return ProfileLicense(shorten_id(best.value.id) or None, best.value.url or None, best.scope)


def _find_credits(article: Article, evidence: Sequence[Evidence]) -> Iterator[ProfileCredit]:
    seen: set[str] = set()
    for e in evidence:
        if isinstance(e.value, ImageCredit) and e.scope in {Scope.ARTICLE, Scope.IMAGE} and e.text not in seen:
            seen.add(e.text)
            yield ProfileCredit(_show_credit(article, e), article.source.line(e.span))


def _show_credit(article: Article, credit: Evidence) -> str:
    """Return a credit's words; in Markdown as they are written, for the addresses of its links are part of it."""
    if article.format != "markdown" or credit.carrier is not Carrier.TEXT:
        return credit.text
    written = article.source.data[credit.span.start : credit.span.end]
    return " ".join(written.decode(article.source.encoding, "replace").split())
