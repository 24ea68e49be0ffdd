"""Reservations of rights: all rights reserved, no training of models, no text and data mining."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.extractors.block_text import open_passage
from compliance.extractors.machine_terms import find_machine_terms
from compliance.hookspecs import Extractor
from compliance.model.article import Article
from compliance.model.evidence import Evidence, Kind, Reservation
from compliance.model.scan import Scan


def extract(article: Article, scan: Scan) -> Iterator[Evidence]:
    """Yield reservations in the text, and those for machines in the metadata."""
    for hit in scan.of("reservation"):
        passage = open_passage(article, hit.start)
        if passage:
            value = Reservation(hit.phrase.attributes.get("what", "all-rights-reserved"))
            yield passage.make(Kind.RESERVATION, value, *passage.range_of(hit), trust=60)
    yield from find_machine_terms(article)


EXTRACTOR = Extractor("reservation", extract)
