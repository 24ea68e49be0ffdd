"""Hyperlinks of the article and the page: where each leads, by its address alone."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.hookspecs import Extractor
from compliance.hyperlinks import classify, host_of
from compliance.model.article import Article
from compliance.model.evidence import Evidence, Kind, LinkValue
from compliance.model.scan import Scan

MAX_LINKS = 5000
"""Links of one article that become evidence; none has so many but hostile ones."""


def extract(article: Article, scan: Scan) -> Iterator[Evidence]:
    """Yield every hyperlink in the order of the text."""
    for link in article.links[:MAX_LINKS]:
        words = " ".join(article.text(link.start, link.end).split())
        value = LinkValue(link.url, classify(link.url), host_of(link.url), words, link.rel)
        yield Evidence(Kind.HYPERLINK, value, words or link.url, link.span, link.scope)


EXTRACTOR = Extractor("hyperlink", extract)
