"""`text-marker`: words that must, or must not, stand in the article, with slots and places."""

import pytest

from compliance.checks import text_marker
from compliance.model.origin import Origin
from compliance.model.result import Outcome
from compliance.model.seen import Seen
from tests.checks.evidence_at import judge, messages
from tests.checks.whole_article import look, words

STORY = """# The tide that stayed

By Ann Author

The water did not leave the market square until noon.

{}
"""
LINE = "This article was originally published by [Harbor Weekly](https://harborweekly.example/tide) on 3 May 2024."


def ask(text, *any_of, about=None, **params):
    given = look(STORY.format(text)) if about is None else look(STORY.format(text), about=about)
    return judge(text_marker.CHECK, {"any_of": list(any_of), **params}, given)


def test_words_are_found_whatever_their_case_white_space_and_quotes():
    assert ask("Read “The  Harbor’s own”\nletter.", 'read "the harbor\'s own" letter').outcome is Outcome.PASS


def test_one_of_several_forms_will_do():
    assert ask("Zuerst erschienen hier.", "first published", "zuerst erschienen").outcome is Outcome.PASS


def test_what_is_missing_is_named_with_all_its_forms():
    found = ask("Nothing.", "first published", "zuerst erschienen")
    assert messages(found) == ['nothing says "first published" or "zuerst erschienen"']


def test_too_few_are_counted():
    found = ask("Harbor here, and Harbor there.", "harbor", at_least=3)
    assert messages(found) == ['nothing says "harbor": 2 of 3 seen']


def test_each_word_too_many_is_a_finding_at_its_place():
    given = look(STORY.format("Über Reuters sprach man; Reuters schwieg."))
    found = judge(text_marker.CHECK, {"any_of": "reuters", "at_most": 0}, given)
    assert (messages(found), words(given, found)) == (['"Reuters" must not stand here'] * 2, ["Reuters", "Reuters"])


def test_a_range_of_counts_holds_at_both_ends():
    assert ask("Harbor.", "harbor", at_least=1, at_most=1).outcome is Outcome.PASS
    assert ask("Nothing.", "harbor", at_least=1, at_most=1).outcome is Outcome.FAIL
    assert ask("Harbor, harbor.", "harbor", at_least=1, at_most=1).outcome is Outcome.FAIL


def test_overlapping_forms_count_once():
    assert ask("Harbor Weekly", "harbor", "harbor weekly", at_most=1).outcome is Outcome.PASS


@pytest.mark.parametrize(
    "day", ["2024-05-03", "3 May 2024", "May 3, 2024", "3. Mai 2024", "03.05.2024", "2024年5月3日"]
)
def test_a_day_is_recognised_however_it_is_written(day):
    assert ask(f"{LINE}\n\nAs of {day}.", "^as of {date}").outcome is Outcome.PASS


def test_another_day_is_not_the_day():
    assert ask(f"{LINE}\n\nAs of 4 May 2024.", "^as of {date}").outcome is Outcome.FAIL


def test_signs_of_a_name_are_no_patterns():
    origin = Origin("Harbor (and) Weekly+")
    assert ask("From Harbor (and) Weekly+.", "from {publisher}", about=(origin,)).outcome is Outcome.PASS
    assert ask("From Harbor and Weeklyyy.", "from {publisher}", about=(origin,)).outcome is Outcome.FAIL


def test_a_slot_that_nobody_can_fill_is_for_a_person():
    found = ask("From somebody.", "from {publisher}", about=())
    assert (found.outcome, found.message) == (Outcome.REVIEW, "is the publisher in these words the original's?")


def test_a_slot_that_nobody_can_fill_does_not_help_where_the_words_are_missing():
    assert ask("Nothing.", "from {publisher}", about=()).outcome is Outcome.FAIL


def test_what_stands_elsewhere_is_a_near_miss():
    found = ask("Harbor line", "harbor line", placement="first-paragraphs", paragraphs=1)
    assert messages(found) == ['"Harbor line" does not stand in the first paragraph of the article']


def test_words_inside_a_byline_are_those_of_its_block():
    assert ask("Ann Author", "ann author", inside="byline", at_most=1).outcome is Outcome.PASS
    assert ask("Bea Byline", "bea byline", inside="byline").outcome is Outcome.FAIL


def test_readers_comments_are_not_the_article():
    page = "<article><h1>The tide</h1><p>It stayed.</p></article><div class='comments'><p>Harbor line</p></div>"
    assert judge(text_marker.CHECK, {"any_of": "harbor line"}, look(page, suffix=".html")).outcome is Outcome.FAIL


def test_code_is_not_the_article():
    assert ask("    Harbor line", "harbor line").outcome is Outcome.FAIL


def test_without_an_article_nothing_is_found():
    assert judge(text_marker.CHECK, {"any_of": "harbor"}, Seen(())).outcome is Outcome.FAIL
