"""The article's images, and who each is credited to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from compliance.hookspecs import Extractor
from compliance.model.article import Article, Block, Carrier, Scope
from compliance.model.evidence import Evidence, ImageCredit, ImageValue, Kind
from compliance.model.scan import Scan
from compliance.model.source import Span
from compliance.spdx import find_license

_NEXT = 3
"""Blocks behind an image among which its caption is looked for."""
_LONGEST = 400
"""Characters of a line that can be a credit as a whole."""
_MARK = re.compile(r"(?:©|\(c\)|\bcopyright\b)\s*(?=\S)", re.IGNORECASE)
_TAIL = re.compile(r"[(\[]([^()\[\]]{2,120})[)\]]\W*$")
_AGENCY = re.compile(
    r"\b(?:AP|AFP|Reuters|REUTERS|Getty(?: Images)?|EPA|EFE|dpa|APA|ANSA|AAP|Shutterstock|iStock(?:photo)?|Unsplash|"
    r"Pexels|Pixabay|Flickr|Wikimedia(?: Commons)?|Alamy|Corbis|Magnum|Photos?|Images?|Foto|Press|CC BY[\w -]*|CC0|"
    r"Public Domain|provided|courtesy|Author provided|picture alliance|IMAGO|imago|Xinhua|TASS|Bloomberg|NASA|USGS)\b"
)
_FIELDS = re.compile(
    r"(?:^|\.)(?:image_?|photo_?|banner_?|hero_?|cover_?|featured_?image_?|thumbnail_?)?(?:credits?|attribution)$"
)
_CAPTION_FIELDS = re.compile(r"(?:^|\.)(?:image|photo|banner|hero|cover)[._]?(?:caption)$")


def extract(article: Article, scan: Scan) -> Iterator[Evidence]:
    """Yield images of the article and their credits; a credit keeps the line or the brackets that it stands in."""
    head = _compile(tuple(entry.pattern for entry in scan.entries("photo-credit")))
    found = {item.span: item for item in _find_credits(article, head)}
    ordered = sorted(found.values(), key=lambda item: item.span)
    yield from ordered
    starts = [item.span.start for item in ordered]
    for image in article.images:
        if image.kind != "img" or image.scope is not Scope.ARTICLE or not image.url or (image.width or 2) <= 1:
            continue
        credited = any(0 <= start - image.span.start <= 3000 for start in starts)
        value = ImageValue(image.url, image.alt, credited)
        yield Evidence(Kind.IMAGE, value, image.alt or image.url, image.span, Scope.ARTICLE)


@lru_cache(maxsize=4)
def _compile(patterns: tuple[str, ...]) -> re.Pattern[str]:
    heads = "|".join(pattern.replace(" ?", r"\s?").replace(" ", r"\s+") for pattern in patterns) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{heads})[\s:：|]*(?=\S)", re.IGNORECASE)


def _find_credits(article: Article, head: re.Pattern[str]) -> Iterator[Evidence]:
    for field in article.fields:
        if field.carrier is Carrier.FRONT_MATTER and field.value.strip():
            if _FIELDS.search(field.name):
                yield _make(field.value, field.value, field.span, Carrier.FRONT_MATTER, 80)
            elif _CAPTION_FIELDS.search(field.name) and (tail := _TAIL.search(field.value)):
                yield _make(tail[1], field.value, field.span, Carrier.FRONT_MATTER, 70)
    near = _find_blocks_near_images(article)
    for index, block in enumerate(article.blocks):
        if block.scope is not Scope.ARTICLE or block.kind == "code" or block.end - block.start > _LONGEST * 3:
            continue
        caption = bool(block.hints & {"caption", "credit", "figure"})
        if caption or index in near or block.end - block.start <= _LONGEST:
            yield from _read_block(article, block, head, caption=caption, near=index in near)


def _find_blocks_near_images(article: Article) -> frozenset[int]:
    """Return the indexes of blocks that stand at an image or right behind one."""
    near: set[int] = set()
    for image in article.images:
        if image.kind == "img" and image.scope is Scope.ARTICLE:
            index = article.block_index(image.position)
            if index is not None:
                near.update(range(index, index + _NEXT))
    return frozenset(near)


def _read_block(
    article: Article, block: Block, head: re.Pattern[str], *, caption: bool, near: bool
) -> Iterator[Evidence]:
    text = article.text(block.start, block.end)
    if "credit" in block.hints and len(text) <= 160 and not block.hints & {"author", "byline"}:
        yield _cut(article, block, text, 0, len(text), 78)
        return
    start = head.search(text)
    if start and (start.start() <= 2 or caption or near) and len(text) - start.start() <= 200:
        yield _cut(article, block, text, start.start(), len(text), 70)
        return
    if not (caption or near) or block.kind == "heading":
        return
    if (tail := _TAIL.search(text)) and (caption or _AGENCY.search(tail[1])):
        yield _cut(article, block, text, tail.start(), tail.end(), 66)
    elif (mark := _MARK.search(text)) and len(text) - mark.start() <= 120:
        yield _cut(article, block, text, mark.start(), len(text), 64)
    elif caption and len(text) <= 80 and _AGENCY.search(text):
        yield _cut(article, block, text, 0, len(text), 60)


def _cut(article: Article, block: Block, text: str, start: int, end: int, trust: int) -> Evidence:
    first = block.start + len(text[:start].encode())
    words = _balance(text[start:end])
    first += len(text[start:end][: text[start:end].find(words)].encode())
    return _make(words, words, _widen(article, first, first + len(words.encode())), Carrier.TEXT, trust)


def _balance(text: str) -> str:
    """Return text without a bracket at its ends that has no partner.

    >>> _balance("Photo: Ann)"), _balance("(Photo: Ann)"), _balance("Photo: Ann (AP)")
    ('Photo: Ann', '(Photo: Ann)', 'Photo: Ann (AP)')
    """
    text = text.strip()
    for opening, closing in ("()", "[]"):
        if text.endswith(closing) and text.count(closing) > text.count(opening):
            text = text[:-1].rstrip()
        if text.startswith(opening) and text.count(opening) > text.count(closing):
            text = text[1:].lstrip()
    return text


def _widen(article: Article, start: int, end: int) -> Span:
    """Return the source span of a range, with the whole of a link that ends in it: its address is part of a credit."""
    span = article.span(start, end)
    reach = [link.span.end for link in article.links_within(start, end) if link.end <= end + 1]
    return Span(span.start, max([span.end, *reach])) if article.format == "markdown" else span


def _make(credit: str, text: str, span: Span, carrier: Carrier, trust: int) -> Evidence:
    value = ImageCredit(" ".join(credit.split()), find_license(text))
    return Evidence(Kind.IMAGE_CREDIT, value, " ".join(text.split()), span, Scope.IMAGE, carrier, trust)


EXTRACTOR = Extractor("image-credit", extract)
