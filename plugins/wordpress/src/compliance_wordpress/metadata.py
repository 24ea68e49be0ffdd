"""From an item's elements and custom fields to the fields that extractors know from front matter and page heads."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from compliance.model.article import Carrier, Field
from compliance.model.source import Span
from compliance.patterns import compile_late
from compliance_wordpress.parsing import Channel, Item
from compliance_wordpress.passages import Passage
from compliance_wordpress.syndication import CANONICAL_BY_ORIGIN, MEANINGS, UNLINKED, Meaning

_TAG = compile_late(r"</?[a-zA-Z][^<>]{0,500}>")
_SERIALISED = compile_late(r"(?:[aOs]:\d+:|[ibd]:\d|[\[{])")
"""How PHP and JSON write values that no person typed in."""
_LONGEST = 2000
"""Characters of a custom field that somebody typed in."""
_NO_DATE = "0000"
_OFF = frozenset({"", "0", "false", "no"})


def make_fields(item: Item, channel: Channel, authors: Mapping[str, str]) -> list[Field]:
    """Return what an item says beside its content; ``authors`` are names to be shown, by login."""
    own = [*_make_own(item)]
    told = [*_make_told(item)]
    names = {field.name for field in own}
    written_by = [field for field in told if field.name == Meaning.AUTHOR] or [*_make_authors(item, authors)]
    others = [*_make_typed_in(item, names | {field.name for field in told})]
    origin = [field for field in told if field.name in {Meaning.ORIGINAL, Meaning.NAME}]
    if not any(field.name == Meaning.ORIGINAL for field in origin):
        origin += [field for field in told if field.name == Meaning.SITE]
    return [*own, *written_by, *origin, *_make_addresses(item, channel, told), *others]


def is_published(item: Item) -> bool:
    """Whether an item has an address that readers can go to."""
    return item.value("wp:status") in {"publish", "future"}


def _make_own(item: Item) -> Iterator[Field]:
    """Yield title, dates and excerpt."""
    if title := _read_words(item.value("title")):
        yield Field("title", title, Carrier.FRONT_MATTER, item.texts["title"].span())
    for name, elements in (("date", ("wp:post_date", "pubDate")), ("lastmod", ("wp:post_modified",))):
        found = next((element for element in elements if _is_date(item.value(element))), "")
        if found:
            yield Field(name, item.value(found), Carrier.FRONT_MATTER, item.texts[found].span())
    if excerpt := _read_words(item.value("excerpt:encoded")):
        yield Field("excerpt", excerpt, Carrier.FRONT_MATTER, item.texts["excerpt:encoded"].span())


def _is_date(value: str) -> bool:
    return bool(value) and not value.startswith(_NO_DATE)


def _make_authors(item: Item, authors: Mapping[str, str]) -> Iterator[Field]:
    """Yield the byline: co-authors where there are any, else the account that the post was entered with."""
    if item.authors:
        for number, (nicename, passage) in enumerate(item.authors):
            words = passage.text.strip()
            login = nicename.removeprefix("cap-")
            name = authors.get(words) or authors.get(login) or words or login
            if name:
                yield Field(f"author.{number}", name, Carrier.FRONT_MATTER, passage.span())
        return
    if login := item.value("dc:creator"):
        yield Field("author", authors.get(login, login), Carrier.FRONT_MATTER, item.texts["dc:creator"].span())


def _make_told(item: Item) -> Iterator[Field]:
    """Yield what plugins keep in custom fields, the first of each meaning."""
    seen: set[Meaning] = set()
    for key, passage in item.meta:
        meaning = MEANINGS.get(key)
        if meaning is None or meaning in seen:
            continue
        value = _read_words(passage.text)
        is_address = meaning not in {Meaning.NAME, Meaning.AUTHOR}
        if value and (not is_address or re.match(r"https?://\S+$", value)):
            seen.add(meaning)
            carrier = Carrier.REL if meaning is Meaning.CANONICAL else Carrier.FRONT_MATTER
            yield Field(meaning, value, carrier, passage.span())


def _make_typed_in(item: Item, taken: set[str]) -> Iterator[Field]:
    """Yield the custom fields that people fill in by hand: none that is hidden, or holds a program's data."""
    for key, passage in item.meta:
        name = key.lower()
        if not name or name.startswith("_") or key in MEANINGS or name in taken:
            continue
        value = passage.text.strip() if len(passage.data) <= _LONGEST * 4 else ""
        if value and len(value) <= _LONGEST and not _SERIALISED.match(value):
            yield Field(name, html.unescape(value), Carrier.FRONT_MATTER, passage.span())


def _make_addresses(item: Item, channel: Channel, told: list[Field]) -> Iterator[Field]:
    """Yield the post's own address, the one that its page declares as canonical, and whose site it is.

    A page of WordPress declares its own address as canonical unless a plugin says otherwise.
    """
    place = item.texts["link"].span() if "link" in item.texts else Span(0, len(b"<item>"))
    if name := _read_words(channel.texts.get("title", "")):
        yield Field("og:site_name", name, Carrier.META, place)
    address = item.value("link")
    if not address or not is_published(item):
        return
    yield Field("permalink", address, Carrier.FRONT_MATTER, place)
    declared = next((field for field in told if field.name == Meaning.CANONICAL), None)
    declared = declared or _find_linked_original(item)
    yield declared or Field(Meaning.CANONICAL, address, Carrier.REL, place)


def _find_linked_original(item: Item) -> Field | None:
    meta = dict[str, Passage](reversed(item.meta))
    original = meta.get(CANONICAL_BY_ORIGIN)
    unlinked = meta[UNLINKED].text.strip().lower() if UNLINKED in meta else ""
    if original is None or not original.text.strip() or unlinked not in _OFF:
        return None
    return Field(Meaning.CANONICAL, original.text.strip(), Carrier.REL, original.span())


def _read_words(text: str) -> str:
    """Return a title or name as readers see it: without tags, with references resolved.

    >>> _read_words("<em>Tide</em> &amp; Storm &#8217;24")
    'Tide & Storm ’24'
    """
    return " ".join(html.unescape(_TAG.sub("", text)).split())
