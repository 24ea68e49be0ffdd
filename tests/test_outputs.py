"""Which formats go where: what is asked for, what is chosen inside GitHub Actions, and several at once."""

import json
import re

import pytest

from compliance.cli import main
from compliance.cli.automatic import choose_outputs, fence
from compliance.cli.outputs import Output, parse_outputs
from compliance.errors import UsageError
from tests.reporters.test_github import parse_line

KNOWN = ["table", "json", "github", "line"]
ARTICLE = "# A tide\n\nBy Ann Author\n\nText.\n\nSource: [Global Research](#)\n"
GITHUB = {"GITHUB_ACTIONS": "true"}


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.md").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def run(capsys, *arguments):
    code = main(arguments)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_inside_github_actions_there_are_annotations_and_the_table():
    assert choose_outputs([], KNOWN, GITHUB) == [Output("github"), Output("table")]


@pytest.mark.parametrize("environment", [{}, {"GITHUB_ACTIONS": "false"}, {"GITHUB_ACTIONS": ""}, {"CI": "true"}])
def test_anywhere_else_there_is_the_table(environment):
    assert choose_outputs([], KNOWN, environment) == [Output("table")]


@pytest.mark.parametrize("text", ["table", "json", "json=a.json"])
def test_any_format_that_is_asked_for_wins(text):
    assert choose_outputs([text], KNOWN, GITHUB) == parse_outputs([text], KNOWN)


def test_in_a_workflow_annotations_come_first_and_the_table_is_fenced(capsys, monkeypatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    code, out, err = run(capsys, "check", "own.md")
    lines = out.splitlines()

    assert (code, err) == (1, "")
    assert any(line.startswith("::error file=own.md,line=") for line in lines)
    (start,) = (number for number, line in enumerate(lines) if line.startswith("::stop-commands::"))
    token = lines[start].removeprefix("::stop-commands::")
    assert lines[start + 1].startswith("┌")
    assert lines[-1] == f"::{token}::"


def test_a_format_wins_in_a_workflow_too(capsys, monkeypatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    _, out, _ = run(capsys, "check", "own.md", "--format", "table")

    assert out.startswith("┌")


def test_a_fence_holds_whatever_is_within():
    text = "::error::x\n::0000::\n##[add-mask]y\n"
    lines = "".join(fence([text])).splitlines()
    token = parse_line(lines[0]).data

    assert re.fullmatch("[0-9a-f]{64}", token)
    assert token not in text
    assert lines[-1] == f"::{token}::"


def test_one_run_gives_several_reports(capsys, folder):
    formats = ("sarif=a.sarif", "junit=b.xml", "jsonl=c.jsonl", "table")
    code, out, _ = run(capsys, "check", "own.md", *(part for text in formats for part in ("--format", text)))

    assert code == 1
    assert out.startswith("┌")
    assert json.loads((folder / "a.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert (folder / "b.xml").read_text(encoding="utf-8").startswith("<?xml")
    assert json.loads((folder / "c.jsonl").read_text(encoding="utf-8").splitlines()[-1])["summary"]["fail"] == 1


@pytest.mark.parametrize(
    "name", ["table", "json", "line", "github", "markdown", "csv", "jsonl", "tap", "sarif", "junit"]
)
def test_the_exit_code_is_the_same_in_every_format(capsys, name):
    assert run(capsys, "check", "own.md", "--format", name)[0] == 1
    assert run(capsys, "check", "none.md", "--format", name)[0] == 2


def test_two_names_of_one_file_are_refused(folder):
    (folder / "link.json").symlink_to("a.json")

    with pytest.raises(UsageError, match=r"two formats go to '\./a\.json'; give each a file of its own"):
        parse_outputs(["json=./a.json", "line=link.json"], KNOWN)


def test_the_summary_of_a_job_keeps_what_is_in_it(capsys, monkeypatch, folder):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    (folder / "summary.md").write_text("## Links\n\n", encoding="utf-8")
    run(capsys, "check", "own.md", "--format", "markdown=summary.md")

    assert (folder / "summary.md").read_text(encoding="utf-8").startswith("## Links\n\n### Compliance: fail\n")
