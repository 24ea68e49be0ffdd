"""Which words of two sequences are the same ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.comparison.alignment import align

WORDS = st.lists(st.sampled_from("abcdefg"), max_size=40)


def differences(one: str, other: str) -> list[tuple[str, str]]:
    left, right = one.split(), other.split()
    return [(" ".join(left[a:b]), " ".join(right[c:d])) for a, b, c, d in align(left, right)]


def test_equal_sequences_do_not_differ():
    assert differences("the tide left", "the tide left") == []
    assert differences("", "") == []


def test_everything_differs_from_nothing():
    assert differences("", "the tide") == [("", "the tide")]
    assert differences("the tide", "") == [("the tide", "")]


def test_a_word_in_place_of_another():
    assert differences("the tide left the square", "the tide left the town") == [("square", "town")]


def test_several_differences_stand_in_order():
    assert differences("a b c d e f g h", "a x c d e g h i") == [("b", "x"), ("f", ""), ("", "i")]


def test_a_word_that_is_the_same_by_chance_parts_no_large_difference():
    old, new = "so it broke and the fishing fleet was lost", "so it broke . A new sentence added to the story by one"
    assert differences(old, new) == [("and the fishing fleet was lost", ". A new sentence added to the story by one")]


def test_what_was_moved_is_lost_and_added():
    assert differences("a1 a2 a3 a4 a5 b1 b2 b3 b4", "b1 b2 b3 b4 a1 a2 a3 a4 a5") == [
        ("", "b1 b2 b3 b4"),
        ("b1 b2 b3 b4", ""),
    ]


def apply(one: list[str], other: list[str]) -> list[str]:
    made, at = [], 0
    for a, b, c, d in align(one, other):
        made += one[at:a] + other[c:d]
        at = b
    return made + one[at:]


@given(WORDS, WORDS)
def test_the_differences_lead_from_one_to_the_other(one: list[str], other: list[str]):
    assert apply(one, other) == other


@pytest.mark.parametrize("count", [100_000])
def test_a_hundred_thousand_like_words_are_no_burden(count: int):
    assert list(align(["x"] * count, ["x"] * (count - 5))) == [(count - 5, count, count - 5, count - 5)]
