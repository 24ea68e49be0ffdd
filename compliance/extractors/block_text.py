"""Blocks as text, sentences inside them, and the way from both back to evidence; knows no kind of wording."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from compliance.model.article import Article, Block, Carrier, Link, Scope
from compliance.model.evidence import Evidence
from compliance.model.scan import Hit
from compliance.patterns import compile_late

_BOUNDARY = compile_late(r"[.!?…]+[\"'”’»)\]_*]*\s+|[。！？]+|\n|\s[|•·]\s")
_ABBREVIATED = compile_late(
    r"(?:^|[\s.(\"“])(?:[A-ZÀ-ÝА-Я]|mr|mrs|ms|dr|prof|st|vs|no|nr|vol|pp?|inc|ltd|corp|co|jr|sr|sen|rep|gov|gen|ed|eds|"
    r"etc|e\.g|i\.e|z\.b|u\.a|d\.h|bzw|ca|dept|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|u\.s|u\.k)$",
    re.IGNORECASE,
)


_WINDOW = 3000
"""Characters around a place within which its sentence begins and ends."""

LONGEST_BLOCK = 200_000
"""Bytes of a block that is read; longer ones are no text that anyone wrote by hand, and would take too long."""


class Passage(Struct, frozen=True):
    """One block with its text; positions in ``text`` are characters, those of the article are bytes."""

    article: Article
    block: Block
    text: str

    @property
    def is_plain(self) -> bool:
        """Whether characters and bytes are the same here."""
        return len(self.text) == self.block.end - self.block.start

    def to_flat(self, index: int) -> int:
        """Return the flat offset of a character."""
        return self.block.start + (index if self.is_plain else len(self.text[:index].encode()))

    def to_index(self, flat: int) -> int:
        """Return the character at a flat offset."""
        inside = max(0, flat - self.block.start)
        if self.is_plain:
            return inside
        return len(self.article.flat[self.block.start : self.block.start + inside].decode(errors="ignore"))

    def find_sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open range of characters of the sentences that hold a range."""
        first, last = max(0, start - _WINDOW), min(len(self.text), end + _WINDOW)
        for match in _BOUNDARY.finditer(self.text, first, last):
            if _is_inner(self.text, match):
                continue
            if match.end() <= start:
                first = match.end()
            elif match.start() >= end - 1:
                last = match.start() + len(match[0].rstrip(" \n|•·"))
                break
        while first < last and self.text[first].isspace():
            first += 1
        return first, max(last, min(end, len(self.text)))

    def links(self, start: int, end: int) -> Sequence[Link]:
        """Return the links that start in a range of characters."""
        return self.article.links_within(self.to_flat(start), self.to_flat(end))

    def range_of(self, hit: Hit) -> tuple[int, int]:
        """Return the characters of a hit."""
        return self.to_index(hit.start), self.to_index(hit.end)

    def make(
        self, kind: str, value: object, start: int, end: int, *, scope: Scope | None = None, trust: int = 50
    ) -> Evidence:
        """Return evidence for a range of characters."""
        flat_start, flat_end = self.to_flat(start), self.to_flat(end)
        words = " ".join(self.text[start:end].split())
        span = self.article.span(flat_start, flat_end)
        return Evidence(kind, value, words, span, scope or self.block.scope, Carrier.TEXT, trust)


def _is_inner(text: str, match: re.Match[str]) -> bool:
    """Whether what looks like a sentence's end is an abbreviation's, or goes on in lower case."""
    if not match[0].startswith("."):
        return False
    following = text[match.end() : match.end() + 1]
    if following and following.islower():
        return True
    return bool(_ABBREVIATED.search(text[max(0, match.start() - 8) : match.start()]))


def open_block(article: Article, block: Block) -> Passage:
    """Return a block as a passage."""
    return Passage(article, block, article.text(block.start, block.end))


def open_passage(article: Article, position: int) -> Passage | None:
    """Return the block at a flat offset as a passage; nothing outside of blocks and in code."""
    block = article.block_at(position)
    if block is None or block.kind == "code" or block.end - block.start > LONGEST_BLOCK:
        return None
    return open_block(article, block)


def group_by_block(article: Article, hits: Sequence[Hit]) -> Iterator[tuple[int, Passage, list[Hit]]]:
    """Yield the index of each block with hits, the block, and its hits in the order of the text."""
    groups: dict[int, list[Hit]] = {}
    for hit in hits:
        index = article.block_index(hit.start)
        if index is not None and article.blocks[index].kind != "code":
            groups.setdefault(index, []).append(hit)
    for index, found in sorted(groups.items()):
        if article.blocks[index].end - article.blocks[index].start > LONGEST_BLOCK:
            continue
        yield index, open_block(article, article.blocks[index]), found
