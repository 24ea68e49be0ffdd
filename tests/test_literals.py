"""Literals that a pattern needs: every text that it matches holds them, and nothing is taken for one that is none."""

import re

import pytest

from compliance.lexicon.literals import find_literals


@pytest.mark.parametrize(
    ("pattern", "groups"),
    [
        (r"\bfirst published\b", ((" first published ",),)),
        (r"\Bpublished", (("published",),)),
        (r"re-?published", (("published",), ("re",))),
        (r"(?:on|by) the", (("by ", "on "), (" the",))),
        (r"(?:cross-)?posted", (("posted",),)),
        (r"[ab]+\d", ()),
        (r"a|\d", ()),
        (r"source ?:", (("source",),)),
        (r"(?:foo )+bar", (("bar",), ("foo ",))),
        (r"\x{00FC}bernahme", (("übernahme",),)),
    ],
)
def test_a_pattern_needs_its_literals(pattern, groups):
    assert {frozenset(group) for group in find_literals(pattern)} == {frozenset(group) for group in groups}


def test_what_is_no_pattern_is_refused():
    with pytest.raises(re.error):
        find_literals("first (published")
