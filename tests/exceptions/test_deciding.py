"""What covered results and wrong records of exceptions mean for verdicts, questions and exit codes."""

import pytest
from msgspec.structs import replace

from compliance.exceptions.covering import Records, cover
from compliance.exceptions.tally import Tally, add_up
from compliance.model.directive import Directive
from compliance.model.result import RecordFinding, Suppression, SuppressionKind, Verdict
from compliance.model.rule import Severity
from compliance.model.waiver import Waiver
from compliance.testing.sample import CLEAN, SAMPLE
from compliance.verdict import exit_code, find_questions, judge_article, summarise

WAIVED = Suppression(SuppressionKind.WAIVER, "known")
OPEN = next(article for article in SAMPLE.articles if article.source == "open.txt")
GUEST = next(article for article in SAMPLE.articles if article.verdict is Verdict.FAIL)
FAILED = [result for result in GUEST.results if result.outcome == "fail"]
WAIVER = Waiver(("*",), ("*",), "known", "Ann", "2026-03-31", path="waivers.toml", line=1, column=1)


def record(severity):
    return RecordFinding("waivers.toml", 1, 1, "exceptions/waiver-used", severity, "covers nothing")


def test_covered_failures_do_not_decide():
    assert judge_article(FAILED) is Verdict.FAIL
    assert judge_article([replace(result, suppression=WAIVED) for result in FAILED]) is Verdict.PASS


def test_a_failure_decides_as_long_as_one_of_its_findings_is_not_covered():
    result = next(result for result in FAILED if result.obligation.severity is Severity.ERROR)
    one, other = (replace(result.findings[0], suppression=suppression) for suppression in (WAIVED, None))

    assert judge_article([replace(result, findings=(one, other))]) is Verdict.FAIL
    assert judge_article([replace(result, findings=(one, one))]) is Verdict.PASS
    assert judge_article([replace(result, findings=(), suppression=None)]) is Verdict.FAIL


def test_questions_of_covered_reviews_are_not_asked():
    review = next(result for result in OPEN.results if result.outcome == "review")
    severe = replace(review, unknown=("ads",), obligation=replace(review.obligation, severity=Severity.ERROR))

    assert [question.key for question in find_questions([severe])] == ["ads"]
    assert find_questions([replace(severe, suppression=WAIVED)]) == ()


@pytest.mark.parametrize(
    ("severity", "fail_on", "code"),
    [
        (Severity.ERROR, "error", 1),
        (Severity.WARNING, "error", 0),
        (Severity.WARNING, "warning", 1),
        (Severity.NOTE, "warning", 0),
        (Severity.NOTE, "note", 1),
        (Severity.ERROR, "review", 1),
        (Severity.WARNING, "review", 0),
    ],
)
def test_a_record_that_is_wrong_weighs_like_a_failure_of_its_severity(severity, fail_on, code):
    assert exit_code(replace(CLEAN, fail_on=fail_on, record_findings=(record(severity),))) == code


def test_what_could_not_be_checked_wins_over_wrong_records():
    summary = replace(CLEAN.summary, errors=1)
    assert exit_code(replace(CLEAN, summary=summary, record_findings=(record(Severity.ERROR),))) == 2


def test_covered_results_are_counted():
    assert summarise([Verdict.PASS], [], suppressed=3).suppressed == 3


def test_nothing_that_passes_is_covered():
    records = Records(frozenset(r.obligation.rule for r in GUEST.results), (WAIVER,), today="2026-03-01")
    report, tally = cover(records, GUEST, complete=True)

    open_results = [result for result in report.results if result.outcome in {"fail", "review"}]
    assert all(result.is_suppressed for result in open_results)
    assert not any(result.suppression for result in report.results if result not in open_results)
    assert (tally.suppressed, tally.used) == (len(open_results), {0})
    assert report.verdict is Verdict.PASS
    assert report.counts == GUEST.counts


def test_what_covers_nothing_leaves_the_very_report():
    report, tally = cover(Records(today="2026-03-01"), GUEST, complete=True)
    assert report is GUEST
    assert tally == Tally()


def test_the_first_waiver_covers_and_all_that_speak_of_it_are_used():
    ended = replace(WAIVER, owner="Bea", expires="2026-01-31")
    records = Records(frozenset(), (ended, WAIVER, replace(WAIVER, owner="Cid")), today="2026-03-01")
    report, tally = cover(records, GUEST, complete=True)

    assert {r.suppression.owner for r in report.results if r.suppression} == {"Ann"}
    assert tally.used == {0, 1, 2}
    assert tally.missed == {}
    assert not any("ended" in result.message for result in report.results)


def test_directives_are_not_said_to_be_unused_where_something_could_not_be_checked():
    report = replace(GUEST, directives=(Directive(3, 1, ("a/b",), "known"),))
    records = Records(frozenset({"a/b"}), today="2026-03-01")

    assert [finding.rule for finding in cover(records, report, complete=True)[1].findings] == ["exceptions/waiver-used"]
    assert cover(records, report, complete=False)[1].findings == ()


def test_tallies_add_up_and_the_gravest_miss_counts():
    one = Tally((record(Severity.NOTE),), frozenset({1}), frozenset({1}), {1: Severity.ERROR}, 2, renamed=(("a", "b"),))
    other = Tally((), frozenset({2}), frozenset(), {1: Severity.WARNING, 2: Severity.WARNING}, 1)

    assert add_up([one, other]) == Tally(
        (record(Severity.NOTE),),
        frozenset({1, 2}),
        frozenset({1}),
        {1: Severity.ERROR, 2: Severity.WARNING},
        3,
        renamed=(("a", "b"),),
    )
    assert add_up([]) == Tally()
