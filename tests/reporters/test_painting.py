"""Colours and hyperlinks: they change no letter and no width, and go to where the report says."""

import re
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from compliance.hookspecs import Layout
from compliance.model.result import Report
from compliance.reporters.line import render_lines
from compliance.reporters.link_targets import clean, find_targets, name_file
from compliance.reporters.painting import paint_lines, paint_table
from compliance.reporters.table import render_table
from compliance.testing.sample import GUEST, LINK, OPEN, OWN, REPORT, SAMPLE

ESCAPES = re.compile(r"\x1b\[[\d;]*m|\x1b\]8;[^;]*;[^\x1b]*\x1b\\")
LINKS = re.compile(r"\x1b\]8;(id=[^;]*);([^\x1b]+)\x1b\\(.*?)\x1b\]8;;\x1b\\")
TERMS = "https://lighthouse.example/terms"


def bare(text: str) -> str:
    return ESCAPES.sub("", text)


@pytest.mark.parametrize("width", [20, 60, 99, 100, 120, 203])
@pytest.mark.parametrize("render", [render_table, render_lines])
@pytest.mark.parametrize("verbose", [False, True])
@pytest.mark.parametrize("group_by", ["", "rule"])
def test_without_its_escapes_a_painted_report_is_the_plain_one(render, width, verbose, group_by):
    plain = Layout(width, verbose=verbose, explain=verbose, group_by=group_by, statistics=True)
    painted = render(SAMPLE, replace(plain, colour=True, hyperlinks=True))

    assert painted.count("\x1b[") > 5
    assert bare(painted) == render(SAMPLE, plain)


LINES = st.lists(st.text("│┌┐├┬┘└─ FAILpasreviw:/123,\x1bß旅\n", max_size=30), max_size=8).map("\n".join)


@given(LINES)
def test_no_text_is_lost_whatever_it_holds(text: str):
    layout = Layout(colour=True, hyperlinks=True)

    for painted in (paint_table(text, REPORT, layout), paint_lines(text, REPORT, layout)):
        assert bare(painted) == text.replace("\x1b", "␛")


def test_outcomes_have_the_colours_of_a_traffic_light():
    text = render_table(SAMPLE, Layout(120, colour=True, verbose=True))

    assert "\x1b[1;31mFAIL\x1b[0m" in text
    assert "\x1b[1;31m(error)\x1b[0m" in text
    assert "\x1b[33mreview\x1b[0m" in text
    assert "\x1b[32mpass\x1b[0m" in text
    assert "\x1b[1mwhat to do\x1b[0m" in text
    assert "5 articles: \x1b[32m3 pass\x1b[0m, \x1b[1;31m1 fail\x1b[0m, \x1b[33m1 to review\x1b[0m" in text


def test_verdicts_of_narrow_and_of_wide_tables_are_coloured():
    assert "\n\x1b[1;31mfail\x1b[0m  guest/旅行.md\n" in render_table(REPORT, Layout(50, colour=True))
    assert "\nguest/旅行.md  \x1b[1;31mFAIL\x1b[0m  " in render_table(REPORT, Layout(150, colour=True))


def test_lines_are_coloured_by_severity_and_reviews_apart():
    lines = render_lines(REPORT, Layout(colour=True)).splitlines()

    assert lines[0].startswith(
        "\x1b[1mguest/旅行.md\x1b[0m:3:4: \x1b[1;31merror\x1b[0m source/links-to-original no link"
    )
    assert any("\x1b[33mwarning\x1b[0m images/credited" in line for line in lines)
    assert any("\x1b[33merror\x1b[0m permission/use-granted review: " in line for line in lines)


def test_what_would_steer_the_terminal_is_shown_as_a_sign():
    result = replace(LINK, message="no link to \x1b]52;c;Zm8=\x07 or \x9b2J")
    report = replace(REPORT, articles=(replace(GUEST, results=(result,)),))

    text = render_lines(report, Layout(colour=True))

    assert "no link to ␛]52;c;Zm8=␇ or \N{REPLACEMENT CHARACTER}2J" in text


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Report:
    """The report on an article that is there, in a folder whose name has to be written otherwise in an address."""
    monkeypatch.chdir(tmp_path)
    Path("a b").mkdir()
    Path("a b/旅 行.md").touch()
    return replace(REPORT, articles=(replace(GUEST, source="a b/旅 行.md"), OWN))


def test_an_article_is_linked_to_its_file_on_this_machine(report: Report, tmp_path: Path):
    address = f"file://{socket.gethostname()}{tmp_path}/a%20b/%E6%97%85%20%E8%A1%8C.md"

    for width in (50, 100, 200):
        links = LINKS.findall(render_table(report, Layout(width, hyperlinks=True)))
        assert {to for _, to, _ in links if to.startswith("file:")} == {address}


def test_all_lines_of_a_broken_name_are_one_link(report: Report):
    text = render_table(replace(report, articles=report.articles[:1]), Layout(100, hyperlinks=True))

    rule = [(mark, shown) for mark, to, shown in LINKS.findall(text) if to == TERMS]

    assert "".join(shown for _, shown in rule) == "source/links-to-original"
    assert len(rule) > 1
    assert len({mark for mark, _ in rule}) == 1


def test_rules_are_linked_to_the_terms_that_ask_for_them(report: Report):
    wide = LINKS.findall(render_table(report, Layout(400, hyperlinks=True)))
    narrow = LINKS.findall(render_table(report, Layout(50, hyperlinks=True)))
    lines = LINKS.findall(render_lines(report, Layout(hyperlinks=True)))

    for links in (wide, narrow, lines):
        assert ("source/links-to-original", TERMS) in {(shown, to) for _, to, shown in links}
        assert not any(shown == "images/credited" for _, _, shown in links)


def test_what_is_no_file_is_not_linked():
    assert find_targets(replace(REPORT, articles=(replace(OPEN, source="<stdin>"),))).articles == {}


def test_where_two_articles_share_their_letters_neither_is_linked():
    twins = (replace(OWN, source="a b.md"), replace(OWN, source="ab.md"))

    assert find_targets(replace(REPORT, articles=twins)).squeezed("ab.md") == ""


def test_where_a_rule_is_asked_for_by_two_terms_the_authority_decides():
    other = replace(LINK, obligation=replace(LINK.obligation, policy="dom", terms_url="https://dom.example/terms"))

    targets = find_targets(replace(REPORT, articles=(replace(GUEST, results=(LINK, other)),)))

    assert targets.rule_of(GUEST.source, "source/links-to-original") == ""
    assert targets.rule_of(GUEST.source, "source/links-to-original", "publisher:dom") == "https://dom.example/terms"


def test_an_address_cannot_end_the_escape_sequence():
    assert clean("https://dom.example/\x1b\\x\x07") == "https://dom.example/%1B%5Cx%07"
    assert clean("javascript:alert(1)") == ""
    assert name_file("x\x1b.md").endswith("/x%1B.md")


def test_nothing_is_painted_where_nobody_asks():
    assert "\x1b" not in render_table(SAMPLE, Layout()) + render_lines(SAMPLE, Layout())
