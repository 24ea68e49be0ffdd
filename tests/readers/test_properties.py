"""What holds for every input: no crash, true offsets, the same text from every encoding, linear time."""

import codecs
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.decoding import decode
from compliance.errors import SourceError
from compliance.model.article import Article
from compliance.readers.html import read_html
from compliance.readers.markdown import read_markdown
from compliance.readers.text import read_text
from tests.readers.reading import html, markdown

READERS = (read_html, read_markdown, read_text)

TAGS = st.sampled_from(["<p>", "</p>", "<div>", "</div>", "<a href='/x'>", "</a>", "<br>", "<b>", "</b>", "<li>"])
ODD_TAGS = st.sampled_from(
    ["<td>", "<svg>", "<script>", "</script>", "<!--", "-->", "<span hidden>", "</span>", "<pre>"]
)
PROPERTIES = st.sampled_from(["<p itemprop=x>", "<div itemscope>", "<span property=y>", "<time datetime=z>"])
SIGNS = st.sampled_from(
    ["**", "_", "`", "[", "](", ")", "![", ">", "# ", "- ", "|", "\\", "---", "+++", "[^1]", "[^1]:"]
)
VALUES = st.sampled_from(["{{< a b=c", ">}}", "{%", "%}", "https://a.example/b", "ann@b.example", "© 2020"])
REFERENCES = st.sampled_from(["&amp;", "&nbsp;", "&#8217;", "&#xd800;", "&", "&#0;"])
SPACES = st.sampled_from(["\n", "\n\n", "\r\n", "    ", " ", "\t", "\u00a0", "\u200b", "\xad", "\u2003"])
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=5)
MARKUP = st.lists(TAGS | ODD_TAGS | PROPERTIES | SIGNS | VALUES | REFERENCES | SPACES | WORDS, max_size=30).map("".join)

PLAIN = st.lists(st.text("abc éß日😀©", min_size=1, max_size=12).filter(str.strip), min_size=1, max_size=6)


def check(article: Article) -> None:
    assert article.flat.decode() is not None
    ends = [0, *[block.end for block in article.blocks]]
    assert all(block.start >= before for block, before in zip(article.blocks, ends, strict=False))
    assert all(block.start < block.end <= len(article.flat) for block in article.blocks)
    assert all(link.start <= link.end <= len(article.flat) for link in article.links)
    assert [link.start for link in article.links] == sorted(link.start for link in article.links)
    assert [segment.flat for segment in article.segments] == sorted(segment.flat for segment in article.segments)
    size = len(article.source.data)
    spans = [item.span for item in (*article.links, *article.images, *article.fields, *article.records)]
    spans += [article.span(block.start, block.end) for block in article.blocks]
    assert all(0 <= span.start <= span.end <= size for span in spans)
    assert all(article.place(span).line >= 1 for span in spans)


@given(MARKUP)
@settings(max_examples=300, deadline=None)
def test_reading_raises_nothing_but_source_errors(words):
    for read in READERS:
        try:
            check(read(decode("a", words.encode())))
        except SourceError:
            continue


@given(MARKUP)
@settings(max_examples=200, deadline=None)
def test_verbatim_segments_hold_the_bytes_of_the_source(words):
    for read in READERS:
        try:
            article = read(decode("a", words.encode()))
        except SourceError:
            continue
        same = [s for s in article.segments if s.length == s.source_length]
        cut = [article.source.utf8[s.source : s.source + s.length] for s in same]
        kept = [article.flat[s.flat : s.flat + s.length] for s in same]
        assert [re.sub(rb"\s", b" ", piece) for piece in cut] == [re.sub(rb"\s", b" ", piece) for piece in kept]


@given(PLAIN)
@settings(max_examples=100, deadline=None)
def test_the_source_of_a_block_is_its_text(paragraphs):
    expected = [" ".join(words.split()) for words in paragraphs]
    source = "".join(f"<p>{words}</p>\r\n" for words in paragraphs)
    article = html(source)
    assert [article.text(b.start, b.end) for b in article.blocks] == expected
    cuts = [article.span(b.start, b.end) for b in article.blocks]
    assert [" ".join(article.source.data[c.start : c.end].decode().split()) for c in cuts] == expected


@given(MARKUP)
@settings(max_examples=100, deadline=None)
def test_every_encoding_and_line_end_gives_the_same_flat_text(words):
    words = words.replace("\r\n", "\n").replace("\r", "\n")
    if not words.strip():
        return
    variants = [
        words.encode(),
        codecs.BOM_UTF8 + words.encode(),
        codecs.BOM_UTF16_LE + words.encode("utf-16-le"),
        words.replace("\n", "\r\n").encode(),
    ]
    for read in READERS:
        try:
            found = {read(decode("a", data)).flat for data in variants}
        except SourceError:
            continue
        assert len(found) == 1


def test_ten_thousand_nested_elements_are_read():
    depth = 10_000
    assert html("<div>" * depth + "x" + "</div>" * depth).flat == b"x"
    assert html("<span itemscope>" * depth + "x").flat == b"x"
    assert html("<ul><li>" * depth + "x").flat == b"x"
    assert markdown("> " * depth + "x\n").flat.endswith(b"x")
    assert markdown("[" * depth + "x" + "](y)" * depth + "\n").flat.endswith(b"x" + b"](y)" * (depth - 1))


def test_many_links_and_unclosed_tags_are_read():
    assert len(html("<a href=/x>y" * 20_000).links) == 20_000
    assert len(markdown("[x](/y) " * 20_000 + "\n").links) == 20_000
    assert html("</div>" * 20_000 + "<td></div>" * 20_000 + "x").flat == b"x"
    assert html("<p>" + "<svg>" * 20_000).flat == b""
