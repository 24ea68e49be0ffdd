"""Where keys of a TOML file stand."""

import pytest

from compliance.errors import ConfigError
from compliance.toml_marks import find_key, parse_toml

TEXT = """\
# a comment
top = 1
a.b = 2

[tool.compliance]
  packs = []
"fail-on" = "x"

[tool.compliance.severity]
"copyright/notice-present" = "note"

[[origins]]
paths = ["one"]

[[origins]]
paths = ["two"]
context = { use = "x" }
"""


def test_a_key_of_the_root_is_found():
    assert find_key(TEXT, ("top",)) == (2, 1)


def test_a_dotted_key_is_found():
    assert find_key(TEXT, ("a", "b")) == (3, 1)


def test_an_indented_key_of_a_table_is_found():
    assert find_key(TEXT, ("tool", "compliance", "packs")) == (6, 3)


def test_a_quoted_key_is_found():
    assert find_key(TEXT, ("tool", "compliance", "fail-on")) == (7, 1)


def test_a_quoted_key_with_a_slash_is_found():
    assert find_key(TEXT, ("tool", "compliance", "severity", "copyright/notice-present")) == (10, 1)


def test_a_table_is_found_by_its_header():
    assert find_key(TEXT, ("tool", "compliance", "severity")) == (9, 1)


def test_the_second_of_two_tables_in_an_array_is_told_apart():
    assert find_key(TEXT, ("origins", 1, "paths")) == (16, 1)


def test_a_key_in_an_inline_table_is_placed_at_that_table():
    assert find_key(TEXT, ("origins", 1, "context", "use")) == (17, 1)


def test_a_missing_key_is_placed_at_its_table():
    assert find_key(TEXT, ("origins", 0, "publisher")) == (12, 1)


def test_nothing_like_it_is_placed_at_the_start():
    assert find_key(TEXT, ("nowhere",)) == (1, 1)


def test_a_key_inside_a_text_of_several_lines_is_no_key():
    assert find_key('note = """\nuse = 1\n"""\nuse = 2\n', ("use",)) == (4, 1)


def test_a_table_within_an_array_of_tables_is_in_the_last_one_of_these():
    text = '[[overrides]]\npaths = ["a"]\n[[overrides]]\n[overrides.severity]\n"a/b" = "off"\n'

    assert find_key(text, ("overrides", 1, "severity", "a/b")) == (5, 1)
    assert find_key(text, ("overrides", 0, "severity", "a/b")) == (1, 1)


@pytest.mark.parametrize("text", ["a = " + "[" * 50_000, "a = " + "{b = " * 50_000])
def test_what_is_nested_too_deeply_is_told(text):
    with pytest.raises(ConfigError, match=r"^waivers.toml: is nested too deeply; take brackets away$"):
        parse_toml("waivers.toml", text.encode())
