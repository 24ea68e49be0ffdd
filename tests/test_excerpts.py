"""The line that a problem speaks of: the caret stands below its character, whatever else is on the line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from compliance.cli.excerpts import WIDTH, Excerpts, render_excerpt
from compliance.errors import Problem


def test_the_line_is_shown_with_its_number_and_a_caret():
    assert render_excerpt(3, 11, "severity: eror") == "    3 | severity: eror\n      |           ^\n"


def test_a_number_of_many_digits_moves_line_and_caret_alike():
    assert render_excerpt(123456, 1, "a") == "123456 | a\n       | ^\n"


def test_wide_characters_take_two_columns():
    assert render_excerpt(1, 8, "題名: 日本 x") == "    1 | 題名: 日本 x\n      |            ^\n"


def test_marks_that_take_no_column_move_no_caret():
    assert render_excerpt(1, 6, "e\u0301té x") == "    1 | e\u0301té x\n      |     ^\n"


def test_a_tab_is_shown_as_four_spaces():
    assert render_excerpt(1, 2, "\tkey: 1") == "    1 |     key: 1\n      |     ^\n"


@pytest.mark.parametrize(
    ("sign", "shown"), [("\x1b", "␛"), ("\x00", "␀"), ("\x7f", "␡"), ("\x9b", "<U+009B>"), ("\u202e", "<U+202E>")]
)
def test_what_would_steer_a_terminal_is_made_harmless(sign, shown):
    assert render_excerpt(1, 1, f"a{sign}[2J") == f"    1 | a{shown}[2J\n      | ^\n"


def test_a_column_behind_the_end_of_the_line_is_shown_at_its_end():
    assert render_excerpt(1, 99, "ab") == "    1 | ab\n      |   ^\n"


def test_an_empty_line_has_a_caret():
    assert render_excerpt(2, 1, "") == "    2 |\n      | ^\n"


def test_a_long_line_is_cut_around_the_column():
    line, caret = render_excerpt(1, 301, "x" * 300 + "y" + "z" * 300).splitlines()

    assert line[caret.index("^")] == "y"
    assert line.startswith("    1 | …xxx")
    assert line.endswith("zzz…")
    assert len(line) <= WIDTH + 10


@given(st.text(st.characters(exclude_characters="\r\n"), max_size=300), st.integers(1, 310))
def test_the_caret_stands_within_what_is_shown(text, column):
    line, caret = render_excerpt(1, column, text).splitlines()

    assert wcswidth(line) <= WIDTH + 20
    assert len(caret) <= max(wcswidth(line) + 1, 9)
    assert caret.endswith("^")


def test_a_file_is_read_once_for_all_its_problems(tmp_path):
    path = tmp_path / "x.toml"
    path.write_text("a = 1\nb = 2\n", encoding="utf-8")
    excerpts = Excerpts()
    first = excerpts.render(Problem(str(path), 1, 1, "wrong"))
    path.unlink()

    assert first.startswith("    1 | a = 1\n")
    assert excerpts.render(Problem(str(path), 2, 1, "wrong")).startswith("    2 | b = 2\n")


def test_where_there_is_no_line_nothing_is_shown(tmp_path):
    (tmp_path / "x.toml").write_text("a = 1", encoding="utf-8")
    excerpts = Excerpts()

    for path, line in [
        ("", 1),
        (str(tmp_path), 1),
        ("gone.toml", 1),
        (str(tmp_path / "x.toml"), 0),
        (str(tmp_path / "x.toml"), 9),
    ]:
        assert excerpts.render(Problem(path, line, 1, "wrong")) == ""


def test_a_byte_order_mark_and_wrong_bytes_move_nothing(tmp_path):
    (tmp_path / "x.yaml").write_bytes(b"\xef\xbb\xbfa: \xff1\r\n")

    assert Excerpts().render(Problem(str(tmp_path / "x.yaml"), 1, 5, "wrong")) == "    1 | a: �1\n      |     ^\n"
