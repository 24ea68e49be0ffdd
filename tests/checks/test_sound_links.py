"""`links-sound`: links in credits, or in all of the article, lead somewhere."""

from compliance.checks import sound_links
from compliance.model.evidence import Target
from compliance.model.result import Outcome
from tests.checks.evidence_at import judge, link, messages, seen, starts, statement

CREDITS = {"inside": ["origin-statement"], "targets": ["placeholder", "shortener"]}
EMPTY = link(52, "Harbor Weekly", "#", Target.PLACEHOLDER)


def sound(params, *evidence):
    return judge(sound_links.CHECK, params, seen(*evidence))


def test_without_links_nothing_is_judged():
    assert sound(CREDITS, statement(50, "Harbor Weekly")).outcome is Outcome.NOT_APPLICABLE


def test_a_placeholder_in_a_statement_is_a_finding():
    found = sound(CREDITS, statement(50, "Harbor Weekly"), EMPTY)
    assert (starts(found), messages(found)) == ([52], ['the link "Harbor Weekly" leads nowhere (#)'])


def test_a_start_tag_that_stands_right_before_the_statement_belongs_to_it():
    assert starts(sound(CREDITS, statement(62, "Harbor Weekly"), EMPTY)) == [52]


def test_a_placeholder_elsewhere_is_left_alone():
    assert sound(CREDITS, statement(500, "Harbor Weekly"), EMPTY).outcome is Outcome.NOT_APPLICABLE


def test_without_a_place_all_links_count():
    assert starts(sound({}, EMPTY, link(90, "x", "#", Target.PLACEHOLDER))) == [52, 90]


def test_only_the_targets_that_are_named_count():
    short = link(52, "x", "https://s.example/1", Target.SHORTENER)
    assert sound({"targets": ["placeholder"]}, short).outcome is Outcome.PASS
