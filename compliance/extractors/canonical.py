"""The address that a page declares as its own, or the original's: ``rel=canonical``, ``og:url``, front matter."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.hookspecs import Extractor
from compliance.model.article import Article, Scope
from compliance.model.evidence import CanonicalUrl, Evidence, Kind
from compliance.model.scan import Scan

_NAMES = {
    "link:canonical": 90,
    "canonical_url": 85,
    "canonicalurl": 85,
    "canonical-url": 85,
    "canonical": 85,
    "canonical_link": 85,
    "canonicallink": 85,
    "seo.canonical": 85,
    "seo.canonical_url": 85,
    "seo.canonicalurl": 85,
    "og:url": 60,
}
"""RFC 6596 defines ``canonical``; ``og:url`` is the Open Graph protocol's word for it."""


def extract(article: Article, scan: Scan) -> Iterator[Evidence]:
    """Yield every declared address; ``rel=canonical`` is trusted most."""
    for field in article.fields:
        trust = _NAMES.get(field.name)
        if trust and field.value.strip() and field.value.strip().lower() not in {"null", "none", "~"}:
            url = field.value.strip()
            yield Evidence(Kind.CANONICAL_URL, CanonicalUrl(url), url, field.span, Scope.ARTICLE, field.carrier, trust)


EXTRACTOR = Extractor("canonical-url", extract)
