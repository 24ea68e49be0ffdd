"""Reservations of rights in the text, and for machines."""

from compliance.extractors.reservations import EXTRACTOR
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
