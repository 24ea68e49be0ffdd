"""Waivers in articles: how they are written, where they stand, what they cover, and what is told of wrong ones."""

import codecs

import pytest

from compliance.api import Session
from compliance.decoding import decode
from compliance.exceptions.directives import find_directives
from compliance.readers.html import read_html
from compliance.readers.markdown import read_markdown
from compliance.readers.text import read_text
from tests.exceptions.articles import FAULT, STORY, check, write
from tests.exceptions.test_waivers import fault_of, list_rules, run

SOUND = f"compliance: waive {FAULT} until 2026-03-31 because the agency forbids links (owner Åsa Öberg, ticket DESK-12)"


def markdown(text: str, **how):
    return list(find_directives(read_markdown(decode("a.md", text.encode(), **how))))


def html(text: str):
    return list(find_directives(read_html(decode("a.html", text.encode()))))


def say(text: str):
    (found,) = markdown(f"<!-- compliance: {text} -->\n\nText.\n")
    return found


def mistake(text: str) -> tuple[str, str]:
    found = say(text)
    assert found.rules == ()
    return found.mistake, found.remedy


def test_everything_that_a_directive_says_is_read():
    (found,) = markdown(f"# Tide\n\n<!-- {SOUND} -->\n")

    assert (found.line, found.column) == (3, 1)
    assert found.rules == (FAULT,)
    assert (found.reason, found.expires) == ("the agency forbids links", "2026-03-31")
    assert (found.owner, found.ticket) == ("Åsa Öberg", "DESK-12")
    assert (found.first_line, found.last_line, found.mistake) == (0, 0, "")


def test_only_rule_and_reason_must_be_there():
    found = say("waive source/*, images/credited because of (old) reasons, because (really)")

    assert found.rules == ("source/*", "images/credited")
    assert found.reason == "of (old) reasons, because (really)"
    assert (found.expires, found.owner, found.ticket, found.mistake) == ("", "", "", "")


@pytest.mark.parametrize("comment", ["<!--compliance: {}-->", "<!--\n  Compliance:\n{}\n-->", "<!-- COMPLIANCE:{} -->"])
@pytest.mark.parametrize("read", [markdown, html])
def test_case_and_white_space_around_it_do_not_matter(read, comment):
    (found,) = read(comment.format(f"waive {FAULT}\n because  it is so") + "\n\nText.\n")

    assert (found.rules, found.reason, found.mistake) == ((FAULT,), "it is so", "")


@pytest.mark.parametrize(
    ("text", "message", "remedy"),
    [
        ("waive a/b", "the directive gives no reason", "end it with: because …"),
        ("waive a/b because", "the directive gives no reason", "end it with: because …"),
        ("waive a/b because (owner Ann)", "the directive gives no reason", "end it with: because …"),
        ("waive a/b until 2026-02-30 because x", "'2026-02-30' is no date", "use ISO 8601, such as until 2027-01-31"),
        ("waive a/b until soon because x", "'soon' is no date", "use ISO 8601, such as until 2027-01-31"),
        ("waive a/b until because x", "'' is no date", "use ISO 8601, such as until 2027-01-31"),
        (
            "waive a/b until 2026-01-01 until 2027-01-01 because x",
            "the directive has two last days",
            "keep one of them",
        ),
        ("wave a/b because x", "'wave' is nothing that a directive can do", "did you mean 'waive'?"),
        ("waive-nxt a/b because x", "'waive-nxt' is nothing that a directive can do", "did you mean 'waive-next'?"),
        (
            "waive a/b untill 2026-01-01 because x",
            "'untill' is neither a rule's id nor a word of directives",
            "did you mean 'until'?",
        ),
        (
            "waive a/b becuase x because y",
            "'becuase' is neither a rule's id nor a word of directives",
            "did you mean 'because'?",
        ),
        ("waive a/b because x (owner Ann, tiket 3)", "'tiket' is no word of directives", "did you mean 'ticket'?"),
    ],
)
def test_what_is_wrong_is_told_with_a_remedy(text, message, remedy):
    assert mistake(text) == (message, remedy)


