"""What the linear-time engine refuses: which construct, at which character, and what to do instead."""

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st

from compliance.refused_patterns import SLOT, find_refusal


@pytest.mark.parametrize("pattern", ["plain words", r"\bAP\b", "{author}, {publisher}", "(?:a|b)+", "ü{2,3}", "(?i)a"])
def test_what_re2_reads_is_not_refused(pattern):
    assert find_refusal(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "index", "message"),
    [
        (r"AP(?=!)", 2, "the look-ahead '(?=' cannot be searched for in linear time"),
        (r"AP(?!!)", 2, "the look-ahead '(?!' cannot be searched for in linear time"),
        (r"a(?<=b)", 1, "the look-behind '(?<=' cannot be searched for in linear time"),
        (r"a(?<!b)", 1, "the look-behind '(?<!' cannot be searched for in linear time"),
        (r"(a)\1", 3, r"the back-reference '\1' cannot be searched for in linear time"),
        (r"(?P<x>a)(?P=x)", 8, "the back-reference '(?P=x)' cannot be searched for in linear time"),
        (r"(?:a)(?>b)", 5, "the atomic group '(?>' cannot be searched for in linear time"),
        (r"a(?(1)b|c)", 1, "the condition '(?(1)' cannot be searched for in linear time"),
        ("ba++", 2, "the possessive '++' cannot be searched for in linear time"),
        ("a(?#b)", 1, "a remark '(?#' is not read here"),
        ("(?i)(?x) b", 4, "'(?x)' opens no group that RE2 reads"),
        ("x{1001}", 1, "'{1001}' repeats more than 1,000 times"),
        ("((x{20}){10}){10}", 13, "'{10}' repeats what is repeated inside: 2,000 times in all"),
        (r"x\pL{900}", 4, "the pattern is too large, above all by '{900}'"),
        ("a{2,1}", 1, "'{2,1}' holds the greater number first"),
        ("a**", 2, "'*' repeats a repetition"),
        ("(a|*b)", 3, "there is nothing before '*' to repeat"),
        ("a(b", 1, "the group that '(' opens is never closed"),
        ("a)b", 1, "')' closes a group that was never opened"),
        ("a[b", 1, "the class that '[' opens is never closed"),
        ("a[z-b]", 2, "the range 'z-b' goes backwards"),
        ("[[:letter:]]", 1, "'[:letter:]' is no class of characters"),
        (r"a\pX", 1, r"'\pX' is no class of Unicode"),
        (r"the end\Z", 7, r"'\Z' stands for nothing that RE2 knows"),
        ("a\\", 1, "a backslash stands at the end"),
    ],
)
def test_a_refusal_names_the_construct_and_its_place(pattern, index, message):
    refusal = find_refusal(pattern)

    assert (refusal.index, refusal.message) == (index, message)
    assert refusal.remedy


@pytest.mark.parametrize(
    ("pattern", "index"),
    [(r"\(?=a(?=b)", 5), (r"[(?=](?=b)", 5), ("{author} (?=b)", 9), (r"\Q(?=\E(?=b)", 7), (r"[\]](?!b)", 4)],
)
def test_what_only_looks_like_the_construct_is_passed_over(pattern, index):
    assert find_refusal(pattern).index == index


@given(st.text(r"ab(?=!<)[]\{}1,*+P>-^|:", max_size=14))
def test_what_re2_refuses_has_a_place_and_a_remedy(pattern):
    options = re2.Options()
    options.log_errors = False
    try:
        re2.compile(SLOT.sub("x", pattern), options)
    except re2.error:
        refusal = find_refusal(pattern)
        assert 0 <= refusal.index < max(1, len(pattern))
        assert refusal.message
        assert refusal.remedy
    else:
        assert find_refusal(pattern) is None
