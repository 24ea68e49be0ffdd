"""The report as GitHub Flavored Markdown, read back by a parser: its tables have their cells, and nothing else is made."""

# ruff: noqa: E501
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace

from compliance.errors import Problem
from compliance.hookspecs import Layout
from compliance.reporters.markdown import LIMIT, escape, render_pieces
from compliance.testing.sample import CLEAN, GUEST, LINK, NOTHING, REPORT, SAMPLE
from tests.reporters.large import make_large_report

GFM = MarkdownIt("gfm-like", {"html": True})
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200)
MARKS = st.sampled_from(
    [
        "|",
        "`",
        "\\",
        "*",
        "_",
        "<b>",
        "<!--",
        "[a](b)",
        "![",
        "&amp;",
        "~~",
        "\n\n",
        "# ",
        "- ",
        "1. ",
        "$",
        "https://a.example",
        "www.a.example",
        "a@b.example",
        ":tada:",
        "^",
    ]
)


def render(report, **layout):
    return "".join(render_pieces(report, Layout(**layout)))


def read_rows(text):
    """Return the cells of each row of the tables, as they are shown."""
    tokens = GFM.parse(text)
    rows = []
    for token, after in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "tr_open":
            rows.append([])
        elif token.type in {"td_open", "th_open"}:
            rows[-1].append(show(after))
    return rows


def show(token):
    return "".join("\n" if child.type.endswith("break") else child.content for child in token.children or ())


def test_a_report_has_its_verdict_first_and_all_that_is_not_in_order():
    assert (
        render(SAMPLE)
        == """\
### Compliance: not everything could be checked

5 articles: 3 pass, 1 fail, 1 to review, 2 covered, 2 could not be checked

**Could not be checked**

- broken.md\\:2\\:5: front matter is no YAML; mend it
- empty.md: is empty

**Exceptions**

- waivers.toml:9: exceptions/waiver-in-force (warning): the waiver of Åsa Öberg ended on 2026-10-31; mend the articles, or agree on another day

| article | rule | outcome | authority | what to do |
| --- | --- | --- | --- | --- |
| guest/旅行.md:3:4, 12:1 | source/links-to-original | **FAIL (error)** | publisher: lighthouse, taken over from lighthouse-trust | no link leads to the original article; link to the address of the article |
| guest/旅行.md:7:1 | images/credited | **FAIL (warning)** | house: good-practice | an image has no credit; name who made it |
| guest/旅行.md | permission/use-granted | review (error) | item: the article itself | whether the use is allowed depends: is advertising sold around it (ads=yes or no)?; answer the question |
| open.txt | permission/use-granted | review (error) | item: the article itself | whether the use is allowed depends: is advertising sold around it (ads=yes or no)?; answer the question |
| permitted/a story with a long name, “signs” \\& \\<marks\\>.html | attribution/date-stated | **FAIL (note)** | house: good-practice | no date is stated, not even in https\\://river.example/a-very-long-address-a-very-long-address-a-very-long-address-a-very-long-address-a-very-long-address-a-very-long-address-a-very-long-address-a-very-long-address-a-very-long-address-a-very-long-address-a-very-long-address-a-very-long-address-; state the day of publication |

**Open questions**

- is advertising sold around it (ads=yes or no)? (guest/旅行.md, open.txt)

<details>
<summary>Covered by exceptions</summary>

- covered/été.md:3:4, 12:1: waived (error) source/links-to-original: no link leads to the original article; covered: the agency forbids a link – until “the archive” is open (Åsa Öberg, until 2027-01-31, DESK-12, waivers.toml:3)
- covered/été.md:7:1, 9:1: known (warning) images/credited: an image has no credit; covered: known since 2026-10-01 (compliance-baseline.json)

</details>

**Remarks**

- three articles are due on Friday
- guest/旅行.md\\:12\\:1: 原文 is gone

This report is no legal advice.
"""
    )


def test_where_all_is_well_there_is_no_table():
    assert (
        render(CLEAN)
        == """\
### Compliance: pass

1 article: 1 pass, 0 fail, 0 to review

This report is no legal advice.
"""
    )


@pytest.mark.parametrize(
    ("report", "heading"),
    [
        (CLEAN, "### Compliance: pass"),
        (replace(REPORT, errors=(), summary=replace(REPORT.summary, errors=0)), "### Compliance: fail"),
        (NOTHING, "### Compliance: not everything could be checked"),
    ],
)
def test_the_heading_says_what_the_exit_code_says(report, heading):
    assert render(report).splitlines()[0] == heading


def test_a_parser_finds_one_table_with_five_cells_in_each_row():
    rows = read_rows(render(SAMPLE))

    assert [len(row) for row in rows] == [5] * 6
    assert rows[-1][0] == "permitted/a story with a long name, “signs” & <marks>.html"


def test_passes_and_reasons_are_shown_when_asked_for():
    text = render(REPORT, verbose=True, explain=True)

    assert "| own.md | attribution/author-named | pass | license: cc-by-4.0 | Name the author. |\n" in text
    assert "<summary>Why</summary>\n\n- guest/旅行.md: source/links-to-original: publisher: lighthouse" in text


@given(st.lists(MARKS | TEXTS, min_size=1, max_size=5).map("".join))
def test_no_text_marks_anything_up(text):
    article = replace(GUEST, source=text, results=(replace(LINK, message=text, findings=()),), questions=())
    errors = (Problem(text, 0, 0, text),)
    report = render(replace(CLEAN, articles=(article,), errors=errors))
    kinds = {token.type for token in GFM.parse(report)}
    inner = {child.type for token in GFM.parse(report) for child in token.children or ()}

    assert [len(row) for row in read_rows(report)] == [5, 5]
    assert not kinds & {"html_block", "fence", "code_block", "blockquote_open", "hr", "ordered_list_open"}
    assert sum(token.type == "bullet_list_open" for token in GFM.parse(report)) == 1
    assert inner <= {"text", "text_special", "strong_open", "strong_close"}


@given(TEXTS)
def test_a_text_is_shown_as_it_is_on_one_line(text):
    shown = show(GFM.parseInline(f"x {escape(text)}")[0])

    assert shown.replace("\u200b", "") == "x " + " ".join(clean(text).split()).replace("\u200b", "")


def clean(text):
    """Return text without control characters, which nobody sees."""
    return "".join(" " if ord(letter) < 32 or 127 <= ord(letter) < 160 else letter for letter in text)


@pytest.mark.parametrize("text", ["@ann", "see @river/desk", "#12", "river/site#12", "GH-12", "mail a@b.example"])
def test_nobody_is_notified_and_nothing_is_referred_to(text):
    shown = show(GFM.parseInline(escape(text))[0])

    assert "\u200b" in shown
    assert shown.replace("\u200b", "") == text


def test_a_report_of_ten_thousand_findings_fits_a_comment_and_counts_the_rest():
    text = render(make_large_report())
    rows = read_rows(text)

    assert LIMIT - 8_000 < len(text) <= LIMIT
    assert len(text.encode()) < 1024 * 1024
    assert {len(row) for row in rows} == {5}
    assert f"\n… {1_000 - (len(rows) - 1)} more rows: see the log, or a report in another format\n" in text
    assert text.endswith("\nThis report is no legal advice.\n")


def test_errors_leave_room_for_the_table():
    errors = tuple(Problem(f"{number}.md", 0, 0, "is empty") for number in range(10_000))
    text = render(replace(REPORT, errors=errors))

    assert len(text) <= LIMIT
    assert len(read_rows(text)) == 4
    assert " more problems: see the log, or a report in another format\n" in text