def test_a_directive_without_a_rule_shows_how_to_write_one():
    message, remedy = mistake("waive because I say so")
    assert message == "the directive names no rule"
    assert remedy.startswith("write for example: compliance: waive ")


@pytest.mark.parametrize(
    "text",
    [
        "```\n<!-- compliance: waive a/b because x -->\n```\n",
        "`<!-- compliance: waive a/b because x -->`\n",
        "    <!-- compliance: waive a/b because x -->\n",
        "compliance: waive a/b because x\n",
        "<!-- Our compliance: waive a/b because x -->\n",
        '<script>"<!-- compliance: waive a/b because x -->"</script>\n',
        '<a href="<!-- compliance: waive a/b because x -->">x</a>\n',
    ],
)
def test_what_is_no_comment_or_not_for_this_program_is_no_directive(text):
    assert markdown(f"# Tide\n\n{text}\nText.\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "Text <!-- {} --> goes on.\n",
        "> Quoted.\n>\n> <!-- {} -->\n",
        "- item\n\n  <!-- {} -->\n",
        "<div>\n<!-- {} -->\n</div>\n",
        "<!-- one --><!-- {} -->\n",
        "<!-- {}\n-->\n",
        "Ünïcödé 原文\n\n<!-- {} -->\n",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_directive_may_stand_anywhere_and_has_its_own_line_and_column(text, end):
    source = text.format(SOUND).replace("\n", end)
    (found,) = markdown(source)
    before = source[: source.index("<!-- comp")].replace("\r\n", "\n")

    assert found.mistake == ""
    assert (found.line, found.column) == (before.count("\n") + 1, len(before) - before.rfind("\n"))


def test_a_directive_is_found_in_other_encodings():
    data = codecs.BOM_UTF16_LE + f"# Tide\n\n<!-- {SOUND} -->\n".encode("utf-16-le")
    (found,) = find_directives(read_markdown(decode("a.md", data)))

    assert (found.line, found.owner) == (3, "Åsa Öberg")


YAML = """\
---
title: Tide
compliance:
  waive:
    - rule: source/links-to-original
      reason: the agency forbids links
      owner: Åsa Öberg
      expires: 2026-03-31
      ticket: DESK-12
    - rules: [images/*, license/compatible]
      reason: old
---
"""
TOML = """\
+++
title = "Tide"
[[compliance.waive]]
rule = "source/links-to-original"
reason = "the agency forbids links"
owner = "Åsa Öberg"
expires = 2026-03-31
ticket = "DESK-12"
[[compliance.waive]]
rules = ["images/*", "license/compatible"]
reason = "old"
+++
"""
JSON = """\
{
  "title": "Tide",
  "compliance": {"waive": [
    {"rule": "source/links-to-original",
     "reason": "the agency forbids links", "owner": "Åsa Öberg", "expires": "2026-03-31", "ticket": "DESK-12"},
    {"rules": ["images/*", "license/compatible"], "reason": "old"}
  ]}
}
"""


@pytest.mark.parametrize(
    ("head", "lines"), [(YAML, (5, 10)), (TOML, (4, 10)), (JSON, (4, 6))], ids=["YAML", "TOML", "JSON"]
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("read", [markdown, html])
def test_the_front_matter_waives_in_all_its_formats(head, lines, end, read):
    first, second = read(f"{head}\nText.\n".replace("\n", end))

    assert (first.rules, first.reason) == ((FAULT,), "the agency forbids links")
    assert (first.owner, first.expires, first.ticket) == ("Åsa Öberg", "2026-03-31", "DESK-12")
    assert (second.rules, second.reason) == (("images/*", "license/compatible"), "old")
    assert (first.line, second.line) == lines


def test_the_front_matter_of_a_text_waives_too():
    assert len(list(find_directives(read_text(decode("a.txt", f"{YAML}\nText.\n".encode()))))) == 2


def test_a_lone_table_needs_no_list():
    (found,) = markdown("---\ncompliance:\n  waive: {rule: a/b, reason: x}\n---\nText.\n")
    assert (found.rules, found.reason, found.line) == (("a/b",), "x", 3)


@pytest.mark.parametrize(
    ("block", "message", "remedy"),
    [
        ("  waive: [{rule: a/b}]", "the directive gives no reason", "write reason: …"),
        ("  waive: [{rule: a/b, reason: ''}]", "the directive gives no reason", "write reason: …"),
        ("  waive: [{reason: x}]", "the directive names no rule", "write rule: …"),
        ("  waive: [{rule: a/b, reason: x, expires: soon}]", "'soon' is no date", "use ISO 8601, such as 2027-01-31"),
        ("  waive: [{rule: a/b, reason: x, expires: ''}]", "'' is no date", "use ISO 8601, such as 2027-01-31"),
        ("  waive: [{rule: a/b, reson: x}]", "'reson' is no key of a directive", "did you mean 'reason'?"),
        (
            "  waive: [{rule: nothing, reason: x}]",
            "'nothing' is no rule's id",
            "write for example source/links-to-original",
        ),
        ("  waiv: [{rule: a/b}]", "'waiv' is no key of the block 'compliance'", "did you mean 'waive'?"),
        (
            "  waive: waive a/b because x",
            "a directive in the front matter is a table",
            "write compliance: {waive: [{rule: …, reason: …}]}",
        ),
    ],
)
def test_mistakes_in_the_front_matter_are_told(block, message, remedy):
    (found,) = markdown(f"---\ncompliance:\n{block}\n---\nText.\n")
    assert (found.mistake, found.remedy, found.line) == (message, remedy, 3)


def test_a_key_of_another_meaning_is_left_alone():
    assert markdown("---\ncompliance: GDPR\n---\nText.\n") == []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("<!-- {} -->\nOne\nstill one.\n\nTwo.\n", (1, 3)),
        ("<!-- {} -->\n\n\n# Head\n\nTwo.\n", (1, 4)),
        ("<!-- {} -->\n\n![a](b.png)\n\nTwo.\n", (1, 3)),
        ("One. <!-- {} -->\n\nTwo.\n\nThree.\n", (1, 3)),
        ("- one\n\n<!-- {} -->\n\n- two\n- three\n", (3, 5)),
    ],
)
def test_the_next_block_is_what_comes_behind_it(text, lines):
    (found,) = markdown(text.format("compliance: waive-next a/b because x"))
    assert (found.first_line, found.last_line, found.mistake) == (*lines, "")


