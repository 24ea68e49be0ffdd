"""Workflow commands, read back as the runner of GitHub Actions reads them."""

# ruff: noqa: E501
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from compliance.errors import Problem
from compliance.hookspecs import Layout
from compliance.model.result import PlacedFinding, Remark
from compliance.model.source import Place
from compliance.reporters.github import Annotation, Level, render_pieces, show_annotation
from compliance.testing.sample import (
    CLEAN,
    COVERED,
    CREDIT,
    GUEST,
    LINK,
    NOTHING,
    OPEN,
    OWN,
    PERMISSION,
    REPORT,
    SAMPLE,
)
from tests.reporters.large import make_large_report

COMMANDS = {"error", "warning", "notice", "group", "endgroup", "stop-commands", "add-mask", "debug", "set-env"}
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@dataclass
class Command:
    name: str
    data: str
    properties: dict[str, str] = field(default_factory=dict)


def parse_line(line):
    """Return the command of a line, or None, by the rules of the runner's ``ActionCommand.cs``."""
    stripped = line.lstrip()
    if stripped.startswith("::") and "::" in stripped[2:]:
        head, _, data = stripped[2:].partition("::")
        name, _, properties = head.partition(" ")
        if name in COMMANDS:
            pairs = (pair.split("=", 1) for pair in properties.strip().split(",") if pair)
            return Command(
                name, unescape(data, "%0D\r", "%0A\n"), {key: unescape_property(value) for key, value in pairs}
            )
    if "##[" in line and "]" in line.partition("##[")[2]:
        head = line.partition("##[")[2].partition("]")[0]
        return Command(head.partition(" ")[0], "") if head.partition(" ")[0] in COMMANDS else None
    return None


def unescape(text, *mapping):
    for token in (*mapping, "%25%"):
        text = text.replace(token[:3], token[3:])
    return text


def unescape_property(text):
    return unescape(text, "%0D\r", "%0A\n", "%3A:", "%2C,")


def render(report, **layout):
    return "".join(render_pieces(report, Layout(**layout)))


def annotations(report):
    commands = (parse_line(line) for line in render(report).splitlines())
    return [command for command in commands if command and command.name in {"error", "warning", "notice"}]


def test_an_article_is_a_group_of_annotations():
    assert (
        render(replace(REPORT, articles=(GUEST,), errors=REPORT.errors[:1]))
        == """\
::error file=broken.md,line=2,col=5,title=could not be checked::front matter is no YAML%0Amend it
::group::guest/旅行.md: fail
::error file=guest/旅行.md,line=3,endLine=3,col=4,endColumn=23,title=source/links-to-original::no link leads to the original article: [The Lighthouse](#) leads nowhere%0Alink to the address of the article%0Aasked by publisher: lighthouse, taken over from lighthouse-trust
::error file=guest/旅行.md,line=12,endLine=12,col=1,endColumn=8,title=source/links-to-original::no link leads to the original article: [原文](#) leads nowhere%0Alink to the address of the article%0Aasked by publisher: lighthouse, taken over from lighthouse-trust
::error file=guest/旅行.md,line=1,title=source/links-to-original::no link leads to the original article: no address is given%0Alink to the address of the article%0Aasked by publisher: lighthouse, taken over from lighthouse-trust
::warning file=guest/旅行.md,line=7,endLine=7,col=1,endColumn=30,title=images/credited::an image has no credit%0Aname who made it%0Aasked by house: good-practice
::warning file=guest/旅行.md,line=1,title=permission/use-granted (review)::whether the use is allowed depends: is advertising sold around it (ads=yes or no)?%0Aanswer the question%0Aasked by item: the article itself
open question: ads
::endgroup::
compliance: 2 articles: 1 pass, 1 fail, 0 to review, 2 could not be checked
"""
    )


def test_what_is_covered_is_a_line_of_the_log_with_its_reason():
    assert (
        render(replace(SAMPLE, articles=(COVERED,), errors=(), record_findings=(), remarks=()))
        == """\
::group::covered/été.md: pass
waived (error) covered/été.md:3:4 source/links-to-original: [The Lighthouse](#) leads nowhere; covered: the agency forbids a link – until “the archive” is open (Åsa Öberg, until 2027-01-31, DESK-12, waivers.toml:3)
waived (error) covered/été.md:12:1 source/links-to-original: [原文](#) leads nowhere; covered: the agency forbids a link – until “the archive” is open (Åsa Öberg, until 2027-01-31, DESK-12, waivers.toml:3)
waived (error) covered/été.md source/links-to-original: no address is given; covered: the agency forbids a link – until “the archive” is open (Åsa Öberg, until 2027-01-31, DESK-12, waivers.toml:3)
known (warning) covered/été.md:7:1 images/credited: the image is not credited; covered: known since 2026-10-01 (compliance-baseline.json)
known (warning) covered/été.md:9:1 images/credited: the image is not credited; covered: known since 2026-10-01 (compliance-baseline.json)
::endgroup::
compliance: 5 articles: 3 pass, 1 fail, 1 to review, 2 covered, 2 could not be checked
"""
    )


