"""Dates of publication and change, from every carrier."""

import pytest

from compliance.extractors import EXTRACTORS
from compliance.extractors.publication_dates import EXTRACTOR
from compliance.model.article import Carrier
from compliance.model.evidence import Date
from tests.extractors.extracting import cut, find, in_markdown, in_page, values
from tests.readers.reading import markdown

LONG = "Moss grew on the wall of the mill, and nobody minded it at all for many years. " * 3


def page(body="", head=""):
    return in_page(EXTRACTOR, f"<head>{head}</head><article><h1>Moss</h1>{body}<p>{LONG}</p></article>")


def test_a_text_without_a_date_has_none():
    assert in_markdown(EXTRACTOR, f"# Moss\n\n{LONG}") == []


def test_one_date_under_the_title_is_the_day_of_publication():
    assert values(in_markdown(EXTRACTOR, f"# Moss\n\nMay 9, 2017\n\n{LONG}")) == [Date("2017-05-09")]


def test_many_carriers_may_name_a_date():
    found = page(
        '<p><time class="date">9 May 2017</time></p>',
        '<meta property="article:published_time" content="2017-05-08T10:00:00Z">',
    )
    assert [(item.value.date, item.carrier, item.trust) for item in found] == [
        ("2017-05-08", Carrier.META, 90),
        ("2017-05-09", Carrier.TEXT, 66),
    ]


@pytest.mark.parametrize(
    "line", [r"9\. Mai 2017", "9 mai 2017", "9 de mayo de 2017", "9 maggio 2017", "9 мая 2017", "2017年5月9日"]
)
def test_months_are_known_in_many_languages(line):
    assert values(in_markdown(EXTRACTOR, f"# Moos\n\n{line}\n\n{LONG}")) == [Date("2017-05-09")]


def test_a_span_leads_to_the_date_alone():
    article = markdown("# Môss\n\nVeröffentlicht: 9. März 2017\n\nMoss grew.")
    assert cut(article, find(EXTRACTOR, article)[0]) == "9. März 2017"


def test_front_matter_is_trusted_most():
    found = in_markdown(EXTRACTOR, "---\ndate: 2017-05-09 10:00\n---\n# Moss\n\nMay 8, 2017\n")
    assert [(item.value.date, item.trust) for item in found] == [("2017-05-09", 95), ("2017-05-08", 60)]


def test_structured_data_tells_publication_from_change():
    record = '{"@type": "NewsArticle", "datePublished": "2017-05-09", "dateModified": "2017-06-01"}'
    found = page("", f'<script type="application/ld+json">{record}</script>')
    assert values(found) == [Date("2017-05-09"), Date("2017-06-01", "modified")]


@pytest.mark.parametrize("line", ["Updated May 9, 2017", "Last modified: May 9, 2017", "Aktualisiert am 9. Mai 2017"])
def test_a_date_of_change_is_no_date_of_publication(line):
    assert values(in_markdown(EXTRACTOR, f"# Moss\n\n{line}\n\n{LONG}")) == [Date("2017-05-09", "modified")]


def test_metadata_and_front_matter_name_changes_too():
    assert values(page("", '<meta property="article:modified_time" content="2017-06-01">')) == [
        Date("2017-06-01", "modified")
    ]
    assert values(in_markdown(EXTRACTOR, "---\nlastmod: 2017-06-01\n---\nMoss.")) == [Date("2017-06-01", "modified")]


def test_a_date_that_is_none_is_left_alone():
    assert in_markdown(EXTRACTOR, "---\ndate: soon\n---\nMoss.") == []


def test_a_day_that_a_sentence_tells_of_is_a_near_miss():
    line = "The mill was closed for good on May 9, 2017, when the last of its millers left the town for the coast."
    assert in_markdown(EXTRACTOR, f"# Moss\n\n{line}\n\n{LONG}") == []


def test_a_date_in_code_is_a_near_miss():
    assert in_markdown(EXTRACTOR, "# Moss\n\n```\nMay 9, 2017\n```") == []


STATED = "This article was originally published by [Moss Weekly](https://moss.example/a) on May 9, 2017."


def test_a_statement_of_origin_tells_when_the_original_was_published():
    text = f"{STATED} Moss grew on the wall of the mill, and nobody minded it at all for many years."
    found = in_markdown(EXTRACTOR, f"# Moss\n\n{LONG}\n\n{text}")
    assert values(found) == [Date("2017-05-09", "first-published")]


def test_a_short_statement_may_tell_this_copys_day_too():
    found = in_markdown(EXTRACTOR, f"# Moss\n\n{LONG}\n\n{STATED}")
    assert values(found) == [Date("2017-05-09"), Date("2017-05-09", "first-published")]


def test_the_date_of_a_statement_stands_where_its_words_do():
    article = markdown(f"# Überall Moos\n\n{STATED}\n")
    assert "May 9, 2017" in [cut(article, item) for item in find(EXTRACTOR, article)]


def test_a_statement_without_a_date_tells_none():
    assert in_markdown(EXTRACTOR, f"# Moss\n\n{LONG}\n\nFirst published by Moss Weekly.") == []


def test_a_date_of_the_next_sentence_is_not_the_statements():
    stated = STATED.replace(" on May 9, 2017", "")
    text = f"# Moss\n\n{LONG}\n\n{stated} The mill was closed for good on May 10, 2017. {LONG}"
    assert values(in_markdown(EXTRACTOR, text)) == []


def test_it_comes_with_the_program():
    assert EXTRACTOR in EXTRACTORS


@pytest.mark.parametrize(
    "text",
    [
        "---\npath: 2024/05/03/the-tide\n---\nThe tide came in.",
        "---\npermalink: /2024-05-03-the-tide.html\n---\nThe tide came in.",
        "---\nurl: https://fern.example/2024/5/3/\n---\nThe tide came in.",
    ],
)
def test_an_address_may_hold_the_date(text):
    assert [(item.value.date, item.value.role) for item in in_markdown(EXTRACTOR, text)] == [("2024-05-03", "address")]


@pytest.mark.parametrize(
    "address", ["/2024/the-tide", "/2024/05/the-tide", "/a/2024-13-45-the-tide", "/12024/05/03/", "/tides/20240503x"]
)
def test_other_numbers_of_an_address_are_no_date(address):
    assert in_markdown(EXTRACTOR, f"---\npermalink: {address}\n---\nThe tide came in.") == []
