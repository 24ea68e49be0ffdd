"""One article: flat text, blocks, links, images and metadata, each with its way back to the source bytes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

from compliance.errors import Problem
from compliance.model.source import Place, SourceText, Span


class Carrier(StrEnum):
    """What carries a piece of evidence."""

    CONFIGURATION = "configuration"
    FRONT_MATTER = "front-matter"
    META = "meta"
    JSON_LD = "json-ld"
    MICRODATA = "microdata"
    REL = "rel"
    TEXT = "text"


class Scope(StrEnum):
    """What a piece of text or evidence is about."""

    ARTICLE = "article"
    IMAGE = "image"
    QUOTATION = "quotation"
    COMMENT = "comment"
    """Readers' comments below the article."""
    RELATED = "related"
    """Teasers of other articles."""
    SITE = "site"
    """Navigation, header, footer and everything else that the site puts around the article."""


class Block(Struct, frozen=True):
    """A run of flat text that reads as one: a paragraph, heading, list item, cell, caption …

    ``start`` and ``end`` are byte offsets in `Article.flat`. ``hints`` hold words from the markup that say what the
    block is for; the vocabulary is `compliance.readers.hints.HINTS`.
    """

    kind: str
    start: int
    end: int
    scope: Scope = Scope.ARTICLE
    hints: frozenset[str] = frozenset()
    level: int = 0
    """Of a heading, 1 to 6."""


class Link(Struct, frozen=True):
    """A hyperlink; ``start`` and ``end`` are the byte offsets of its words in `Article.flat`."""

    start: int
    end: int
    url: str
    """As written, with entities resolved and outer white space stripped."""
    span: Span
    """The whole link, or its start tag, in source bytes."""
    scope: Scope = Scope.ARTICLE
    rel: tuple[str, ...] = ()


class Image(Struct, frozen=True):
    """An image; ``position`` is the byte offset in `Article.flat` at which it stands."""

    position: int
    url: str
    alt: str
    span: Span
    scope: Scope = Scope.ARTICLE
    title: str = ""
    width: int | None = None
    height: int | None = None
    kind: str = "img"
    """``img``, ``script`` or ``iframe``: trackers come as all three."""


class Field(Struct, frozen=True):
    """One named value of metadata: ``meta`` and ``link`` elements, front matter as dotted names (``author.0.name``)."""

    name: str
    """Lower case."""
    value: str
    carrier: Carrier
    span: Span


class Text(Struct, frozen=True):
    """A string inside a record, with its place."""

    value: str
    span: Span


class Record(Struct, frozen=True):
    """One node of structured data in schema.org's shape, from JSON-LD or microdata.

    ``types`` are local names (``NewsArticle``); keys of ``properties`` are local names, values are texts and records in
    the order of the source. References by ``@id`` are resolved, cycles are cut.
    """

    types: tuple[str, ...]
    properties: Mapping[str, Sequence[Text | Record]]
    carrier: Carrier
    span: Span
    identity: str = ""
    """Its ``@id`` or ``itemid``."""

    def texts(self, name: str) -> Iterator[Text]:
        """Yield the plain strings of a property."""
        return (value for value in self.properties.get(name, ()) if isinstance(value, Text))

    def records(self, name: str) -> Iterator[Record]:
        """Yield the nested records of a property."""
        return (value for value in self.properties.get(name, ()) if isinstance(value, Record))


class Segment(NamedTuple):
    """A run of flat text and the run of decoded source (both in UTF-8 bytes) that it came from.

    Where the lengths are equal, the bytes are the same, but that a line end or tab reads as a space; elsewhere (an
    entity, an escaped sign) the run is one atom. A tuple, because an article has thousands.
    """

    flat: int
    length: int
    source: int
    source_length: int


class Article(Struct, dict=True):
    """What a reader makes of a source. Offsets called *flat* are bytes in ``flat``; spans are bytes of the source."""

    source: SourceText
    format: str
    flat: bytes
    """Visible text in UTF-8; blocks are parted by ``\\n``, and inside a block ``\\n`` is a forced line break; no-break
    spaces are spaces, zero-width characters are gone."""
    segments: Sequence[Segment] = ()
    blocks: Sequence[Block] = ()
    """In the order of the text; they do not overlap."""
    links: Sequence[Link] = ()
    images: Sequence[Image] = ()
    fields: Sequence[Field] = ()
    records: Sequence[Record] = ()
    language: str = ""
    """As declared, lower case primary subtag (``en``), empty where nothing is declared."""
    body_end: int = 0
    """Flat offset behind the article's last block."""
    comments: Sequence[Text] = ()
    """Comments for this program: what stands in them from ``compliance:`` on, and the whole comment's span."""
    problems: Sequence[Problem] = ()
    """What is broken in the source but did not keep it from being read."""

    @property
    def name(self) -> str:
        """The path or name that the user gave."""
        return self.source.name

    @cached_property
    def _flat_starts(self) -> list[int]:
        return [segment.flat for segment in self.segments]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    @cached_property
    def _link_starts(self) -> list[int]:
        return [link.start for link in self.links]

    def span(self, start: int, end: int) -> Span:
        """Return the source span of a half-open range of flat text."""
        first, last = self._to_utf8(start, 0), self._to_utf8(max(start, end - 1), 1)
        return self.source.span(first, max(first, last))

    def place(self, span: Span) -> Place:
        """Return line and column of a source span."""
        return self.source.place(span)

    def text(self, start: int, end: int) -> str:
        """Return flat text as a string."""
        return self.flat[start:end].decode()

    def block_at(self, position: int) -> Block | None:
        """Return the block that holds a flat offset."""
        index = self.block_index(position)
        return None if index is None else self.blocks[index]

    def block_index(self, position: int) -> int | None:
        """Return the index of the block that holds a flat offset."""
        index = bisect_right(self._block_starts, position) - 1
        return index if index >= 0 and position <= self.blocks[index].end else None

    def links_within(self, start: int, end: int) -> Sequence[Link]:
        """Return the links that start inside a half-open range of flat text."""
        first = bisect_right(self._link_starts, start - 1)
        last = bisect_right(self._link_starts, max(start, end - 1))
        return self.links[first:last]

    def _to_utf8(self, position: int, past: int) -> int:
        """Return the UTF-8 offset of a flat byte (``past`` = 1: of the byte behind it)."""
        index = bisect_right(self._flat_starts, position) - 1
        if index < 0:
            return 0
        segment = self.segments[index]
        inside = position - segment.flat
        if inside >= segment.length:
            return segment.source + segment.source_length
        if segment.length == segment.source_length:
            return segment.source + inside + past
        return segment.source + (segment.source_length if past else 0)
