"""Who publishes the page: metadata, structured data, the title's tail, front matter, datelines."""

import pytest

from compliance.extractors import EXTRACTORS
from compliance.extractors.publishers import EXTRACTOR
from compliance.model.article import Carrier, Scope
from compliance.model.evidence import Publisher
from tests.extractors.extracting import cut, find, in_markdown, in_page, values
from tests.readers.reading import markdown

HERE = "https://www.mossweekly.example/moss"


def page(head, url=None):
    return in_page(EXTRACTOR, f"<head>{head}</head><article><h1>Moss grows</h1><p>Moss grew.</p></article>", url)


def best(found):
    return max(found, key=lambda item: item.trust).value.name


def test_a_page_that_names_nobody_has_no_publisher():
    assert page("<title>Moss grows</title>", HERE) == []
    assert in_markdown(EXTRACTOR, "# Moss grows\n\nMoss grew.") == []


def test_one_name_in_metadata_is_the_sites():
    found = page('<meta property="og:site_name" content="Moos &amp; Wörter">')
    assert [(item.value, item.carrier, item.scope) for item in found] == [
        (Publisher("Moos & Wörter", "site"), Carrier.META, Scope.SITE)
    ]


def test_of_many_names_the_sites_own_is_trusted_most():
    found = page(
        '<meta name="publisher" content="Moss Media"><meta property="og:site_name" content="Moss Weekly">'
        '<meta name="application-name" content="Moss App">'
    )
    assert best(found) == "Moss Weekly"


def test_a_companys_legal_name_is_trusted_less_than_a_name():
    found = page('<meta name="publisher" content="Moss Holding Ltd">')
    assert [(item.value.name, item.trust) for item in found] == [("Moss Holding Ltd", 35)]


def test_an_address_in_metadata_is_no_name():
    assert page('<meta name="publisher" content="https://pages.example/moss">') == []


def test_structured_data_names_the_publisher():
    record = '{"@type": "NewsArticle", "publisher": {"@type": "Organization", "name": "Moss Weekly"}}'
    found = page(f'<script type="application/ld+json">{record}</script>')
    assert [(item.value, item.carrier) for item in found] == [(Publisher("Moss Weekly"), Carrier.JSON_LD)]


def test_the_record_of_the_site_names_it():
    found = page('<script type="application/ld+json">{"@type": "WebSite", "name": "Moss Weekly"}</script>')
    assert values(found) == [Publisher("Moss Weekly", "site")]


@pytest.mark.parametrize(
    "title",
    [
        "Moss grows - Moss Weekly - Nature",
        "Moss Weekly: Moss grows",
        "Moss Weekly | Nature | Moss grows",
        "The walls of the mill « Moss Weekly",
        "moss_mill_Moss Weekly",
    ],
)
def test_the_part_of_a_title_that_the_host_bears_out_is_the_outlet(title):
    assert values(page(f"<title>{title}</title>", HERE)) == [Publisher("Moss Weekly", "site")]


def test_a_title_that_is_the_hosts_name_is_the_outlets():
    assert values(page("<title>The Moss Weekly</title>", HERE)) == [Publisher("The Moss Weekly", "site")]


def test_the_host_may_be_declared_by_the_page_itself():
    head = f'<title>Moss Weekly: News from the mill</title><link rel="canonical" href="{HERE}">'
    assert values(page(head)) == [Publisher("Moss Weekly", "site")]


def test_without_a_host_the_titles_last_part_is_taken_for_the_outlet():
    found = page("<title>Moss grows | Mühlenbote</title>")
    assert [(item.value, item.trust) for item in found] == [(Publisher("Mühlenbote", "site"), 40)]


def test_a_part_of_the_articles_own_title_is_no_outlet():
    assert page("<title>Moss - grows</title>") == []


def test_a_host_that_only_says_what_it_offers_bears_nothing_out():
    found = page("<title>News of walls | Mill Post</title>", "https://news.example/moss")
    assert values(found) == [Publisher("Mill Post", "site")]


def test_front_matter_names_the_publisher_of_the_article():
    found = in_markdown(EXTRACTOR, "---\npublisher: Моховой вестник\n---\nMoss grew.")
    assert [(item.value, item.scope) for item in found] == [(Publisher("Моховой вестник"), Scope.ARTICLE)]


def test_a_dateline_names_the_outlet_that_a_copy_was_taken_from():
    text = "# Moss\n\n[The Daily Fern](https://fern.example), May 9, 2017\n\nMoss grew."
    article = markdown(text)
    found = find(EXTRACTOR, article)
    assert values(found) == [Publisher("The Daily Fern", "dateline", "https://fern.example")]
    assert cut(article, found[0]) == "The Daily Fern"


@pytest.mark.parametrize(
    "line",
    [
        "Friday, May 9, 2017",
        "Freitag, 9. Mai 2017",
        "9 May 2017",
        "updated, May 9, 2017",
        "The Daily Fern, May 9, 2017, was read by many",
        "Room 12, May 9, 2017",
        "By Ann Author, 6 January 2024",
        "Written by: Ann Author — May 9, 2017",
        "Von Anna Beispiel, 9. Mai 2017",
        "Par Anne Exemple, 9 mai 2017",
        "Photo by Ann Author, May 9, 2017",
        "Edited by Ed Itor, May 9, 2017",
    ],
)
def test_a_date_without_an_outlet_is_a_near_miss(line):
    assert in_markdown(EXTRACTOR, f"# Moss\n\n{line}\n\nMoss grew.") == []


@pytest.mark.parametrize("name", ["Bystander Weekly", "Vonnegut Post", "Parish News", "De Varen", "Die Fähre"])
def test_a_dateline_whose_outlet_only_begins_like_a_byline_names_it(name):
    found = in_markdown(EXTRACTOR, f"# Moss\n\n{name}, May 9, 2017\n\nMoss grew.")
    assert values(found) == [Publisher(name, "dateline")]


def test_it_comes_with_the_program():
    assert EXTRACTOR in EXTRACTORS
