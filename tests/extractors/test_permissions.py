"""What an article says of its own reuse."""

import pytest

from compliance.extractors.permissions import EXTRACTOR
from compliance.model.article import Scope
from compliance.model.evidence import Evidence, PermissionStatement
from tests.extractors.extracting import in_markdown, in_page


def effects(found: list[Evidence]) -> list[str]:
    return [v.effect for item in found if isinstance(v := item.value, PermissionStatement)]


@pytest.mark.parametrize(
    ("text", "effect"),
    [
        ("You are free to republish this article.", "grant"),
        ("This article may be reprinted without permission, provided the author is credited.", "grant"),
        ("Permission is given to share this message as long as it is posted in its entirety.", "grant"),
        ("Steal our stories.", "grant"),
        ("This material may not be published, broadcast, rewritten or redistributed.", "restriction"),
        ("Reproduction of this material without written permission is strictly prohibited.", "restriction"),
        ("Republished here with permission.", "obtained"),
        ("For reprint rights, contact desk@fern.example.", "contact"),
        ("Nachdruck, auch auszugsweise, nur mit schriftlicher Genehmigung des Verlags.", "restriction"),
        ("Toute reproduction de cet article sans autorisation est interdite.", "restriction"),
        ("Prohibida la reproducción total o parcial sin autorización expresa del editor.", "restriction"),
        ("Использование материалов сайта допускается только при наличии ссылки на «Берег».", "grant"),
        ("無断転載を禁じます。", "restriction"),
        ("转载请注明出处。", "grant"),
    ],
)
def test_a_sentence_speaks_of_reuse(text: str, effect: str) -> None:
    assert effects(in_markdown(EXTRACTOR, f"A text.\n\n{text}")) == [effect]


def test_grant_and_restriction_say_for_whom_and_how() -> None:
    text = (
        "The Centre for Harbor Research grants permission to cross-post its articles on community internet sites "
        "as long as the source and copyright are acknowledged together with a hyperlink to the original. For "
        "publication of our articles in print or other forms including commercial internet sites, contact: "
        "desk@harbor.example"
    )
    assert [item.value for item in in_markdown(EXTRACTOR, text)] == [
        PermissionStatement(
            "grant",
            uses=("community",),
            media=("web",),
            conditions=("attribution", "copyright", "link"),
            contact="desk@harbor.example",
            grantor="Centre for Harbor Research",
        ),
        PermissionStatement("restriction", uses=("commercial",), media=("print", "web"), contact="desk@harbor.example"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The tickets may not be used twice.",
        "Your phone cannot be used as a lamp.",
        "Feel free to write to us.",
        "She asked for permission to land.",
    ],
)
def test_prose_is_no_statement_on_reuse(text: str) -> None:
    assert in_markdown(EXTRACTOR, text) == []


def test_the_footer_speaks_for_the_site() -> None:
    page = "<article><p>A text.</p></article><footer><p>This material may not be republished.</p></footer>"
    assert [item.scope for item in in_page(EXTRACTOR, page)] == [Scope.SITE]


@pytest.mark.parametrize(
    "text",
    [
        "The law says that data may not be used without the written consent of the user.",
        "He was given permission to use the land.",
        "With the new code available, others will be able to reuse the entire base as they see fit.",
        "Use of the drug is prohibited in the valley.",
    ],
)
def test_law_and_business_in_the_middle_of_the_text_are_no_statement_on_reuse(text: str) -> None:
    around = "The water came in May and stayed.\n\n" * 12
    assert in_markdown(EXTRACTOR, f"{around}{text}\n\n{around}") == []


def test_a_ban_is_not_read_as_the_grant_that_its_last_words_would_be() -> None:
    text = "No part of this publication may be reproduced without prior permission of the publisher."
    assert [item.value.effect for item in in_markdown(EXTRACTOR, text)] == ["restriction"]


def test_a_restriction_on_photos_is_not_the_articles() -> None:
    assert [item.scope for item in in_markdown(EXTRACTOR, "Die Fotos dürfen nicht verwendet werden.")] == [Scope.IMAGE]


@pytest.mark.parametrize(
    ("text", "uses", "media"),
    [
        (
            "Die Übernahme auf anderen Internetseiten ist ohne schriftliche Genehmigung nicht gestattet.",
            (),
            ("web",),
        ),
        ("Nachdruck in Zeitungen und für gewerbliche Zwecke ist nicht gestattet.", ("commercial",), ("print",)),
        ("Toute reproduction à usage commercial est interdite.", ("commercial",), ()),
        ("Se prohíbe la reproducción con fines comerciales.", ("commercial",), ()),
    ],
)
def test_restrictions_say_for_whom_and_how_in_other_languages_too(text, uses, media):
    (found,) = [v for item in in_markdown(EXTRACTOR, text) if isinstance(v := item.value, PermissionStatement)]
    assert (found.effect, found.uses, found.media) == ("restriction", uses, media)


def test_metadata_can_say_where_a_license_is_to_be_had():
    page = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "The tide", '
        '"acquireLicensePage": "https://fern.example/license", "usageInfo": {"@type": "CreativeWork", '
        '"url": "https://fern.example/terms"}, "image": {"@type": "ImageObject", '
        '"acquireLicensePage": "https://photos.example/buy"}}</script><p>The water stayed.</p>'
    )
    found = in_page(EXTRACTOR, page)
    assert [(item.value.effect, item.value.contact, item.scope) for item in found] == [
        ("contact", "https://fern.example/license", Scope.ARTICLE),
        ("contact", "https://fern.example/terms", Scope.ARTICLE),
        ("contact", "https://photos.example/buy", Scope.IMAGE),
    ]


def test_a_license_page_that_is_a_deed_or_no_address_is_none_to_ask_at():
    page = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "The tide", "acquireLicensePage": '
        '"ask us", "usageInfo": "https://creativecommons.org/licenses/by/4.0/"}</script><p>The water stayed.</p>'
    )
    assert in_page(EXTRACTOR, page) == []
