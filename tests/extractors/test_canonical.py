"""The address that a page declares as its own, or as the original's."""

import pytest

from compliance.extractors import EXTRACTORS
from compliance.extractors.canonical import EXTRACTOR
from compliance.model.article import Carrier
from compliance.model.evidence import CanonicalUrl
from tests.extractors.extracting import cut, find, in_markdown, in_page, values
from tests.readers.reading import html

MOSS = "https://mossweekly.example/moss"


def test_a_page_that_declares_nothing_has_no_address():
    assert in_page(EXTRACTOR, f'<article><p>See <a href="{MOSS}">the original</a>.</p></article>') == []


def test_one_link_declares_the_address():
    found = in_page(EXTRACTOR, f'<link rel="canonical" href="{MOSS}"><p>Moss.</p>')
    assert [(item.value, item.text) for item in found] == [(CanonicalUrl(MOSS), MOSS)]


def test_of_many_addresses_the_link_is_trusted_most():
    found = in_page(
        EXTRACTOR,
        '<meta property="og:url" content="https://m.mossweekly.example/">'
        f'<link rel="canonical" href="{MOSS}"><p>Moss.</p>',
    )
    assert [(item.value.url, item.trust) for item in found] == [("https://m.mossweekly.example/", 60), (MOSS, 90)]


@pytest.mark.parametrize("key", ["canonical_url", "canonicalURL", "canonicalUrl", "canonical"])
def test_front_matter_declares_the_address_of_the_original(key):
    found = in_markdown(EXTRACTOR, f"---\n{key}: {MOSS}\n---\nMoss.")
    assert [(item.value, item.carrier) for item in found] == [(CanonicalUrl(MOSS), Carrier.FRONT_MATTER)]


def test_an_address_in_another_script_is_kept_as_written():
    found = in_page(EXTRACTOR, '<link rel="canonical" href="https://bücher.example/größe?a=1&amp;b=2"><p>Moos.</p>')
    assert values(found) == [CanonicalUrl("https://bücher.example/größe?a=1&b=2")]


def test_a_span_leads_to_the_declaration():
    article = html(f'<p>Möss</p><link rel="canonical" href="{MOSS}"><p>Moss.</p>')
    assert MOSS in cut(article, find(EXTRACTOR, article)[0])


@pytest.mark.parametrize("value", ["null", "None", "~", '""'])
def test_an_address_that_is_none_is_a_near_miss(value):
    assert in_markdown(EXTRACTOR, f"---\ncanonical_url: {value}\n---\nMoss.") == []


@pytest.mark.parametrize("rel", ["alternate", "shortlink", "amphtml", "next"])
def test_a_link_of_another_kind_is_a_near_miss(rel):
    assert in_page(EXTRACTOR, f'<link rel="{rel}" href="{MOSS}"><p>Moss.</p>') == []


def test_it_comes_with_the_program():
    assert EXTRACTOR in EXTRACTORS
