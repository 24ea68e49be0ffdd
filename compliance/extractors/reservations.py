"""Reservations of rights: all rights reserved, no training of models, no text and data mining."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.extractors.block_text import open_passage
from compliance.hookspecs import Extractor
from compliance.model.article import Article, Carrier, Field
from compliance.model.evidence import Evidence, Kind, Reservation
from compliance.model.scan import Scan

_ROBOT_FIELDS = frozenset({"robots", "googlebot", "tdm-reservation"})
_ROBOT_WORDS = {"noai": "no-ai-training", "noimageai": "no-ai-training", "noindex": "no-index"}
"""``noai`` is DeviantArt's proposal, ``tdm-reservation`` that of the W3C's TDM Reservation Protocol."""


def extract(article: Article, scan: Scan) -> Iterator[Evidence]:
    """Yield reservations in the text, and those for machines in the metadata."""
    for hit in scan.of("reservation"):
        passage = open_passage(article, hit.start)
        if passage:
            value = Reservation(hit.phrase.attributes.get("what", "all-rights-reserved"))
            yield passage.make(Kind.RESERVATION, value, *passage.range_of(hit), trust=60)
    for field in article.fields:
        if field.carrier is Carrier.META and field.name in _ROBOT_FIELDS:
            yield from _read_robots(field)


def _read_robots(field: Field) -> Iterator[Evidence]:
    words = field.value.lower().replace(",", " ").split()
    found = dict.fromkeys(_ROBOT_WORDS[word] for word in words if word in _ROBOT_WORDS)
    if field.name == "tdm-reservation" and "1" in words:
        found["no-tdm"] = None
    for what in found:
        yield Evidence(Kind.RESERVATION, Reservation(what), field.value, field.span, carrier=Carrier.META, trust=70)


EXTRACTOR = Extractor("reservation", extract)
