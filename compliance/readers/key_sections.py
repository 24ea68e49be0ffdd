"""Reads files in which lines of ``---`` part named values, one of which is the article (Lektor's ``contents.lr``)."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from compliance.model.article import Carrier, Field
from compliance.model.source import SourceText
from compliance.patterns import compile_late

_FIRST = compile_late(r"\s*[A-Za-z_][\w-]{0,40}:[^\n]*\n(?:[^\n]*\n){0,20}?---[ \t]*\n")
_KEY = compile_late(r"\s*(?P<key>[A-Za-z_][\w-]{0,40}):[ \t]*")
_SEPARATOR = compile_late(r"(?:\A|\n)---[ \t]*(?=\n|\Z)")


class KeySections(Struct, frozen=True):
    """The fields, and the range of characters in which the article stands."""

    fields: tuple[Field, ...]
    start: int
    end: int


def read_key_sections(source: SourceText) -> KeySections | None:
    """Return the parts of such a file; None for all others."""
    if not _FIRST.match(source.text[:4000]):
        return None
    sections = [_split_key(source.text, *section) for section in _find_sections(source.text)]
    if not all(key for key, _start, _end in sections):
        return None
    body = max(sections, key=lambda section: section[2] - section[1])
    fields = tuple(_make_field(source, *section) for section in sections if section is not body)
    return KeySections(tuple(field for field in fields if field.value), body[1], body[2])


def _find_sections(text: str) -> Iterator[tuple[int, int]]:
    position = 0
    for separator in _SEPARATOR.finditer(text):
        yield position, separator.start()
        position = separator.end()
    if text[position:].strip():
        yield position, len(text)


def _split_key(text: str, start: int, end: int) -> tuple[str, int, int]:
    """Return the key of a section, empty where there is none, and the range of its value."""
    found = _KEY.match(text, start, end)
    if not found:
        return "", start, end
    value = text[found.end() : end]
    begin = found.end() + len(value) - len(value.lstrip())
    return found["key"], begin, max(begin, begin + len(value.strip()))


def _make_field(source: SourceText, key: str, start: int, end: int) -> Field:
    value = source.text[start:end]
    begin = len(source.text[:start].encode())
    span = source.span(begin, begin + len(value.encode()))
    return Field(key.lower(), value, Carrier.FRONT_MATTER, span)
