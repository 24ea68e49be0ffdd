"""The article's title, from every carrier."""

from compliance.extractors import EXTRACTORS
from compliance.extractors.titles import EXTRACTOR
from compliance.model.article import Carrier
from compliance.model.evidence import Title
from tests.extractors.extracting import cut, find, in_markdown, in_page, values
from tests.readers.reading import markdown


def test_a_text_without_a_heading_has_no_title():
    assert in_markdown(EXTRACTOR, "Moss grew on the wall.") == []


def test_the_first_heading_is_the_title():
    assert values(in_markdown(EXTRACTOR, "# Moss grows\n\nMoss.\n\n## Walls\n\n# Mills")) == [Title("Moss grows")]


def test_a_lower_heading_is_trusted_less():
    assert [item.trust for item in in_markdown(EXTRACTOR, "# Moss")] == [75]
    assert [item.trust for item in in_markdown(EXTRACTOR, "## Moss")] == [40]


def test_many_carriers_may_name_it():
    record = '{"@type": "NewsArticle", "headline": "Moss grows"}'
    found = in_page(
        EXTRACTOR,
        '<head><title>Moss grows | Moss Weekly</title><meta property="og:title" content="Moss grows!">'
        f'<script type="application/ld+json">{record}</script></head><article><h1>Moss</h1><p>Moss grew.</p></article>',
    )
    assert [(item.value.text, item.carrier, item.trust) for item in found] == [
        ("Moss grows | Moss Weekly", Carrier.META, 50),
        ("Moss grows!", Carrier.META, 80),
        ("Moss grows", Carrier.JSON_LD, 85),
        ("Moss", Carrier.TEXT, 75),
    ]


def test_front_matter_is_trusted_most():
    found = in_markdown(EXTRACTOR, "---\ntitle: Moss grows\n---\n# Moss\n")
    assert [(item.value.text, item.trust) for item in found] == [("Moss grows", 90), ("Moss", 75)]


def test_a_title_in_any_script_has_single_spaces():
    assert values(in_markdown(EXTRACTOR, "#  Мох   растёт 苔")) == [Title("Мох растёт 苔")]


def test_a_span_leads_to_the_heading():
    article = markdown("Größe\n\n# Möss grows\n")
    assert cut(article, find(EXTRACTOR, article)[0]) == "Möss grows"


def test_a_heading_of_the_site_is_a_near_miss():
    found = in_page(
        EXTRACTOR, "<nav><h2>Sections</h2></nav><article><p>Moss grew on the wall of the mill.</p></article>"
    )
    assert found == []


def test_an_empty_title_is_a_near_miss():
    assert in_markdown(EXTRACTOR, '---\ntitle: ""\n---\nMoss.') == []


def test_it_comes_with_the_program():
    assert EXTRACTOR in EXTRACTORS