def test_the_next_block_of_a_page_is_one_paragraph():
    (found,) = html("<p>One.</p>\n<!-- compliance: waive-next a/b because x -->\n<p>Two\ntwo.</p>\n<p>Three.</p>\n")
    assert (found.first_line, found.last_line) == (2, 4)


def test_behind_the_last_block_there_is_nothing_to_waive():
    (found,) = markdown("One.\n\n<!-- compliance: waive-next a/b because x -->\n")
    assert found.mistake == "nothing comes behind the directive"


# What they do


PICTURES = "# Tide\n\n![a heron](/one.jpg)\n\n{}![a heron](/two.jpg)\n\n![a heron](/three.jpg)\n"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_directive_lets_the_article_pass_and_the_result_stays_with_its_reason(capsys, end):
    write("story.md", f"<!-- {SOUND} -->\n\n{STORY}".replace("\n", end))

    suppression = fault_of(run()).suppression

    assert check(capsys, ".")[0] == 0
    assert (suppression.kind, suppression.reason) == ("directive", "the agency forbids links")
    assert (suppression.owner, suppression.expires, suppression.ticket) == ("Åsa Öberg", "2026-03-31", "DESK-12")
    assert suppression.recorded_at.endswith("story.md:1")
    assert list_rules(run()) == []


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("head", [YAML, TOML, JSON], ids=["YAML", "TOML", "JSON"])
def test_a_directive_in_the_front_matter_does_the_same(capsys, head):
    write("story.md", f"{head}\n{STORY}")

    assert check(capsys, ".")[0] == 0
    assert list_rules(run()) == ["exceptions/waiver-used"]  # the second one


