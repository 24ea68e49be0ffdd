"""From an export to articles: which items are, what they are called, and what comes of each."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator
from typing import BinaryIO

from msgspec import Struct, field

from compliance.errors import Problem
from compliance.hyperlinks import domain_of, host_of
from compliance.model.article import Article
from compliance.model.source import Span
from compliance.readers.html import read_html
from compliance_wordpress.decoding import STRAY, UnknownCharset, read_utf8
from compliance_wordpress.metadata import is_published, make_fields
from compliance_wordpress.paragraphs import is_of_blocks, mark_paragraphs
from compliance_wordpress.parsing import Channel, Fault, Item
from compliance_wordpress.passages import Edit, Passage, make_source
from compliance_wordpress.recovery import parse_items
from compliance_wordpress.settings import STATUSES, TYPES, Choice, read_choice
from compliance_wordpress.shortcodes import unfold_shortcodes

_GUEST = "guest-author"
"""The type of the items in which Co-Authors Plus keeps authors without an account."""
_MOST_GUESTS = 50_000
_CONTENT = "content:encoded"


def read_posts(name: str, file: BinaryIO, choice: Choice | None = None) -> Iterator[Article | Problem]:
    """Yield the articles of an export called ``name``, in its order, and what cannot be read of it."""
    reader = _Reader(name, choice or read_choice())
    is_empty = True
    try:
        for found in parse_items(read_utf8(file), reader.channel):
            if isinstance(found, Fault):
                is_empty = False
                yield Problem(name, found.line, found.column, found.message, found.remedy)
            elif reader.is_article(found):
                is_empty = False
                yield reader.read(found)
            else:
                reader.note_guest(found)
    except UnknownCharset as error:
        is_empty = False
        yield Problem(name, 1, 1, f"unknown charset '{error}'", "save the export as UTF-8")
    if is_empty:
        remedy = f"export posts or pages, or say with {STATUSES} and {TYPES} what is to be read"
        yield Problem(name, 0, 0, f"holds nothing to be judged: no {reader.choice}", remedy)


class _Reader(Struct):
    """What is known of the export while its items pass by."""

    name: str
    choice: Choice
    channel: Channel = field(default_factory=Channel)
    guests: dict[str, str] = field(default_factory=dict)
    """Names of guest authors, by login, as far as they have passed by."""

    def is_article(self, item: Item) -> bool:
        """Whether an item is one of those to be judged."""
        return item.value("wp:post_type") in self.choice.types and item.value("wp:status") in self.choice.statuses

    def note_guest(self, item: Item) -> None:
        """Remember a guest author's name."""
        if item.value("wp:post_type") != _GUEST or len(self.guests) >= _MOST_GUESTS:
            return
        meta = {key: passage.text.strip() for key, passage in item.meta}
        login = meta.get("cap-user_login", "") or item.value("wp:post_name")
        self.guests[login] = meta.get("cap-display_name", "") or item.value("title") or login

    def read(self, item: Item) -> Article | Problem:
        """Return the article of an item, or the problem that it is not in the encoding that the export claims."""
        content = item.texts.get(_CONTENT, Passage())
        name = f"{self.name}#{_name_item(item)}"
        if problem := _find_wrong_encoding(name, item, content):
            return problem
        fields = make_fields(item, self.channel, ChainMap(self.channel.authors, self.guests))
        unfolded = unfold_shortcodes(_mend(content))
        body = unfolded.content if is_of_blocks(content) else mark_paragraphs(unfolded.content)
        body = _wrap(body)
        url = self._find_address(item)
        source = make_source(name, item.data.replace(STRAY, b"?"), body, (item.line, item.column), url)
        article = read_html(source)
        article.fields = [*fields, *unfolded.fields, *article.fields]
        article.language = article.language or self.channel.texts.get("language", "").lower().partition("-")[0]
        return article

    def _find_address(self, item: Item) -> str | None:
        """Return where the post stands on the site: some plugins make its address the original's."""
        site = self.channel.texts.get("wp:base_blog_url", "") or self.channel.texts.get("link", "")
        address = item.value("link")
        is_own = domain_of(host_of(address)) == domain_of(host_of(site)) or not site
        return (address if address and is_own and is_published(item) else site) or None


def _name_item(item: Item) -> str:
    """Return what tells an item from the others: its number, else its slug, else its line."""
    return item.value("wp:post_id") or item.value("wp:post_name") or f"line-{item.line}"


def _find_wrong_encoding(name: str, item: Item, content: Passage) -> Problem | None:
    """Return a problem where more than one byte in a hundred of title and content is not of the encoding."""
    passages = [content, item.texts.get("title", Passage())]
    count = sum(passage.data.count(STRAY) for passage in passages)
    if count * 100 <= sum(len(passage.data) for passage in passages):
        return None
    first = min(passage.span(at, at).start for passage in passages if (at := passage.data.find(STRAY)) >= 0)
    source = make_source(name, item.data, Passage(), (item.line, item.column), None)
    place = source.place(Span(first, first))
    message = f"is not valid UTF-8, though the export says so: {count} bytes of this post are not"
    return Problem(name, place.line, place.column, message, "export it again, or save the export as UTF-8")


def _mend(passage: Passage) -> Passage:
    return Passage(passage.data.replace(STRAY, b"?"), passage.runs)


def _wrap(content: Passage) -> Passage:
    """Return a content inside of an element, which never ends, that says that all of it is the article's."""
    return content.edit([Edit(0, 0, b"<article>")])
