"""`length-limit`: how long an excerpt may be."""

import pytest

from compliance.checks import length_limit
from compliance.checks.passages import count_words
from compliance.model.result import Outcome
from tests.checks.evidence_at import judge, messages
from tests.checks.whole_article import look, words

STORY = """# Five words in a title

By Ann Author

One two three.

Four five.

This article was originally published by [Harbor Weekly](https://harborweekly.example/tide).
"""


def ask(text=STORY, excerpt="yes", **params):
    return judge(length_limit.CHECK, params, look(text, excerpt=excerpt) if excerpt else look(text))


@pytest.mark.parametrize(("limit", "outcome"), [(5, Outcome.PASS), (4, Outcome.FAIL)])
def test_only_the_words_of_the_story_count(limit, outcome):
    assert ask(max_words=limit).outcome is outcome


@pytest.mark.parametrize(("limit", "outcome"), [(2, Outcome.PASS), (1, Outcome.FAIL)])
def test_only_the_paragraphs_of_the_story_count(limit, outcome):
    assert ask(max_paragraphs=limit).outcome is outcome


@pytest.mark.parametrize(("limit", "outcome"), [(24, Outcome.PASS), (23, Outcome.FAIL)])
def test_characters_count_with_their_spaces(limit, outcome):
    assert ask(max_characters=limit).outcome is outcome


def test_the_finding_stands_at_the_paragraph_that_is_too_much():
    given = look(STORY, excerpt="yes")
    found = judge(length_limit.CHECK, {"max_words": 4}, given)
    assert (messages(found), words(given, found)) == (["there are 5 words, 4 may be shown"], ["Four five."])


def test_each_limit_that_is_passed_is_told():
    assert len(ask(max_words=1, max_paragraphs=1, max_characters=1).findings) == 3


def test_what_is_long_may_be_no_excerpt():
    found = ask(excerpt="", max_words=1)
    assert (found.outcome, found.unknown) == (Outcome.REVIEW, ("excerpt",))


def test_what_is_short_passes_whatever_it_is():
    assert ask(excerpt="", max_words=9).outcome is Outcome.PASS


def test_a_whole_article_has_no_limit():
    assert ask(excerpt="no", max_words=1).outcome is Outcome.PASS


def test_without_a_limit_a_person_counts():
    assert ask(question="how long?").message == "how long?"


def test_a_share_is_for_a_person_where_the_original_is_not_at_hand():
    found = ask(max_ratio=0.25)
    assert (found.outcome, found.message) == (Outcome.REVIEW, "is it no more than 25% of the original?")


def test_a_limit_that_is_surely_passed_fails_whatever_the_share_is():
    assert ask(max_ratio=0.25, max_words=1).outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("One — two … three!", 3),
        ("the city's well-kept boats", 4),
        ("1,000.50 Euro", 2),
        ("Überflüßig, naïve", 2),
        ("水は正午", 4),
        ("Вода ушла", 2),
    ],
)
def test_words_are_counted_as_people_count_them(text, count):
    assert count_words(text) == count
