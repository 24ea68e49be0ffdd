"""Verdicts and exit codes."""

import pytest

from compliance.errors import Problem
from compliance.model.context import Context
from compliance.model.policy import Authority
from compliance.model.result import Obligation, Outcome, Report, Result, Summary, Verdict
from compliance.model.rule import CheckSpec, Severity
from compliance.verdict import count_outcomes, exit_code, judge_article, sort_results, summarise


def result(outcome, severity=Severity.ERROR, rule="a/b"):
    return Result(Obligation(rule, "p", Authority.HOUSE, severity, CheckSpec("requires"), "m", "r"), outcome, "m", "r")


FAILED_ERROR, FAILED_NOTE = result(Outcome.FAIL), result(Outcome.FAIL, Severity.NOTE)
FAILED_WARNING = result(Outcome.FAIL, Severity.WARNING)
REVIEW_ERROR, REVIEW_NOTE = result(Outcome.REVIEW), result(Outcome.REVIEW, Severity.NOTE)
PASSED, IDLE = result(Outcome.PASS), result(Outcome.NOT_APPLICABLE)


@pytest.mark.parametrize(
    ("results", "fail_on", "verdict"),
    [
        ([], "error", Verdict.PASS),
        ([PASSED, IDLE], "error", Verdict.PASS),
        ([FAILED_WARNING, FAILED_NOTE], "error", Verdict.PASS),
        ([FAILED_WARNING, PASSED], "warning", Verdict.FAIL),
        ([FAILED_NOTE], "note", Verdict.FAIL),
        ([REVIEW_ERROR, PASSED], "error", Verdict.REVIEW),
        ([REVIEW_NOTE, PASSED], "error", Verdict.PASS),
        ([REVIEW_ERROR, FAILED_ERROR], "error", Verdict.FAIL),
        ([REVIEW_ERROR], "review", Verdict.REVIEW),
        ([FAILED_WARNING], "review", Verdict.PASS),
    ],
)
def test_results_from_the_threshold_up_decide(results, fail_on, verdict):
    assert judge_article(results, fail_on) is verdict


def report(passed=0, failed=0, review=0, errors=0, fail_on="error"):
    summary = Summary(passed + failed + review, passed, failed, review, errors)
    return Report({}, Context(), (), (), summary, fail_on)


@pytest.mark.parametrize(
    ("run", "code"),
    [
        (report(passed=3), 0),
        (report(passed=3, failed=1), 1),
        (report(failed=1, errors=1), 2),
        (report(passed=1, errors=1), 2),
        (report(review=1), 0),
        (report(review=1, fail_on="review"), 1),
    ],
)
def test_what_was_not_checked_wins_over_what_fails(run, code):
    assert exit_code(run) == code


def test_results_stand_worst_first():
    given = [PASSED, REVIEW_NOTE, IDLE, FAILED_WARNING, REVIEW_ERROR, result(Outcome.FAIL, rule="b"), FAILED_ERROR]
    found = [(r.outcome.value, r.obligation.severity.value, r.obligation.rule) for r in sort_results(given)]
    assert found == [
        ("fail", "error", "a/b"),
        ("fail", "error", "b"),
        ("fail", "warning", "a/b"),
        ("review", "error", "a/b"),
        ("review", "note", "a/b"),
        ("pass", "error", "a/b"),
        ("notApplicable", "error", "a/b"),
    ]


def test_outcomes_and_verdicts_are_counted():
    assert count_outcomes([PASSED, FAILED_NOTE, FAILED_ERROR]) == {
        Outcome.PASS: 1,
        Outcome.FAIL: 2,
        Outcome.REVIEW: 0,
        Outcome.NOT_APPLICABLE: 0,
    }
    assert summarise([Verdict.PASS, Verdict.FAIL], [Problem("c", 0, 0, "broken")]) == Summary(2, 1, 1, 0, 1)
