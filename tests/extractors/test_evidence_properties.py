"""Whatever the text, extractors end, and what they find stands where they say, in every encoding."""

import codecs
import html

from hypothesis import example, given, settings
from hypothesis import strategies as st

from compliance.decoding import decode
from compliance.extractors import EXTRACTORS
from compliance.model.article import Article, Carrier
from compliance.model.evidence import Byline, Evidence
from compliance.readers.html import read_html
from compliance.readers.markdown import read_markdown
from compliance.readers.text import read_text
from tests.extractors.extracting import scanner

_PIECES = [
    "This article was originally published on ",
    "[The Fern](https://fern.example/a/b)",
    "By Ann Author and Ben Writer\n\n",
    "3 May 2024",
    "# A pond\n\n",
    "![A pond](pond.jpg)\n*Photo: Cleo Lens/Flickr, CC BY 2.0*\n\n",
    "Reprinted with permission from ",
    "It has been edited for length.",
    "---\ntitle: A pond\nauthor: Ann Author\nsource: The Fern\n---\n",
    '<script type="application/ld+json">{"@type": "Article", "author": "Änne", "copyrightYear": 2020}</script>',
    '<img src="https://counter.example/count.gif?article=7" width="1" height="1">',
    "\u00a0",
    "\u200b",
    "© 2020 ",
    "Änne Öl",
    "Quelle: ",
    "本文首发于",
    "Источник: ",
    "(Reuters) - ",
    "licensed under CC BY 4.0",
    "https://creativecommons.org/licenses/by/4.0/",
    "may not be republished",
    "views expressed here are not necessarily ours",
    "Fair Use Notice",
    "All rights reserved.",
    "\n\n",
    " ",
    "<b>",
    "_",
    "“",
    "&copy; ",
    "\r\n",
]
_TEXTS = st.lists(
    st.one_of(
        st.sampled_from(_PIECES), st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8)
    ),
    min_size=1,
    max_size=14,
).map("".join)


def find_all(article: Article) -> list[Evidence]:
    scan = scanner().scan(article)
    return [item for extractor in EXTRACTORS for item in extractor.extract(article, scan)]


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def holds(source: str, text: str) -> bool:
    """Whether the letters and digits of a text stand in a piece of source, in this order; markup may stand between."""
    rest = iter(source)
    return all(letter in rest for letter in letters(text))


def check(article: Article) -> None:
    for item in find_all(article):
        assert 0 <= item.span.start <= item.span.end <= len(article.source.data)
        if item.carrier is Carrier.TEXT:
            cut = article.source.data[item.span.start : item.span.end].decode()
            assert is_there(item, cut) or is_there(item, html.unescape(cut))


def is_there(item: Evidence, cut: str) -> bool:
    """Whether a piece of source holds the words; those of a byline are its line, and the piece is the name in it."""
    if isinstance(item.value, Byline):
        return holds(cut, item.value.name) and holds(item.text, item.value.name)
    return holds(cut, item.text)


def describe(article: Article) -> list[tuple[object, ...]]:
    return [
        (item.kind, item.value, item.text, item.scope, item.carrier, item.trust, article.place(item.span))
        for item in find_all(article)
    ]


def encode_all(text: str) -> list[bytes]:
    """Return a text in bytes: as it is, with other line ends, with a byte-order mark, and in UTF-16."""
    crlf = text.replace("\n", "\r\n")
    return [
        text.encode(),
        crlf.encode(),
        text.replace("\n", "\r").encode(),
        codecs.BOM_UTF8 + text.encode(),
        codecs.BOM_UTF8 + crlf.encode(),
        codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + crlf.encode("utf-16-be"),
    ]


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
def test_evidence_in_markdown_stands_where_it_says(text: str) -> None:
    check(read_markdown(decode("story.md", f"x {text}".encode())))


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
@example(f"{_PIECES[9]}ࠀ3 May 2024")  # a byline goes on behind what readers do not see
def test_evidence_in_a_page_stands_where_it_says(text: str) -> None:
    check(read_html(decode("page.html", f"<p>x {text}</p>".encode())))


@settings(max_examples=100, deadline=None)
@given(_TEXTS)
def test_evidence_in_plain_text_stands_where_it_says(text: str) -> None:
    check(read_text(decode("story.txt", f"x {text}".encode())))


@settings(max_examples=60, deadline=None)
@given(_TEXTS)
def test_every_encoding_and_line_end_gives_the_same_evidence(text: str) -> None:
    text = "A text.\n\n" + text.replace("\r\n", "\n").replace("\r", "\n")
    for read in (read_markdown, read_html, read_text):
        first, *others = (describe(read(decode("story", data))) for data in encode_all(text))
        assert others == [first] * len(others)


def test_the_same_article_gives_the_same_evidence_in_every_encoding() -> None:
    text = (
        "# A pond\n\nBy Änne Öl, 3 May 2024\n\n"
        "This article was originally published on [The Fern](https://fern.example/a/b).\n\n© 2020 Änne Öl\n"
    )
    first, *others = (describe(read_markdown(decode("story.md", data))) for data in encode_all(text))
    assert others == [first] * len(others)
    assert len(first) >= 6
