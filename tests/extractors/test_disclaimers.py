"""Disclaimers, and sentences of prose that only sound like one."""

import pytest

from compliance.extractors.disclaimers import EXTRACTOR
from compliance.model.evidence import Disclaimer
from tests.extractors.extracting import in_markdown, values


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("The views expressed in this article do not necessarily reflect those of The Fern.", "views"),
        ("Opinions expressed are solely my own and do not express the views of my employer.", "views"),
        ("The contents of this article are of sole responsibility of the author.", "responsibility"),
        ("The Fern is not responsible for the content of external sites.", "links"),
        ("The information on this site is not intended as a substitute for medical advice.", "advice"),
        ("Die Meinung der Autorin spiegelt nicht notwendigerweise die der Redaktion wider.", "views"),
        ("Alle Angaben ohne Gewähr.", "responsibility"),
        ("Cet article n'engage que son auteur.", "views"),
        ("Este artículo no refleja necesariamente la opinión de La Boya.", "views"),
        ("Мнение редакции может не совпадать с мнением автора.", "views"),
        ("本文仅代表作者观点。", "views"),
    ],
)
def test_a_sentence_disclaims(text: str, about: str) -> None:
    assert Disclaimer(about) in values(in_markdown(EXTRACTOR, f"A text.\n\n{text}"))


@pytest.mark.parametrize(
    "text",
    [
        "A spokesman said that nobody was responsible for the delay.",
        "There is no guarantee that the bridge opens in May.",
        "Her views are well known.",
        "A heading without sense.",
    ],
)
def test_prose_disclaims_nothing(text: str) -> None:
    assert in_markdown(EXTRACTOR, text) == []


def test_one_sentence_is_one_disclaimer_of_a_kind() -> None:
    text = "The views and opinions expressed here are those of the authors and do not necessarily reflect our views."
    assert values(in_markdown(EXTRACTOR, text)) == [Disclaimer("views")]


def test_the_text_is_the_sentence() -> None:
    text = "Thanks to all. The views expressed here do not necessarily reflect those of Öl & Co. More below."
    assert in_markdown(EXTRACTOR, text)[0].text.startswith("The views expressed here")


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Nothing in this article constitutes legal advice.", "advice"),
        ("The views expressed on fern.example are their own and not that of the website.", "views"),
    ],
)
def test_a_notice_may_name_hosts_and_advice(text: str, about: str) -> None:
    assert values(in_markdown(EXTRACTOR, text)) == [Disclaimer(about)]


@pytest.mark.parametrize(
    "text",
    [
        "The senator's views do not reflect those of his party, she said.",
        "It recognises that a hospital is responsible for its patients.",
    ],
)
def test_what_prose_says_of_views_and_responsibility_is_no_disclaimer(text: str) -> None:
    around = "The water came in May and stayed.\n\n" * 12
    assert in_markdown(EXTRACTOR, f"{around}{text}\n\n{around}") == []
