"""Reads microdata (HTML standard, chapter 5) while a page goes by; RDFa's ``property`` becomes plain fields."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from compliance.model.article import Carrier, Field, Record, Text
from compliance.model.source import SourceText

_MAX_DEPTH = 32
_MAX_TEXT = 4000
"""Bytes of a property's text that are kept: an ``articleBody`` is the article itself."""

_URL_ATTRIBUTES = {
    "a": "href",
    "area": "href",
    "link": "href",
    "img": "src",
    "audio": "src",
    "embed": "src",
    "iframe": "src",
    "source": "src",
    "track": "src",
    "video": "src",
    "object": "data",
}


class _Words(Struct):
    """A value that is an element's text: a range of flat text, -1 while the element is open."""

    start: int
    source: int
    source_end: int
    """Of the start tag."""
    end: int = -1


class _Value(Struct):
    text: str
    source: int
    source_end: int


class _Item(Struct):
    types: tuple[str, ...]
    identity: str
    source: int
    source_end: int
    properties: dict[str, list[_Item | _Words | _Value]] = field(default_factory=dict)


class Microdata:
    """Collects items and RDFa properties. Elements that are told to it by `open` must be told to `close` by node."""

    def __init__(self) -> None:
        self._top: list[_Item] = []
        self._items: list[_Item] = []
        self._closing: dict[int, tuple[_Words | None, bool]] = {}
        self._rdfa: list[tuple[str, _Words | _Value]] = []

    def open(self, tag: str, attributes: Mapping[str, str], node: int, here: int, source: tuple[int, int]) -> None:
        """Note an element with ``itemscope``, ``itemprop`` or ``property``; ``node`` -1 for one without an end."""
        words: _Words | None = None
        is_item = "itemscope" in attributes and len(self._items) < _MAX_DEPTH
        value = _find_value(tag, attributes)
        plain = None if value is None else _Value(value.strip(), *source)
        if "itemprop" in attributes and self._items and not is_item:
            words = _Words(here, *source)
            for name in attributes["itemprop"].split():
                self._items[-1].properties.setdefault(_local(name), []).append(plain or words)
        elif is_item:
            self._open_item(attributes, source)
        if "property" in attributes and tag != "meta":
            words = words or _Words(here, *source)
            said = words if "rel" in attributes and "content" not in attributes else plain or words
            self._rdfa.extend((_local(name).lower(), said) for name in attributes["property"].split())
        if node >= 0:
            self._closing[node] = (words, is_item)
        elif is_item:
            self._items.pop()

    @property
    def is_waiting(self) -> bool:
        """Whether an element is open that must be told to `close`."""
        return bool(self._closing)

    def close(self, node: int, end: int) -> None:
        """Note that an element ended; elements that were never opened here are ignored."""
        words, is_item = self._closing.pop(node, (None, False))
        if words is not None:
            words.end = end
        if is_item:
            self._items.pop()

    def records(self, flat: bytes, source: SourceText) -> list[Record]:
        """Return the items that stand in no other."""
        return [_finish_item(item, flat, source) for item in self._top]

    def fields(self, flat: bytes, source: SourceText) -> list[Field]:
        """Return RDFa properties as fields with the prefix ``rdfa:``."""
        found = [(name, _finish_value(value, flat, source)) for name, value in self._rdfa]
        return [Field(f"rdfa:{name}", text.value, Carrier.REL, text.span) for name, text in found if text.value]

    def _open_item(self, attributes: Mapping[str, str], source: tuple[int, int]) -> None:
        types = tuple(_local(name) for name in attributes.get("itemtype", "").split())
        item = _Item(types, attributes.get("itemid", ""), *source)
        names = attributes.get("itemprop", "").split()
        if names and self._items:
            for name in names:
                self._items[-1].properties.setdefault(_local(name), []).append(item)
        else:
            self._top.append(item)
        self._items.append(item)


def _find_value(tag: str, attributes: Mapping[str, str]) -> str | None:
    """Return the property's value as attributes give it (HTML standard, 5.2.4 Values), None where it is the text."""
    if "content" in attributes:
        return attributes["content"]
    if tag in _URL_ATTRIBUTES:
        return attributes.get(_URL_ATTRIBUTES[tag])
    if tag in ("data", "meter"):
        return attributes.get("value")
    return attributes.get("datetime") if tag == "time" else None


def _local(name: str) -> str:
    """Return a name without its namespace.

    >>> _local("https://schema.org/NewsArticle"), _local("cc:license")
    ('NewsArticle', 'license')
    """
    return name.rstrip("/").rpartition("/")[2].rpartition("#")[2].rpartition(":")[2]


def _finish_item(item: _Item, flat: bytes, source: SourceText) -> Record:
    properties = {name: [_finish(value, flat, source) for value in values] for name, values in item.properties.items()}
    span = source.span(item.source, item.source_end)
    return Record(item.types, properties, Carrier.MICRODATA, span, item.identity)


def _finish(value: _Item | _Words | _Value, flat: bytes, source: SourceText) -> Text | Record:
    return _finish_item(value, flat, source) if isinstance(value, _Item) else _finish_value(value, flat, source)


def _finish_value(value: _Words | _Value, flat: bytes, source: SourceText) -> Text:
    span = source.span(value.source, value.source_end)
    if isinstance(value, _Value):
        return Text(value.text, span)
    words = flat[value.start : min(value.end, value.start + _MAX_TEXT)] if value.end > value.start else b""
    return Text(words.decode("utf-8", "ignore").replace("\n", " ").strip(), span)
