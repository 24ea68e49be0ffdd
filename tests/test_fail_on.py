"""``--fail-on``: what fails a run, of all rules and of some; and what the configuration says of it."""

from pathlib import Path

import pytest

from compliance.cli import main
from compliance.cli.arguments import make_settings, parse_arguments
from compliance.model.context import Answer, Context
from compliance.model.policy import Authority
from compliance.model.result import (
    ArticleReport,
    Obligation,
    Outcome,
    RecordFinding,
    Report,
    Result,
    Summary,
    Suppression,
    SuppressionKind,
    Verdict,
)
from compliance.model.rule import CheckSpec, Severity
from compliance.verdict import exit_code, find_level, judge_article
from tests.repositories import FAULTY


def result(rule, outcome=Outcome.FAIL, severity=Severity.ERROR, suppression=None):
    obligation = Obligation(rule, "p", Authority.HOUSE, severity, CheckSpec("requires"), "m", "r", applies=Answer(True))
    return Result(obligation, outcome, "m", "r", suppression=suppression)


def report(*results, fail_on="error", rules=None, records=()):
    verdict = judge_article(results, fail_on, rules or {})
    article = ArticleReport("a.md", verdict, (), results, Context())
    counts = {Verdict.PASS: (1, 0, 0), Verdict.FAIL: (0, 1, 0), Verdict.REVIEW: (0, 0, 1)}[verdict]
    summary = Summary(1, *counts, 0)
    return Report(
        {}, Context(), [article], (), summary, fail_on, fail_on_rules=rules or {}, record_findings=tuple(records)
    )


IMAGE = result("images/credited")
OPEN = result("images/credited", Outcome.REVIEW)
LINK = result("source/links-to-original")


@pytest.mark.parametrize(
    ("results", "fail_on", "rules", "verdict", "code"),
    [
        ([IMAGE], "error", {}, Verdict.FAIL, 1),
        ([IMAGE], "never", {}, Verdict.FAIL, 0),  # the verdict is told, and fails nothing
        ([IMAGE], "error", {"images/*": "never"}, Verdict.PASS, 0),
        ([IMAGE, LINK], "error", {"images/*": "never"}, Verdict.FAIL, 1),
        ([IMAGE], "never", {"images/*": "error"}, Verdict.FAIL, 1),
        ([LINK], "never", {"images/*": "error"}, Verdict.FAIL, 0),
        ([IMAGE], "error", {"images/*": "never", "images/credited": "error"}, Verdict.FAIL, 1),
        ([IMAGE], "error", {"images/credited": "error", "images/*": "never"}, Verdict.PASS, 0),  # the last one holds
        ([OPEN], "error", {}, Verdict.REVIEW, 0),
        ([OPEN], "review", {}, Verdict.REVIEW, 1),
        ([OPEN], "error", {"images/*": "review"}, Verdict.REVIEW, 1),
        ([OPEN], "review", {"images/*": "error"}, Verdict.REVIEW, 0),
        ([OPEN], "review", {"images/*": "never"}, Verdict.PASS, 0),
        ([OPEN], "error", {"source/*": "review"}, Verdict.REVIEW, 0),
        ([result("a/b", severity=Severity.WARNING)], "error", {"a/*": "warning"}, Verdict.FAIL, 1),
        ([result("a/b", severity=Severity.WARNING)], "note", {"a/*": "error"}, Verdict.PASS, 0),
        ([result("a/b", severity=Severity.NOTE)], "error", {"a/b": "note"}, Verdict.FAIL, 1),
    ],
)
def test_what_is_said_of_a_rule_holds_before_what_is_said_of_all(results, fail_on, rules, verdict, code):
    found = report(*results, fail_on=fail_on, rules=rules)

    assert (found.articles[0].verdict, exit_code(found)) == (verdict, code)


@pytest.mark.parametrize("rules", [{}, {"images/*": "error"}])
def test_what_is_waived_fails_nothing(rules):
    waived = result("images/credited", suppression=Suppression(SuppressionKind.WAIVER, "agreed"))

    assert exit_code(report(waived, rules=rules)) == 0


@pytest.mark.parametrize(
    ("fail_on", "rules", "code"),
    [
        ("error", {}, 1),
        ("never", {}, 0),
        ("error", {"exceptions/*": "never"}, 0),
        ("never", {"exceptions/expired": "warning"}, 1),
    ],
)
def test_records_of_exceptions_weigh_as_rules_do(fail_on, rules, code):
    expired = RecordFinding("waivers.toml", 1, 1, "exceptions/expired", Severity.ERROR, "expired")

    assert exit_code(report(fail_on=fail_on, rules=rules, records=[expired])) == code


