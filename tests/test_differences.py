"""What changed between two reports: moves are no changes, duplicates count, what is covered is gone."""

from msgspec.structs import replace

from compliance.differences import Difference, compare, take_snapshot
from compliance.errors import Problem
from compliance.model.result import ArticleReport, Outcome, PlacedFinding, Report, Result, Verdict
from compliance.model.source import Place
from compliance.testing.sample import CREDIT, GUEST, LINK, OWN, PERMISSION, REPORT, WAIVER

TOLD = "guest/旅行.md:7:1: images/credited an image has no credit"


def report(*results: Result, **changes: object) -> Report:
    return replace(REPORT, articles=(replace(GUEST, results=results, **changes), OWN), errors=())


def differ(before: Report, after: Report) -> Difference:
    return compare(take_snapshot(before), take_snapshot(after))


def moved(result: Result, line: int, fingerprint: str = "") -> Result:
    findings = tuple(
        replace(finding, place=Place(line, 1, line, 9), fingerprint=fingerprint) for finding in result.findings
    )
    return replace(result, findings=findings)


def test_the_same_report_differs_in_nothing():
    assert not differ(REPORT, REPORT)


def test_a_finding_that_moves_is_the_same():
    assert not differ(report(CREDIT), report(moved(CREDIT, 70)))


def test_a_new_finding_is_told_where_it_is_and_a_gone_one_where_it_was():
    assert differ(report(), report(CREDIT)).new == (TOLD,)
    assert differ(report(CREDIT), report()).gone == (TOLD,)


def test_a_second_finding_like_the_first_is_new():
    twice = replace(CREDIT, findings=(*CREDIT.findings, PlacedFinding("an image has no credit", Place(9, 1, 9, 2))))

    assert differ(report(CREDIT), report(twice)).new == (TOLD.replace(":7:", ":9:"),)
    assert differ(report(twice), report(CREDIT)).gone == (TOLD.replace(":7:", ":9:"),)


def test_fingerprints_tell_findings_of_the_same_words_apart():
    found = differ(report(moved(CREDIT, 7, "a")), report(moved(CREDIT, 9, "b")))

    assert (found.new, found.gone) == ((TOLD.replace(":7:", ":9:"),), (TOLD,))


def test_a_finding_with_a_fingerprint_is_the_same_whatever_it_says():
    reworded = replace(moved(CREDIT, 7, "a"), message="another word for it")

    assert not differ(report(moved(CREDIT, 7, "a")), report(reworded))


def test_a_result_without_findings_counts_too():
    assert differ(report(), report(PERMISSION)).new == (
        f"guest/旅行.md:1:1: permission/use-granted review: {PERMISSION.message}",
    )


def test_a_review_that_becomes_a_failure_is_new_and_gone():
    found = differ(report(PERMISSION), report(replace(PERMISSION, outcome=Outcome.FAIL)))

    assert len(found.new) == len(found.gone) == 1


def test_what_is_covered_is_gone():
    assert differ(report(CREDIT), report(replace(CREDIT, suppression=WAIVER))).gone == (TOLD,)
    covered = replace(CREDIT, findings=(replace(CREDIT.findings[0], suppression=WAIVER),))
    assert differ(report(CREDIT), report(covered)).gone == (TOLD,)


def test_all_findings_of_a_result_are_told_apart():
    assert len(differ(report(), report(LINK)).new) == len(LINK.findings)


def test_verdicts_are_told_by_article_also_where_one_comes_or_goes():
    before = replace(REPORT, articles=(GUEST, verdict("b.md", Verdict.PASS), verdict("c.md", Verdict.FAIL)))
    after = replace(REPORT, articles=(GUEST, verdict("a.md", Verdict.REVIEW), verdict("b.md", Verdict.FAIL)))

    assert differ(before, after).verdicts == (
        "a.md: not there -> review",
        "b.md: pass -> fail",
        "c.md: fail -> not there",
    )


def verdict(source: str, value: Verdict) -> ArticleReport:
    return replace(OWN, source=source, verdict=value)


def test_errors_come_and_go_too():
    broken = replace(report(), errors=(Problem("a.md", 2, 5, "front matter is no YAML", "mend it"),))

    assert differ(report(), broken).new == ("a.md:2:5: front matter is no YAML; mend it",)
    assert differ(broken, report()).gone == ("a.md:2:5: front matter is no YAML; mend it",)
