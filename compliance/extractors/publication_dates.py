"""Dates of publication and change, from every carrier; a date of first publication in a sentence is kept apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from compliance.dates import find_date_in_address, find_dates, parse_date
from compliance.extractors.passages import find_sentence
from compliance.extractors.schema_org import find_main_records
from compliance.extractors.wording import read_months
from compliance.hookspecs import Extractor
from compliance.model.article import Article, Carrier, Field, Scope
from compliance.model.evidence import Date, Evidence, Kind
from compliance.model.scan import Scan
from compliance.model.source import Span
from compliance.patterns import compile_late

_META = {
    "article:published_time": 90,
    "og:article:published_time": 88,
    "cxenseparse:recs:published_time": 80,
    "parsely-pub-date": 84,
    "sailthru.date": 80,
    "datepublished": 86,
    "dc.date": 78,
    "dc.date.issued": 82,
    "dcterms.date": 78,
    "dcterms.created": 76,
    "dcterms.issued": 82,
    "dc.date.created": 76,
    "pubdate": 84,
    "pub_date": 82,
    "publishdate": 82,
    "publish-date": 82,
    "publish_date": 82,
    "publicationdate": 82,
    "publication_date": 82,
    "release_date": 78,
    "citation_publication_date": 82,
    "citation_date": 78,
    "date": 74,
    "originalpublicationdate": 84,
    "article.published": 82,
    "article.created": 74,
    "og:pubdate": 82,
    "displaydate": 76,
    "ptime": 74,
    "dat": 70,
    "cxenseparse:recs:publishtime": 80,
}
_MODIFIED_META = frozenset({"article:modified_time", "og:updated_time", "last-modified", "lastmod", "dcterms.modified"})
_FRONT_MATTER = compile_late(
    r"^(?:date|pub_?date(?:_?time)?|pub-date|first_?published(?:_?at|_?date)?|post_?date|published(?:_at|_on|_date|date)?|publish_?date|created(?:_at|_date)?|"
    r"date_?published|publication_?date|issued|revdate|posted)(?:\.created|\.published)?$"
)
_MODIFIED = compile_late(
    r"^(?:updated?(?:_?date|_at|ddate)?|lastmod|modified(?:_?date|_?at|_?time)?|last_?modified(?:_at)?|"
    r"last_?updated|last_update\.date|date_?modified|mod_?date_?time)$"
)
"""``lastUpdated`` is Starlight's, ``last_update.date`` Docusaurus', ``modDatetime`` AstroPaper's word for it."""
_ADDRESSES = {
    Carrier.FRONT_MATTER: ("path", "permalink", "url", "slug"),
    Carrier.META: ("og:url",),
    Carrier.REL: ("link:canonical",),
}
_TOP = 12
_UPDATE = compile_late(
    r"^\W*(?:last )?(?:updated?|modified|edited|revised|aktualisiert|stand|mis à jour|actualizado)", re.IGNORECASE
)


def extract(article: Article, scan: Scan) -> Iterator[Evidence]:
    """Yield dates to the day where the carrier names one."""
    months = read_months(scan)
    for field in article.fields:
        yield from _read_field(field, months)
        yield from _read_address(field)
    for record in find_main_records(article):
        trust = {Carrier.JSON_LD: 89}.get(record.carrier, 85)
        for name, role, less in (
            ("datePublished", "published", 0),
            ("dateCreated", "published", 12),
            ("dateModified", "modified", 0),
        ):
            for text in record.texts(name):
                if iso := parse_date(text.value, months):
                    yield _make(iso, role, text.value, text.span, record.carrier, trust - less)
    yield from _read_blocks(article, months)
    yield from _read_statements(article, scan, months)


def _read_statements(article: Article, scan: Scan, months: Mapping[str, int]) -> Iterator[Evidence]:
    """Yield the dates that statements of another origin name: the original's, not this copy's."""
    taken: set[int] = set()
    for hit in scan.of("origin-statement"):
        block = article.block_at(hit.start)
        if block is None or block.scope is not Scope.ARTICLE:
            continue
        first, last = find_sentence(article, hit.start, hit.end)
        text = article.text(first, last)
        date = next(find_dates(text, months, month_first=article.language in {"", "en"}), None)
        if date and first not in taken:
            taken.add(first)
            start = first + len(text[: date.start].encode())
            span = article.span(start, start + len(text[date.start : date.end].encode()))
            yield _make(date.iso, "first-published", text[date.start : date.end], span, Carrier.TEXT, 50)


def _read_field(field: Field, months: Mapping[str, int]) -> Iterator[Evidence]:
    role, trust = "published", 0
    if field.carrier is Carrier.FRONT_MATTER:
        if _FRONT_MATTER.match(field.name):
            trust = 95 if "pub" in field.name or field.name == "date" else 80
        elif _MODIFIED.match(field.name):
            role, trust = "modified", 95
    elif field.carrier is Carrier.META:
        if field.name in _MODIFIED_META:
            role, trust = "modified", 80
        else:
            trust = _META.get(field.name, 0)
    if trust and (iso := parse_date(field.value, months)):
        yield _make(iso, role, field.value, field.span, field.carrier, trust)


def _read_address(field: Field) -> Iterator[Evidence]:
    """Yield the date in the article's own address ("/2024/05/03/the-tide/")."""
    iso = find_date_in_address(field.value) if field.name in _ADDRESSES.get(field.carrier, ()) else ""
    if len(iso) == len("2024-05-03"):
        yield _make(iso, "address", field.value, field.span, field.carrier, 20)


def _read_blocks(article: Article, months: Mapping[str, int]) -> Iterator[Evidence]:
    """Yield dates of blocks that are marked as dates, and of short lines at the top or the very end."""
    american = article.language in {"", "en"}
    own = [block for block in article.blocks if block.scope is Scope.ARTICLE and block.kind != "code"]
    for number, block in enumerate(own):
        marked = "date" in block.hints or "byline" in block.hints
        near = number < _TOP or number >= len(own) - 3
        length = block.end - block.start
        if not (marked or near) or length > (400 if marked else 160):
            continue
        text = article.text(block.start, block.end)
        for date in find_dates(text, months, month_first=american):
            if not marked and len(text) - (date.end - date.start) > 70:
                break
            role = (
                "modified"
                if _UPDATE.match(text[max(0, date.start - 40) : date.start].rpartition("|")[2])
                else "published"
            )
            start = block.start + len(text[: date.start].encode())
            span = article.span(start, start + len(text[date.start : date.end].encode()))
            base = 66 if marked else 60 if number < _TOP else 45
            yield _make(date.iso, role, text[date.start : date.end], span, Carrier.TEXT, base)
            break


def _make(iso: str, role: str, text: str, span: Span, carrier: Carrier, trust: int) -> Evidence:
    return Evidence(Kind.DATE, Date(iso, role), text, span, Scope.ARTICLE, carrier, trust)


EXTRACTOR = Extractor("date", extract)
