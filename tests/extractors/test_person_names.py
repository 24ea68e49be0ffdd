"""Names out of bylines, and what is no name."""

import pytest

from compliance.extractors.person_names import is_name, split_names, tidy_name


def test_nothing_holds_no_name():
    assert list(split_names("")) == []


def test_one_name_stays_as_it_is():
    assert list(split_names("Ann B. Author")) == ["Ann B. Author"]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Author, Bea Writer and Carl Clerk",
        "Ann Author; Bea Writer; Carl Clerk",
        "Ann Author / Bea Writer / Carl Clerk",
        "Ann Author und Bea Writer und Carl Clerk",
        "Ann Author & Bea Writer & Carl Clerk",
    ],
)
def test_many_names_are_split_at_whatever_parts_them(text):
    assert list(split_names(text)) == ["Ann Author", "Bea Writer", "Carl Clerk"]


@pytest.mark.parametrize(
    "name",
    [
        "Łukasz Żółw",
        "Анна Автор",
        "山田太郎",
        "José da Silva",
        "Ludwig van Moos",
        "Seán O’Moss",
        "Änne Müller-Lüdenscheidt",
    ],
)
def test_names_of_any_script_are_names(name):
    assert list(split_names(name)) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dr. Ann Author", "Ann Author"),
        ("Ann Author, PhD", "Ann Author"),
        ("Ann Author (The Moss Weekly)", "Ann Author"),
        ("Ann Author ann@moss.example", "Ann Author"),
        ("Ann Author | updated 3 May 2020", "Ann Author"),
        ("Ann Author for The Moss Weekly", "Ann Author"),
        ("ann-author", "Ann Author"),
    ],
)
def test_titles_degrees_addresses_and_dates_are_cut(text, name):
    assert next(split_names(text)) == name


@pytest.mark.parametrize(
    "text",
    [
        "Editors",
        "admin",
        "Share",
        "10 May 2020",
        "moss grows on the wall",
        "https://moss.example/ann",
        "moss.com",
        "What Is Moss?",
        "The Town Of Moss And The Very Long Story Behind It All",
    ],
)
def test_what_is_no_name_is_refused(text):
    assert tidy_name(text) == ""


def test_a_degree_alone_is_no_name():
    assert tidy_name("PhD") == ""


def test_a_particle_needs_no_capital_but_a_name_does():
    assert is_name("Ludwig van Moos")
    assert not is_name("van der")
