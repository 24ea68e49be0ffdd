"""Reads JSON-LD blocks as records in which every value knows its place in the source."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from json import decoder, scanner

from msgspec import Struct

from compliance.model.article import Carrier, Record, Text
from compliance.model.source import SourceText, Span
from compliance.patterns import compile_late
from compliance.readers.offsets import Offsets

_MAX_DEPTH = 64
_MAX_TOKENS = 400_000
"""Strings and brackets of one block, keys among them; pages have some hundreds."""
_MAX_RECORDS = 4000
"""Records of one block, references followed: what refers to itself many times over is cut here."""

_TOKEN = compile_late(r'"(?:[^"\\]|\\.)*"?|[\[{]|[\]}]', re.DOTALL)
_WRAPPING = compile_late(r"\A(?:\s|//|/\*|\*/|<!--|<!\[CDATA\[)+|(?:\s|;|//|/\*|\*/|-->|\]\]>)+\Z")
_TRAILING_COMMA = compile_late(r",(?=\s*[\]}])")


class BrokenJson(Exception):  # noqa: N818  (a state of the input, caught by the reader)
    """JSON-LD that cannot be read; ``offset`` is in UTF-8 of the source."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


class _Located(Struct, frozen=True, eq=False):
    """A plain JSON value and its range of characters."""

    value: str
    start: int
    end: int


class _Object(Struct, frozen=True, eq=False):
    """A JSON object; ``members`` may name a key more than once."""

    members: tuple[tuple[str, object], ...]
    start: int
    end: int

    def get(self, key: str) -> object:
        """Return the last value of a key."""
        return next((value for name, value in reversed(self.members) if name == key), None)


def read_json_ld(text: str, start: int, source: SourceText) -> list[Record]:
    """Return the records of one block; ``start`` is its UTF-8 offset. Raises `BrokenJson`."""
    offsets = Offsets(text, start)
    tree = _parse(text, offsets)
    nodes = list(_find_top_nodes(tree))
    builder = _Builder(source, offsets, _index(tree))
    return [builder.build(node) for node in nodes]


def _parse(text: str, offsets: Offsets) -> object:
    cleaned = _blank_out(text)
    if not cleaned.strip():
        return ()
    if trouble := _find_excess(cleaned):
        raise BrokenJson(f"JSON-LD {trouble}", offsets.of_character(0))
    try:
        return _decode(cleaned)
    except json.JSONDecodeError as error:
        repaired = _TRAILING_COMMA.sub(" ", cleaned)
        if repaired != cleaned:
            try:
                return _decode(repaired)
            except json.JSONDecodeError:
                pass
        place = offsets.of_character(min(error.pos, len(text)))
        raise BrokenJson(f"JSON-LD is not valid JSON: {error.msg.lower()}", place) from error


def _blank_out(text: str) -> str:
    """Replace comment and CDATA wrappers around the JSON by spaces, so that offsets stay."""
    return _WRAPPING.sub(lambda found: " " * len(found[0]), text)


def _find_excess(text: str) -> str:
    """Return what there is too much of, if anything; the values themselves would take many times the memory."""
    depth = 0
    for number, token in enumerate(_TOKEN.finditer(text)):
        sign = token[0][0]
        if sign in "[{":
            depth += 1
        elif sign in "]}":
            depth -= 1
        if depth > _MAX_DEPTH:
            return f"is nested deeper than {_MAX_DEPTH} levels"
        if number > _MAX_TOKENS:
            return f"holds too many values: more than {_MAX_TOKENS:,} strings and brackets"
    return ""


class _Locator:
    """The standard library's JSON decoder, taken apart so that every value keeps its range of characters."""

    def __init__(self) -> None:
        pieces = json.JSONDecoder(strict=False, parse_int=float)  # float: no limit on the number of digits
        pieces.parse_object = self._read_object  # type: ignore[attr-defined]
        pieces.parse_array = self._read_array  # type: ignore[attr-defined]
        self._scan = scanner.py_make_scanner(pieces)  # type: ignore[attr-defined]

    def scan(self, string: str, index: int) -> tuple[object, int]:
        """Return the value at an index, and where it ends; raises StopIteration where there is none."""
        value, end = self._scan(string, index)
        if isinstance(value, str):
            return _Located(_mend(value), index + 1, end - 1), end
        if isinstance(value, bool):
            return _Located(str(value).lower(), index, end), end
        if isinstance(value, float):
            return _Located(string[index:end], index, end), end
        return value, end

    def _read_object(self, start: tuple[str, int], strict: bool, *_rest: object) -> tuple[object, int]:  # noqa: FBT001
        members, end = decoder.JSONObject(start, strict, self.scan, None, tuple)  # type: ignore[attr-defined]
        return _Object(members, start[1] - 1, end), end

    def _read_array(self, start: tuple[str, int], *_rest: object) -> tuple[object, int]:
        values, end = decoder.JSONArray(start, self.scan)  # type: ignore[attr-defined]
        return tuple(values), end


