"""Which files are found where patterns and .gitignore files leave some out, and what a named path still brings."""

import subprocess
from pathlib import Path

import pytest

from compliance.cli import main
from compliance.discovery import Selection, find_sources
from compliance.errors import Problem

SUFFIXES = frozenset({".md"})


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (
        "posts/a.md",
        "posts/drafts/b.md",
        "public/c.md",
        "public/keep.md",
        "posts/deep/d.md",
        "e.mdx",
        "f.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("A text.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def find(*paths: str, **selection: object) -> list[str]:
    return [str(found).removeprefix("./") for found in find_sources(paths or ["."], SUFFIXES, Selection(**selection))]


def test_a_folder_that_is_excluded_is_left_out_with_all_below_it(site):
    assert find(exclude=("drafts/", "/public")) == ["posts/a.md", "posts/deep/d.md"]


def test_a_folder_that_is_excluded_is_not_walked(site, monkeypatch):
    (site / "node_modules").mkdir(mode=0o000)
    entered = []
    real = __import__("os").scandir
    monkeypatch.setattr("os.scandir", lambda path: entered.append(str(path)) or real(path))

    find(exclude=("node_modules/", "drafts"))

    assert "./posts/deep" in entered
    assert not [path for path in entered if "node_modules" in path or "drafts" in path]


def test_what_is_included_is_all_that_is_taken(site):
    assert find(include=("posts/", "!drafts/")) == ["posts/a.md", "posts/deep/d.md"]


def test_a_suffix_that_is_included_is_one_of_articles(site):
    assert find(include=("*.mdx", "public/")) == ["e.mdx", "public/c.md", "public/keep.md"]


def test_exclusion_wins_over_inclusion(site):
    assert find(include=("posts/",), exclude=("*.md", "!a.md")) == ["posts/a.md"]


def test_patterns_are_seen_from_the_folder_of_the_configuration(site):
    assert find("posts", exclude=("/drafts",), folder="posts") == ["posts/a.md", "posts/deep/d.md"]
    assert find("posts", exclude=("/posts/drafts",), folder=str(site)) == ["posts/a.md", "posts/deep/d.md"]


def test_gitignore_files_are_asked_only_where_that_is_wanted(site):
    (site / ".gitignore").write_text("public/\n")

    assert "public/c.md" in find()
    assert find(respects_gitignore=True) == ["posts/a.md", "posts/deep/d.md", "posts/drafts/b.md"]


def test_a_gitignore_file_further_down_wins(site):
    (site / ".gitignore").write_text("*.md\n")
    (site / "posts" / ".gitignore").write_text("!a.md\n/drafts/\n")

    assert find(respects_gitignore=True) == ["posts/a.md"]


def test_the_gitignore_files_above_a_named_folder_hold_too_up_to_the_repository(site):
    (site / ".gitignore").write_text("drafts/\n")
    (site / "posts" / "deep" / ".git").mkdir()

    assert find("posts", respects_gitignore=True) == ["posts/a.md", "posts/deep/d.md"]
    (site / ".gitignore").write_text("d.md\n")
    assert find("posts/deep", respects_gitignore=True) == ["posts/deep/d.md"]


def test_a_named_folder_is_walked_though_it_is_excluded_and_other_patterns_hold_in_it(site):
    (site / ".gitignore").write_text("public/\nc.md\n")

    assert find("public", respects_gitignore=True) == ["public/keep.md"]
    assert find("public", exclude=("public/", "c.md")) == ["public/keep.md"]


def test_a_named_file_is_taken_though_it_is_excluded(site):
    (site / ".gitignore").write_text("public/\n")

    assert find("public/c.md", respects_gitignore=True, exclude=("*.md",)) == ["public/c.md"]


def test_where_exclusion_is_forced_named_paths_are_left_out_too(site):
    (site / ".gitignore").write_text("public/\n")
    named = ("public/c.md", "posts/drafts/b.md", "posts/drafts", "posts/a.md")

    assert find(*named, respects_gitignore=True, exclude=("drafts/",), excludes_named=True) == ["posts/a.md"]


def test_a_folder_in_which_all_is_left_out_is_a_problem(site):
    found = list(find_sources(["public"], SUFFIXES, Selection(exclude=("*.md",))))

    assert [problem.message for problem in found if isinstance(problem, Problem)] == ["no article found in this folder"]


def test_the_same_files_are_found_as_git_lists(site):
    subprocess.run(["git", "init", "-q"], check=True)
    (site / ".gitignore").write_text("/public/*\n!/public/keep.md\n")
    (site / "posts" / ".gitignore").write_text("drafts\n")
    command = ["git", "ls-files", "--others", "--exclude-standard", "*.md"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()

    assert find(respects_gitignore=True) == listed


@pytest.mark.parametrize("pattern", ["", "a\\b"])
def test_a_pattern_on_the_command_line_that_cannot_be_meant_is_refused(site, capsys, pattern):
    assert main(["check", ".", "--exclude", pattern]) == 2
    assert "pattern" in capsys.readouterr().err


def test_patterns_on_the_command_line_are_seen_from_the_working_folder(site, capsys, monkeypatch):
    (site / "compliance.toml").write_text('exclude = ["/public"]\n')
    monkeypatch.chdir(site / "posts")

    main(["check", "..", "--exclude", "/deep", "--format", "line", "--verbose"])

    out = capsys.readouterr().out
    assert "../posts/a.md" in out
    assert "../posts/drafts/b.md" in out
    assert "deep" not in out
    assert "public/" not in out


def test_settings_and_options_of_gitignore(site, capsys):
    (site / "compliance.toml").write_text("respect-gitignore = true\n")
    (site / ".gitignore").write_text("*\n!posts/\n!a.md\n")

    assert main(["inspect", ".", "--format", "jsonl"]) == 0
    respected = capsys.readouterr().out
    main(["inspect", ".", "--no-respect-gitignore", "--format", "jsonl"])

    assert "drafts" not in respected
    assert "drafts" in capsys.readouterr().out
