"""Copyright notices of the text and of metadata."""

from compliance.extractors.copyright_notices import EXTRACTOR
from compliance.model.article import Scope
from compliance.model.evidence import CopyrightNotice, Evidence, Target
from tests.extractors.extracting import in_markdown, in_page


def outline(found: list[Evidence]) -> list[tuple[tuple[str, ...], tuple[str, ...], Scope]]:
    return [(v.years, v.holders, item.scope) for item in found if isinstance(v := item.value, CopyrightNotice)]


def test_a_line_below_the_article_is_a_notice() -> None:
    assert outline(in_markdown(EXTRACTOR, "A text.\n\n© 2024 Ann Author")) == [
        (("2024",), ("Ann Author",), Scope.ARTICLE)
    ]


def test_the_word_in_prose_is_no_notice() -> None:
    assert in_markdown(EXTRACTOR, "Copyright is a difficult matter.") == []


def test_a_linked_and_doubled_holder_is_one_holder() -> None:
    value = in_markdown(EXTRACTOR, "Copyright © [The Fern](#), [The Fern](#), 2017")[0].value
    assert isinstance(value, CopyrightNotice)
    assert (value.holders, value.repeated, value.linked[0]) == (
        ("The Fern",),
        ("The Fern",),
        ("The Fern", Target.PLACEHOLDER),
    )


def test_the_footer_of_the_site_is_told_from_the_article() -> None:
    page = "<article><p>A text.</p><p>Copyright 2008 Moss News</p></article><footer>&copy; 2019 Fern Media Ltd</footer>"
    assert outline(in_page(EXTRACTOR, page)) == [
        (("2008",), ("Moss News",), Scope.ARTICLE),
        (("2019",), ("Fern Media Ltd",), Scope.SITE),
    ]


def test_a_caption_speaks_of_its_image() -> None:
    page = "<article><p>A text.</p><figure><img src='a.jpg'><figcaption>© Ann Photo</figcaption></figure></article>"
    assert outline(in_page(EXTRACTOR, page)) == [((), ("Ann Photo",), Scope.IMAGE)]


def test_metadata_may_leave_out_the_symbol() -> None:
    page = '<meta name="copyright" content="Fern Media Ltd"><p>A text.</p>'
    assert outline(in_page(EXTRACTOR, page)) == [((), ("Fern Media Ltd",), Scope.SITE)]


def test_structured_data_gives_holder_and_year() -> None:
    page = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "copyrightYear": 2021, '
        '"copyrightHolder": {"@type": "Organization", "name": "Fern Media"}}</script><p>A text.</p>'
    )
    assert outline(in_page(EXTRACTOR, page)) == [(("2021",), ("Fern Media",), Scope.ARTICLE)]


def test_front_matter_gives_a_notice() -> None:
    text = "---\ncopyright: © 2020 Ann Author\n---\nA text."
    assert outline(in_markdown(EXTRACTOR, text)) == [(("2020",), ("Ann Author",), Scope.ARTICLE)]


def test_code_holds_no_notice() -> None:
    assert in_markdown(EXTRACTOR, "```\n© 2024 Ann Author\n```") == []


def test_the_span_leads_to_the_notice() -> None:
    text = "Ein Weg über Öl.\r\n\r\n© 2024 Änne Autor\r\n"
    item = in_markdown(EXTRACTOR, text)[0]
    assert text.encode()[item.span.start : item.span.end].decode() == "© 2024 Änne Autor"
