"""Where something must stand, by the bytes, paragraphs and words of the article."""

import pytest

from compliance.checks.passages import list_story
from compliance.checks.placement import Placement
from compliance.model.source import Span
from tests.checks.whole_article import look

STORY = """# The tide

By Ann Author

One two three four five six.

This article was originally published by [Harbor Weekly](https://harborweekly.example/tide).

Seven eight nine ten.

© 2024 Ann Author
"""


def keep(placement, needle, text=STORY):
    start = text.encode().index(needle.encode())
    return placement.keep([Span(start, start + len(needle.encode()))], look(text)) != ()


def test_only_the_story_counts_as_paragraphs():
    assert [passage.text for passage in list_story(look(STORY))] == [
        "One two three four five six.",
        "Seven eight nine ten.",
    ]


def test_a_long_paragraph_that_names_the_origin_is_story():
    text = f"{'word ' * 60}first appeared in [Harbor Weekly](https://harborweekly.example/tide). {'word ' * 20}\n"
    assert len(list_story(look(text))) == 1


@pytest.mark.parametrize(("paragraphs", "kept"), [(1, False), (2, True), (9, True)])
def test_the_credit_stands_before_the_end_of_the_second_paragraph(paragraphs, kept):
    assert keep(Placement("first-paragraphs", paragraphs=paragraphs), "Harbor Weekly") is kept


@pytest.mark.parametrize(("words", "kept"), [(6, False), (7, True), (99, True)])
def test_the_credit_stands_before_the_seventh_word(words, kept):
    assert keep(Placement("first-words", words=words), "Harbor Weekly") is kept


def test_words_are_counted_in_letters_of_any_script():
    text = "Über Ölfässer schwappt Äther.\n\nHier.\n"
    assert keep(Placement("first-words", words=2), "Ölfässer", text)
    assert not keep(Placement("first-words", words=2), "schwappt", text)


def test_beside_reaches_one_block_far():
    assert keep(Placement(beside=("origin-statement",)), "Seven")
    assert keep(Placement(beside=("origin-statement",)), "One")
    assert not keep(Placement(beside=("origin-statement",)), "©")


def test_inside_is_the_same_block():
    assert keep(Placement(inside=("origin-statement",)), "originally")
    assert not keep(Placement(inside=("origin-statement",)), "Seven")


def test_an_image_between_two_blocks_has_both_beside_it():
    text = '<p>Before.</p><img src="/a.jpg" alt="A"><p>Behind.</p><p>Far.</p>'
    given = look(text, suffix=".html")
    spans = [Span(text.index(word), text.index(word) + 3) for word in ("Before", "Behind", "Far")]
    assert Placement(beside=("image",)).keep(spans, given) == tuple(spans[:2])


def test_both_ends_want_two_credits():
    given = look(STORY)
    one, other = Span(2, 5), Span(len(STORY) - 5, len(STORY))
    assert Placement("top-and-bottom").keep([one], given) == ()
    assert Placement("top-and-bottom").keep([one, other], given) == (one, other)


@pytest.mark.parametrize(
    ("placement", "said"),
    [
        (Placement(), ""),
        (Placement("top"), "at the top of the article"),
        (Placement("first-words", words=20), "in the first 20 words of the article"),
        (Placement(beside=("image-credit",)), "beside an image credit"),
    ],
)
def test_a_place_is_said_in_words(placement, said):
    assert placement.describe() == said