def test_exceptions_that_are_wrong_are_annotated_and_remarks_are_lines():
    lines = render(replace(SAMPLE, articles=(), errors=())).splitlines()

    assert lines[:3] == [
        "::warning file=waivers.toml,line=9,col=1,title=exceptions/waiver-in-force::the waiver of Åsa Öberg ended on 2026-10-31%0Amend the articles, or agree on another day",
        "remark: three articles are due on Friday",
        "remark: guest/旅行.md:12:1: 原文 is gone",
    ]


def test_levels_follow_severity_and_a_review_is_one_less():
    note = replace(PERMISSION, obligation=replace(PERMISSION.obligation, severity="note"))
    results = (LINK, CREDIT, PERMISSION, note)
    report = replace(CLEAN, articles=(replace(GUEST, results=results, questions=()),))

    assert [command.name for command in annotations(report)] == [
        "error",
        "error",
        "error",
        "warning",
        "warning",
        "notice",
    ]


def test_where_all_is_well_only_the_counts_are_told():
    assert render(CLEAN) == "compliance: 1 article: 1 pass, 0 fail, 0 to review\n"


def test_a_run_without_articles_is_an_error():
    assert [(command.name, command.data) for command in annotations(NOTHING)] == [
        ("error", "no article found\nname files or folders that hold articles")
    ]


def test_passes_and_reasons_are_lines_when_asked_for():
    assert render(replace(CLEAN, articles=(OWN,)), verbose=True, explain=True) == (
        "::group::own.md: pass\n"
        "pass attribution/author-named: Name the author.\n"
        "because attribution/author-named: license: cc-by-4.0: Name the author.; when: always: true; "
        "terms: https://creativecommons.org/licenses/by/4.0/legalcode, known from memory only\n"
        "::endgroup::\n"
        "compliance: 1 article: 1 pass, 0 fail, 0 to review\n"
    )


def test_a_place_of_several_lines_has_no_columns():
    finding = PlacedFinding("", Place(3, 4, 5, 6))
    report = replace(CLEAN, articles=(replace(OPEN, results=(replace(LINK, findings=(finding,)),), questions=()),))

    assert annotations(report)[0].properties == {
        "file": "open.txt",
        "line": "3",
        "endLine": "5",
        "title": "source/links-to-original",
    }


def test_of_ten_thousand_findings_ten_of_each_level_are_annotated_and_the_rest_is_counted():
    commands = annotations(make_large_report())
    names = [command.name for command in commands]

    assert (names.count("error"), names.count("warning"), names.count("notice")) == (10, 10, 1)
    assert commands[-1].data.startswith("… 10183 more, see the table (")


def test_none_is_lost_where_all_fit():
    findings = tuple(PlacedFinding(str(line), Place(line, 1, line, 2)) for line in range(1, 11))
    report = replace(CLEAN, articles=(replace(GUEST, results=(replace(LINK, findings=findings),), questions=()),))

    assert [command.properties["line"] for command in annotations(report)] == [str(line) for line in range(1, 11)]


def test_what_does_not_fit_is_in_the_log_all_the_same():
    findings = tuple(PlacedFinding(str(line), Place(line, 1, line, 2)) for line in range(1, 13))
    report = replace(CLEAN, articles=(replace(GUEST, results=(replace(LINK, findings=findings),), questions=()),))
    text = render(report)

    assert "FAIL (error) guest/旅行.md:11:1 source/links-to-original: no link leads" in text
    assert "::notice title=compliance::… 2 more, see the table (2 errors): GitHub shows 10 of each in a step\n" in text


def test_errors_are_annotated_before_findings():
    problems = tuple(Problem(f"{number:02}.md", 0, 0, "is empty") for number in range(12))
    commands = annotations(replace(CLEAN, articles=(GUEST,), errors=problems))

    assert [command.properties.get("file") for command in commands if command.name == "error"] == [
        f"{number:02}.md" for number in range(10)
    ]


def test_a_long_message_is_cut_to_what_the_runner_takes():
    command = parse_line(show_annotation(Annotation(Level.ERROR, "", "rule", "long " * 2_000)))

    assert len(command.data) == 4_000


@given(TEXTS, TEXTS.map(str.strip).filter(bool), st.integers(1, 9_999))
def test_any_text_comes_back_as_it_was(message, title, line):
    text = show_annotation(Annotation(Level.WARNING, "", f"{title}|", message, "a,b:c%.md", line=line))
    command = parse_line(text)

    assert "\n" not in text
    assert "\r" not in text
    assert (command.name, command.data) == ("warning", message[:3_999] + "…" if len(message) > 4_000 else message)
    assert command.properties == {"file": "a,b:c%.md", "line": str(line), "title": f"{title}|"}


EVIL = st.sampled_from(
    ["::error::x", "##[error]x", "\n::add-mask::y", " ::set-env name=A::b", "\r##[add-mask]z", "%0A::error::q"]
)


@given(st.lists(EVIL | TEXTS, min_size=1, max_size=4).map("".join))
def test_no_article_can_give_commands(text):
    covered = replace(
        COVERED,
        source=text,
        results=(replace(CREDIT, message=text, suppression=SAMPLE.articles[0].results[0].suppression),),
    )
    report = replace(CLEAN, articles=(covered,), remarks=(Remark(text),))
    commands = [parse_line(line) for line in render(report).replace("\r", "\n").split("\n")]

    assert [command.name for command in commands if command] == ["group", "endgroup"]
