"""Where one character of a text stands in its YAML: the value's own character is found at that very place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.yaml_marks import parse_yaml
from compliance.yaml_scalars import find_character


@pytest.mark.parametrize(
    "written",
    [
        "a: xy@z",
        "a: 'it''s @ here'",
        r'a: "tab \t and \x41 @"',
        "- |\n  one\n  two @ three\n",
        "- 1\n- {b: ['@']}",
        "a: |\n    @ at once",
        "é: ü @",
    ],
)
def test_a_character_is_found_where_it_is_written(written):
    file = parse_yaml("x.yaml", written.encode())
    keys, value = next(
        (keys, value)
        for keys in file.marks
        if "@" in (value := str(value_at(file.value, keys))) and isinstance(value_at(file.value, keys), str)
    )

    line, column = find_character(written, *file.marks[keys], value.index("@"))

    assert written.splitlines()[line - 1][column - 1] == "@"


def value_at(value, keys):
    for key in keys:
        value = value[key]
    return value


@pytest.mark.parametrize("written", ["a: >\n  one\n  @", 'a: "one\n  @"', "a: one\n  @ two"])
def test_where_lines_are_folded_the_place_is_that_of_the_text(written):
    assert find_character(written, 1, 4, 5) == (1, 4)


@given(st.text(max_size=40), st.integers(1, 5), st.integers(1, 50), st.integers(0, 50))
def test_nothing_breaks_it(text, line, column, index):
    found = find_character(text, line, column, index)

    assert found[0] >= line
    assert found[1] >= 1
