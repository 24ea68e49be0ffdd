"""`manual`: asks a person, unless the question is answered."""

from compliance.checks import manual
from compliance.model.evidence import Disclaimer, ImageValue
from compliance.model.result import Outcome
from tests.checks.evidence_at import HARBOR, at, judge, messages, seen, starts

DISOWNED = {"evidence": ["disclaimer"], "where": {"about": "endorsement"}}


def ask(*evidence, context=None, **params):
    return judge(manual.CHECK, {"question": "is it so?", **params}, seen(*evidence, **(context or {})))


def test_the_question_is_asked_of_the_article_as_a_whole():
    found = ask()
    assert (found.outcome, found.message) == (Outcome.REVIEW, "is it so?")
    assert (messages(found), starts(found)) == (["is it so?"], [])


def test_the_context_can_answer():
    answer = {"settled_by": {"context": {"edited": "no"}}}
    assert ask(context={"edited": "no"}, **answer).outcome is Outcome.PASS
    assert ask(context={"edited": "yes"}, **answer).outcome is Outcome.REVIEW
    assert ask(**answer).outcome is Outcome.REVIEW


def test_the_article_can_answer():
    assert ask(at(5, Disclaimer("endorsement")), settled_by=DISOWNED).outcome is Outcome.PASS
    assert ask(at(5, Disclaimer("views")), settled_by=DISOWNED).outcome is Outcome.REVIEW


def test_each_piece_of_evidence_is_asked_about():
    found = ask(at(5, ImageValue("a", "")), at(50, ImageValue("b", "")), evidence="image")
    assert starts(found) == [5, 50]


def test_without_such_evidence_nothing_is_asked():
    assert ask(evidence="image").outcome is Outcome.NOT_APPLICABLE


def test_what_concerns_reuse_is_asked_of_a_reused_article():
    question = {"question": "is it so?", "reused": True}
    assert judge(manual.CHECK, question, seen(about=(HARBOR,))).outcome is Outcome.REVIEW
    assert judge(manual.CHECK, question, seen()).outcome is Outcome.NOT_APPLICABLE


def test_who_does_it_and_until_when_stand_in_the_question():
    found = ask(owner="the news desk", due="before print")
    assert messages(found) == ["is it so? (owner: the news desk; due: before print)"]


def test_days_are_counted_from_the_day_of_use():
    assert ask(due_days=7).message == "is it so? (due: 7 days after publication)"
    assert ask(due_days=7, context={"date": "2024-12-28"}).message == "is it so? (due: 2025-01-04)"
    assert ask(due_days=7, context={"date": "9999-12-31"}).message == "is it so? (due: 7 days after 9999-12-31)"


def test_what_is_due_on_the_day_itself_is_told():
    assert ask(due_days=0, context={"date": "2024-12-28"}).message == "is it so? (due: 2024-12-28)"
