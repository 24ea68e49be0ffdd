"""Disclaimers: sentences that say whose views these are, and for what nobody answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compliance.extractors.block_text import Passage, group_by_block
from compliance.extractors.margins import find_margins, is_labelled, speaks_of_works
from compliance.hookspecs import Extractor
from compliance.model.article import Article
from compliance.model.evidence import Disclaimer, Evidence, Kind
from compliance.model.scan import Hit, Scan


def extract(article: Article, scan: Scan) -> Iterator[Evidence]:
    """Yield one disclaimer per sentence and subject."""
    hits = scan.of("disclaimer")
    margins = find_margins(article) if hits else frozenset()
    for index, passage, found in group_by_block(article, hits):
        yield from _read_block(passage, found, scan, marginal=index in margins)


def _read_block(passage: Passage, hits: Sequence[Hit], scan: Scan, *, marginal: bool) -> Iterator[Evidence]:
    seen: set[tuple[int, str]] = set()
    for hit in hits:
        start, end = passage.find_sentence(*passage.range_of(hit))
        about = hit.phrase.attributes.get("about", "responsibility")
        if passage.block.kind == "heading" or (start, about) in seen:
            continue
        if _is_meant(passage, hit, (start, end), scan, marginal=marginal):
            seen.add((start, about))
            yield passage.make(Kind.DISCLAIMER, Disclaimer(about), start, end, trust=60)


def _is_meant(passage: Passage, hit: Hit, sentence: tuple[int, int], scan: Scan, *, marginal: bool) -> bool:
    """Whether the wording is a notice here. Wording that prose uses too needs the place and the subject of one."""
    if hit.phrase.attributes.get("strength") != "weak" or is_labelled(scan, passage.text):
        return True
    return marginal and speaks_of_works(scan, passage.text[sentence[0] : sentence[1]])


EXTRACTOR = Extractor("disclaimer", extract)
