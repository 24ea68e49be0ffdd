"""From results to a verdict on an article, and from verdicts to the exit code of a run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from types import MappingProxyType

from compliance.errors import Problem
from compliance.model.result import Outcome, Question, RecordFinding, Report, Result, Summary, Verdict
from compliance.model.rule import Severity
from compliance.model.settings import NEVER

NO_RULES: Mapping[str, str] = MappingProxyType({})

_ORDER = {Outcome.FAIL: 0, Outcome.REVIEW: 1, Outcome.PASS: 2, Outcome.NOT_APPLICABLE: 3}


def threshold(fail_on: str) -> Severity:
    """Return the severity from which a failure counts; ``review`` and ``never`` count errors."""
    return Severity.ERROR if fail_on in ("review", NEVER) else Severity(fail_on)


def find_level(rule: str, fail_on: str, rules: Mapping[str, str]) -> str:
    """Return what a rule fails on: what is said of it by itself or by a pattern, the last that matches, or of all.

    >>> find_level("images/credited", "error", {"images/*": "never", "images/credited": "warning"})
    'warning'
    """
    return next((rules[name] for name in reversed(tuple(rules)) if fnmatchcase(rule, name)), fail_on)


def judge_article(results: Iterable[Result], fail_on: str = "error", rules: Mapping[str, str] = NO_RULES) -> Verdict:
    """Return the verdict: results below the threshold, or covered by an exception, are shown, but do not decide.

    Nor do those of rules that never fail. Where the whole run never fails, its verdicts are those of any other.
    """
    outcomes = {result.outcome for result in results if _decides(result, fail_on, rules) and not result.is_suppressed}
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
    return 1 if _has_failed(report) or any(weighs(finding, report) for finding in report.record_findings) else 0


def _decides(result: Result, fail_on: str, rules: Mapping[str, str]) -> bool:
    """Whether a result is of a severity that counts, and its rule one that may fail an article."""
    level = find_level(result.obligation.rule, "", rules) if rules else ""
    return level != NEVER and result.obligation.severity.rank >= threshold(level or fail_on).rank


def _has_failed(report: Report) -> bool:
    """Whether an article fails the run. What rules say for themselves is looked up result by result."""
    summary = report.summary
    if not report.fail_on_rules:
        is_open = report.fail_on == "review" and summary.review
        return report.fail_on != NEVER and bool(summary.failed or is_open)
    if not summary.failed and not summary.review:
        return False
    return any(_fails(result, report) for article in report.articles for result in article.results)


def _fails(result: Result, report: Report) -> bool:
    """Whether a result alone is enough to fail the run."""
    if result.outcome not in {Outcome.FAIL, Outcome.REVIEW} or result.is_suppressed:
        return False
    level = find_level(result.obligation.rule, report.fail_on, report.fail_on_rules)
    if level == NEVER or result.obligation.severity.rank < threshold(level).rank:
        return False
    return result.outcome is Outcome.FAIL or level == "review"


def weighs(finding: RecordFinding, report: Report) -> bool:
    """Whether what is wrong with a record of exceptions fails the run."""
    level = find_level(finding.rule, report.fail_on, report.fail_on_rules)
    return level != NEVER and finding.severity.rank >= threshold(level).rank
