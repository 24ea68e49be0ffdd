"""Rules that a pack changed, as users see them: in reports, in explanations, and in what a reuse would owe."""

import json
from pathlib import Path

import pytest

from compliance.cli import main

HOUSE = """\
name: house
version: 1.0.0
title: A house
requires: {core: ">=0.1.0"}
adjust:
  - rule: attribution/date-stated
    off: true
    reason: our pages show the date above the article
  - rule: attribution/title-stated
    severity: warning
    reason: a page without a title is found by nobody
  - rule: license/linked
    off: true
    reason: we print
"""
ARTICLE = "By Ann Author\n\nThe water did not leave the market square until noon.\n\n© 2024 Ann Author\n"
WHY = "switched off by house: our pages show the date above the article"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """The working folder: an article without date and title, and a pack that does not mind."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    Path("house").mkdir()
    Path("house/pack.yaml").write_text(HOUSE, encoding="utf-8")
    Path("tide.md").write_text(ARTICLE, encoding="utf-8")


@pytest.fixture
def run(capsys):
    def run_command(*arguments: str) -> tuple[int, str]:
        code = main([*arguments, "--pack", "house"])
        captured = capsys.readouterr()
        assert captured.err == ""
        return code, captured.out

    return run_command


def test_without_the_pack_the_rule_is_asked_for(capsys):
    main(["check", "tide.md", "--format", "line"])

    assert "attribution/date-stated" in capsys.readouterr().out


def test_a_report_leaves_out_what_is_switched_off(run):
    _, out = run("check", "tide.md", "--format", "line")

    assert "attribution/date-stated" not in out


def test_whoever_wants_to_see_everything_sees_who_switched_a_rule_off_and_why(run):
    _, out = run("check", "tide.md", "--format", "line", "-v")

    assert f"tide.md:1:1: off attribution/date-stated {WHY}\n" in out


def test_the_table_shows_it_too(run):
    _, out = run("check", "tide.md", "-v")

    [row] = [line for line in out.splitlines() if "attribution/date-stated" in line]
    assert "│ off " in row
    assert "switched off by house" in row


def test_the_table_for_narrow_terminals_shows_it_too(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")

    _, out = run("check", "tide.md", "-v")

    assert "off  attribution/date-stated\n" in out


def test_its_reasons_say_that_it_is_off(run):
    _, out = run("check", "tide.md", "--format", "line", "-v", "--explain")

    [reason] = [line for line in out.splitlines() if "because attribution/date-stated" in line]
    assert reason.endswith(f"when: always: true; {WHY}")


def test_the_json_report_always_holds_it(run):
    _, out = run("check", "tide.md", "--format", "json")

    [result] = [r for r in json.loads(out)["articles"][0]["results"] if r["rule"] == "attribution/date-stated"]
    assert (result["outcome"], result["message"], result["policy"]) == ("notApplicable", WHY, "good-practice")


def test_a_rule_that_would_not_apply_anyway_is_not_said_to_be_off(run):
    _, out = run("check", "tide.md", "--format", "line", "-v")

    assert "license/linked" not in out


def test_a_changed_severity_is_that_of_the_report(run):
    _, out = run("check", "tide.md", "--format", "line")

    assert "warning attribution/title-stated" in out


def test_the_users_own_configuration_goes_before_packs(run):
    Path("compliance.toml").write_text('[severity]\n"attribution/title-stated" = "error"\n', encoding="utf-8")

    code, out = run("check", "tide.md", "--format", "line")

    assert code == 1
    assert "error attribution/title-stated" in out


@pytest.mark.parametrize("command", [("explain",), ("rules", "show")])
def test_who_changed_what_and_why_is_told_with_the_place(run, command):
    _, out = run(*command, "attribution/date-stated")

    assert out.splitlines()[0] == "attribution/date-stated (off, since 0.1.0)"
    assert (
        "\nChanged\n  switched off by house: our pages show the date above the article\n    house/pack.yaml:7\n" in out
    )


def test_a_changed_severity_is_told_with_the_one_before(run):
    _, out = run("explain", "attribution/title-stated")

    assert (
        "  severity: note → warning by house: a page without a title is found by nobody\n    house/pack.yaml:10\n"
        in out
    )


def test_the_list_of_all_rules_says_which_are_off(run):
    _, out = run("explain")

    [line] = [line for line in out.splitlines() if line.startswith("  attribution/date-stated ")]
    assert line.split()[1] == "off"


def test_what_terms_ask_for_is_owed_all_the_same(run):
    _, out = run("terms", "--license", "CC-BY-4.0", "--context", "use=community", "--format", "json")

    assert "(switched off by house: we print)" in out


def test_examples_of_a_changed_rule_are_about_the_rule_as_it_was_written(run):
    adjust = "  - {rule: copyright/notice-complete, with: {parts: [holder]}, reason: the holder is enough}\n"
    Path("house/pack.yaml").write_text(HOUSE + adjust, encoding="utf-8")

    code, out = run("rules", "test", "copyright/notice-complete")

    assert (code, out.splitlines()[-1].partition(":")[0]) == (0, "1 rule, 4 examples")
