"""Pages on which a license can be had or terms be read, as structured data name them: whom to ask, for machines."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.extractors.schema_org import find_image_records, find_main_records
from compliance.model.article import Article, Record, Scope
from compliance.model.evidence import Evidence, Kind, PermissionStatement
from compliance.spdx import find_license_of_url

_PAGES = ("acquireLicensePage", "usageInfo")
"""Properties of schema.org's CreativeWork; the first is the page where a license is sold, the second one with terms."""


def find_license_pages(article: Article) -> Iterator[Evidence]:
    """Yield one statement per page of the article, and of each image."""
    for scope, records in ((Scope.ARTICLE, find_main_records), (Scope.IMAGE, find_image_records)):
        seen: set[str] = set()
        for record in records(article):
            yield from _read_record(record, scope, seen)


def _read_record(record: Record, scope: Scope, seen: set[str]) -> Iterator[Evidence]:
    for name in _PAGES:
        nested = (text for node in record.records(name) for text in node.texts("url"))
        for text in (*record.texts(name), *nested):
            url = text.value.strip()
            if url.startswith(("https://", "http://")) and url not in seen and not find_license_of_url(url):
                seen.add(url)
                value = PermissionStatement("contact", contact=url)
                yield Evidence(Kind.PERMISSION_STATEMENT, value, url, text.span, scope, record.carrier, 55)
