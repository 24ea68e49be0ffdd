"""Reads what a page embeds: images, scripts with a source, frames, structured data, and the content of raw elements."""

from __future__ import annotations

import re
from collections.abc import Mapping

from turbohtml import tokenize

from compliance.model.article import Carrier, Field
from compliance.patterns import compile_late
from compliance.readers.drafting import Draft, RawImage
from compliance.readers.json_ld import BrokenJson, read_json_ld
from compliance.readers.meta import find_value_span, is_rsl_type, read_link, read_meta
from compliance.readers.offsets import Offsets

_NUMBER = compile_late(r"\s*(\d{1,6})")
_ONE_PIXEL = compile_late(r"\b(width|height)\s*:\s*[01]px", re.IGNORECASE)
_LAZY = ("data-src", "data-lazy-src", "data-original", "data-lazy", "data-srcset", "srcset", "data-lazy-srcset")


def add_image(draft: Draft, tag: str, attributes: Mapping[str, str], place: tuple[int, int]) -> None:
    """Note the image of a start tag at a range of UTF-8 offsets, if it shows something."""
    image = find_image(tag, attributes, draft.writer.here, place, draft.outline.current)
    if image is not None:
        draft.images.append(image)


def find_image(
    tag: str, attributes: Mapping[str, str], position: int, place: tuple[int, int], node: int
) -> RawImage | None:
    """Return the image of a start tag at a range of UTF-8 offsets; None where it shows nothing."""
    url = attributes.get("src", "").strip()
    if tag not in ("script", "iframe", "embed") and (not url or url.startswith("data:")):
        lazy = next((attributes[name].strip() for name in _LAZY if attributes.get(name, "").strip()), "")
        url = lazy.split()[0] if lazy and not lazy.startswith("data:") else url
    if not url:
        return None
    return RawImage(
        position=position,
        url=url,
        alt=attributes.get("alt", "").strip(),
        start=place[0],
        end=place[1],
        node=node,
        title=attributes.get("title", "").strip(),
        width=_read_size(attributes, "width"),
        height=_read_size(attributes, "height"),
        kind=tag if tag in ("script", "iframe") else "img",
    )


def _read_size(attributes: Mapping[str, str], name: str) -> int | None:
    found = _NUMBER.match(attributes.get(name, ""))
    if found:
        return int(found[1])
    return 1 if name in _ONE_PIXEL.findall(attributes.get("style", "").lower()) else None


def read_raw(draft: Draft, tag: str, attributes: Mapping[str, str], text: str, start: int) -> None:
    """Read the content of an element that is no markup: ``start`` is its UTF-8 offset."""
    if tag == "script":
        _read_script(draft, attributes, text, start)
    elif tag == "iframe":
        add_image(draft, tag, attributes, (start, start))
    elif tag == "noscript":
        _read_noscript(draft, text, start)
    elif tag == "title" and text.strip() and not any(field.name == "title" for field in draft.fields):
        span = draft.source.span(start, start + len(text.encode()))
        draft.fields.append(Field("title", " ".join(text.split()), Carrier.META, span))


def _read_script(draft: Draft, attributes: Mapping[str, str], text: str, start: int) -> None:
    if is_rsl_type(attributes.get("type", "")) and text.strip():
        draft.fields.append(
            Field("script:rsl", text, Carrier.META, draft.source.span(start, start + len(text.encode())))
        )
        return
    if attributes.get("type", "").partition(";")[0].strip().lower() != "application/ld+json":
        add_image(draft, "script", attributes, (start, start))
        return
    try:
        draft.records.extend(read_json_ld(text, start, draft.source))
    except BrokenJson as broken:
        draft.add_problem(broken.offset, broken.message, "correct the script element's content, or remove it")


def _read_noscript(draft: Draft, text: str, start: int) -> None:
    """Note images and frames that only readers without scripts load: trackers mostly."""
    if "<i" not in text and "<I" not in text:
        return
    offsets = Offsets(text, start)
    for token in tokenize(text, resolve_references=False, capture_source=True):
        if token.type == 1 and token.tag in ("img", "iframe") and token.attrs:
            place = offsets.of_place(token.line, token.col)
            end = place + len((token.source or "").encode())
            add_image(draft, token.tag, dict(token.attrs), (place, end))


def _add_meta(draft: Draft, _tag: str, attributes: Mapping[str, str], place: tuple[int, int]) -> None:
    span = find_value_span(draft.source, place, attributes.get("content", ""))
    for field in read_meta(attributes, span):
        draft.fields.append(field)
        if field.name == "content-language" and not draft.language:
            draft.language = field.value.partition(",")[0]


def _add_relation(draft: Draft, _tag: str, attributes: Mapping[str, str], place: tuple[int, int]) -> None:
    draft.fields.extend(read_link(attributes, find_value_span(draft.source, place, attributes.get("href", ""))))


def _add_base(draft: Draft, _tag: str, attributes: Mapping[str, str], place: tuple[int, int]) -> None:
    url = attributes.get("href", "")
    if url.strip():
        draft.fields.append(Field("base", url.strip(), Carrier.META, find_value_span(draft.source, place, url)))


def add_time(draft: Draft, attributes: Mapping[str, str], place: tuple[int, int]) -> None:
    """Note the machine-readable date of a ``time`` element, which counts only where it belongs to the article."""
    value = attributes.get("datetime", "").strip()
    if value:
        words = f"{attributes.get('class', '')} {attributes.get('itemprop', '')}".lower()
        name = "time:modified" if "updated" in words or "modified" in words else "time"
        span = find_value_span(draft.source, place, value)
        draft.scoped_fields.append((Field(name, value, Carrier.META, span), draft.outline.current))


EMBEDDING = {
    "img": add_image,
    "amp-img": add_image,
    "amp-pixel": add_image,
    "embed": add_image,
    "meta": _add_meta,
    "link": _add_relation,
    "base": _add_base,
}
"""What reads an element without content, by tag."""
