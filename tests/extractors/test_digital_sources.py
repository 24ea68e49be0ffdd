"""How pictures came about, as metadata say."""

import pytest

from compliance.extractors import EXTRACTORS
from compliance.extractors.digital_sources import EXTRACTOR, read_code
from compliance.model.article import Carrier, Scope
from compliance.model.evidence import DigitalSource
from tests.extractors.extracting import cut, find, in_markdown, in_page, values
from tests.readers.reading import html

MADE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
IMAGE = f'{{"@type": "ImageObject", "digitalSourceType": "{MADE}"}}'


def in_records(text):
    return in_page(EXTRACTOR, f'<script type="application/ld+json">{text}</script><p>Größe.</p>')


def test_a_page_without_metadata_tells_nothing():
    assert in_page(EXTRACTOR, '<p>Moss.</p><img src="a.jpg" alt="digitalSourceType">') == []


def test_one_image_tells_it():
    found = in_records(IMAGE)
    assert [(item.value, item.scope, item.carrier) for item in found] == [
        (DigitalSource("trainedAlgorithmicMedia"), Scope.IMAGE, Carrier.JSON_LD)
    ]


def test_many_images_of_an_article_tell_it():
    found = in_records(f'{{"@type": "NewsArticle", "headline": "Moss", "image": [{IMAGE}, {IMAGE}]}}')
    assert [item.scope for item in found] == [Scope.IMAGE, Scope.IMAGE]


def test_an_article_can_tell_it_of_itself():
    found = in_records(f'{{"@type": "NewsArticle", "headline": "Moss", "digitalSourceType": "{MADE}"}}')
    assert [item.scope for item in found] == [Scope.ARTICLE]


def test_a_field_of_the_page_or_of_front_matter_tells_it():
    assert values(in_page(EXTRACTOR, f'<meta name="digitalSourceType" content="{MADE}"><p>Moss.</p>')) == [
        DigitalSource("trainedAlgorithmicMedia")
    ]
    assert values(in_markdown(EXTRACTOR, "---\ndigitalSourceType: digitalCapture\n---\n\nMoss.\n")) == [
        DigitalSource("digitalCapture")
    ]


def test_a_span_leads_to_the_value():
    article = html(f'<p>Größe.</p><script type="application/ld+json">{IMAGE}</script>')
    assert MADE in cut(article, find(EXTRACTOR, article)[0])


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (MADE, "trainedAlgorithmicMedia"),
        (f"{MADE}/", "trainedAlgorithmicMedia"),
        ("https://schema.org/TrainedAlgorithmicMediaDigitalSource", "trainedAlgorithmicMedia"),
        ("digitalCapture", "digitalCapture"),
        ("", ""),
    ],
)
def test_a_code_goes_by_several_names(value, code):
    assert read_code(value) == code


def test_it_comes_with_the_program():
    assert EXTRACTOR in EXTRACTORS
