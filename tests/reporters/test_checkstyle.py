"""Checkstyle's XML: literal text, and diff-cover, which reads it."""

# ruff: noqa: E501
from xml.etree import ElementTree

import pytest
from diff_cover.violationsreporters.java_violations_reporter import CheckstyleXmlDriver
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from compliance.errors import Problem
from compliance.hookspecs import Layout
from compliance.reporters.checkstyle import render_pieces
from compliance.testing.sample import CLEAN, COVERED, CREDIT, GUEST, NOTHING, REPORT, SAMPLE
from tests.reporters.large import make_large_report
from tests.reporters.strange import make_strange_report

ATTRIBUTES = {"line", "column", "severity", "message", "source"}


def render(report):
    return "".join(render_pieces(report, Layout()))


def read(report):
    """Return what diff-cover makes of it: lines and texts by file."""
    found = CheckstyleXmlDriver().parse_reports([render(report)])
    return {path: [(violation.line, violation.message) for violation in found[path]] for path in found}


@pytest.mark.parametrize(
    "report",
    [SAMPLE, CLEAN, NOTHING, make_strange_report(), make_large_report()],
    ids=["all", "clean", "none", "odd", "large"],
)
def test_a_document_has_files_with_errors_that_have_what_checkstyle_gives_them(report):
    root = ElementTree.fromstring(render(report).encode())
    errors = list(root.iter("error"))

    assert (root.tag, root.attrib) == ("checkstyle", {"version": "4.3"})
    assert all(file.tag == "file" and file.attrib.keys() == {"name"} for file in root)
    assert all(error.attrib.keys() <= ATTRIBUTES and int(error.get("line")) > 0 for error in errors)
    assert {error.get("severity") for error in errors} <= {"error", "warning", "info"}


def test_a_file_has_its_errors():
    assert (
        render(replace(CLEAN, articles=(replace(GUEST, source='"a" & <b>.md', results=(CREDIT,)),)))
        == """\
<?xml version="1.0" encoding="UTF-8"?>
<checkstyle version="4.3">
  <file name='"a" &amp; &lt;b&gt;.md'>
    <error line="7" column="1" severity="warning" message="an image has no credit; name who made it" source="images/credited"/>
  </file>
</checkstyle>
"""
    )


def test_where_all_is_well_there_is_no_file():
    assert render(CLEAN) == '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n</checkstyle>\n'


def test_diff_cover_reads_places_severities_and_what_covers_a_finding():
    found = read(SAMPLE)

    assert found["guest/旅行.md"][3] == (7, "warning: an image has no credit; name who made it")
    assert found["broken.md"] == [(2, "error: front matter is no YAML; mend it")]
    assert found["covered/été.md"][3][1].endswith(
        "(in the baseline: known since 2026-10-01 (compliance-baseline.json))"
    )


def test_diff_cover_reads_ten_thousand_findings():
    assert sum(map(len, read(make_large_report()).values())) == 10_000 + 400 + 3


def test_all_that_is_covered_is_info():
    root = ElementTree.fromstring(render(replace(CLEAN, articles=(COVERED,))))

    assert {error.get("severity") for error in root.iter("error")} == {"info"}


@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_any_text_gives_a_document_that_is_well_formed(text):
    result = replace(CREDIT, message=text, remedy=text)
    report = replace(
        REPORT, articles=(replace(GUEST, source=text, results=(result,)),), errors=(Problem(text, 1, 1, text),)
    )

    assert len(list(ElementTree.fromstring(render(report).encode()).iter("error"))) == 2
