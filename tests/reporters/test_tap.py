"""The report in the Test Anything Protocol, read by consumers of it: a Python one, and Perl's where it is installed."""

# ruff: noqa: E501
import re
import shutil
import subprocess

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tap.parser import Parser

from compliance.errors import Problem
from compliance.hookspecs import Layout
from compliance.model.result import Outcome
from compliance.reporters.tap import escape, render_pieces
from compliance.testing.sample import CLEAN, COVERED, GUEST, LINK, NOTHING, OPEN, OWN, PERMITTED, REPORT, SAMPLE
from tests.reporters.large import make_large_report

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


def render(report):
    return "".join(render_pieces(report, Layout()))


def read(text):
    """Return the test points of a stream, after its version and plan are seen to be right."""
    lines = list(Parser().parse_text(text))
    points = [line for line in lines if line.category == "test"]
    (plan,) = (line for line in lines if line.category == "plan")
    assert lines[0].category == "version"
    assert [point.number for point in points] == list(range(1, plan.expected_tests + 1))
    return points


def read_subtests(text):
    """Return the test points of each subtest, which are streams of their own, indented, without a version."""
    parts = re.findall(r"^# Subtest: .*\n((?:    .*\n)+)", text, re.MULTILINE)
    return [read("TAP version 13\n" + re.sub("^    ", "", part, flags=re.MULTILINE)) for part in parts]


def test_an_article_is_a_test_point_and_its_obligations_are_a_subtest():
    assert (
        render(replace(REPORT, errors=(Problem("broken.md", 2, 5, "front matter is no YAML", "mend it"),)))
        == """\
TAP version 13
1..3
# Subtest: guest/旅行.md
    1..5
    not ok 1 - source/links-to-original (publisher: lighthouse)
      ---
      severity: "error"
      message: "no link leads to the original article"
      remedy: "link to the address of the article"
      terms: "https://lighthouse.example/terms"
      findings: [{"message": "[The Lighthouse](#) leads nowhere", "line": 3, "column": 4}, {"message": "[原文](#) leads nowhere", "line": 12, "column": 1}, {"message": "no address is given"}]
      ...
    not ok 2 - images/credited (house: good-practice)
      ---
      severity: "warning"
      message: "an image has no credit"
      remedy: "name who made it"
      findings: [{"message": "an image has no credit", "line": 7, "column": 1}]
      ...
    not ok 3 - permission/use-granted (item) # TODO review: whether the use is allowed depends: is advertising sold around it (ads=yes or no)?
      ---
      severity: "error"
      message: "whether the use is allowed depends: is advertising sold around it (ads=yes or no)?"
      remedy: "answer the question"
      ...
    ok 4 - attribution/author-named (license: cc-by-4.0)
    ok 5 - fair-use/notice-present (statute: us-17-107) # SKIP does not apply
not ok 1 - guest/旅行.md
# Subtest: own.md
    1..1
    ok 1 - attribution/author-named (license: cc-by-4.0)
ok 2 - own.md
not ok 3 - broken.md: could not be checked: front matter is no YAML
  ---
  message: "front matter is no YAML"
  remedy: "mend it"
  line: 2
  column: 5
  ...
"""
    )


def test_a_consumer_finds_what_fails_and_what_is_to_be_done():
    points = read(render(SAMPLE))

    assert [(point.ok, point.todo, point.description) for point in points] == [
        (True, False, "- covered/été.md"),
        (False, False, "- guest/旅行.md"),
        (False, True, "- open.txt"),
        (True, False, "- own.md"),
        (True, False, "- permitted/a story with a long name, “signs” & <marks>.html"),
        (False, False, "- broken.md: could not be checked: front matter is no YAML"),
        (False, False, "- empty.md: could not be checked: is empty"),
        (False, True, "- waivers.toml: exceptions/waiver-in-force"),
    ]


