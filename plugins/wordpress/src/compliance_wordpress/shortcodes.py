"""Reads shortcodes: a caption becomes a figure's, an embedded address stays, the rest leaves its attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, field

from compliance.model.article import Carrier, Field
from compliance.patterns import compile_late
from compliance_wordpress.passages import Edit, Passage

_SHORTCODE = compile_late(
    rb"""
    (?<!\[) \[ (?P<slash>/?) (?P<name>[a-zA-Z][\w-]{0,60})
    (?P<attributes>(?:\s[^\[\]]{0,2000})?) \]                      # [[name]] is how WordPress quotes one
    """,
    re.VERBOSE,
)
_ATTRIBUTE = compile_late(
    rb"""(?P<key>[\w-]{1,60}) \s* = \s* (?: "(?P<double>[^"]*)" | '(?P<single>[^']*)' | (?P<bare>[^\s"'\]]+) )""",
    re.VERBOSE,
)
_PICTURE = compile_late(rb"<img\b[^<>]*>(?:\s*</a>)?", re.IGNORECASE)
_CAPTIONS = frozenset({b"caption", b"wp_caption"})
_CORE = frozenset({b"gallery", b"playlist", b"audio", b"video", b"embed"})
"""What WordPress itself brings beside captions; others are known by an attribute, or by their end."""
_FARTHEST = 4000
"""Bytes behind the start of a caption in which its picture is looked for."""


class Unfolded(Struct):
    """A content without its shortcodes, and what they said."""

    content: Passage
    fields: list[Field] = field(default_factory=list)
    """``shortcode.NAME.KEY``, as the reader of Markdown names them."""


def unfold_shortcodes(content: Passage) -> Unfolded:
    """Return a content with its shortcodes read."""
    if b"[" not in content.data:
        return Unfolded(content)
    reader = _Reader(content)
    edits = [*reader.read()]
    return Unfolded(content.edit(edits), reader.fields) if edits else Unfolded(content)


class _Reader:
    """Goes through one content; ``fields`` are filled on the way."""

    def __init__(self, content: Passage) -> None:
        self.fields: list[Field] = []
        self._content = content
        self._data = content.data
        self._ended = {found["name"].lower() for found in _SHORTCODE.finditer(self._data) if found["slash"]}
        self._caption: bytes | None = None
        """What is to stand before the end of the open figure; None where none is open."""

    def read(self) -> Iterator[Edit]:
        """Yield what is to stand instead of shortcodes."""
        position = 0
        while found := _SHORTCODE.search(self._data, position):
            position = found.end()
            name = found["name"].lower()
            attributes = [*_ATTRIBUTE.finditer(self._data, found.start("attributes"), found.end("attributes"))]
            if name in _CAPTIONS and (found["slash"] or attributes):
                for edit in self._read_caption(found, attributes):
                    yield edit
                    position = edit.end
            elif attributes or name in _CORE or name in self._ended:
                yield Edit(found.start(), found.end(), b"")
                self.fields.extend(self._make_fields(name, attributes))

    def _read_caption(self, found: re.Match[bytes], attributes: list[re.Match[bytes]]) -> Iterator[Edit]:
        """Yield the edits at the start or the end of a caption: the words behind the picture are its caption."""
        if found["slash"]:
            if self._caption is not None:
                yield Edit(found.start(), found.end(), self._caption + b"</figure>")
            self._caption = None
            return
        yield Edit(found.start(), found.end(), b"<figure>")
        words = next((_value(item) for item in attributes if item["key"].lower() == b"caption"), b"")
        picture = _PICTURE.search(self._data, found.end(), found.end() + _FARTHEST)
        end = self._data.find(b"[/", found.end(), found.end() + _FARTHEST)
        if words:  # as WordPress wrote it before 3.4
            self._caption = b"<figcaption>" + words + b"</figcaption>"
        elif picture and (end < 0 or picture.end() <= end):
            self._caption = b"</figcaption>"
            yield Edit(picture.end(), picture.end(), b"<figcaption>")
        else:
            self._caption = b""

    def _make_fields(self, name: bytes, attributes: list[re.Match[bytes]]) -> Iterator[Field]:
        for found in attributes:
            value = _value(found).decode("utf-8", "replace").strip()
            if value:
                key = f"shortcode.{name.decode()}.{found['key'].decode()}".lower()
                span = self._content.span(*found.span(found.lastgroup or "bare"))
                yield Field(key, value, Carrier.FRONT_MATTER, span)


def _value(found: re.Match[bytes]) -> bytes:
    return found[found.lastgroup or "bare"]
