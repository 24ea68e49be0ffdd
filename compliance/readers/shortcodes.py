"""Reads what sites write into Markdown besides Markdown: shortcodes, template tags, comments that hold values."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from compliance.model.article import Carrier, Field
from compliance.model.source import SourceText
from compliance.patterns import compile_late
from compliance.readers.drafting import Draft, RawImage

_ENDS = {"{{<": ">}}", "{{%": "%}}", "{%": "%}"}
_BEGIN = compile_late(r"\{\{[<%]|\{%")
_MAX_LENGTH = 4000
"""Characters of one shortcode; what is longer has lost its end."""

_NAME = compile_late(r"[-\s]*(?P<name>[\w./-]{1,60})")
_PAIR = compile_late(
    r"""
    (?P<key>[\w-]{1,60}) \s* = \s*
    (?: "(?P<double>(?:[^"\\]|\\.)*)" | '(?P<single>[^']*)' | `(?P<raw>[^`]*)` | (?P<bare>[^\s"'`<>%}]+) )
    """,
    re.VERBOSE,
)

_COMMENT = compile_late(
    r"""
    \[ (?: \#+ | // | comment ) \] : [ \t]* (?: \# [ \t]* | <> [ \t]* )?        # [#]:   [//]: #
    [("]? (?P<key>\w[\w .-]{0,60}?) [ \t]* : [ \t]*
    (?P<quote>["']?) (?P<value>[^\n]{0,1000}?) (?P=quote) [)"]? [ \t]* (?:\n|\Z)
    """,
    re.VERBOSE,
)
_MAX_COMMENT_LINES = 60


def read_comment_lines(source: SourceText, start: int, start_utf8: int) -> Iterator[Field]:
    """Yield the values of comment lines such as ``[#]: author: "Ann"`` at the top of a text.

    ``start`` and ``start_utf8`` say where the text begins, in characters and in UTF-8 bytes.
    """
    text = source.text
    position = start
    for _ in range(_MAX_COMMENT_LINES):
        while text.startswith("\n", position):
            position += 1
        found = _COMMENT.match(text, position)
        if not found:
            return
        if found["value"].strip():
            begin = start_utf8 + len(text[start : found.start("value")].encode())
            span = source.span(begin, begin + len(found["value"].encode()))
            yield Field(found["key"].lower(), found["value"].strip(), Carrier.FRONT_MATTER, span)
        position = found.end()


def note_shortcodes(draft: Draft, start: int, start_utf8: int) -> None:
    """Note the named values of shortcodes as fields, and images that they show."""
    text = draft.source.text
    if "{{<" not in text and "{%" not in text:
        return
    images: list[tuple[int, int, dict[str, str]]] = []
    before, before_utf8 = start, start_utf8
    for begin, end in _find_shortcodes(text, start):
        before_utf8 += len(text[before:begin].encode())
        before = begin
        values = dict(_read_pairs(draft, text[begin:end], before_utf8))
        if "src" in values:
            images.append((before_utf8, before_utf8 + len(text[begin:end].encode()), values))
    if images:
        draft.finishers.append(lambda _flat: draft.images.extend(_make_images(draft, images)))


def _find_shortcodes(text: str, position: int) -> Iterator[tuple[int, int]]:
    found = _BEGIN.search(text, position)
    while found:
        end = text.find(_ENDS[found[0]], found.end(), found.end() + _MAX_LENGTH)
        if end >= 0:
            yield found.start(), end + len(_ENDS[found[0]])
        found = _BEGIN.search(text, max(found.end(), end))


def _read_pairs(draft: Draft, shortcode: str, start: int) -> Iterator[tuple[str, str]]:
    """Put the pairs of one shortcode on the draft's fields, and yield them."""
    body = shortcode.lstrip("{<%")
    name = _NAME.match(body)
    if not name or name["name"].startswith("/"):
        return
    skipped = len(shortcode) - len(body) + name.end()
    for pair in _PAIR.finditer(shortcode, skipped):
        group = pair.lastgroup or "bare"
        value = pair[group].strip().removeprefix("<").removesuffix(">").replace('\\"', '"')
        begin = start + len(shortcode[: pair.start(group)].encode())
        span = draft.source.span(begin, begin + len(pair[group].encode()))
        if value:
            draft.fields.append(
                Field(f"shortcode.{name['name']}.{pair['key']}".lower(), value, Carrier.FRONT_MATTER, span)
            )
            yield pair["key"].lower(), value


def _make_images(draft: Draft, found: list[tuple[int, int, dict[str, str]]]) -> Iterator[RawImage]:
    """Yield images at the place in flat text at which their shortcode stands."""
    segments = sorted((segment.source, segment.flat, segment.length) for segment in draft.writer.segments)
    starts = [segment[0] for segment in segments]
    for begin, end, values in found:
        index = max(bisect_right(starts, begin) - 1, 0)
        position = 0
        if segments:
            source, flat, length = segments[index]
            position = flat + min(max(begin - source, 0), length)
        if re.search(r"\.(?:jpe?g|png|gif|webp|svg|avif|tiff?)(?:[?#].*)?$", values["src"], re.IGNORECASE):
            alt = values.get("alt", "") or values.get("caption", "")
            yield RawImage(position, values["src"], alt, begin, end, 0, title=values.get("title", ""))