def test_what_is_covered_is_to_be_done_and_says_why():
    (points,) = read_subtests(render(replace(CLEAN, articles=(COVERED,))))

    assert [(point.ok, point.todo, point.directive.text) for point in points] == [
        (
            False,
            True,
            "TODO covered: the agency forbids a link – until “the archive” is open (Åsa Öberg, until 2027-01-31, DESK-12, waivers.toml:3)",
        ),
        (False, True, "TODO covered: known since 2026-10-01 (compliance-baseline.json)"),
    ]
    assert [finding["covered"] for finding in points[1].yaml_block["findings"]] == [
        "baseline: known since 2026-10-01 (compliance-baseline.json)"
    ] * 2


def test_in_an_article_that_does_not_fail_no_point_fails():
    (points,) = read_subtests(render(replace(CLEAN, articles=(PERMITTED,))))

    assert [(point.ok, point.todo) for point in points] == [(False, True), (True, False)]
    assert points[0].directive.text == "TODO no more than a note"


def test_a_review_fails_where_it_is_to_fail():
    text = render(replace(CLEAN, articles=(OPEN,), fail_on="review"))

    assert [(point.ok, point.todo) for point in read(text)] == [(False, False)]
    assert [(point.ok, point.todo) for point in read_subtests(text)[0]] == [(False, False), (True, False)]


def test_what_does_not_apply_is_skipped():
    points = read_subtests(render(replace(CLEAN, articles=(GUEST,))))[0]

    assert [point.skip for point in points] == [False, False, False, False, True]


@pytest.mark.parametrize(("fail_on", "todo"), [("error", True), ("warning", False), ("note", False), ("never", True)])
def test_what_is_wrong_with_exceptions_fails_from_the_threshold_on(fail_on, todo):
    (point,) = read(render(replace(SAMPLE, articles=(), errors=(), fail_on=fail_on)))

    assert (point.ok, point.todo) == (False, todo)


def test_remarks_are_comments():
    assert render(SAMPLE).splitlines()[-2:] == [
        "# remark: three articles are due on Friday",
        "# remark: guest/旅行.md:12:1: 原文 is gone",
    ]


def test_a_run_without_articles_fails_with_its_error():
    assert [(point.ok, point.description) for point in read(render(NOTHING))] == [
        (False, "- the run: could not be checked: no article found")
    ]


def test_a_run_with_nothing_at_all_has_an_empty_plan():
    assert render(replace(CLEAN, articles=())) == "TAP version 13\n1..0 # no article\n"


def test_an_article_of_which_nothing_is_asked_has_an_empty_subtest():
    assert "    1..0 # nothing is asked for\nok 1 - own.md\n" in render(
        replace(CLEAN, articles=(replace(OWN, results=()),))
    )


@given(TEXTS)
def test_any_text_is_one_line_without_a_directive(text):
    escaped = escape(text)

    assert "\n" not in escaped
    assert re.sub(r"\\([\\#])", r"\1", escaped) == " ".join(text.split())
    assert "#" not in re.sub(r"\\.", "", escaped)


@given(TEXTS.filter(bool))
def test_any_text_comes_back_out_of_the_details(text):
    failure = replace(LINK, message=text, remedy=text, outcome=Outcome.FAIL)
    report = render(replace(CLEAN, articles=(replace(GUEST, results=(failure,)),)))
    block = re.search(r"^      ---\n(.*?)^      \.\.\.$", report, re.DOTALL | re.MULTILINE)[1]

    assert yaml.safe_load(block)["message"] == text


def test_ten_thousand_findings_are_read():
    text = render(make_large_report())
    subtests = read_subtests(text)

    assert len(read(text)) == 400 + 2 + 1
    assert sum(len(point.yaml_block["findings"]) for points in subtests[:20] for point in points[:2]) == 20 * 25
    assert len(subtests) == 400


@pytest.mark.skipif(not shutil.which("prove"), reason="Perl's consumer is not installed")
@pytest.mark.parametrize(
    ("report", "says"),
    [(SAMPLE, "Failed tests:  2, 6-7"), (CLEAN, "Result: PASS"), (make_large_report(), "Failed tests:  1-402")],
    ids=["sample", "clean", "large"],
)
def test_the_consumer_of_perl_reads_it(tmp_path, report, says):
    (tmp_path / "report.tap").write_text(render(report), encoding="utf-8", newline="\n")
    read_by = subprocess.run(["prove", "report.tap"], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert says in read_by.stdout
    assert "Parse errors" not in read_by.stdout
