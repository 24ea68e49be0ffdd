"""One line per finding."""

# ruff: noqa: E501
from msgspec.structs import replace

from compliance.hookspecs import Layout
from compliance.model.result import PlacedFinding
from compliance.reporters.line import render_lines
from compliance.testing.sample import CLEAN, GUEST, LINK, NOTHING, REPORT


def test_each_finding_has_a_line_of_its_own():
    assert (
        render_lines(REPORT, Layout())
        == """\
guest/旅行.md:3:4: error source/links-to-original no link leads to the original article: [The Lighthouse](#) leads nowhere
guest/旅行.md:12:1: error source/links-to-original no link leads to the original article: [原文](#) leads nowhere
guest/旅行.md:1:1: error source/links-to-original no link leads to the original article: no address is given
guest/旅行.md:7:1: warning images/credited an image has no credit
guest/旅行.md:1:1: error permission/use-granted review: whether the use is allowed depends: is advertising sold around it (ads=yes or no)?
broken.md:2:5: error unchecked front matter is no YAML; mend it
empty.md:1:1: error unchecked is empty
"""
    )


def test_passes_are_shown_when_asked_for():
    assert (
        render_lines(CLEAN, Layout(verbose=True))
        == """\
own.md:1:1: pass attribution/author-named
"""
    )


def test_a_failure_without_any_place_stands_at_the_start():
    failure = replace(LINK, findings=(PlacedFinding("no address is given", None),))
    report = replace(REPORT, articles=(replace(GUEST, results=(failure,)),), errors=())

    assert render_lines(report, Layout()) == (
        "guest/旅行.md:1:1: error source/links-to-original no link leads to the original article\n"
    )


def test_where_all_is_well_nothing_is_printed():
    assert render_lines(CLEAN, Layout()) == ""


def test_what_was_not_checked_at_all_stands_at_no_file():
    assert (
        render_lines(NOTHING, Layout())
        == """\
-:1:1: error unchecked no article found; name files or folders that hold articles
"""
    )


def test_reasons_stand_behind_what_they_explain():
    report = replace(REPORT, articles=(replace(GUEST, results=(LINK,)),), errors=())

    assert render_lines(report, Layout(explain=True)).splitlines()[-1] == (
        "guest/旅行.md:1:1: because source/links-to-original publisher: lighthouse, taken over from lighthouse-trust: Link to the original.; when: medium is web or app: true; of: The Lighthouse; terms: https://lighthouse.example/terms, compared on 2026-11-20, read on its own page"
    )
