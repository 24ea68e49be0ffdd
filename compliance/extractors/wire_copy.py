"""Agency copy: an agency's name in the dateline, as byline, at the end in brackets, or in the copyright line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance.extractors.own_outlet import Outlet
from compliance.extractors.passages import (
    article_blocks,
    find_openings,
    images_between,
    is_image_text,
    links_touching,
    read_text,
)
from compliance.hyperlinks import classify
from compliance.model.article import Article, Block, Scope
from compliance.model.evidence import Evidence, Kind, OriginStatement, Target
from compliance.model.scan import Hit, Scan
from compliance.patterns import compile_kept, compile_late

_SIGNATURE = compile_late(
    r"^[\W_]*(?:(?:by|von|par|por|author|autor|source|quelle|fuente|from|agency)\b[\s:]*)?$", re.IGNORECASE
)
_AUTHOR_FIELDS = frozenset({"author", "article:author", "dc.creator", "byl"})
_AROUND = compile_late(
    r"^[\W_]*(?:(?:and|und|et|y|/|staff|correspondent|writer|news|reports?|agencies|agency|sport|sports|\d{1,4}|\w+day|"
    r"jan\w*|feb\w*|mar\w*|apr\w*|may|jun\w*|jul\w*|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|white house)(?![^\W_])[\W_]*)*$",
    re.IGNORECASE,
)
_NEAR = 300
"""Bytes below a picture within which "Source: AFP" is taken for the picture's credit."""
_COPYRIGHT_BEFORE = compile_late(r"(?:copyright|©|\(c\))[^.|\n]{0,40}$", re.IGNORECASE)
_DATELINE_AFTER = compile_late(r"^[^()\n]{0,24}\)\s*(?:[-–—−:.,]|&|[A-ZÀ-Ý\"“„]|$|\s)")


def find_wire_copy(article: Article, scan: Scan, outlet: Outlet) -> Iterator[Evidence]:
    """Yield what tells that the text is an agency's."""
    own = article_blocks(article)
    first, last = find_openings(article), set(own[-6:])
    for hit in scan.of("wire-agency"):
        index = article.block_index(hit.start)
        if index is None or article.blocks[index].scope not in {Scope.ARTICLE, Scope.SITE}:
            continue
        trust = _weigh(article, hit, index, (index in first, index in last))
        if trust:
            yield _make(article, hit, trust, outlet)
    yield from _find_in_metadata(article, scan, outlet)


def _weigh(article: Article, hit: Hit, index: int, place: tuple[bool, bool]) -> int:
    """Return how well a name is founded as the text's origin, 0 where it is only spoken of."""
    block = article.blocks[index]
    at_start, at_end = place
    before = read_text(article, max(block.start, hit.start - 120), hit.start)
    after = read_text(article, hit.end, min(block.end, hit.end + 40))
    if (
        block.scope is Scope.ARTICLE
        and (sign := _COPYRIGHT_BEFORE.search(before))
        and not is_image_text(article, index)
    ):
        bare = not at_end and not re.search(r"\d{4}", sign[0] + after) and block.end - block.start <= 60
        return 62 if not bare and (block.end - block.start <= 400 or at_end) else 0
    if not _is_written_as_name(article.text(hit.start, hit.end)):
        return 0
    if not at_end and before.rstrip().endswith(":") and images_between(article, block.start - _NEAR, block.start):
        return 0
    if (at_start or at_end) and _is_signature(article, block, before, after):
        return 56 if block.scope is Scope.ARTICLE and not _is_image_credit(article, index) else 0
    if block.scope is not Scope.ARTICLE or block.kind == "heading":
        return 0
    bracket = re.search(r"\(([^()]{0,24})$", before)
    if not (bracket and _DATELINE_AFTER.match(after)) or is_image_text(article, index):
        return 0
    if at_start and hit.start - block.start <= 90 and _is_dateline(before[: bracket.start()]):
        return 70
    closes = not after.partition(")")[2].strip(" .*_")
    return 64 if closes and (at_end or block.end >= article.body_end - 400) and _is_source(bracket[1]) else 0


def _is_image_credit(article: Article, index: int) -> bool:
    """Whether a block that is an agency's name credits a picture; beside title and date it signs the text."""
    block = article.blocks[index]
    if block.hints & {"header", "nav", "byline", "author", "title", "date"} and not block.hints & {"caption", "figure"}:
        return False
    return is_image_text(article, index)


def _is_dateline(before: str) -> bool:
    """Whether what stands before the bracket is a place and perhaps a date: every word has a capital or is a number."""
    words = [
        word
        for word in re.findall(r"[\w'’.]+", before)
        if word.lower() not in {"de", "di", "of", "and", "und", "am", "von"}
    ]
    return len(words) <= 9 and all(not word[0].islower() for word in words)


def _is_source(inside: str) -> bool:
    return (
        bool(re.match(r"^(?:(?:quelle|source|fuente|fonte)\s*:\s*)?[\w/\s-]*$", inside, re.IGNORECASE))
        and len(inside.split()) <= 3
    )


def _is_written_as_name(name: str) -> bool:
    """Whether a name is spelt as agencies sign: all short names in capitals, ``dpa`` and its like in small letters."""
    if len(name) > 4:
        return not name.islower() or name.startswith("dpa")
    return name.isupper() or name in {"dpa", "sda", "apa", "epd", "sid", "ots", "kna", "ats"}


def _is_signature(article: Article, block: Block, before: str, after: str) -> bool:
    """Whether a block is the name and little else."""
    if block.end - block.start > 70 or block.kind == "heading":
        return False
    lead = re.sub(r"[\w/ ]*/\s*$", "", before)
    return bool(_SIGNATURE.match(lead) or _AROUND.match(lead)) and bool(_AROUND.match(re.sub(r"^(?:/\w+)+", "", after)))


def _find_in_metadata(article: Article, scan: Scan, outlet: Outlet) -> Iterator[Evidence]:
    """Yield agencies that the metadata gives as author."""
    names = [
        (phrase.attributes["name"], phrase) for phrase in scan.entries("wire-agency") if phrase.attributes.get("name")
    ]
    pattern = compile_kept("|".join(f"(?:{phrase.pattern})" for _name, phrase in names) or "(?!)", re.IGNORECASE)
    for field in article.fields:
        name = field.value.strip()
        if field.name in _AUTHOR_FIELDS and pattern.fullmatch(name) and not outlet.is_named(name):
            value = OriginStatement("wire", name)
            yield Evidence(Kind.ORIGIN_STATEMENT, value, name, field.span, carrier=field.carrier, trust=52)


def _make(article: Article, hit: Hit, trust: int, outlet: Outlet) -> Evidence:
    name = article.text(hit.start, hit.end)
    full = hit.phrase.attributes.get("name", name)
    relation = "own" if outlet.is_named(name) or outlet.is_named(full) else "wire"
    link = next(iter(links_touching(article, hit.start, hit.end)), None)
    url = link.url if link else ""
    value = OriginStatement(relation, name, url, classify(url) if url else Target.MISSING)
    return Evidence(Kind.ORIGIN_STATEMENT, value, name, article.span(hit.start, hit.end), trust=trust)
