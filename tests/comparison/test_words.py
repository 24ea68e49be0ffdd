"""Words in one form: typography does not count, words do."""

import pytest

from compliance.comparison.words import find_words, is_word, split_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“The city’s tide…”", '"The city\'s tide..."'),
        ("a tide – a storm", "a tide -- a storm"),
        ("so\u00adlid ground", "solid ground"),
        ("well‐kept", "well-kept"),
        ("the\u00a0tide \n left", "the tide left"),
        ("cafe\u0301", "café"),
        ("„Die Flut“, sagte er", "»Die Flut«, sagte er"),
        ("the boys' boat", "the boys’ boat"),
        ("ｆｕｌｌ", "full"),
    ],
)
def test_typographic_forms_are_one(one: str, other: str):
    assert split_words(one) == split_words(other)


@pytest.mark.parametrize(
    ("one", "other"), [("its", "it's"), ("Tide", "tide"), ("3.5", "35"), ("resume", "résumé"), ("he?", "he!")]
)
def test_near_misses_stay_apart(one: str, other: str):
    assert split_words(one) != split_words(other)


def test_numbers_and_abbreviations_are_whole():
    assert split_words("The U.S. paid 1,000.50 at 5 p.m.") == ("The", "U.S.", "paid", "1,000.50", "at", "5", "p.m.")


def test_scripts_without_spaces_are_told_sign_by_sign():
    assert split_words("水は正午。") == ("水", "は", "正", "午", "。")


@pytest.mark.parametrize("text", ["", "  ", "a “b” c…", "水は12月3日", "x\u200by", "e\u0301 --- ''"])
def test_every_word_has_a_place(text: str):
    assert len(list(find_words(text))) == len(split_words(text))


def test_signs_are_no_words():
    assert [is_word(word) for word in ("tide", "3", "-", "…")] == [True, True, False, False]
