"""Assertion that a reader makes a sound article: blocks in order, every way back to the source right."""

from __future__ import annotations

from collections.abc import Iterator

from compliance import decoding
from compliance.hookspecs import Reader
from compliance.model.article import Article, Field, Image, Link, Record
from compliance.model.source import Span


def assert_reader(reader: Reader, text: str | bytes, name: str = "") -> Article:
    """Assert that a reader makes the same sound article of a text each time, and return it.

    Blocks follow each other inside the flat text, segments ascend, and links, images and fields stand in the source.
    ``name`` is what the source is called; without it, it has the reader's first suffix.
    """
    data = text.encode() if isinstance(text, str) else text
    name = name or f"article{reader.suffixes[0] if reader.suffixes else ''}"
    article = reader.read(decoding.decode(name, data))
    if not isinstance(article, Article):
        raise AssertionError(f"reader {reader.name!r} returned a {type(article).__name__}, not an Article")
    if faults := list(_find_faults(article)):
        raise AssertionError("\n".join(f"reader {reader.name!r}: {fault}" for fault in faults))
    if reader.read(decoding.decode(name, data)) != article:
        raise AssertionError(f"reader {reader.name!r} makes two articles of one source")
    return article


def _find_faults(article: Article) -> Iterator[str]:
    """Yield what is wrong with an article."""
    try:
        article.flat.decode()
    except UnicodeDecodeError as error:
        yield f"the flat text is no UTF-8: {error}"
        return
    yield from _find_wrong_blocks(article)
    yield from _find_wrong_segments(article)
    parts: tuple[Link | Image | Field | Record, ...]
    parts = (*article.links, *article.images, *article.fields, *article.records)
    for part in parts:
        if not _is_inside(article, part.span):
            yield f"{type(part).__name__.lower()} at {part.span.start}–{part.span.end} lies outside the source"
    for link in article.links:
        if not 0 <= link.start <= link.end <= len(article.flat):
            yield f"link to {link.url!r}: its words {link.start}–{link.end} lie outside the flat text"


def _find_wrong_blocks(article: Article) -> Iterator[str]:
    end = 0
    for number, block in enumerate(article.blocks, 1):
        if not end <= block.start <= block.end <= len(article.flat):
            yield f"block {number} ({block.start}–{block.end}) overlaps the one before, or ends behind the flat text"
        end = max(end, block.end)
    if article.flat.strip() and not article.blocks:
        yield "there is text, but no block; extractors look at blocks"


def _find_wrong_segments(article: Article) -> Iterator[str]:
    flat = 0
    for number, segment in enumerate(article.segments, 1):
        if segment.flat < flat or segment.flat + segment.length > len(article.flat):
            yield f"segment {number} does not follow the one before, or ends behind the flat text"
        if not 0 <= segment.source <= segment.source + segment.source_length <= len(article.source.utf8):
            yield f"segment {number} leads outside the source"
        flat = segment.flat + segment.length
    if article.flat.strip() and not article.segments:
        yield "no segment leads from the flat text back to the source: findings would have no place"


def _is_inside(article: Article, span: Span) -> bool:
    return 0 <= span.start <= span.end <= len(article.source.data)
