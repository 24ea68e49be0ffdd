"""The article's images, and who each is credited to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from compliance.extractors.credit_wording import (
    Found,
    Place,
    balance,
    compile_heads,
    find_credit,
    find_in_alt,
    is_whole_credit,
)
from compliance.hookspecs import Extractor
from compliance.model.article import Article, Block, Carrier, Image, Scope
from compliance.model.evidence import Evidence, ImageCredit, ImageValue, Kind
from compliance.model.scan import Scan
from compliance.model.source import Span
from compliance.patterns import compile_late
from compliance.spdx import find_license

_NEXT = 3
"""Blocks behind an image among which its caption is looked for."""
_LONGEST = 400
"""Characters of a line that can be a credit as a whole."""
_SMALLEST = 60
"""Pixels of a picture that has a caption; what is smaller is an icon."""
_FIELDS = compile_late(
    r"(?:^|\.)(?:(?:header|teaser|photo|picture|banner|hero|cover|thumbnail|"
    r"(?:(?:featured?|hero|cover|lead|main|header|banner)[_-]?)?image)[_-]?)?(?:credits?|attribution)$"
)
_CAPTION_FIELDS = compile_late(
    r"(?:^|\.)(?:header|teaser|photo|picture|banner|hero|cover|thumbnail|"
    r"(?:(?:featured?|hero|cover|lead|main|header|banner)[_-]?)?image)[._-]?caption$"
)
"""``cover.caption`` is a word of Hugo's themes, ``header.caption`` of Jekyll's, ``feature_image_caption`` Ghost's, and
``heroImage`` that of Astro's starters."""
_OTHERS = frozenset({"related", "nav", "footer", "comments"})

_REACH = 3000
"""Bytes behind an image within which a credit can be its own."""


def extract(article: Article, scan: Scan) -> Iterator[Evidence]:
    """Yield images of the article and their credits; a credit keeps the line or the brackets that it stands in."""
    head = compile_heads(tuple(entry.pattern for entry in scan.entries("photo-credit")))
    found = {item.span: item for item in _find_credits(article, head)}
    ordered = sorted(found.values(), key=lambda item: item.span)
    yield from ordered
    starts = [item.span.start for item in ordered]
    for image in article.images:
        if image.kind != "img" or image.scope is not Scope.ARTICLE or not image.url or (image.width or 2) <= 1:
            continue
        following = bisect_left(starts, image.span.start)
        credited = following < len(starts) and starts[following] - image.span.start <= _REACH
        value = ImageValue(image.url, image.alt, credited)
        yield Evidence(Kind.IMAGE, value, image.alt or image.url, image.span, Scope.ARTICLE)


def _find_credits(article: Article, head: re.Pattern[str]) -> Iterator[Evidence]:
    yield from _read_fields(article, head)
    near = _find_blocks_near_images(article)
    for index, block in enumerate(article.blocks):
        if block.kind == "code" or block.end - block.start > _LONGEST * 3 or not _may_hold_credit(block):
            continue
        caption = bool(block.hints & {"caption", "credit", "figure"}) and block.kind != "heading"
        place = Place(caption, index in near, near.get(index) == 0)
        text = article.text(block.start, block.end)
        if found := _read_block(block, text, head, place):
            yield _cut(article, block, text, found)
    for image in article.images:
        if _is_picture(image) and (words := find_in_alt(image.alt, head) or find_in_alt(image.title, head)):
            yield _make(words, words, image.span, Carrier.TEXT, 58)


def _read_fields(article: Article, head: re.Pattern[str]) -> Iterator[Evidence]:
    """Yield what front matter says of its picture: a field of its own, or the end of its caption."""
    for field in article.fields:
        if field.carrier is not Carrier.FRONT_MATTER or not field.value.strip():
            continue
        if _FIELDS.search(field.name):
            yield _make(field.value, field.value, field.span, Carrier.FRONT_MATTER, 80)
        elif _CAPTION_FIELDS.search(field.name) and (found := find_credit(field.value, head, Place(caption=True))):
            words = field.value[found.start : found.end]
            yield _make(words, words, field.span, Carrier.FRONT_MATTER, 70)


def _may_hold_credit(block: Block) -> bool:
    """Whether a block is the article's; captions are, wherever a page's frame seems to begin."""
    if block.scope is Scope.ARTICLE:
        return True
    return block.scope is Scope.SITE and "caption" in block.hints and not block.hints & _OTHERS


def _find_blocks_near_images(article: Article) -> dict[int, int]:
    """Return how many blocks lie between a picture and a block, for those that stand at one or right behind it."""
    near: dict[int, int] = {}
    for image in article.images:
        index = article.block_index(image.position) if _is_picture(image) else None
        for distance in range(_NEXT) if index is not None else ():
            number = (index or 0) + distance
            near[number] = min(distance, near.get(number, distance))
    return near


def _is_picture(image: Image) -> bool:
    sizes = [size for size in (image.width, image.height) if size is not None]
    return image.kind == "img" and image.scope is Scope.ARTICLE and min(sizes, default=_SMALLEST) >= _SMALLEST


def _read_block(block: Block, text: str, head: re.Pattern[str], place: Place) -> Found | None:
    """Return a block's credit: all of it where the markup says so, else what its words tell."""
    if block.hints & {"quote", "tags"} or (len(text) > _LONGEST and not (place.caption or place.near)):
        return None
    if found := find_credit(text, head, place):
        return found
    said = "credit" in block.hints and not block.hints & {"author", "byline", "date"}
    licensed = block.hints >= {"author", "license"} and place.next and len(text) <= 60
    if (said and (place.near or block.hints & {"caption", "figure"})) or licensed:
        return Found(0, len(text), 78) if len(text) <= 160 and is_whole_credit(text) else None
    return None


def _cut(article: Article, block: Block, text: str, found: Found) -> Evidence:
    words = balance(text[found.start : found.end])
    first = block.start + len(text[: found.start].encode())
    first += len(text[found.start : found.end][: text[found.start : found.end].find(words)].encode())
    return _make(words, words, _widen(article, first, first + len(words.encode())), Carrier.TEXT, found.trust)


def _widen(article: Article, start: int, end: int) -> Span:
    """Return the source span of a range, with the whole of a link that ends in it: its address is part of a credit."""
    span = article.span(start, end)
    reach = [link.span.end for link in article.links_within(start, end) if link.end <= end + 1]
    return Span(span.start, max([span.end, *reach])) if article.format == "markdown" else span


def _make(credit: str, text: str, span: Span, carrier: Carrier, trust: int) -> Evidence:
    value = ImageCredit(" ".join(credit.split()), find_license(text))
    return Evidence(Kind.IMAGE_CREDIT, value, " ".join(text.split()), span, Scope.IMAGE, carrier, trust)


EXTRACTOR = Extractor("image-credit", extract)
