"""`credits-origin`: each hop is named where readers look for credit."""

from compliance.checks import crediting
from compliance.model.evidence import Byline, CopyrightNotice, Publisher
from compliance.model.origin import Origin
from compliance.model.result import Outcome
from tests.checks.evidence_at import HARBOR, MEADOW, MEADOW_POLICY, at, judge, messages, seen, starts, statement


def credit(*evidence, params=None, about=(HARBOR,)):
    return judge(crediting.CHECK, params or {}, seen(*evidence, about=about, policies=(MEADOW_POLICY,)))


def test_without_an_origin_there_is_nobody_to_credit():
    assert credit(about=()).outcome is Outcome.NOT_APPLICABLE


def test_a_hop_that_nobody_names_is_shown_where_it_is_known_from():
    found = credit()
    assert (found.outcome, starts(found)) == (Outcome.FAIL, [7])
    assert messages(found) == ['"Harbor Weekly" is named in no byline, origin statement, publisher or copyright notice']


def test_a_statement_credits():
    assert credit(statement(50, "Harbor Weekly")).outcome is Outcome.PASS


def test_a_byline_credits_by_its_words():
    assert credit(at(5, Byline("Ann Author"), "By Ann Author, Harbor Weekly")).outcome is Outcome.PASS


def test_one_of_several_holders_credits():
    assert credit(at(5, CopyrightNotice(("2024",), ("Ann", "Harbor Weekly")))).outcome is Outcome.PASS


def test_a_name_written_as_one_word_credits():
    assert credit(at(5, Byline("HarborWeekly"))).outcome is Outcome.PASS


def test_accents_and_case_do_not_matter():
    about = (Origin("Le Journal d'Été"),)
    assert credit(at(5, Byline("x"), "LE JOURNAL D’ETE"), about=about).outcome is Outcome.PASS


def test_a_name_in_a_script_without_spaces_is_found():
    assert credit(at(5, Byline("x"), "本文转载自海港周刊网站"), about=(Origin("海港周刊"),)).outcome is Outcome.PASS


def test_part_of_a_word_is_no_credit():
    assert credit(at(5, Byline("Harbor Weeklyman"))).outcome is Outcome.FAIL


def test_an_alias_of_the_policy_credits():
    assert credit(at(5, Publisher("The Post")), about=(MEADOW,)).outcome is Outcome.PASS


def test_each_hop_needs_its_credit():
    found = credit(statement(50, "Harbor Weekly"), about=(HARBOR, MEADOW))
    assert starts(found) == [70]


def test_a_credit_far_down_is_a_near_miss_where_the_top_is_asked_for():
    found = credit(statement(9000, "Harbor Weekly"), params={"placement": "top"})
    assert starts(found) == [9000]
    assert messages(found) == ['"Harbor Weekly" is credited, but not at the top of the article']


def test_kinds_of_evidence_can_be_narrowed():
    found = credit(statement(50, "Harbor Weekly"), params={"evidence": "byline"})
    assert messages(found) == ['"Harbor Weekly" is named in no byline']
