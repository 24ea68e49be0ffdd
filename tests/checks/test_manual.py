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
