"""`assert_reporter`: a reporter renders any report; and the report that holds everything holds it."""

from itertools import count

import pytest

from compliance.hookspecs import Reporter
from compliance.model.policy import Authority, Confidence
from compliance.model.result import Outcome, Verdict
from compliance.model.rule import Severity
from compliance.reporters import REPORTERS
from compliance.testing import assert_reporter, sample_report


def results():
    return [result for article in sample_report().articles for result in article.results]


def tell(report, layout):
    """Yield a line for everything that a report must tell of."""
    for article in report.articles:
        for result in article.results:
            yield f"{article.source} {result.obligation.rule} {result.outcome}\n"
    for problem in report.errors:
        yield f"{problem}\n"


def complaint(render):
    with pytest.raises(AssertionError) as caught:
        assert_reporter(Reporter("bad", render))
    return str(caught.value)


@pytest.mark.parametrize("reporter", REPORTERS, ids=lambda reporter: reporter.name)
def test_all_that_is_built_in_renders_any_report(reporter):
    assert_reporter(reporter)


def test_a_reporter_may_render_in_pieces():
    assert_reporter(Reporter("good", tell))


def test_the_sample_holds_every_outcome_severity_authority_confidence_and_verdict():
    obligations = [result.obligation for result in results()]

    assert {result.outcome for result in results()} == set(Outcome)
    assert {obligation.severity for obligation in obligations} == set(Severity)
    assert {obligation.authority for obligation in obligations} == set(Authority)
    assert {obligation.confidence for obligation in obligations} == set(Confidence)
    assert {article.verdict for article in sample_report().articles} == set(Verdict)


def test_the_sample_holds_a_permission_findings_with_and_without_a_place_and_errors():
    findings = [finding.place is None for result in results() for finding in result.findings]

    assert [result.obligation.rule for result in results() if result.obligation.permission] == [
        "permission/use-granted"
    ]
    assert set(findings) == {True, False}
    assert {problem.line for problem in sample_report().errors} == {0, 2}


def test_the_counts_of_the_sample_are_those_of_its_results():
    summary = sample_report().summary
    verdicts = [article.verdict for article in sample_report().articles]

    assert [article.counts for article in sample_report().articles] == [
        {outcome: [result.outcome for result in article.results].count(outcome) for outcome in Outcome}
        for article in sample_report().articles
    ]
    assert (summary.articles, summary.passed, summary.failed, summary.review, summary.errors) == (
        len(verdicts),
        verdicts.count(Verdict.PASS),
        verdicts.count(Verdict.FAIL),
        verdicts.count(Verdict.REVIEW),
        len(sample_report().errors),
    )


def test_a_reporter_that_leaves_open_questions_out_is_told():
    def render(report, layout):
        return "".join(line for line in tell(report, layout) if "open.txt" not in line and "permission/" not in line)

    assert "tells neither of permission/use-granted nor of open.txt, where it is review" in complaint(render)


def test_a_reporter_that_leaves_errors_out_is_told():
    def render(report, layout):
        return "".join(f"{article.source}\n" for article in report.articles)

    assert "does not tell what could not be checked: broken.md:2:5" in complaint(render)


def test_a_reporter_without_a_last_line_end_is_told():
    assert "does not end with a line end" in complaint(lambda report, layout: "".join(tell(report, layout)).rstrip())


def test_a_reporter_that_renders_differently_each_time_is_told():
    number = count()

    assert "renders one report in two ways" in complaint(lambda report, layout: f"{next(number)}\n")


def test_a_reporter_that_yields_no_text_is_told():
    assert "yields a int, not text" in complaint(lambda report, layout: [1])


def test_a_reporter_that_breaks_in_narrow_terminals_only_is_found():
    def render(report, layout):
        return tell(report, layout) if layout.width > 40 else "\n"

    assert "width=20" in complaint(render)


def test_a_reporter_whose_text_cannot_be_encoded_is_told():
    assert "is no Unicode text" in complaint(lambda report, layout: "\ud800\n")
