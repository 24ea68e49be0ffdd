"""The article's title: structured data, metadata, front matter, and the first heading."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.extractors.schema_org import find_article_records
from compliance.hookspecs import Extractor
from compliance.model.article import Article, Carrier, Scope
from compliance.model.evidence import Evidence, Kind, Title
from compliance.model.scan import Scan
from compliance.model.source import Span

_FIELDS = {"og:title": 80, "twitter:title": 60, "dc.title": 70, "dcterms.title": 70}


def extract(article: Article, scan: Scan) -> Iterator[Evidence]:
    """Yield every title; headlines of structured data are trusted most."""
    for field in article.fields:
        trust = 90 if field.name == "title" and field.carrier is Carrier.FRONT_MATTER else _FIELDS.get(field.name, 0)
        if field.name == "title" and field.carrier is Carrier.META:
            trust = 50
        if trust and field.value.strip():
            yield _make(field.value, field.span, field.carrier, trust)
    for record in find_article_records(article):
        for text in record.texts("headline"):
            yield _make(text.value, text.span, record.carrier, 85)
    for block in article.blocks:
        if block.kind == "heading" and block.scope is Scope.ARTICLE:
            words = article.text(block.start, block.end)
            yield _make(words, article.span(block.start, block.end), Carrier.TEXT, 75 if block.level == 1 else 40)
            break


def _make(text: str, span: Span, carrier: Carrier, trust: int) -> Evidence:
    text = " ".join(text.split())
    return Evidence(Kind.TITLE, Title(text), text, span, Scope.ARTICLE, carrier, trust)


EXTRACTOR = Extractor("title", extract)