def test_what_could_not_be_checked_fails_whatever_is_said():
    assert exit_code(Report({}, Context(), (), (), Summary(0, 0, 0, 0, 1), "never")) == 2


def test_without_a_word_on_a_rule_the_general_level_holds():
    assert find_level("a/b", "note", {"b/*": "never"}) == "note"


# The command line and the configuration


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(FAULTY.format(title="Tide"), encoding="utf-8")
    return tmp_path


def settings(*arguments, configured=""):
    if configured:
        Path("compliance.toml").write_text(configured, encoding="utf-8")
    found = make_settings(parse_arguments(["check", "a.md", *arguments]))
    return found.fail_on, list(found.fail_on_rules.items()), [str(problem) for problem in found.problems]


def test_a_level_may_be_given_for_all_and_for_rules():
    given = settings("--fail-on", "warning", "--fail-on", "images/*=never", "--fail-on=source/named = note")

    assert given == ("warning", [("images/*", "never"), ("source/named", "note")], [])


def test_the_last_of_several_holds():
    given = settings(
        "--fail-on=note", "--fail-on=a/*=note", "--fail-on=b=note", "--fail-on=a/*=never", "--fail-on=error"
    )

    assert given == ("error", [("b", "note"), ("a/*", "never")], [])


def test_the_configuration_has_a_word_or_a_table():
    assert settings(configured='fail-on = "never"\n') == ("never", [], [])
    table = '[fail-on]\n"images/credited" = "note"\ndefault = "warning"\n"images/*" = "never"\n"*" = "error"\n'
    # those that say most of a rule come last, and hold
    order = [("*", "error"), ("images/*", "never"), ("images/credited", "note")]
    assert settings(configured=table) == ("warning", order, [])


def test_the_command_line_wins_over_the_configuration():
    table = '[fail-on]\ndefault = "warning"\n"images/credited" = "error"\n'

    assert settings("--fail-on", "images/*=never", configured=table) == (
        "warning",
        [("images/credited", "error"), ("images/*", "never")],
        [],
    )
    assert settings("--fail-on", "never", configured=table) == ("never", [], [])


def test_wrong_levels_of_the_configuration_are_told_at_their_places():
    table = '[fail-on]\ndefault = "warn"\n"images/*" = 3\n'

    file, words = Path.cwd() / "compliance.toml", "error, warning, note, review, never"
    assert settings(configured=table)[2] == [
        f"{file}:2:1: default: 'warn' is not one of {words}; did you mean 'warning'?",
        f"{file}:3:1: images/*: 3 is not one of {words}",
    ]


@pytest.mark.parametrize(
    ("level", "told"),
    [
        ("nver", "'nver' is no level to fail on; did you mean 'never'?"),
        ("images/*=", "'images/*=' is no level to fail on; use one of error, warning, note, review, never"),
        ("=error", "'error' is no level to fail on"),
        ("", "'' is no level to fail on"),
    ],
)
def test_a_wrong_level_is_a_usage_error(capsys, level, told):
    assert main(["check", "a.md", f"--fail-on={level}"]) == 2
    assert told in capsys.readouterr().err


def test_a_rule_that_nobody_knows_is_refused_where_it_stands(capsys):
    Path("compliance.toml").write_text('[fail-on]\n"images/credted" = "never"\n', encoding="utf-8")

    assert main(["check", "a.md", "--fail-on", "imges/*=never"]) == 2

    told = capsys.readouterr().err
    assert "compliance: fail-on: no rule is called 'imges/*', or matches it; `compliance rules list` lists them" in told
    assert "compliance.toml:2:1: fail-on: no rule is called 'images/credted', or matches it; did you mean" in told


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], 0),
        (["--fail-on", "warning"], 1),
        (["--fail-on", "copyright/*=warning"], 1),
        (["--fail-on", "images/*=warning"], 0),
        (["--fail-on", "warning", "--fail-on", "never"], 0),
    ],
)
def test_the_exit_code_is_what_the_levels_make_of_the_results(capsys, options, code):
    assert main(["check", "a.md", "--format", "line", *options]) == code
    assert "a.md:1:1: warning copyright/notice-present" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "code"),
    [("exceptions/waiver-used", 0), ("exceptions/*", 0), ("exceptions/waiver-usd", 2), ("exceptns/*", 2)],
)
def test_rules_of_records_are_known_too(capsys, name, code):
    assert main(["check", "a.md", f"--fail-on={name}=never"]) == code
