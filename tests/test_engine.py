"""Running checks, and settling what is not known."""

import pytest
from msgspec.structs import replace

from compliance.engine import judge, settle
from compliance.errors import Problem
from compliance.hookspecs import Check
from compliance.model.article import Article
from compliance.model.context import Answer
from compliance.model.origin import Origin
from compliance.model.policy import Authority, Confidence
from compliance.model.result import Finding, Judgement, Obligation, Outcome
from compliance.model.rule import CheckSpec, Severity
from compliance.model.seen import Seen
from compliance.model.source import Place, SourceText, Span

ARTICLE = Article(SourceText("a.md", b"One.\nTwo.\n", "One.\nTwo.\n"), "markdown", b"One. Two.")


def owe(kind="fails", **values):
    base = {"rule": "a/b", "policy": "p", "authority": Authority.HOUSE, "severity": Severity.ERROR}
    return Obligation(**base, check=CheckSpec(kind, {"x": 1}), message="it is missing", remedy="add it", **values)


def check(kind, answer):
    return {kind: Check(kind, lambda params, seen: answer, {})}


def run(obligation, answer):
    return list(judge(ARTICLE, [obligation], Seen(()), check(obligation.check.kind, answer)))


def test_a_finding_gets_line_and_column():
    (found,) = run(owe(), Judgement(Outcome.FAIL, (Finding("here", Span(5, 8)), Finding("somewhere"))))
    assert [f.place for f in found.findings] == [Place(2, 1, 2, 4), None]
    assert (found.outcome, found.message, found.remedy) == (Outcome.FAIL, "it is missing", "add it")


def test_what_the_check_says_wins_over_the_rules_words():
    (found,) = run(owe(), Judgement(Outcome.FAIL, message="no link", remedy="ask ann@fern.example"))
    assert (found.message, found.remedy) == ("no link", "ask ann@fern.example")


def test_a_pass_needs_no_remedy():
    (found,) = run(owe(), Judgement(Outcome.PASS))
    assert (found.outcome, found.message, found.remedy) == (Outcome.PASS, "", "")


def test_what_does_not_apply_is_not_checked():
    (found,) = judge(ARTICLE, [owe(applies=Answer(False))], Seen(()), {})
    assert found.outcome is Outcome.NOT_APPLICABLE


def test_what_is_switched_off_is_not_checked_and_says_so():
    (found,) = judge(ARTICLE, [owe(off="switched off by house: we know")], Seen(()), {})
    assert (found.outcome, found.message) == (Outcome.NOT_APPLICABLE, "switched off by house: we know")


def test_what_would_not_be_due_anyway_is_not_said_to_be_switched_off():
    (found,) = judge(ARTICLE, [owe(off="switched off by house: we know", applies=Answer(False))], Seen(()), {})
    assert (found.outcome, found.message) == (Outcome.NOT_APPLICABLE, "")


def test_a_failure_that_only_may_be_due_is_a_review_with_the_question():
    judgement = settle(owe(applies=Answer(None, ("edited",))), Judgement(Outcome.FAIL))
    assert judgement.outcome is Outcome.REVIEW
    assert judgement.message == "was the text changed (edited=yes or no)? depending on that: it is missing"


def test_what_is_met_passes_whether_it_is_due_or_not():
    assert settle(owe(applies=Answer(None, ("edited",))), Judgement(Outcome.PASS)).outcome is Outcome.PASS


def test_recalled_terms_never_fail():
    judgement = settle(owe(confidence=Confidence.RECALLED), Judgement(Outcome.FAIL))
    assert judgement.outcome is Outcome.REVIEW
    assert "from memory only" in judgement.message


def judge_beside(recalled, known, **values):
    """Judge what is recalled of Fern, beside the house's own duty; the check passes or fails as its parameter says."""
    outcomes = {"fern": recalled, "house": known}
    by_whom = {"fails": Check("fails", lambda params, seen: Judgement(outcomes[params["of"]]), {})}
    house = replace(owe(), policy="house", check=CheckSpec("fails", {"of": "house"}))
    fern = replace(owe(confidence=Confidence.RECALLED, fallback=house, **values), policy="fern")
    obligation = replace(fern, authority=Authority.PUBLISHER, check=CheckSpec("fails", {"of": "fern"}))
    return [(r.outcome, r.obligation.policy) for r in judge(ARTICLE, [obligation], Seen(()), by_whom)]


