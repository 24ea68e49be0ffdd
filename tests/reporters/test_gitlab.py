"""GitLab's code quality report: literal text, and what its documentation asks for."""

import json
from typing import Literal

import msgspec
import pytest
from msgspec.structs import replace

from compliance.hookspecs import Layout
from compliance.model.result import PlacedFinding
from compliance.model.source import Place
from compliance.reporters.gitlab import render_pieces
from compliance.testing.sample import CLEAN, COVERED, CREDIT, GUEST, NOTHING, PERMISSION, REPORT, SAMPLE
from tests.reporters.large import make_large_report
from tests.reporters.strange import make_strange_report


class Lines(msgspec.Struct, forbid_unknown_fields=True):
    begin: int
    end: int | None = None


class Location(msgspec.Struct, forbid_unknown_fields=True):
    path: str
    lines: Lines


class Issue(msgspec.Struct, forbid_unknown_fields=True):
    """As documented for a custom tool, in the section on the report format."""

    description: str
    check_name: str
    fingerprint: str
    severity: Literal["info", "minor", "major", "critical", "blocker"]
    location: Location


def render(report):
    return "".join(render_pieces(report, Layout()))


def issues_of(report):
    return msgspec.json.decode(render(report), type=list[Issue])


def report_of(*results):
    return replace(CLEAN, articles=(replace(GUEST, source="./a.md", results=results),))


@pytest.mark.parametrize(
    "report",
    [SAMPLE, CLEAN, NOTHING, make_strange_report(), make_large_report()],
    ids=["all", "clean", "none", "odd", "large"],
)
def test_every_entry_is_as_documented_and_has_a_fingerprint_of_its_own(report):
    issues = issues_of(report)

    assert len({issue.fingerprint for issue in issues}) == len(issues)
    assert all(issue.location.path and not issue.location.path.startswith(("./", "/")) for issue in issues)
    assert all(issue.description and issue.location.lines.begin > 0 for issue in issues)


def test_a_finding_is_an_entry_on_a_line():
    assert render(report_of(CREDIT)) == (
        '[\n{"description":"an image has no credit; name who made it","check_name":"images/credited",'
        '"fingerprint":"ea0f7ff01770c949e9395e314f445540bc00e5c509b89739afeee294dd911284","severity":"major",'
        '"location":{"path":"a.md","lines":{"begin":7,"end":7}}}\n]\n'
    )


def test_where_all_is_well_the_array_is_empty():
    assert render(CLEAN) == "[]\n"


def test_the_large_report_has_all_its_findings():
    assert len(json.loads(render(make_large_report()))) == 10_000 + 400 + 3


def test_severities_are_those_of_gitlab():
    severities = {(issue.check_name, issue.severity) for issue in issues_of(REPORT)}

    assert severities == {
        ("source/links-to-original", "critical"),
        ("images/credited", "major"),
        ("permission/use-granted", "minor"),
        ("unchecked", "blocker"),
    }


def test_what_is_covered_stays_with_its_reason_and_the_lowest_severity():
    issues = issues_of(replace(CLEAN, articles=(COVERED,)))

    assert {issue.severity for issue in issues} == {"info"}
    assert "(waived: the agency forbids a link – until “the archive” is open (Åsa Öberg, until" in issues[0].description
    assert "(in the baseline: known since 2026-10-01" in issues[-1].description


def test_a_finding_that_moves_keeps_its_fingerprint():
    moved = replace(CREDIT, findings=(PlacedFinding("an image has no credit", Place(70, 1, 70, 30)),))

    assert issues_of(report_of(moved))[0].fingerprint == issues_of(report_of(CREDIT))[0].fingerprint


def test_equal_findings_of_two_articles_have_two_fingerprints():
    report = replace(CLEAN, articles=tuple(replace(GUEST, source=name, results=(CREDIT,)) for name in ("a.md", "b.md")))

    assert len({issue.fingerprint for issue in issues_of(report)}) == 2


def test_equal_findings_of_one_article_have_two_fingerprints_and_the_first_keeps_its_own():
    (only,) = issues_of(report_of(CREDIT))
    first, second = issues_of(report_of(replace(CREDIT, findings=CREDIT.findings * 2)))

    assert first.fingerprint == only.fingerprint != second.fingerprint


def test_what_covers_a_finding_leaves_its_fingerprint():
    covered = replace(CREDIT, suppression=COVERED.results[0].suppression)

    assert issues_of(report_of(covered))[0].fingerprint == issues_of(report_of(CREDIT))[0].fingerprint


def test_a_path_below_the_working_directory_is_relative(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    article = replace(GUEST, source=str(tmp_path / "guest" / "a.md"), results=(PERMISSION,))

    assert issues_of(replace(CLEAN, articles=(article,)))[0].location.path == "guest/a.md"


def test_what_belongs_to_no_file_stands_at_the_folder():
    assert issues_of(NOTHING)[0].location == Location(".", Lines(1))
