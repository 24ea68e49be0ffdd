"""Notes that the text was changed: edited, shortened, translated, adapted."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.extractors.block_text import group_by_block
from compliance.hookspecs import Extractor
from compliance.model.article import Article
from compliance.model.evidence import Evidence, Kind, ModificationNotice
from compliance.model.scan import Scan

_LONGEST = 600
"""Characters of a block that can hold a note on the text; longer ones are the text."""


def extract(article: Article, scan: Scan) -> Iterator[Evidence]:
    """Yield one notice per sentence and kind of change."""
    for _, passage, hits in group_by_block(article, scan.of("modification-notice")):
        seen: set[tuple[int, str]] = set()
        for hit in hits:
            start, end = passage.find_sentence(*passage.range_of(hit))
            change = hit.phrase.attributes.get("change", "edited")
            if len(passage.text) <= _LONGEST and (start, change) not in seen:
                seen.add((start, change))
                yield passage.make(Kind.MODIFICATION_NOTICE, ModificationNotice(change), start, end, trust=55)


EXTRACTOR = Extractor("modification-notice", extract)