@pytest.mark.parametrize(
    ("recalled", "known", "result"),
    [
        (Outcome.FAIL, Outcome.FAIL, (Outcome.FAIL, "house")),
        (Outcome.FAIL, Outcome.PASS, (Outcome.REVIEW, "fern")),
        (Outcome.FAIL, Outcome.REVIEW, (Outcome.REVIEW, "fern")),
        (Outcome.REVIEW, Outcome.FAIL, (Outcome.FAIL, "house")),
        (Outcome.PASS, Outcome.FAIL, (Outcome.FAIL, "house")),
        (Outcome.PASS, Outcome.PASS, (Outcome.PASS, "fern")),
        (Outcome.NOT_APPLICABLE, Outcome.FAIL, (Outcome.FAIL, "house")),
    ],
)
def test_what_is_known_of_a_lower_authority_fails_on_its_own_word_beside_what_is_recalled(recalled, known, result):
    assert judge_beside(recalled, known) == [result]


def test_a_failure_on_a_lower_word_says_what_is_only_recalled():
    known = replace(owe(), policy="house")
    recalled = replace(owe(confidence=Confidence.RECALLED, fallback=known), policy="fern")
    (found,) = run(recalled, Judgement(Outcome.FAIL))
    assert found.message == "it is missing (what fern asks for in its place is known from memory only)"


def test_a_recalled_review_that_weighs_more_stands_beside_the_failure():
    known = replace(owe(), policy="house", severity=Severity.WARNING)
    recalled = replace(owe(confidence=Confidence.RECALLED, fallback=known), policy="fern")
    found = run(recalled, Judgement(Outcome.FAIL))
    assert [(r.outcome, r.obligation.policy) for r in found] == [(Outcome.FAIL, "house"), (Outcome.REVIEW, "fern")]


def test_the_articles_own_words_are_an_authority_of_their_own():
    terms = owe(confidence=Confidence.RECALLED, terms_url="https://fern.example/terms", clause="anybody may")
    (found,) = run(terms, Judgement(Outcome.FAIL, (Finding("not for republication", Span(5, 8)),), is_of_item=True))
    assert (found.outcome, found.obligation.authority, found.obligation.policy) == (Outcome.FAIL, Authority.ITEM, "")
    assert (found.obligation.clause, found.obligation.terms_url) == ("not for republication", "")


def test_terms_known_at_second_hand_fail_with_a_remark():
    judgement = settle(owe(confidence=Confidence.SECONDHAND), Judgement(Outcome.FAIL))
    assert (judgement.outcome, judgement.message) == (Outcome.FAIL, "it is missing (terms known at second hand)")


def test_a_check_that_raises_goes_on_where_nobody_makes_a_problem_of_it():
    def burst(params, seen):
        raise ZeroDivisionError("boom")

    with pytest.raises(ZeroDivisionError, match="boom"):
        list(judge(ARTICLE, [owe("bursts")], Seen(()), {"bursts": Check("bursts", burst, {})}))


def test_a_check_that_raises_is_a_problem_and_the_others_go_on():
    def burst(params, seen):
        raise ZeroDivisionError("boom")

    def blame(kind, rule, error):
        return Problem("", 0, 0, f"{kind!r} for {rule!r}: {error}")

    checks = {"bursts": Check("bursts", burst, {}), **check("fails", Judgement(Outcome.FAIL))}
    problem, found = judge(ARTICLE, [owe("bursts"), owe("fails")], Seen(()), checks, blame)
    assert problem == Problem("", 0, 0, "'bursts' for 'a/b': boom")
    assert found.outcome is Outcome.FAIL


def test_a_check_sees_the_hops_that_its_obligation_speaks_of():
    about = []

    def note(params, seen):
        about.extend(seen.about)
        return Judgement(Outcome.PASS)

    near = Origin("Fern")
    list(judge(ARTICLE, [owe("notes", origins=(near,))], Seen(()), {"notes": Check("notes", note, {})}))
    assert about == [near]