@pytest.mark.usefixtures("folder")
def test_a_directive_for_the_next_block_covers_the_findings_in_it_alone():
    comment = "<!-- compliance: waive-next images/credited because our own picture -->\n\n"
    write("story.md", PICTURES.format(comment))

    (result,) = [r for r in run().articles[0].results if r.obligation.rule == "images/credited"]
    assert [(f.place.line, bool(f.suppression)) for f in result.findings] == [(3, False), (7, True), (9, False)]
    assert not result.is_suppressed
    assert result.suppression is None


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("day", "rules", "code"),
    [("1774828800", [], 0), ("1774915200", [], 0), ("1775001600", ["exceptions/waiver-in-force"], 1)],
    ids=["before", "last day", "after"],
)
def test_a_directive_holds_until_its_last_day_is_over(capsys, monkeypatch, day, rules, code):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", day)
    write("story.md", f"<!-- {SOUND} -->\n\n{STORY}")

    assert list_rules(run()) == rules
    assert check(capsys, ".")[0] == code
    assert ("ended on 2026-03-31" in fault_of(run()).message) is bool(rules)


@pytest.mark.usefixtures("folder")
def test_a_directive_that_covers_nothing_is_told_at_its_place():
    write("story.md", f"{STORY}\n<!-- compliance: waive images/credited because x -->\n")

    (told,) = run().record_findings
    assert (told.rule, told.severity, told.line, told.column) == ("exceptions/waiver-used", "warning", 13, 1)
    assert told.message == "the waiver of images/credited covers nothing"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("text", ["waive source/* becuase x", "waive sauce/links because x", "wive source/* because x"])
def test_a_wrong_directive_suppresses_nothing_and_fails_the_run(capsys, text):
    write("story.md", f"{STORY}\n<!-- compliance: {text} -->\n")
    (told,) = run().record_findings
    assert (told.rule, told.severity, told.line) == ("exceptions/directive-sound", "error", 13)
    assert not fault_of(run()).is_suppressed

    write("story.md", f"{STORY}\n<!-- compliance: {text} -->\n".replace("(#)", "(https://lighthouse.example/2024/a)"))
    assert check(capsys, ".")[0] == 1


@pytest.mark.usefixtures("folder")
def test_an_unknown_rule_is_told_with_the_nearest():
    write("story.md", f"{STORY}\n<!-- compliance: waive source/links-to-orginal because x -->\n")
    (told,) = run().record_findings
    assert told.message == "no rule is called 'source/links-to-orginal'"
    assert told.remedy == "did you mean 'source/links-to-original'?"


@pytest.mark.usefixtures("folder")
def test_a_comment_in_a_page_waives_as_well(capsys):
    page = STORY.replace("[The Lighthouse](#)", '<a href="#">The Lighthouse</a>').replace("\n\n", "</p>\n<p>")
    write("story.md", STORY.replace("(#)", "(https://lighthouse.example/2024/tide)"))
    write("page.html", f"<html><body><p>{page}</p></body></html>\n")
    assert check(capsys, "page.html")[0] == 1

    write("page.html", f"<html><body><!-- {SOUND} --><p>{page}</p></body></html>\n")
    assert check(capsys, "page.html")[0] == 0


def test_articles_without_a_directive_load_nothing_for_it():
    report, _ = (session := Session()).check_article(session.examiner.read_bytes("a.md", STORY.encode()))
    assert report.directives == ()
    assert "exceptions" not in vars(session)
    assert session.cover(report, complete=True) == (report, None)
