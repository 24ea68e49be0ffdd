"""Reservations of rights in the text, and for machines."""

import pytest

from compliance.extractors.licenses import EXTRACTOR as LICENSES
from compliance.extractors.reservations import EXTRACTOR
from compliance.model.article import Carrier, Scope
from compliance.model.evidence import Reservation
from tests.extractors.extracting import in_markdown, in_page, values


def test_all_rights_may_be_reserved() -> None:
    assert values(in_markdown(EXTRACTOR, "© 2020 The Fern. All rights reserved.")) == [
        Reservation("all-rights-reserved")
    ]


def test_other_languages_reserve_too() -> None:
    assert values(in_markdown(EXTRACTOR, "Alle Rechte vorbehalten.")) == [Reservation("all-rights-reserved")]


def test_training_of_models_may_be_refused() -> None:
    text = "Use of this article for training AI models is prohibited."
    assert values(in_markdown(EXTRACTOR, text)) == [Reservation("no-ai-training")]


def test_metadata_may_refuse_machines() -> None:
    page = '<meta name="robots" content="noai, noindex"><meta name="tdm-reservation" content="1"><p>A text.</p>'
    assert values(in_page(EXTRACTOR, page)) == [
        Reservation("no-ai-training"),
        Reservation("no-index"),
        Reservation("no-tdm"),
    ]


def test_a_table_may_be_reserved_in_prose() -> None:
    assert in_markdown(EXTRACTOR, "The table by the window was reserved; all rights of way were open.") == []


@pytest.mark.parametrize("word", ["noai", "noimageai", "noml", "notrain", "NOAI", "max-snippet:20,noai"])
def test_robots_words_against_training_are_known(word):
    assert values(in_page(EXTRACTOR, f'<meta name="robots" content="{word}"><p>A text.</p>')) == [
        Reservation("no-ai-training")
    ]


def test_what_is_closed_to_agents_that_collect_for_training_is_closed_to_that():
    page = '<meta name="GPTBot" content="noindex"><meta name="googlebot" content="none"><p>A text.</p>'
    assert values(in_page(EXTRACTOR, page)) == [Reservation("no-ai-training"), Reservation("no-index")]


def test_a_reservation_of_mining_names_its_terms():
    page = (
        '<meta name="tdm-reservation" content="1"><meta name="tdm-policy" content="https://fern.example/tdm.json">'
        "<p>A text.</p>"
    )
    assert values(in_page(EXTRACTOR, page)) == [Reservation("no-tdm", "https://fern.example/tdm.json")]


def test_front_matter_can_reserve_mining():
    text = "---\ntitle: The tide\ntdm-reservation: 1\nrobots: noai\n---\n\nThe water stayed.\n"
    found = in_markdown(EXTRACTOR, text)
    assert values(found) == [Reservation("no-tdm"), Reservation("no-ai-training")]
    assert {item.carrier for item in found} == {Carrier.FRONT_MATTER}


def test_a_license_for_machines_is_no_license_for_readers():
    page = '<link rel="license" type="application/rsl+xml" href="https://fern.example/license.xml"><p>A text.</p>'
    assert values(in_page(EXTRACTOR, page)) == [Reservation("machine-terms", "https://fern.example/license.xml")]
    assert in_page(LICENSES, page) == []


def test_a_license_for_readers_is_none_for_machines():
    page = '<link rel="license" href="https://creativecommons.org/licenses/by/4.0/"><p>A text.</p>'
    assert in_page(EXTRACTOR, page) == []
    assert [value.id for value in values(in_page(LICENSES, page))] == ["CC-BY-4.0"]


def test_terms_for_machines_can_stand_in_the_page_and_forbid_training():
    page = (
        '<script type="application/rsl+xml"><rsl xmlns="https://rslstandard.org/rsl"><content url="/"><license>'
        '<permits type="usage">search</permits><prohibits type="usage">ai-train, ai-input</prohibits>'
        "</license></content></rsl></script><p>A text.</p>"
    )
    assert values(in_page(EXTRACTOR, page)) == [Reservation("machine-terms"), Reservation("no-ai-training")]


@pytest.mark.parametrize(
    "ban", ['<prohibits type="geo">ai-train</prohibits>', '<permits type="usage">all</permits>', ""]
)
def test_terms_for_machines_that_forbid_no_training_are_only_to_be_read(ban):
    page = f'<script type="application/rsl+xml"><rsl>{ban}</rsl></script><p>A text.</p>'
    assert values(in_page(EXTRACTOR, page)) == [Reservation("machine-terms")]


def test_an_open_element_of_such_terms_ends_in_no_time():
    page = '<script type="application/rsl+xml">' + '<prohibits type="usage">ai' * 20_000 + "</script><p>A text.</p>"
    assert values(in_page(EXTRACTOR, page)) == [Reservation("machine-terms")]


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED", "no-tdm"),
        ("DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING", "no-tdm"),
        ("DMI-PROHIBITED-AIMLTRAINING", "no-ai-training"),
        ("DMI-PROHIBITED-GENAIMLTRAINING", "no-ai-training"),
        ("DMI-PROHIBITED-SEECONSTRAINT", "machine-terms"),
    ],
)
def test_photo_metadata_words_can_reserve_mining(code, what):
    page = f'<meta property="plus:DataMining" content="{code}"><p>A text.</p>'
    assert values(in_page(EXTRACTOR, page)) == [Reservation(what)]


def test_photo_metadata_of_one_image_speak_of_that_image():
    page = (
        '<script type="application/ld+json">{"@type": "ImageObject", "contentUrl": "https://fern.example/a.jpg", '
        '"plus:DataMining": "DMI-PROHIBITED"}</script><p>A text.</p>'
    )
    assert [(item.value, item.scope) for item in in_page(EXTRACTOR, page)] == [(Reservation("no-tdm"), Scope.IMAGE)]


@pytest.mark.parametrize(
    "meta",
    [
        '<meta name="tdm-reservation" content="0">',
        '<meta name="tdm-policy" content="https://fern.example/tdm.json">',
        '<meta property="plus:DataMining" content="DMI-ALLOWED">',
        '<meta property="plus:DataMining" content="DMI-UNSPECIFIED">',
        '<meta name="robots" content="index, follow, max-snippet:20">',
        '<meta name="description" content="noai">',
        '<script type="application/rsl+xml"> </script>',
    ],
)
def test_what_reserves_nothing_is_a_near_miss(meta):
    assert in_page(EXTRACTOR, f"{meta}<p>A text.</p>") == []
