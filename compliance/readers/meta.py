"""Reads elements that say something of the work as fields: ``meta``, ``link``, and ``a`` by its ``rel``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from compliance.model.article import Carrier, Field
from compliance.model.source import SourceText, Span
from compliance.readers.elements import ANCHOR_RELS, LINK_RELS


def read_meta(attributes: Mapping[str, str], span: Span) -> Iterator[Field]:
    """Yield the fields of a ``meta`` element: one for each of name, property, itemprop and http-equiv.

    Some systems write ``value`` where HTML has ``content``: the words say what they say, but an address there is one
    that no browser or crawler follows.
    """
    value = attributes.get("content", "").strip() or _read_words(attributes.get("value", ""))
    if not value:
        return
    for key in ("name", "property", "itemprop", "http-equiv"):
        for name in attributes.get(key, "").lower().split():
            yield Field(name, value, Carrier.META, span)


def _read_words(value: str) -> str:
    return "" if "://" in value else value.strip()


def read_link(attributes: Mapping[str, str], span: Span) -> Iterator[Field]:
    """Yield the fields of a ``link`` element whose ``rel`` says something about the work.

    A license in RSL's media type is no license that readers know: its field is ``link:rsl``.
    """
    url = attributes.get("href", "").strip()
    is_rsl = is_rsl_type(attributes.get("type", ""))
    for rel in attributes.get("rel", "").lower().split():
        if url and rel in LINK_RELS:
            name = _spell(rel)
            yield Field("link:rsl" if is_rsl and name == "license" else f"link:{name}", url, Carrier.REL, span)


def is_rsl_type(media_type: str) -> bool:
    """Whether a media type is that of Really Simple Licensing (rslstandard.org)."""
    return media_type.partition(";")[0].strip().lower() == "application/rsl+xml"


def read_anchor(rels: tuple[str, ...], url: str, span: Span) -> Iterator[Field]:
    """Yield the fields of an ``a`` element whose ``rel`` says something about the work."""
    for rel in rels:
        if url and rel in ANCHOR_RELS:
            yield Field(f"a:{_spell(rel)}", url, Carrier.REL, span)


def _spell(rel: str) -> str:
    """Return the one name of relations that go by several.

    >>> _spell("licence"), _spell("cc:license")
    ('license', 'license')
    """
    return "license" if rel.rpartition(":")[2] in ("license", "licence") else rel


def find_value_span(source: SourceText, place: tuple[int, int], value: str) -> Span:
    """Return the place of an attribute's value in the start tag at a range of offsets, or the tag's if spelt oddly."""
    data = value.encode("utf-8", "replace")
    index = source.utf8.find(data, *place) if data else -1
    return source.span(*place) if index < 0 else source.span(index, index + len(data))
