"""Counters that travel with a republished article: pixels, and whatever has a counter's address."""

import pytest

from compliance.extractors import EXTRACTORS
from compliance.extractors.licenses import EXTRACTOR as LICENSES
from compliance.extractors.origin_statements import EXTRACTOR as ORIGINS
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


PLUGIN = "https://lakesideledger.example/?republication-pixel=true&post=4711&ga4=G-1"
HANDOUT = f"""<article><h1>The tide that stayed</h1><p>By Ann Author</p><p>The water did not leave the square.</p>
<p>This <a href="https://lakesideledger.example/2024/05/tide/">article</a> first appeared on
<a href="https://lakesideledger.example">Lakeside Ledger</a> and is republished here under a
<a href="https://creativecommons.org/licenses/by-nd/4.0/">Creative Commons license</a>.</p>
<img id="republication-tracker-tool-source" src="{PLUGIN.replace("&", "&amp;")}" style="width:1px;height:1px;">
</article>"""


def test_the_counter_of_the_republication_tracker_tool_is_known_with_its_article():
    """What the plugin of that name, and its forks, put at the end of what they hand out."""
    assert values(in_page(EXTRACTOR, HANDOUT)) == [Tracker(PLUGIN, "lakesideledger.example", "img", "4711")]


def test_the_footer_of_that_tool_names_origin_and_license():
    (statement,) = [value for value in values(in_page(ORIGINS, HANDOUT)) if value.relation == "republished"]
    assert (statement.name, statement.url) == ("Lakeside Ledger", "https://lakesideledger.example/2024/05/tide/")
    assert [value.id for value in values(in_page(LICENSES, HANDOUT))] == ["CC-BY-ND-4.0"]


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
