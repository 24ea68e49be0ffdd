"""A site's own keys of front matter, and the words by which the configuration says what they hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from compliance.model.article import Carrier, Field

IGNORE = "ignore"

WORDS: Mapping[str, str] = {
    "title": "title",
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "publisher": "publisher",
    "date": "date",
    "modified": "lastmod",
    "canonical": "canonical_url",
    "license": "license",
    "copyright": "copyright",
    "origin.url": "source_url",
    "origin.name": "source_name",
    "image.credit": "image_credit",
    "image.caption": "image_caption",
    IGNORE: "",
}
"""Keys that extractors know, by the configuration's words for them; what is ignored is none."""


def rename_fields(fields: Iterable[Field], words: Mapping[str, str]) -> Iterator[Field]:
    """Yield fields with the names that extractors know; ``words`` are those of the site's keys, in lower case.

    A key stands for all that lies below it, too (``by`` for ``by.0.name``); of several, the longest speaks.
    """
    for field in fields:
        key = _find_key(field.name, words) if field.carrier is Carrier.FRONT_MATTER else None
        if key is None:
            yield field
        elif name := WORDS[words[key]]:
            yield replace(field, name=name + field.name[len(key) :])


def _find_key(name: str, words: Mapping[str, str]) -> str | None:
    while name not in words:
        name, dot, _ = name.rpartition(".")
        if not dot:
            return None
    return name
