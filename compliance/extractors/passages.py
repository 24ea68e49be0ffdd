"""Sentences, lines and links around a place in an article's flat text: what several extractors need to look at."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from compliance.model.article import Article, Block, Image, Link, Scope
from compliance.model.scan import Phrase
from compliance.patterns import compile_kept, compile_late

# A full stop ends a sentence where white space and an upper-case letter, digit, quote or bracket follow. (In bytes:
# \xc3-\xd4 begins a letter of another script; it may be lower case, which costs little.)
_END = compile_late(
    rb"(?:[.!?]|\xe2\x80\xa6)[\"'\x80-\xbf_*)\]]*(?=\s+[A-Z0-9\"'(\[\xc3-\xef_*]|\s*$)|\xe3\x80\x82|\xef\xbc[\x81\x9f]|\n"
)
_ABBREVIATION = compile_late(
    rb"(?:^|[\s.(])(?:[A-Z]|Inc|Ltd|Co|Corp|Dr|Mr|Mrs|Ms|St|No|vs|Jr|Sr|Prof|Nr|bzw|usw|etc|al)$"
)


_WINDOW = 3000
"""Bytes around a place within which its sentence begins and ends."""

_FIRST = 9
"""Blocks of an article that can hold its dateline and byline."""

_REACH = 4_000
"""Bytes before and behind a place among which its sentence is looked for."""

_LONG = 90
"""Bytes of a block that is running text, and no menu's item."""


def find_sentence(article: Article, start: int, end: int) -> tuple[int, int]:
    """Return the flat range of the sentence, or run of sentences, that holds a range of one block."""
    block = article.block_at(start)
    if block is None:
        return start, end
    first, last = max(block.start, start - _WINDOW), min(block.end, end + _WINDOW)
    for position in _sentence_ends(article.flat, first, last):
        if position <= start:
            first = position
        elif position >= end:
            last = position
            break
    while first < start and article.flat[first : first + 1].isspace():
        first += 1
    return first, max(end, last)


def _sentence_ends(flat: bytes, start: int, end: int) -> Iterable[int]:
    for match in _END.finditer(flat, start, end):
        before = flat[max(start, match.start() - 8) : match.start()]
        if not (match[0] == b"." and _ABBREVIATION.search(before)):
            yield match.end()


def find_line(article: Article, block: Block, position: int) -> tuple[int, int]:
    r"""Return the flat range of the line (``\n`` ends one) of a block that holds a place."""
    start = article.flat.rfind(b"\n", block.start, position) + 1 or block.start
    end = article.flat.find(b"\n", position, block.end)
    return start, block.end if end < 0 else end


def links_touching(article: Article, start: int, end: int) -> Sequence[Link]:
    """Return the links whose words overlap a range, also where they begin before it."""
    near = article.links_within(max(0, start - 400), max(end, start + 1))
    return [link for link in near if link.start < end and link.end > start]


def read_text(article: Article, start: int, end: int) -> str:
    """Return flat text whose limits may fall inside a character, which is then left out."""
    return article.flat[start:end].decode(errors="ignore")


def is_image_text(article: Article, index: int) -> bool:
    """Whether the block of an index is a caption or credit, or stands right below an image and is as short as one."""
    block = article.blocks[index]
    if {"caption", "credit", "figure"} & block.hints:
        return True
    if block.end - block.start > 200 or block.scope is not Scope.ARTICLE:
        return False
    before = article.blocks[index - 1].end if index else 0
    return any(image.width is None or image.width > 2 for image in images_between(article, before, block.start))


def images_between(article: Article, start: int, end: int) -> Sequence[Image]:
    """Return the pictures that stand in a range of flat text, its ends included."""
    first = bisect_left(article.images, start, key=_position)
    last = bisect_right(article.images, end, key=_position)
    return [image for image in article.images[first:last] if image.kind == "img"]


def _position(image: Image) -> int:
    return image.position


def article_blocks(article: Article) -> list[int]:
    """Return the indexes of the blocks of the article's own text."""
    return [i for i, block in enumerate(article.blocks) if block.scope is Scope.ARTICLE and block.kind != "code"]


def find_openings(article: Article) -> frozenset[int]:
    """Return the indexes of the blocks at which the running text may begin: the first ones, and the first long ones."""
    own = article_blocks(article)
    long = [i for i in own if article.blocks[i].end - article.blocks[i].start >= _LONG]
    return frozenset([*own[:_FIRST], *long[:3]])


def join_phrases(entries: Iterable[Phrase]) -> re.Pattern[str]:
    """Return one pattern of Python for the entries of a word list, which keep to what both engines read."""
    alternatives = "|".join(entry.pattern for entry in entries)
    return compile_kept(f"(?:{alternatives})" if alternatives else r"(?!)", re.IGNORECASE)
