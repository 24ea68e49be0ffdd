"""Reading YAML with places: what is understood, what is refused, and where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.errors import PackError
from compliance.yaml_marks import parse_yaml, read_yaml


def mistakes(text: str) -> list[str]:
    with pytest.raises(PackError) as caught:
        parse_yaml("x.yaml", text.encode())
    return [str(problem) for problem in caught.value.problems]


def test_values_are_those_of_json():
    file = parse_yaml("x.yaml", b"a: text\nb: [1, 1.5, true]\nc: {d: '1'}\n")

    assert file.value == {"a": "text", "b": [1, 1.5, True], "c": {"d": "1"}}


@pytest.mark.parametrize(
    "word", ["yes", "no", "on", "off", "NO", "2026-11-20", "0.1.0", "12:30", "1_000", "0x1f", ".", "-"]
)
def test_what_only_old_yaml_takes_for_something_else_is_text(word: str):
    assert parse_yaml("x.yaml", f"[{word} ]".replace("[- ]", "['-']").encode()).value == [word]


def test_if_asked_for_every_scalar_is_text():
    assert parse_yaml("x.yaml", b"[5, true, 1.5, 'x']", texts_only=True).value == ["5", "true", "1.5", "x"]


def test_every_value_has_its_line_and_column():
    file = parse_yaml("x.yaml", 'é: "x"\nlist:\n  - 1\n  - {ü: 2, b: 3}\n'.encode())

    assert file.marks == {
        (): (1, 1),
        ("é",): (1, 4),
        ("list",): (3, 3),
        ("list", 0): (3, 5),
        ("list", 1): (4, 5),
        ("list", 1, "ü"): (4, 9),
        ("list", 1, "b"): (4, 15),
    }


def test_every_key_has_its_line_and_column():
    file = parse_yaml("x.yaml", 'é: "x"\nmap: {ü: 2, b: 3}\n'.encode())

    assert file.key_marks == {("é",): (1, 1), ("map",): (2, 1), ("map", "ü"): (2, 7), ("map", "b"): (2, 13)}


def test_a_byte_order_mark_and_windows_line_ends_move_nothing():
    file = parse_yaml("x.yaml", b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")

    assert file.value == {"a": 1, "b": 2}
    assert file.marks["b",] == (2, 4)


def test_a_problem_with_what_is_not_there_stands_at_what_should_hold_it():
    file = parse_yaml("x.yaml", b"a:\n  b: 1\n")

    assert str(file.problem(("a", "c", 0), "the key 'c' is missing")) == "x.yaml:2:3: the key 'c' is missing"


def test_a_problem_can_stand_at_a_key():
    file = parse_yaml("x.yaml", b"a:\n  b: 1\n")

    assert str(file.problem(("a", "b"), "unknown", "leave it out", at_key=True)) == "x.yaml:2:3: unknown; leave it out"


def test_duplicate_keys_are_refused():
    assert mistakes("a: 1\nb:\n  c: 1\n  c: 2\n") == [
        "x.yaml:4:3: the key 'c' stands twice, first on line 3; keep one of them"
    ]


def test_aliases_are_refused():
    assert mistakes("a: &x [1]\nb: *x\n") == [
        "x.yaml:2:4: an alias (*) is not read here; write the value out, or put a text that starts with * in quotes"
    ]


def test_aliases_that_would_blow_up_are_refused_at_once():
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"

    assert len(mistakes(bomb)) == 4


def test_a_value_that_holds_itself_is_refused():
    assert mistakes("a: &x [*x]\n") == [
        "x.yaml:1:8: an alias (*) is not read here; write the value out, or put a text that starts with * in quotes"
    ]


def test_merge_keys_are_refused():
    assert mistakes("<<: *x\n") == [
        "x.yaml:1:5: an alias (*) is not read here; write the value out, or put a text that starts with * in quotes"
    ]


def test_tags_are_refused():
    assert mistakes("a: !!int x\n") == [
        "x.yaml:1:4: the tag tag:yaml.org,2002:int is not read here; leave it out, and quote what is text"
    ]


@pytest.mark.parametrize("text", ["? [a]\n: 1\n", "? {a: 1}\n: 1\n"])
def test_keys_that_are_no_text_are_refused(text: str):
    assert mistakes(text) == ["x.yaml:1:3: a key must be text"]


@pytest.mark.parametrize("text", ["a:\n", "a: ~\n", "a: null\n"])
def test_missing_values_are_refused(text: str):
    assert [message.partition(": ")[2] for message in mistakes(text)] == [
        "a value is missing; leave the key out, or quote the text"
    ]


def test_a_quoted_null_is_text():
    assert parse_yaml("x.yaml", b"a: 'null'\nb: ''\n").value == {"a": "null", "b": ""}


def test_a_second_document_is_refused():
    assert mistakes("a: 1\n---\nb: 2\n") == ["x.yaml:2:1: a second document begins here; keep one document in a file"]


@pytest.mark.parametrize("text", ["", "\n", "# only a remark\n"])
def test_an_empty_file_is_refused(text: str):
    assert mistakes(text) == ["x.yaml:1:1: is empty; fill it in, or delete it"]


def test_broken_yaml_is_refused_with_what_to_do():
    assert mistakes("a: b: c\n") == [
        "x.yaml:1:5: is not valid YAML: a text that holds ': ' must be quoted; write a: \"…\""
    ]


def test_what_can_be_read_of_a_wrong_file_comes_with_its_problems():
    file, problems = read_yaml("x.yaml", b"a: 1\na: 2\nb: *x\n")

    assert file.value == {"a": 2, "b": None}
    assert [problem.line for problem in problems] == [2, 3]


def test_control_characters_are_refused():
    assert mistakes("a: 1\nb: \x01\n") == [
        "x.yaml:2:4: is not valid YAML: holds the control character U+0001; take it out"
    ]


@pytest.mark.parametrize(
    "text", ["[" * 300_000, "[" * 50 + "]" * 50, "a:\n" + "".join(" " * n + "-\n" for n in range(60))]
)
def test_deep_nesting_is_refused(text: str):
    assert "is nested more than 40 deep" in mistakes(text)[0]


def test_other_encodings_are_refused():
    with pytest.raises(PackError) as caught:
        parse_yaml("x.yaml", "a: 1\né: ü\n".encode() + b"b: \xff\n")

    assert str(caught.value) == "x.yaml:3:4: is not valid UTF-8; save it as UTF-8"


def test_huge_files_are_refused():
    with pytest.raises(PackError, match="is larger than 1 MiB"):
        parse_yaml("x.yaml", b"#" * (1 << 20) + b"#")


def test_several_mistakes_are_told_at_once():
    assert mistakes("a: 1\na: 2\nb: *x\nc: [\n") == [
        "x.yaml:2:1: the key 'a' stands twice, first on line 1; keep one of them",
        "x.yaml:3:4: an alias (*) is not read here; write the value out, or put a text that starts with * in quotes",
        "x.yaml:4:4: is not valid YAML: the list that opens here is never closed; add ], or put the text in quotes",
    ]


@given(st.binary(max_size=200) | st.text("[]{}:,- \n&*!?|>'\"#ab1~\t", max_size=60).map(str.encode))
def test_nothing_but_a_pack_error_is_ever_raised(data: bytes):
    try:
        file = parse_yaml("x.yaml", data)
    except PackError:
        return
    assert () in file.marks
