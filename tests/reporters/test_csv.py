"""The report as CSV: read back by the standard library's reader, and nothing in it is a formula."""

# ruff: noqa: E501
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from compliance.errors import Problem
from compliance.hookspecs import Layout
from compliance.reporters.csv import COLUMNS, guard, render_pieces
from compliance.testing.sample import CLEAN, LINK, NOTHING, OWN, REPORT, SAMPLE
from tests.reporters.large import make_large_report


def render(report):
    return "".join(render_pieces(report, Layout()))


def read(text):
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_a_report_is_a_header_and_a_row_for_each_finding():
    assert (
        render(replace(CLEAN, articles=(replace(OWN, results=(replace(LINK, findings=LINK.findings[:1]),)),)))
        == "type,article,line,column,end_line,end_column,verdict,rule,outcome,severity,authority,policy,message,detail,remedy,clause,terms_url,verified_on,fingerprint,suppression,suppression_reason,suppression_owner,suppression_expires,suppression_ticket,suppression_recorded_at\r\n"
        "finding,own.md,3,4,3,23,pass,source/links-to-original,fail,error,publisher,lighthouse,no link leads to the original article,[The Lighthouse](#) leads nowhere,link to the address of the article,Link to the original.,https://lighthouse.example/terms,2026-11-20,,,,,,,\r\n"
    )


def test_every_result_has_a_row_whatever_its_outcome():
    rows = [row for row in read(render(REPORT)) if row["type"] == "finding"]

    assert [(row["article"], row["rule"], row["outcome"], row["line"]) for row in rows] == [
        ("guest/旅行.md", "source/links-to-original", "fail", "3"),
        ("guest/旅行.md", "source/links-to-original", "fail", "12"),
        ("guest/旅行.md", "source/links-to-original", "fail", ""),
        ("guest/旅行.md", "images/credited", "fail", "7"),
        ("guest/旅行.md", "permission/use-granted", "review", ""),
        ("guest/旅行.md", "attribution/author-named", "pass", ""),
        ("guest/旅行.md", "fair-use/notice-present", "notApplicable", ""),
        ("own.md", "attribution/author-named", "pass", ""),
    ]


def test_what_is_covered_says_by_what():
    waived = read(render(SAMPLE))[0]

    assert {key: value for key, value in waived.items() if key.startswith("suppression")} == {
        "suppression": "waiver",
        "suppression_reason": "the agency forbids a link – until “the archive” is open",
        "suppression_owner": "Åsa Öberg",
        "suppression_expires": "2027-01-31",
        "suppression_ticket": "DESK-12",
        "suppression_recorded_at": "waivers.toml:3",
    }


def test_errors_exceptions_and_remarks_have_rows_too():
    rows = [row for row in read(render(SAMPLE)) if row["type"] != "finding"]

    assert [(row["type"], row["article"], row["line"], row["message"]) for row in rows] == [
        ("error", "broken.md", "2", "front matter is no YAML"),
        ("error", "empty.md", "", "is empty"),
        ("record-finding", "waivers.toml", "9", "the waiver of Åsa Öberg ended on 2026-10-31"),
        ("remark", "", "", "three articles are due on Friday"),
        ("remark", "guest/旅行.md", "12", "原文 is gone"),
    ]


def test_a_run_without_articles_has_its_errors():
    assert [row["message"] for row in read(render(NOTHING))] == ["no article found"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_is_a_formula(sign):
    report = replace(CLEAN, errors=(Problem(f"{sign}cmd|calc", 0, 0, "is empty"),))

    assert read(render(report))[-1]["article"] == f"'{sign}cmd|calc"


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_comes_back_as_it_was_but_for_the_guard(text):
    report = replace(CLEAN, errors=(Problem("a.md", 3, 4, text, text),))
    row = read(render(report))[-1]

    assert (row["message"], row["remedy"], row["line"]) == (guard(text), guard(text), "3")
    assert guard(text) in {text, f"'{text}"}


def test_ten_thousand_findings_have_ten_thousand_rows():
    rows = read(render(make_large_report()))

    assert all(set(row) == set(COLUMNS) for row in rows)
    assert sum(row["outcome"] == "fail" for row in rows) == 10_000
    assert sum(bool(row["suppression"]) for row in rows) == 200
