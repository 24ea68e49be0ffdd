"""From results to a verdict on an article, and from verdicts to the exit code of a run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from compliance.errors import Problem
from compliance.model.result import Outcome, Question, Report, Result, Summary, Verdict
from compliance.model.rule import Severity

_ORDER = {Outcome.FAIL: 0, Outcome.REVIEW: 1, Outcome.PASS: 2, Outcome.NOT_APPLICABLE: 3}


def threshold(fail_on: str) -> Severity:
    """Return the severity from which a failure counts; ``review`` counts errors."""
    return Severity.ERROR if fail_on == "review" else Severity(fail_on)


def judge_article(results: Iterable[Result], fail_on: str = "error") -> Verdict:
    """Return the verdict: results below the threshold, or covered by an exception, are shown, but do not decide."""
    least = threshold(fail_on).rank
    deciding = (result for result in results if result.obligation.severity.rank >= least)
    outcomes = {result.outcome for result in deciding if not result.is_suppressed}
    if Outcome.FAIL in outcomes:
        return Verdict.FAIL
    return Verdict.REVIEW if Outcome.REVIEW in outcomes else Verdict.PASS


def sort_results(results: Iterable[Result]) -> tuple[Result, ...]:
    """Return results worst first: by severity within outcome, then by rule and policy."""
    return tuple(
        sorted(
            results,
            key=lambda r: (_ORDER[r.outcome], -r.obligation.severity.rank, r.obligation.rule, r.obligation.policy),
        )
    )


def count_outcomes(results: Iterable[Result]) -> dict[Outcome, int]:
    """Return how many results there are of each outcome, all four of them."""
    outcomes = [result.outcome for result in results]
    return {outcome: outcomes.count(outcome) for outcome in Outcome}


def find_questions(results: Iterable[Result]) -> tuple[Question, ...]:
    """Return each key that would settle a review, once, with the policies that hang on it; notes ask nothing."""
    asking: dict[str, set[str]] = {}
    for result in results:
        is_open = result.outcome is Outcome.REVIEW and not result.is_suppressed
        if is_open and result.obligation.severity is not Severity.NOTE:
            for key in result.unknown:
                asking.setdefault(key, set()).add(result.obligation.policy or str(result.obligation.authority))
    return tuple(Question(key, tuple(sorted(policies))) for key, policies in asking.items())


def summarise(verdicts: Sequence[Verdict], errors: Sequence[Problem], *, suppressed: int = 0) -> Summary:
    """Count verdicts, one for each article, and errors; ``suppressed`` results are covered by exceptions."""
    return Summary(
        articles=len(verdicts),
        passed=verdicts.count(Verdict.PASS),
        failed=verdicts.count(Verdict.FAIL),
        review=verdicts.count(Verdict.REVIEW),
        errors=len(errors),
        suppressed=suppressed,
    )


def exit_code(report: Report) -> int:
    """Return 2 if anything could not be checked, else 1 if an article or a record of exceptions fails, else 0."""
    if report.summary.errors:
        return 2
    if report.summary.failed or (report.fail_on == "review" and report.summary.review):
        return 1
    least = threshold(report.fail_on).rank
    return 1 if any(finding.severity.rank >= least for finding in report.record_findings) else 0