def _decode(text: str) -> object:
    begin = len(text) - len(text.lstrip())
    try:
        value, end = _Locator().scan(text, begin)
    except StopIteration as stop:
        raise json.JSONDecodeError("Expecting value", text, int(stop.value)) from None
    if text[end:].strip():
        raise json.JSONDecodeError("Extra data", text, end)
    return value


def _mend(value: str) -> str:
    """Join surrogate pairs and replace lone ones: JSON may escape half a character."""
    if value.isascii() or not re.search("[\ud800-\udfff]", value):
        return value
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _find_top_nodes(tree: object) -> Iterator[_Object]:
    """Yield the objects of the top level: of arrays each, of ``@graph`` each."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, tuple):
            waiting.extend(reversed(node))
        elif isinstance(node, _Object):
            graph = node.get("@graph")
            if graph is not None:
                waiting.append(graph)
            if graph is None or node.get("@type") is not None:
                yield node


def _index(tree: object) -> Mapping[str, _Object]:
    """Return the objects that say something, by their ``@id``."""
    found: dict[str, _Object] = {}
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, tuple):
            waiting.extend(node)
        elif isinstance(node, _Object):
            identity = _read_identity(node)
            if identity and len(node.members) > 1:
                kept = found.get(identity)
                if kept is None or len(node.members) > len(kept.members):
                    found[identity] = node
            waiting.extend(value for _name, value in node.members)
    return found


def _read_identity(node: _Object) -> str:
    identity = node.get("@id") or node.get("id")
    return identity.value if isinstance(identity, _Located) else ""


class _Builder:
    """Makes records of objects; follows references, cuts cycles, and stops at a number of records."""

    def __init__(self, source: SourceText, offsets: Offsets, index: Mapping[str, _Object]) -> None:
        self._source = source
        self._offsets = offsets
        self._index = index
        self._left = _MAX_RECORDS

    def build(self, node: _Object, above: tuple[_Object, ...] = ()) -> Record:
        """Return the record of an object; ``above`` are the objects that it stands in."""
        self._left -= 1
        identity = _read_identity(node)
        target = self._index.get(identity, node)
        if target is not node and target not in above and len(node.members) == 1:
            node = target
        path = (*above, node)
        properties: dict[str, list[Text | Record]] = {}
        for name, value in node.members:
            if not name.startswith("@") and len(path) <= _MAX_DEPTH:
                properties.setdefault(_local(name), []).extend(self._build_values(value, path))
        span = self._span(node.start, node.end)
        return Record(_read_types(node), properties, Carrier.JSON_LD, span, identity)

    def _build_values(self, value: object, path: tuple[_Object, ...]) -> Iterator[Text | Record]:
        for item in _flatten(value):
            if isinstance(item, _Located):
                yield self._text(item)
            elif isinstance(item.get("@value"), _Located):
                literal = item.get("@value")
                if isinstance(literal, _Located):
                    yield self._text(literal)
            elif self._left > 0 and item not in path:
                yield self.build(item, path)

    def _text(self, value: _Located) -> Text:
        return Text(value.value.strip(), self._span(value.start, value.end))

    def _span(self, start: int, end: int) -> Span:
        return self._source.span(self._offsets.of_character(start), self._offsets.of_character(end))


def _flatten(value: object) -> Iterator[_Located | _Object]:
    """Yield the values of a property: arrays, nested ones and ``@list`` and ``@set`` are opened."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, tuple):
            waiting.extend(reversed(item))
        elif isinstance(item, _Located):
            yield item
        elif isinstance(item, _Object):
            inner = item.get("@list") or item.get("@set")
            if inner is not None:
                waiting.append(inner)
            else:
                yield item


def _read_types(node: _Object) -> tuple[str, ...]:
    value = node.get("@type") or node.get("type")
    return tuple(_local(item.value) for item in _flatten(value) if isinstance(item, _Located) and item.value)


def _local(name: str) -> str:
    """Return a name without its namespace.

    >>> _local("http://schema.org/author"), _local("schema:author"), _local("author")
    ('author', 'author', 'author')
    """
    return re.split(r"[/#:]", name.rstrip("/#:"))[-1]
