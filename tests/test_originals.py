"""The original beside the copy: named on the command line or in the configuration, missing, unreadable, or the copy."""

import json
from pathlib import Path

import pytest

from compliance.api import Session
from compliance.cli import main
from compliance.config import load_config
from compliance.errors import ConfigError, Problem

TEXT = """\
# The tide that stayed

By Ann Author

The water did not leave the {place} square until noon, and nobody knew why it had come so far up the hill.

This article was originally published by [The Conversation](https://theconversation.com/tide-123456).
"""
ORIGINAL = TEXT.format(place="market")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder: two copies, one of them changed, and the original."""
    monkeypatch.chdir(tmp_path)
    Path("guest").mkdir()
    Path("originals").mkdir()
    Path("guest/tide.md").write_text(TEXT.format(place="town"), encoding="utf-8")
    Path("guest/kept.md").write_text(ORIGINAL, encoding="utf-8")
    Path("originals/tide.md").write_text(ORIGINAL, encoding="utf-8")
    return tmp_path


def check(capsys, *arguments: str) -> tuple[int, dict[str, object], str]:
    code = main(["check", *arguments, "--format", "json", "-v"])
    captured = capsys.readouterr()
    return code, json.loads(captured.out or "{}"), captured.err


def outcomes(report: dict[str, object], rule: str) -> list[str]:
    return [r["outcome"] for a in report["articles"] for r in a["results"] if r["rule"] == rule]


def test_a_changed_copy_fails_beside_its_original(capsys):
    code, report, _ = check(capsys, "guest/tide.md", "--original", "originals/tide.md")

    assert code == 1
    assert set(outcomes(report, "integrity/unmodified")) == {"fail"}


def test_an_unchanged_copy_passes_beside_its_original(capsys):
    _, report, _ = check(capsys, "guest/kept.md", "--original", "originals/tide.md")

    assert set(outcomes(report, "integrity/unmodified")) == {"pass"}


def test_without_the_original_a_person_is_asked(capsys):
    _, report, _ = check(capsys, "guest/tide.md")

    assert set(outcomes(report, "integrity/unmodified")) == {"review"}


def test_the_configuration_names_originals_by_the_name_of_the_copy(capsys):
    config = '[[origins]]\npaths = ["guest/*.md"]\noriginal = "originals/*.md"\n'
    Path("compliance.toml").write_text(config, encoding="utf-8")
    Path("originals/kept.md").write_text(ORIGINAL, encoding="utf-8")
    code, report, _ = check(capsys, "guest")

    assert code == 1
    assert outcomes(report, "integrity/unmodified") == ["pass", "fail"]


def test_an_original_of_the_configuration_lies_beside_it(capsys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    config = '[[origins]]\npaths = ["guest/tide.md"]\noriginal = "originals/tide.md"\n'
    Path("compliance.toml").write_text(config, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "guest")
    _, report, _ = check(capsys, "tide.md")

    assert outcomes(report, "integrity/unmodified") == ["fail"]


def test_the_command_line_wins_over_the_configuration(capsys):
    config = '[[origins]]\npaths = ["guest/*"]\noriginal = "originals/gone.md"\n'
    Path("compliance.toml").write_text(config, encoding="utf-8")
    code, report, _ = check(capsys, "guest/tide.md", "--original", "originals/tide.md")

    assert code == 1
    assert outcomes(report, "integrity/unmodified") == ["fail"]


def test_a_missing_original_is_an_error_and_the_article_is_still_judged(capsys):
    code, report, _ = check(capsys, "guest/tide.md", "--original", "originals/gone.md")

    assert code == 2
    assert [(e["source"], e["message"]) for e in report["errors"]] == [
        ("originals/gone.md", "as the original of guest/tide.md: cannot be read: No such file or directory")
    ]
    assert outcomes(report, "integrity/unmodified") == ["review"]


def test_a_folder_is_no_original(capsys):

    code, report, _ = check(capsys, "guest/tide.md", "--original", "originals")
    assert (code, report["errors"][0]["message"]) == (
        2,
        "as the original of guest/tide.md: cannot be read: Is a directory",
    )


def test_an_article_is_not_its_own_original(capsys):
    code, report, _ = check(capsys, "guest/tide.md", "--original", "./guest/../guest/tide.md")

    assert code == 2
    assert [(e["source"], e["message"]) for e in report["errors"]] == [
        ("guest/tide.md", "is given as its own original")
    ]


@pytest.mark.parametrize("paths", [["guest"], ["guest/tide.md", "guest/kept.md"]])
def test_the_option_goes_with_one_article(capsys, paths: list[str]):
    code, _, err = check(capsys, *paths, "--original", "originals/tide.md")

    assert code == 2
    assert err == (
        "compliance: --original goes with one article; for several, name originals in the configuration, "
        "under [[origins]]\n"
    )


def test_an_original_in_the_configuration_is_a_text():
    Path("compliance.toml").write_text('[[origins]]\npaths = ["a"]\noriginal = ["b"]\n', encoding="utf-8")

    with pytest.raises(ConfigError) as caught:
        load_config(Path("compliance.toml"))
    assert caught.value.problems == (Problem("compliance.toml", 3, 1, "'original' must be a text"),)


def test_one_original_of_several_copies_is_read_once():
    Path("compliance.toml").write_text(
        '[[origins]]\npaths = ["guest/*"]\noriginal = "originals/tide.md"\n', encoding="utf-8"
    )
    session = Session(load_config(Path("compliance.toml")))
    articles = [session.examiner.read(f"guest/{name}.md") for name in ("tide", "kept")]
    first, second = (session.originals.find(article, ()) for article in articles)

    assert first.original is second.original


def test_what_cannot_be_searched_in_the_original_is_an_error(capsys):
    Path("originals/tide.md").write_text(f"{ORIGINAL}\n{'tide ' * 50_000}\n", encoding="utf-8")

    code, report, _ = check(capsys, "guest/tide.md", "--original", "originals/tide.md")

    assert code == 2
    assert [(error["source"], error["line"]) for error in report["errors"]] == [("originals/tide.md", 9)]
    assert report["articles"] != []
