"""Licenses: granted for the article, for something else, or only spoken of."""

import pytest

from compliance.extractors.licenses import EXTRACTOR
from compliance.model.article import Carrier, Scope
from compliance.model.evidence import Evidence, Kind, LicenseStatement
from tests.extractors.extracting import in_markdown, in_page

DEED = "https://creativecommons.org/licenses/by/4.0/"


def outline(found: list[Evidence]) -> list[tuple[str, str, Scope]]:
    return [(item.kind, v.id, item.scope) for item in found if isinstance(v := item.value, LicenseStatement)]


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        (
            f"This work is licensed under a [Creative Commons Attribution 4.0 International License]({DEED}).",
            "CC-BY-4.0",
        ),
        (f"This article is published under {DEED}", "CC-BY-4.0"),
        ("This article is republished under a Creative Commons license.", "LicenseRef-CC"),
        ("This text is published under a Creative Commons Attribution license.", "LicenseRef-CC-BY"),
        ("Dieser Text steht unter der Lizenz CC BY-NC-ND 4.0.", "CC-BY-NC-ND-4.0"),
        ("Cet article est mis à disposition sous licence Creative Commons BY-SA 3.0 France.", "CC-BY-SA-3.0-FR"),
        ("Except where otherwise noted, content is available under CC BY-SA 3.0.", "CC-BY-SA-3.0"),
        (
            "この作品は クリエイティブ・コモンズ 表示 - 非営利 4.0 国際 ライセンスの下に提供されています。",
            "CC-BY-NC-4.0",
        ),
    ],
)
def test_a_sentence_grants_a_license(text: str, id_: str) -> None:
    assert outline(in_markdown(EXTRACTOR, f"A text.\n\n{text}")) == [(Kind.LICENSE_GRANT, id_, Scope.ARTICLE)]


@pytest.mark.parametrize(
    "text",
    [
        "The photo of the bridge is licensed under CC BY 2.0.",
        f"Photo: Ann Photo ([CC BY 4.0]({DEED}))",
        "Musik: Moss Band, CC BY 3.0",
    ],
)
def test_a_license_of_a_picture_or_song_is_not_the_articles(text: str) -> None:
    assert {scope for _, _, scope in outline(in_markdown(EXTRACTOR, f"A text.\n\n{text}"))} == {Scope.IMAGE}


def test_a_license_that_the_article_talks_about_is_a_mention() -> None:
    text = "Many authors choose Creative Commons, some CC BY 4.0, others none."
    assert {kind for kind, _, _ in outline(in_markdown(EXTRACTOR, text))} == {Kind.LICENSE_MENTION}


def test_users_contributions_are_not_the_article() -> None:
    page = "<article><p>A text.</p></article><footer><p>User contributions licensed under CC BY-SA 4.0</p></footer>"
    assert outline(in_page(EXTRACTOR, page)) == [(Kind.LICENSE_GRANT, "CC-BY-SA-4.0", Scope.COMMENT)]


def test_a_deed_behind_a_photographers_name_is_the_photos() -> None:
    page = f'<article><p>A text.</p><p><a href="{DEED}">Ann Photo</a></p></article>'
    assert {scope for _, _, scope in outline(in_page(EXTRACTOR, page))} == {Scope.IMAGE}


def test_a_badge_in_the_footer_is_declared_for_the_site() -> None:
    page = f'<article><p>A text.</p></article><footer><p><a href="{DEED}">CC BY 4.0</a></p></footer>'
    assert outline(in_page(EXTRACTOR, page)) == [(Kind.LICENSE_GRANT, "CC-BY-4.0", Scope.SITE)]


def test_a_link_with_rel_license_declares_one() -> None:
    found = in_page(EXTRACTOR, f'<link rel="license" href="{DEED}"><article><p>A text.</p></article>')
    assert [(item.carrier, item.value.id) for item in found if isinstance(item.value, LicenseStatement)] == [
        (Carrier.REL, "CC-BY-4.0")
    ]


def test_structured_data_declares_one_and_an_images_does_not_count() -> None:
    page = (
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "A day", '
        f'"license": "{DEED}"}}, {{"@type": "ImageObject", "license": "{DEED}"}}]}}</script><p>A text.</p>'
    )
    assert outline(in_page(EXTRACTOR, page)) == [(Kind.LICENSE_GRANT, "CC-BY-4.0", Scope.ARTICLE)]


def test_front_matter_declares_one() -> None:
    assert outline(in_markdown(EXTRACTOR, "---\nlicense: CC BY-SA 4.0\n---\nA text.")) == [
        (Kind.LICENSE_GRANT, "CC-BY-SA-4.0", Scope.ARTICLE)
    ]


def test_a_text_without_a_license_has_none() -> None:
    assert in_markdown(EXTRACTOR, "The council met in common.") == []


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Text: CC BY-SA 4.0", "CC-BY-SA-4.0"),
        ("All our content is CC BY-NC 4.0.", "CC-BY-NC-4.0"),
        ("© 2020 Ann Author, CC BY 4.0", "CC-BY-4.0"),
        (f"[![CC BY](https://i.creativecommons.org/l/by/4.0/88x31.png)]({DEED})", "CC-BY-4.0"),
    ],
)
def test_a_badge_or_notice_at_the_end_grants_a_license(text: str, id_: str) -> None:
    assert outline(in_markdown(EXTRACTOR, f"A text.\n\n{text}")) == [(Kind.LICENSE_GRANT, id_, Scope.ARTICLE)]


def test_the_organisation_is_no_license() -> None:
    text = "A text.\n\nThis post was originally posted on the primary Creative Commons blog."
    assert {kind for kind, _, _ in outline(in_markdown(EXTRACTOR, text))} == {Kind.LICENSE_MENTION}


def test_a_deed_beside_a_link_to_a_picture_is_the_pictures() -> None:
    page = (
        '<article><p>A text.</p><p class="license"><a href="https://creativecommons.org/licenses/by-nd/2.0/"></a> '
        '<a href="https://media.example/wiki/File:Fern.jpg">Ann Photo</a></p></article>'
    )
    assert {scope for _, _, scope in outline(in_page(EXTRACTOR, page))} == {Scope.IMAGE}


def test_many_licenses_in_one_line_do_not_all_count() -> None:
    assert len(in_markdown(EXTRACTOR, f"[x]({DEED}) " * 500)) == 60
