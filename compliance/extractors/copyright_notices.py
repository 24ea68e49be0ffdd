"""Copyright notices: in the text, in metadata, in structured data and in front matter."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from msgspec.structs import replace

from compliance.copyright_lines import ParsedNotice, is_image_line, parse_notices
from compliance.copyright_lists import parse_listed_notices
from compliance.copyright_names import split_holders, split_years, tidy_holder
from compliance.extractors.block_text import LONGEST_BLOCK, Passage, open_block
from compliance.extractors.passages import is_image_text
from compliance.extractors.schema_org import find_main_records
from compliance.hookspecs import Extractor
from compliance.hyperlinks import classify
from compliance.model.article import Article, Block, Carrier, Field, Record, Scope, Text
from compliance.model.evidence import CopyrightNotice, Evidence, Kind
from compliance.model.scan import Scan
from compliance.model.source import Span
from compliance.patterns import compile_late

_MARKS = (
    "©".encode(),
    b"(c)",
    b"(C)",
    b"opyright",
    b"OPYRIGHT",
    b"opyleft",
    b"opr.",
    b"OPR.",
    b"&#169;",
    b"&copy;",
    b"&#x",
    "Ⓒ".encode(),
    "著作権".encode(),
    "版权".encode(),
)
_META = {
    "copyright",
    "rights",
    "dc.rights",
    "dcterms.rights",
    "dc.rightsholder",
    "dcterms.rightsholder",
    "article:copyright",
}
_FRONT_MATTER = {
    "copyright",
    "copyright.text",
    "rights",
    "copyright_notice",
    "rights_holder",
    "copyright_holder",
    "copyright.holder",
}
_LINK = compile_late(r"\[([^\]\n]+)\]\([^)\s]*\)")
_LONGEST_PIECE = 20_000
"""Bytes of a block that are searched at once, so that time grows with the length alone."""


def extract(article: Article, scan: Scan) -> Iterator[Evidence]:
    """Yield one piece of evidence per notice, from text first."""
    yield from chain(_read_text(article, scan), _read_fields(article), _read_records(article))


def _read_text(article: Article, scan: Scan) -> Iterator[Evidence]:
    if not any(mark in article.flat for mark in _MARKS):
        return
    bare = article.format == "text"
    for index, whole in enumerate(article.blocks):
        for block in _part(article, whole) if whole.kind != "code" else ():
            raw = article.flat[block.start : block.end]
            if not any(mark in raw for mark in _MARKS):
                continue
            passage = open_block(article, block)
            for notice in parse_listed_notices(_mask_links(passage.text), bare=bare):
                yield _make(passage, notice, near_image=is_image_text(article, index), scan=scan)


def _part(article: Article, block: Block) -> Iterator[Block]:
    """Yield a block, or the pieces of a long one that end at a line break or else a space; none of what is too long."""
    start = block.start
    if block.end - start > LONGEST_BLOCK:
        return
    while block.end - start > _LONGEST_PIECE:
        limit = start + _LONGEST_PIECE
        end = max(article.flat.rfind(b"\n", start, limit), article.flat.rfind(b" ", limit - 500, limit)) + 1 or limit
        yield replace(block, start=start, end=end)
        start = end
    yield replace(block, start=start)


def _mask_links(text: str) -> str:
    """Blank the signs of links that are written out in plain text, so that offsets stay."""
    return _LINK.sub(lambda m: f" {m[1]}{' ' * (len(m[0]) - len(m[1]) - 1)}", text) if "](" in text else text


def _make(passage: Passage, notice: ParsedNotice, *, near_image: bool, scan: Scan) -> Evidence:
    links = passage.links(notice.start, notice.end)
    words = (" ".join(passage.article.text(link.start, link.end).split()) for link in links)
    linked = tuple((word, classify(link.url)) for word, link in zip(words, links, strict=True))
    value = CopyrightNotice(notice.years, notice.holders, notice.symbol, notice.repeated, linked)
    scope = _find_scope(passage, notice, near_image=near_image, scan=scan)
    return passage.make(Kind.COPYRIGHT_NOTICE, value, notice.start, notice.end, scope=scope, trust=60)


def _find_scope(passage: Passage, notice: ParsedNotice, *, near_image: bool, scan: Scan) -> Scope:
    block = passage.block
    if block.scope in {Scope.COMMENT, Scope.RELATED}:
        return block.scope
    reserved = any(block.start <= hit.start < block.end for hit in scan.of("reservation"))
    if not reserved and ((near_image and not notice.years) or block.hints & {"caption", "figure"}):
        return Scope.IMAGE
    if is_image_line(passage.text, notice.start) or _names_images(passage, notice, scan):
        return Scope.IMAGE
    return Scope.QUOTATION if block.kind == "quote" and not notice.years else block.scope


def _names_images(passage: Passage, notice: ParsedNotice, scan: Scan) -> bool:
    """Whether the line of a notice without years speaks of pictures or a stock of them."""
    if notice.years:
        return False
    return any(
        hit.phrase.attributes.get("scope") == "image" and notice.start <= passage.to_index(hit.start) <= notice.end
        for hit in scan.of("license-subject")
        if passage.block.start <= hit.start < passage.block.end
    )


def _read_fields(article: Article) -> Iterator[Evidence]:
    for field in article.fields:
        is_meta = field.carrier in {Carrier.META, Carrier.REL} and field.name in _META
        if is_meta or (field.carrier is Carrier.FRONT_MATTER and field.name in _FRONT_MATTER):
            scope = Scope.SITE if is_meta else Scope.ARTICLE
            yield from _read_value(field.value, field, scope)


def _read_value(text: str, field: Field | Text, scope: Scope, carrier: Carrier | None = None) -> Iterator[Evidence]:
    """Yield what a value of metadata says; there the symbol may be left out."""
    carrier = carrier or (field.carrier if isinstance(field, Field) else Carrier.JSON_LD)
    notices = list(parse_notices(text))
    if not notices and not ("://" in text or len(text) > 160):
        holders, repeated = split_holders(tidy_holder(text))
        if holders or split_years(text):
            notices = [ParsedNotice(0, len(text), "", () if holders else split_years(text), holders, repeated)]
    for notice in notices:
        value = CopyrightNotice(notice.years, notice.holders, notice.symbol, notice.repeated)
        yield Evidence(Kind.COPYRIGHT_NOTICE, value, text, field.span, scope, carrier, 50)


def _read_records(article: Article) -> Iterator[Evidence]:
    for record in find_main_records(article):
        for text in record.texts("copyrightNotice"):
            yield from _read_value(text.value, text, Scope.ARTICLE, record.carrier)
        holders = list(_find_holders(record))
        years = tuple(year for text in record.texts("copyrightYear") for year in split_years(text.value))
        if holders:
            names = tuple(dict.fromkeys(name for name, _ in holders))
            span = holders[0][1]
            words = " ".join((*years, ", ".join(names)))
            value = CopyrightNotice(years, names)
            yield Evidence(Kind.COPYRIGHT_NOTICE, value, words.strip(), span, Scope.ARTICLE, record.carrier, 45)


def _find_holders(record: Record) -> Iterator[tuple[str, Span]]:
    for text in record.texts("copyrightHolder"):
        if "://" not in text.value and text.value.strip():
            yield " ".join(text.value.split()), text.span
    for node in record.records("copyrightHolder"):
        for text in node.texts("name"):
            yield " ".join(text.value.split()), text.span


EXTRACTOR = Extractor("copyright-notice", extract)
