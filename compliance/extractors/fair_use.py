"""Fair-use, fair-dealing and quotation notices, known by the customary parts that they have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compliance.extractors.block_text import Passage, group_by_block
from compliance.hookspecs import Extractor
from compliance.model.article import Article, Scope
from compliance.model.evidence import Evidence, FairUseNotice, Kind
from compliance.model.scan import Hit, Scan

_NAMING = frozenset({"fair-use", "fair-dealing", "heading", "section", "claim", "quotation-right", "claim-in-place"})
"""Parts that name the exception itself; a notice has one of them, or nearly all of the others."""

_LEAST = 3
"""Parts that make a notice; wording.md counts real notices from three."""

_SHORT = 260
"""Characters of a block that is a notice of its own when it names the exception and claims it."""

_HEADING = 50
"""Characters of a block that is the heading of a notice."""

_Group = tuple[int, Passage, list[Hit]]


def extract(article: Article, scan: Scan) -> Iterator[Evidence]:
    """Yield one notice per run of neighbouring blocks."""
    run: list[_Group] = []
    for group in group_by_block(article, scan.of("fair-use-slot")):
        if run and (group[0] - run[-1][0] > 1 or group[1].block.scope is not run[-1][1].block.scope):
            yield from _read(article, run)
            run = []
        run.append(group)
    yield from _read(article, run)


def _read(article: Article, run: Sequence[_Group]) -> Iterator[Evidence]:
    hits = [hit for _, _, found in run for hit in found]
    slots = tuple(dict.fromkeys(hit.phrase.attributes.get("slot", "fair-use") for hit in hits))
    if not slots or not _is_notice(slots, run):
        return
    jurisdiction = next((j for hit in hits if (j := hit.phrase.attributes.get("jurisdiction", ""))), "")
    start, end = min(hit.start for hit in hits), max(hit.end for hit in hits)
    first = run[0][1]
    begin = first.to_flat(first.find_sentence(*first.range_of(hits[0]))[0])
    span = article.span(min(begin, start), end)
    words = " ".join(article.text(start, end).split())
    scope = Scope.IMAGE if slots == ("claim-in-place",) and first.block.hints & {"caption"} else first.block.scope
    yield Evidence(Kind.FAIR_USE_NOTICE, FairUseNotice(slots, jurisdiction), words, span, scope, trust=60)


def _is_notice(slots: Sequence[str], run: Sequence[_Group]) -> bool:
    names = _NAMING & set(slots)
    if "claim-in-place" in names or "quotation-right" in names:
        return True
    if not names:
        return len(slots) >= _LEAST + 1
    if len(slots) >= _LEAST:
        return True
    longest = max(len(passage.text) for _, passage, _ in run)
    if "heading" in names and longest <= _HEADING:
        return True
    return longest <= _SHORT and (len(slots) == 2 or "claim" in names)


EXTRACTOR = Extractor("fair-use-notice", extract)
