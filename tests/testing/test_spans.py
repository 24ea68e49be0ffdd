"""`assert_spans`: what an extractor sees stands where it should, and nothing else is seen."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from compliance.errors import UsageError
from compliance.extractors import EXTRACTORS
from compliance.hookspecs import Extractor
from compliance.model.evidence import Evidence
from compliance.model.source import Span
from compliance.testing import assert_spans, find_evidence, read_article
from compliance.testing.spans import find_faults

SEEDS = Path(__file__).parents[2] / "seeds"
BYLINE = next(extractor for extractor in EXTRACTORS if extractor.name == "byline")


def see_tides(article, scan):
    """Yield a piece of evidence wherever the text says "tide"."""
    start = article.flat.find(b"tide")
    while start >= 0:
        yield Evidence("tide", None, "tide", article.span(start, start + 4))
        start = article.flat.find(b"tide", start + 4)


TIDE = Extractor("tide", see_tides)


def displace(start, end):
    """Return the extractor with both edges of its spans moved."""

    def extract(article, scan):
        for item in see_tides(article, scan):
            yield replace(item, span=Span(item.span.start + start, item.span.end + end))

    return Extractor("tide", extract)


def complaint(extractor, article, expected=None, **options):
    with pytest.raises(AssertionError) as caught:
        assert_spans(extractor, article, expected, **options)
    return str(caught.value)


def test_marks_say_what_is_seen():
    assert_spans(TIDE, "Änne saw the ⟦tide⟧ and 旅 the *⟦tide|tide⟧*.\n")


def test_pairs_say_what_is_seen():
    assert_spans(TIDE, "the tide, the tide", [("tide", "tide"), ("tide", "tide")])


def test_nothing_may_be_expected():
    assert_spans(TIDE, "It rained.")
    assert_spans(TIDE, "It rained.", [])


def test_other_formats_are_told_by_the_name():
    assert_spans(TIDE, "<p>The &amp; <b>⟦tide⟧</b></p>", name="article.html")


def test_built_in_extractors_can_be_asked():
    assert_spans(BYLINE, "# A pond\n\nBy ⟦byline|Ann Author⟧\n\nThe pond is deep.\n")


def test_what_is_not_seen_is_told_with_its_place():
    assert complaint(TIDE, "The ⟦tide⟧.\n\nThe ⟦tide|water⟧.") == "not seen: tide at 3:5 'water'"


def test_what_is_seen_and_not_expected_is_told_with_its_place():
    assert complaint(TIDE, "The tide.") == "seen, but not expected: tide at 1:5 'tide'"
    assert complaint(TIDE, "The tide.", []) == "seen, but not expected: tide at 'tide'"


def test_another_kind_is_not_what_was_expected():
    assert complaint(TIDE, "The ⟦byline|tide⟧.") == (
        "not seen: byline at 1:5 'tide'\nseen, but not expected: tide at 1:5 'tide'"
    )


def test_other_words_are_not_what_was_expected():
    assert "not seen: tide at 'the tide'" in complaint(TIDE, "the tide", [("tide", "the tide")])


def test_a_span_that_is_moved_covers_other_words():
    assert complaint(displace(-1, -1), "The tide.", [("tide", "tide")]) == "tide 'tide': its span 3–7 covers ' tid'"


def test_a_span_outside_the_source_is_told():
    assert "its span 4–58 lies outside the source, which has 9 bytes" in complaint(displace(0, 50), "The tide.")
    assert "lies outside the source" in complaint(displace(-5, 0), "The tide.")


def test_a_span_that_ends_before_it_starts_is_told():
    assert "its span 8–4 lies outside" in complaint(displace(4, -4), "The tide.")


def test_a_span_in_characters_instead_of_bytes_is_told():
    assert "starts or ends inside a character; spans count bytes" in complaint(
        displace(-1, 0), "ä tide.".replace(" ", "")
    )


def test_an_empty_span_holds_no_words():
    assert "covers no word" in complaint(displace(0, -4), "The tide.")


def test_what_is_no_evidence_is_told():
    extractor = Extractor("tide", lambda article, scan: ["a tide"])
    assert complaint(extractor, "The tide.") == "extractor 'tide' yielded a str, not Evidence"


def test_a_value_that_cannot_be_shown_is_told():
    extractor = Extractor("tide", lambda article, scan: [Evidence("tide", object(), "", article.span(0, 0))])
    assert complaint(extractor, "The tide.").startswith("tide '': its value cannot be shown: ")


def test_a_mark_alone_is_no_mark():
    with pytest.raises(UsageError, match="opened or closed alone"):
        assert_spans(TIDE, "The ⟦tide.")


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.*[dl]")), ids=lambda path: path.name)
def test_all_that_is_built_in_sees_what_its_spans_cover(path):
    article = read_article(path.read_bytes(), path.name)
    found = [item for extractor in EXTRACTORS for item in find_evidence(extractor, article)]

    assert found
    assert [fault for item in found for fault in find_faults(article, item)] == []
