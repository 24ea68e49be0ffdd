"""What exceptions cover, in the reports for people: it stays, with its reason, and the counts of the report are told."""

# ruff: noqa: E501
from msgspec.structs import replace

from compliance.hookspecs import Layout
from compliance.model.result import PlacedFinding
from compliance.model.source import Place
from compliance.reporters.covered import list_covered, name_outcome, select_standing, show_suppression
from compliance.reporters.line import render_lines
from compliance.reporters.table import render_table
from compliance.testing.sample import COVERED, CREDIT, GUEST, KNOWN, OWN, REPORT, SAMPLE, WAIVER

ALONE = replace(SAMPLE, articles=(COVERED,), errors=(), remarks=(), record_findings=())
PARTLY = replace(
    CREDIT,
    findings=(
        PlacedFinding("the image is not credited", Place(7, 1, 7, 20), "b2", KNOWN),
        PlacedFinding("the image is not credited", Place(9, 1, 9, 20), "b3"),
    ),
)


def test_the_table_has_what_is_covered_in_a_section_of_its_own():
    text = render_table(SAMPLE, Layout(110))

    assert (
        """\

Covered:
  waived (error)  source/links-to-original  covered/été.md:3:4, 12:1
    No link leads to the original article.
    the agency forbids a link – until “the archive” is open (Åsa Öberg, until 2027-01-31, DESK-12,
    waivers.toml:3)
  known (warning)  images/credited  covered/été.md:7:1, 9:1
    An image has no credit.
    known since 2026-10-01 (compliance-baseline.json)

article """
        in text
    )


def test_no_row_of_the_table_holds_what_is_covered():
    rows = render_table(ALONE, Layout(200)).split("\n\n")[0]

    assert rows.startswith("Covered:\n")


def test_the_table_tells_what_is_wrong_with_exceptions_and_how_much_they_cover():
    text = render_table(SAMPLE, Layout(200))

    assert (
        """
Exceptions:
  waivers.toml:9:1: warning exceptions/waiver-in-force: the waiver of Åsa Öberg ended on 2026-10-31; mend the articles, or agree on another day

Remarks:
  three articles are due on Friday
  guest/旅行.md:12:1: 原文 is gone

5 articles: 3 pass, 1 fail, 1 to review, 2 covered, 2 could not be checked
"""
        in text
    )


def test_where_nothing_is_covered_nothing_is_said_of_it():
    text = render_table(REPORT, Layout(110))

    assert "Covered" not in text
    assert "covered" not in text
    assert "Exceptions" not in text


def test_of_a_result_that_is_covered_in_part_the_row_has_the_rest():
    report = replace(REPORT, articles=(replace(GUEST, results=(PARTLY,)),))
    rows, covered = render_table(report, Layout(200)).split("\n\n")[:2]

    assert "9:1" in rows
    assert "7:1" not in rows
    assert covered.splitlines()[1] == "  known (warning)  images/credited  guest/旅行.md:7:1"


def test_a_line_says_that_it_is_covered_and_why():
    assert (
        render_lines(ALONE, Layout())
        == """\
covered/été.md:3:4: waived (error) source/links-to-original no link leads to the original article: [The Lighthouse](#) leads nowhere; covered: the agency forbids a link – until “the archive” is open (Åsa Öberg, until 2027-01-31, DESK-12, waivers.toml:3)
covered/été.md:12:1: waived (error) source/links-to-original no link leads to the original article: [原文](#) leads nowhere; covered: the agency forbids a link – until “the archive” is open (Åsa Öberg, until 2027-01-31, DESK-12, waivers.toml:3)
covered/été.md:1:1: waived (error) source/links-to-original no link leads to the original article: no address is given; covered: the agency forbids a link – until “the archive” is open (Åsa Öberg, until 2027-01-31, DESK-12, waivers.toml:3)
covered/été.md:7:1: known (warning) images/credited an image has no credit: the image is not credited; covered: known since 2026-10-01 (compliance-baseline.json)
covered/été.md:9:1: known (warning) images/credited an image has no credit: the image is not credited; covered: known since 2026-10-01 (compliance-baseline.json)
"""
    )


def test_lines_tell_what_is_wrong_with_exceptions_and_what_else_is_said():
    assert (
        render_lines(replace(SAMPLE, articles=(OWN,), errors=()), Layout())
        == """\
waivers.toml:9:1: warning exceptions/waiver-in-force the waiver of Åsa Öberg ended on 2026-10-31; mend the articles, or agree on another day
-:1:1: remark three articles are due on Friday
guest/旅行.md:12:1: remark 原文 is gone
"""
    )


def test_a_finding_that_is_covered_alone_leaves_the_others():
    (covered,) = list_covered([PARTLY])

    assert [finding.fingerprint for finding in covered.findings] == ["b2"]
    assert [finding.fingerprint for finding in select_standing(PARTLY)] == ["b3"]


def test_what_the_baseline_has_is_known_and_the_rest_is_waived():
    assert name_outcome(CREDIT, KNOWN) == "known (warning)"
    assert name_outcome(CREDIT, WAIVER) == "waived (warning)"
    assert name_outcome(CREDIT) == "FAIL (warning)"


def test_a_reason_over_several_lines_is_told_on_one():
    assert show_suppression(replace(KNOWN, reason="a\nb")) == "a b (compliance-baseline.json)"


def test_where_it_is_to_be_quiet_nothing_is_said_of_what_is_covered():
    assert render_lines(ALONE, Layout(quiet=1)) == ""
    assert "Covered" not in render_table(ALONE, Layout(110, quiet=1))


def test_what_is_covered_is_shown_from_the_severity_on_that_is_asked_for():
    text = render_table(ALONE, Layout(110, severity="error"))

    assert "waived (error)  source/links-to-original" in text
    assert "images/credited" not in text


def test_a_group_of_which_all_is_covered_has_its_heading_alone():
    text = render_table(ALONE, Layout(110, group_by="rule"))

    assert text.startswith("images/credited: 0 fail, 0 to review, 1 covered\n\nsource/links-to-original: 0 fail,")
