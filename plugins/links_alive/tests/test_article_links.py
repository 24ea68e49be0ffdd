"""Which links of an article are asked."""

from functools import cache

import pytest
from compliance_links_alive.article_links import find_links

from compliance.api import Session
from compliance.model.origin import Origin
from compliance.model.seen import Seen

ARTICLE = """# The tide

*This article was first published by [The Weekly](https://weekly.example/tide). Read the [original
article](https://www.weekly.example/tide?utm=1), or [follow us](https://social.example/us).*

The water stayed. See [a study](https://study.example/x) and [an old story](https://weekly.example/old).

![A boat](boat.jpg)
*Photo: [Jane Doe](https://photos.example/jane/boat), [CC BY 2.0](https://creativecommons.org/licenses/by/2.0/)*

This article is licensed under a [Creative Commons Attribution 4.0 license](https://creativecommons.org/licenses/by/4.0/).
"""
ORIGIN = ["https://weekly.example/tide", "https://www.weekly.example/tide?utm=1"]
LICENSE = ["https://creativecommons.org/licenses/by/4.0/"]
CREDITS = ["https://photos.example/jane/boat", "https://creativecommons.org/licenses/by/2.0/"]


@cache
def session():
    return Session()


def see(text, name="a.md", **values):
    article = session().examiner.read_bytes(name, text.encode())
    evidence, _ = session().examiner.extract(article)
    return Seen(tuple(evidence), article=article, **values)


def find(text, role, name="a.md"):
    return [link.url for link in find_links(see(text, name), role)]


@pytest.mark.parametrize(
    ("role", "urls"),
    [("origin", ORIGIN), ("license", LICENSE), ("credits", CREDITS), ("all", [*ORIGIN, *CREDITS, *LICENSE])],
)
def test_links_are_told_apart_by_what_they_are_for(role, urls):
    assert find(ARTICLE, role) == urls


@pytest.mark.parametrize("role", ["origin", "license", "credits", "all"])
def test_an_article_without_links_has_none(role):
    assert find("# The tide\n\nThe water stayed.\n", role) == []


def test_a_link_stands_where_it_stands():
    seen = see(ARTICLE)

    assert [
        (link.words, seen.article.place(link.span).line, seen.article.place(link.span).column)
        for link in find_links(seen, "origin")
    ] == [("The Weekly", 3, 38), ("original article", 3, 90)]


def test_an_address_in_metadata_is_one_too():
    page = """<script type="application/ld+json">{"@type": "NewsArticle", "isBasedOn": "https://weekly.example/tide",
    "license": "https://creativecommons.org/licenses/by/4.0/"}</script><article><p>The water stayed.</p></article>"""

    assert find(page, "origin", "a.html") == ["https://weekly.example/tide"]
    assert find(page, "license", "a.html") == LICENSE


def test_an_address_that_the_configuration_gives_is_one_too():
    seen = see("The water stayed.\n", origins=(Origin("The Weekly", "https://weekly.example/tide"),))

    assert [(link.url, link.words, link.span) for link in find_links(seen, "origin")] == [
        ("https://weekly.example/tide", "The Weekly", None)
    ]


@pytest.mark.parametrize(
    "url", ["#", "/tide", "mailto:desk@weekly.example", "https://example.com/tide", "javascript:void(0)", ""]
)
def test_what_cannot_be_asked_is_left_to_other_checks(url):
    assert find(f"This article was first published by [The Weekly]({url}).\n", "all") == []


def test_the_same_address_at_two_places_is_found_at_both():
    credit = "This article was first published by [The Weekly](https://weekly.example/tide)."
    text = f"{credit}\n\nThe water stayed.\n\n{credit}\n"

    assert find(text, "origin") == ["https://weekly.example/tide"] * 2


def test_the_license_of_a_republished_article_is_no_link_to_its_origin():
    text = (
        "This article is republished from [The Weekly](https://weekly.example/tide) under a "
        "[Creative Commons license](https://creativecommons.org/licenses/by-nd/4.0/).\n"
    )

    assert find(text, "origin") == ["https://weekly.example/tide"]
    assert find(text, "license") == ["https://creativecommons.org/licenses/by-nd/4.0/"]


def test_other_languages_and_scripts_are_understood():
    text = "Dieser Artikel erschien zuerst bei [Wöchentlich](https://wöchentlich.example/über-die-flut).\n"

    assert find(text, "origin") == ["https://wöchentlich.example/über-die-flut"]
