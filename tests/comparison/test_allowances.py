"""Changes of style, spelling, time and place: those that pass, those that only a person can tell, and near misses."""

import pytest

from compliance.comparison import ALLOWANCES
from compliance.comparison.allowances import Allowances, weigh_changes
from compliance.comparison.difference import Passage, compare


def weigh(old: str, new: str, *allowed: str, language: str = "en") -> list[str]:
    found = compare([Passage(old, 0)], [Passage(new, 0)])
    allowances = Allowances(allowed, language)
    weighed = weigh_changes(found.changes, allowances, original=found.original, copy=found.copy)
    return [str(standing) for _, standing in weighed]


STYLE = [
    ("E-mail, they said, is fine.", "email they said is fine."),
    ("ten per cent of boats", "10 percent of boats"),
    ("ten percent of boats", "10% of boats"),
    ("in the U.S. alone", "in the US alone"),
    ("1,000 boats", "1000 boats"),
    ("Bread & butter", "Bread and butter"),
    ("He left; she stayed.", "He left. She stayed."),
]


@pytest.mark.parametrize(("old", "new"), STYLE)
def test_house_style_passes_where_it_is_allowed(old: str, new: str):
    assert weigh(old, new, "style") == []
    assert weigh(old, new, "time", "place", "spelling") != []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("it cost 3.5 million", "it cost 35 million"),
        ("it cost $5 a day", "it cost €5 a day"),
        ("did he go?", "did he go."),
        ("10 5 boats", "105 boats"),
        ("he did not go", "he did go"),
    ],
)
def test_what_says_something_else_is_no_style(old: str, new: str):
    assert weigh(old, new, *ALLOWANCES) == ["other"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("the harbour is grey", "the harbor is gray"),
        ("they organised defences", "they organized defenses"),
        ("the kerb of the centre's street", "the curb of the center's street"),
        ("Colour matters", "Color matters"),
    ],
)
def test_spelling_passes_where_it_is_allowed(old: str, new: str):
    assert weigh(old, new, "spelling") == []
    assert weigh(old, new, "style", "spelling") == []
    assert weigh(old, new, "style", "time", "place")[:1] == ["other"]


def test_swiss_spelling_is_spelling():
    assert weigh("die Straße", "die Strasse", "spelling", language="de") == []
    assert weigh("die Straße", "die Strasse", language="de") == ["other"]


@pytest.mark.parametrize(("old", "new"), [("four boats", "for boats"), ("the tour", "the tor"), ("a metre", "a mitre")])
def test_words_that_look_like_spellings_are_others(old: str, new: str):
    assert weigh(old, new, "spelling") == ["other"]


@pytest.mark.parametrize(
    ("old", "new", "language"),
    [
        ("He said today that", "He said on Tuesday that", "en"),
        ("He said today that", "He said on May 3, 2024, that", "en"),
        ("He said on Tuesday that", "He said on Tuesday, May 3, that", "en"),
        ("He said last week that", "He said two weeks ago that", "en"),
        ("He said on Tuesday that", "He said on May 3rd that", "en"),
        ("Er sagte heute, dass", "Er sagte am Dienstag, dass", "de"),
        ("Il a dit hier que", "Il a dit lundi que", "fr"),
        ("Dijo ayer que", "Dijo el lunes que", "es"),
        ("Disse ontem que", "Disse na segunda-feira que", "pt"),
        ("Disse ieri che", "Disse lunedì che", "it"),
        ("Hij zei gisteren dat", "Hij zei maandag dat", "nl"),
        ("Er sagte heute, dass", "Er sagte am Dienstag, dass", ""),
    ],
)
def test_a_relative_time_may_become_a_date(old: str, new: str, language: str):
    assert weigh(old, new, "time", language=language) == []
    assert weigh(old, new, "style", "place", language=language) == ["other"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("He said on Tuesday that", "He said on Wednesday that"),
        ("He said on May 3 that", "He said on May 5 that"),
        ("two weeks ago", "six weeks ago"),
        ("last week it rained", "last year it rained"),
        ("He said yesterday that", "He said that"),
        ("In 2023 it rained", "In 2024 it rained"),
        ("It rained.", "It rained on Monday."),
    ],
)
def test_another_time_is_another_fact(old: str, new: str):
    assert weigh(old, new, "time") == ["other"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("in Portland that", "in Portland, Oregon, that"),
        ("in Portland that", "in Portland (Maine) that"),
        ("in Raleigh that", "in Raleigh, N.C., that"),
        ("people here said", "people in Harbor Town said"),
        ("in this country is", "in the United States is"),
    ],
)
def test_a_known_place_may_be_added_or_named(old: str, new: str):
    assert weigh(old, new, "place") == []
    assert weigh(old, new, "style", "time", "spelling") == ["other"]


def test_whether_an_unknown_name_is_a_place_a_person_must_see():
    assert weigh("in Portland that", "in Portland, Harborland, that", "place") == ["unsure"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Mayor Smith said", "Mayor Jones said"),
        ("in Portland that", "in Boston that"),
        ("in Portland, Oregon, that", "in Portland that"),
        ("it fell in Portland that", "it fell, luckily, in Portland that"),
    ],
)
def test_another_name_is_another_fact(old: str, new: str):
    assert weigh(old, new, "place") == ["other"]


def test_of_a_language_without_vocabulary_a_person_is_asked():
    assert weigh("Он сказал сегодня что", "Он сказал вчера что", "time", language="ru") == ["unsure"]
    assert weigh("Он сказал сегодня что", "Он сказал вчера что", "style", language="ru") == ["other"]


def test_changes_side_by_side_are_one():
    assert weigh("the big old tide of May left us", "the small old flood of May left us", *ALLOWANCES) == ["other"]
