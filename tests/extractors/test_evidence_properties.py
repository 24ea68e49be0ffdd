"""Whatever the text, extractors end, and what they find stands where they say."""

from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.decoding import decode
from compliance.extractors import (
    copyright_notices,
    disclaimers,
    fair_use,
    hyperlinks,
    licenses,
    modifications,
    origin_statements,
    permissions,
    reservations,
)
from compliance.model.article import Article, Carrier
from compliance.readers.html import read_html
from compliance.readers.markdown import read_markdown
from tests.extractors.extracting import cut, find

_PIECES = [
    "This article was originally published on ",
    "[The Fern](https://fern.example/a/b)",
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
_ALL = (
    copyright_notices,
    disclaimers,
    fair_use,
    hyperlinks,
    licenses,
    modifications,
    origin_statements,
    permissions,
    reservations,
)
_TEXTS = st.lists(
    st.one_of(
        st.sampled_from(_PIECES), st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8)
    ),
    min_size=1,
    max_size=14,
).map("".join)


def squeezed(text: str) -> str:
    return "".join(c for c in text if c.isalnum() and c.isascii())


def check(article: Article) -> None:
    for module in _ALL:
        for item in find(module.EXTRACTOR, article):
            assert 0 <= item.span.start <= item.span.end <= len(article.source.data)
            if item.carrier is Carrier.TEXT and "<" not in article.source.text and "&" not in article.source.text:
                words = squeezed(item.text)
                assert words[:3] in squeezed(cut(article, item)) or not cut(article, item)


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
def test_evidence_in_markdown_stands_where_it_says(text: str) -> None:
    check(read_markdown(decode("story.md", f"x {text}".encode(errors="replace"))))


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
def test_evidence_in_a_page_stays_inside_it(text: str) -> None:
    check(read_html(decode("page.html", f"<p>x {text}</p>".encode(errors="replace"))))


def test_the_same_article_gives_the_same_evidence_with_crlf_and_a_byte_order_mark() -> None:
    text = (
        "A text.\n\nThis article was originally published on [The Fern](https://fern.example/a/b).\n\n© 2020 Änne Öl\n"
    )
    plain = read_markdown(decode("story.md", text.encode()))
    other = read_markdown(decode("story.md", b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()))
    wide = read_markdown(decode("story.md", text.encode("utf-16")))
    expected = [item.value for module in _ALL for item in find(module.EXTRACTOR, plain)]
    assert [item.value for module in _ALL for item in find(module.EXTRACTOR, other)] == expected
    assert [item.value for module in _ALL for item in find(module.EXTRACTOR, wide)] == expected
    assert len(expected) >= 3
