"""Plain text, AsciiDoc's links and attributes, bare addresses, and guessing of formats."""

from compliance.readers.bare_links import find_bare_links
from compliance.readers.sniffing import guess_format
from tests.readers.reading import blocks, cut, fields, flat, links, text


def test_blank_lines_part_paragraphs():
    article = text("One\n\n  \nTwo\n")
    assert blocks(article) == [("paragraph", "article", "One"), ("paragraph", "article", "Two")]


def test_short_lines_stay_lines_and_wrapped_ones_are_joined():
    article = text(
        "By Ann Author\nThe Sample Post\n\nThis line is long enough to have been wrapped by an editor\nand goes on.\n"
    )
    assert flat(article) == (
        "By Ann Author\nThe Sample Post\nThis line is long enough to have been wrapped by an editor and goes on."
    )


def test_asciidoc_links_and_attributes_are_read():
    article = text(":author: Ann Ö\n= Title\n\nFrom https://o.example/a[The Outlet^] and link:/b[here].\n")
    assert fields(article) == {"author": "Ann Ö"}
    assert cut(article, article.fields[0].span) == "Ann Ö"
    assert links(article) == [("The Outlet", "https://o.example/a"), ("here", "/b")]
    assert flat(article) == "Title\nFrom The Outlet and here."
    assert cut(article, article.links[0].span) == "https://o.example/a[The Outlet^]"


def test_bare_addresses_end_before_the_sentence_does():
    assert list(find_bare_links("(see https://o.example/a_(b)), «www.x.example»… https://localnet".encode())) == [
        (5, 28, "https://o.example/a_(b)"),
        (33, 46, "http://www.x.example"),
    ]


def test_mail_addresses_are_links():
    assert list(find_bare_links(b"write to ann.b+c@mail.o.example, not to a@b or @ann")) == [
        (9, 31, "mailto:ann.b+c@mail.o.example")
    ]


def test_formats_are_guessed_from_the_name_or_else_from_the_text():
    assert guess_format("a.MD", "<html>") == "markdown"
    assert guess_format("a.adoc", "") == "text"
    assert guess_format("-", "<!-- saved -->\n<!DOCTYPE html><p>") == "html"
    assert guess_format("a.unknown", "Some words") == "markdown"
