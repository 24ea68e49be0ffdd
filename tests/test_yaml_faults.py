"""What authors of YAML are told when it is no YAML: the same from both of PyYAML's parsers."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from compliance.yaml_faults import find_fault

LOADERS = [pytest.param(loader, id=loader.__name__) for loader in (yaml.SafeLoader, yaml.CSafeLoader)]
CASES = [
    ("title: Note: read", "1:12: a text that holds ': ' must be quoted; write title: \"…\""),
    ("- 'x': y: z", "1:9: a text that holds ': ' must be quoted; write - 'x': \"…\""),
    ("a: x\n  b: y", "2:3: the line is indented further than line 1, which has a value already; align it with line 1"),
    ("id: x\nseverity error\nb: 1", "2:1: 'severity error' has no ':'; write key: value"),
    ("id:x\ntitle: y", "1:3: a space is missing after ':'; write key: value"),
    ("id: x\ntitle:y\nb: 1", "2:6: a space is missing after ':'; write key: value"),
    (
        "a:\n    b: 1\n  c: 2",
        "3:3: the line is indented with 2 spaces, unlike any line that it could belong to; indent it with 0 or 4",
    ),
    (
        "a:\n  - b\n - c",
        "3:2: the line is indented with 1 space, unlike any line that it could belong to; indent it with 0 or 2",
    ),
    (
        "a:\n  - b\n  c: d",
        "3:3: the list above ends here, as no '-' stands here; write '- ', or indent it as the list's key",
    ),
    ("a: - b", "1:4: a list cannot start on the line of its key; put '- ' on a line of its own, or write [a, b]"),
    ("a:\n\tb: 1", "2:1: the line is indented with a tab; indent it with spaces"),
    ("a:\n  b: 1\n \tc: 1", "3:2: the line is indented with a tab; indent it with spaces"),
    ("a: 1\n\tb: 2", "2:1: the line is indented with a tab; indent it with spaces"),
    ("a: @x", "1:4: a text cannot start with '@'; put it in quotes"),
    ("a: `x`", "1:4: a text cannot start with '`'; put it in quotes"),
    ("a: %x", "1:4: a text cannot start with '%'; put it in quotes"),
    ("%x: 1", "1:1: a text cannot start with '%'; put it in quotes"),
    ("a: *.md", "1:4: a text cannot start with '*'; put it in quotes"),
    ("a: & b", "1:4: a text cannot start with '&'; put it in quotes"),
    ("a: ,x", "1:4: a text cannot start with ','; put it in quotes"),
    ("a: 'it\nb: 2", "1:4: the quote that opens here is never closed; add ', and double each apostrophe inside ('')"),
    ('a: "it\nb: 2', '1:4: the quote that opens here is never closed; add "'),
    (
        "a: 'it's'",
        (
            "1:8: text follows the ' that closes the quote; double each apostrophe inside (''), "
            "or use double quotes around the whole"
        ),
    ),
    ('a: "x" y', '1:8: text follows the " that closes the quote; use single quotes around the whole'),
    ("a: 'x', 'y'", "1:7: text follows the ' that closes the quote; write several as a list: [a, b]"),
    ("a: [x](y)", "1:7: text follows the ] that closes the list; put the whole text in quotes"),
    ("a: {x} y", "1:8: text follows the } that closes the mapping; put the whole text in quotes"),
    ('a: "x\\d+"', "1:6: in double quotes, \\d stands for no character; use single quotes, or write \\\\"),
    ('a: "\\xZZ"', "1:5: in double quotes, \\x stands for no character; use single quotes, or write \\\\"),
    ("a: [x, y\nb: 2", "1:4: the list that opens here is never closed; add ], or put the text in quotes"),
    ("a: {x: y\nb: 2", "1:4: the mapping that opens here is never closed; add }, or put the text in quotes"),
    ("a: 1\nb: [\n", "2:4: the list that opens here is never closed; add ], or put the text in quotes"),
    (
        "a: |\n    A text.\n  More\nb: 1",
        (
            "3:3: the block of text that line 1 opens ends here: this line is indented less; "
            "indent the block's lines with 4 spaces"
        ),
    ),
    (
        "- a: >\n    A text.\n  More\n  b: 1",
        (
            "3:3: the block of text that line 1 opens ends here: this line is indented less; "
            "indent the block's lines with 4 spaces"
        ),
    ),
    ("a: |\n      \n    A text.", "2:1: a blank line is indented further than the text below; take its spaces out"),
    ("a: | text", "1:6: text follows the | that opens a block of text; begin the text on the next line"),
    ("a: 1\n...\nb: 2", "3:1: the document has ended before this line; take out the line '...'"),
    ("a: 1\nb: c\x01", "2:5: holds the control character U+0001; take it out"),
]


def told(text, loader):
    with pytest.raises(yaml.YAMLError) as caught:
        list(yaml.parse(text, Loader=loader))
    fault = find_fault(text, caught.value)
    return f"{fault.line}:{fault.column}: {fault.message}; {fault.remedy}"


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(("text", "words"), CASES)
def test_a_fault_is_told_with_its_place_and_what_to_do(text, words, loader):
    assert told(text, loader) == words


@given(
    st.lists(
        st.sampled_from(["a", ": ", "- ", "  ", "\n", "'", '"', "[", "]", "{", "}", "|", "\t", "*", "\\", "#", "\x01"])
    )
)
def test_every_fault_stands_in_the_text(pieces):
    text = "".join(pieces)
    for loader in (yaml.SafeLoader, yaml.CSafeLoader):
        try:
            list(yaml.parse(text, Loader=loader))
        except yaml.YAMLError as error:
            fault = find_fault(text, error)
            assert 1 <= fault.line <= text.count("\n") + 1
            assert fault.column >= 1
            assert fault.message


def test_a_depth_at_which_the_parser_gives_up_is_told_as_such():
    mark = yaml.Mark("x.yaml", 0, 0, 4, None, None)
    error = yaml.scanner.ScannerError("while increasing flow level", mark, "exceeded nesting depth of 4", mark)

    assert "nesting depth" in find_fault("[[[[[", error).message
