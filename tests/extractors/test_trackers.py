"""Counters that travel with a republished article: pixels, and whatever has a counter's address."""

import pytest

from compliance.extractors import EXTRACTORS
from compliance.extractors.trackers import EXTRACTOR
from compliance.model.article import Scope
from compliance.model.evidence import Tracker
from tests.extractors.extracting import cut, find, in_markdown, in_page, values
from tests.readers.reading import markdown

COUNTER = "https://counter.harborweekly.example/content/12345/count.gif"


def test_a_text_without_images_has_no_tracker():
    assert in_markdown(EXTRACTOR, "Moss grew on the wall.") == []


def test_one_counter_is_known_by_its_address():
    assert values(in_markdown(EXTRACTOR, f"Moss.\n\n![]({COUNTER})")) == [
        Tracker(COUNTER, "counter.harborweekly.example", "img", "12345")
    ]


def test_many_trackers_come_as_images_and_scripts():
    found = in_page(
        EXTRACTOR,
        '<article><p>Moss grew.</p><img src="https://pixel.moss.example/1.gif" width="1" height="1">'
        '<script src="https://mill.example/track.js?post=mill-7"></script></article>',
    )
    assert values(found) == [
        Tracker("https://pixel.moss.example/1.gif", "pixel.moss.example", "img", ""),
        Tracker("https://mill.example/track.js?post=mill-7", "mill.example", "script", "mill-7"),
    ]


def test_an_image_of_one_pixel_is_taken_for_a_tracker_but_trusted_less():
    found = in_page(EXTRACTOR, '<p>Moss.</p><img src="https://moss.example/a.gif" width="1" height="1">')
    assert [(item.value.url, item.trust) for item in found] == [("https://moss.example/a.gif", 50)]


def test_an_address_in_another_script_is_kept():
    url = "https://zähler.example/counter/größe"
    assert values(in_markdown(EXTRACTOR, f"![]({url})")) == [Tracker(url, "zähler.example", "img", "größe")]


def test_a_span_leads_to_the_counter():
    article = markdown(f"Größe ![]({COUNTER}) Moss.")
    assert cut(article, find(EXTRACTOR, article)[0]) == f"![]({COUNTER})"


def test_a_tracker_of_the_page_is_the_sites():
    found = in_page(
        EXTRACTOR, f'<article><p>Moss grew on the wall.</p></article><footer><p>Mill</p><img src="{COUNTER}"></footer>'
    )
    assert [item.scope for item in found] == [Scope.SITE]


@pytest.mark.parametrize(
    "image",
    [
        '<img src="https://moss.example/a.jpg" width="600" height="400">',
        '<img src="https://moss.example/a.jpg">',
        '<img src="https://moss.example/a.jpg" width="1" height="20">',
        '<img src="https://moss.example/encounter.jpg">',
        '<img src="https://encounter.moss.example/discounts.jpg">',
        '<img src="data:image/gif;base64,R0lGOD" width="1" height="1">',
    ],
)
def test_a_picture_is_a_near_miss(image):
    assert in_page(EXTRACTOR, f"<article><p>Moss grew.</p>{image}</article>") == []


def test_it_comes_with_the_program():
    assert EXTRACTOR in EXTRACTORS
