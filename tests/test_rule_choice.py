"""``--only``, ``--severity``, ``-q``, ``-v``: what is judged, what is shown, and that the report says so."""

import json
from pathlib import Path

import pytest

from compliance.api import Session
from compliance.cli import main
from compliance.errors import ConfigError
from compliance.model.settings import Settings

OWN = (
    "# The tide\n\nBy Ann Author\n\nHarbour Echo, 3 May 2024\n\nThe water stayed.\n\n© 2024 Ann Author, Harbour Echo\n"
)
FAILS = OWN.replace("©", "This article was first published by [The Lighthouse](#). The views are its author's.\n\n©")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("fails.md").write_text(FAILS, encoding="utf-8")
    return tmp_path


def run(capsys, *arguments: str) -> tuple[int, str, str]:
    code = main(["check", "fails.md", *arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def rules(capsys, *arguments: str) -> set[str]:
    _, out, _ = run(capsys, "--format", "json", *arguments)
    return {result["rule"] for article in json.loads(out)["articles"] for result in article["results"]}


def test_only_the_rules_that_are_named_are_judged(capsys):
    assert rules(capsys, "--only", "source/links-to-original") == {"source/links-to-original"}


def test_a_pattern_stands_for_all_rules_that_it_matches(capsys):
    found = rules(capsys, "--only", "source/*", "--only", "copyright/notice-present")

    assert found == {rule for rule in rules(capsys) if rule.startswith("source/") or rule == "copyright/notice-present"}
    assert len(found) > 2


def test_the_verdict_rests_on_what_was_judged(capsys):
    assert run(capsys)[0] == 1
    assert run(capsys, "--only", "source/links-to-original")[0] == 1
    assert run(capsys, "--only", "copyright/*")[0] == 0


@pytest.mark.parametrize("name", ["table", "json", "line"])
def test_the_report_says_that_only_some_rules_were_judged(capsys, name: str):
    _, out, _ = run(capsys, "--only", "source/*", "--only", "copyright/*", "--format", name)

    assert "only copyright/*, source/* was judged: the verdicts rest on that alone" in out
    assert "was judged" not in run(capsys, "--format", name)[1]


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ("source/lnks-to-original", "no rule is called 'source/lnks-to-original'; did you mean"),
        ("sauce/*", "no rule matches 'sauce/*'"),
        ("zzz", "no rule is called 'zzz'; `compliance rules list` lists them\n"),
    ],
)
def test_a_choice_that_no_rule_matches_is_refused(capsys, choice: str, told: str):
    code, out, err = run(capsys, "--only", choice)

    assert (code, out) == (2, "")
    assert err.startswith(f"compliance: --only: {told}")


def test_the_nearest_rule_is_named(capsys):
    assert "did you mean 'source/links-to-original'?" in run(capsys, "--only", "source/links-to-orignal")[2]


def test_all_unknown_choices_are_told_at_once():
    with pytest.raises(ConfigError) as caught:
        Session(Settings(only=("zzz", "yyy/*"))).library  # noqa: B018

    assert len(caught.value.problems) == 2


def test_a_severity_changes_what_is_shown_and_nothing_else(capsys):
    everything, errors = run(capsys, "--format", "line"), run(capsys, "--format", "line", "--severity", "error")

    assert everything[0] == errors[0] == 1
    assert ": note " in everything[1] or ": warning " in everything[1]
    assert all(": error " in line for line in errors[1].splitlines())
    whole = run(capsys, "--format", "json")
    assert run(capsys, "--format", "json", "--severity", "error") == whole


@pytest.mark.parametrize(
    "options", [[], ["-q"], ["-qq"], ["--severity", "error"], ["--statistics"], ["--group-by", "rule"]]
)
def test_the_exit_code_does_not_depend_on_what_is_shown(capsys, options: list[str]):
    assert run(capsys, *options)[0] == 1


def test_twice_quiet_a_run_that_fails_says_so_by_its_exit_code_alone(capsys):
    assert run(capsys, "-qq") == (1, "", "")


def test_quiet_and_verbose_do_not_go_together(capsys):
    code, _, err = run(capsys, "-q", "-v")

    assert code == 2
    assert "not allowed with argument" in err


def test_other_settings_of_the_terminal_are_checked(capsys):
    for arguments in (["--color", "red"], ["--group-by", "mood"], ["--severity", "eror"]):
        code, _, err = run(capsys, *arguments)
        assert code == 2
        assert "invalid choice" in err


def test_results_that_are_kept_are_not_taken_for_another_choice(capsys, tmp_path: Path):
    kept = ["--cache-dir", str(tmp_path / "kept"), "--format", "json"]

    first, chosen, again = (run(capsys, *kept, *more)[1] for more in ([], ["--only", "copyright/*"], []))

    assert first == again
    assert first != chosen
    assert '"source/links-to-original"' not in chosen
