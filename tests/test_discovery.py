"""From paths to files that are articles."""

from pathlib import Path

import pytest

from compliance.discovery import Selection, find_sources
from compliance.errors import Problem

SUFFIXES = frozenset({".md", ".html", ".txt"})


@pytest.fixture
def posts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("b.md", "a.html", "B.MD", "notes.pdf", ".hidden.md", "two.md.report"):
        Path("posts").mkdir(exist_ok=True)
        Path("posts", name).write_text("x")
    Path("posts", "deep").mkdir()
    Path("posts", "deep", "c.txt").write_text("x")
    Path("posts", ".git").mkdir()
    Path("posts", ".git", "d.md").write_text("x")
    return tmp_path


def test_a_folder_stands_for_all_articles_below_it_in_order(posts):
    assert list(find_sources(["posts"], SUFFIXES)) == [
        "posts/B.MD",
        "posts/a.html",
        "posts/b.md",
        "posts/deep/c.txt",
    ]


def test_a_file_that_is_named_is_taken_whatever_its_suffix(posts):
    assert list(find_sources(["posts/notes.pdf", "posts/.hidden.md"], SUFFIXES)) == [
        "posts/notes.pdf",
        "posts/.hidden.md",
    ]


def test_a_file_that_is_reached_twice_is_judged_once(posts):
    assert list(find_sources(["posts/deep", "posts/deep/c.txt", "posts/deep"], SUFFIXES)) == ["posts/deep/c.txt"]


def test_a_file_that_is_reached_by_two_spellings_is_judged_once(posts):
    assert list(find_sources(["posts/deep/c.txt", "./posts/deep/c.txt", "posts//deep"], SUFFIXES)) == [
        "posts/deep/c.txt"
    ]


def test_paths_stay_as_the_user_wrote_them(posts):
    assert list(find_sources(["./posts/deep/"], SUFFIXES)) == ["./posts/deep/c.txt"]


def test_standard_input_is_a_path_of_its_own(posts):
    assert list(find_sources(["-", "posts/b.md", "-"], SUFFIXES)) == ["-", "posts/b.md"]


def test_a_pattern_leaves_out_paths(posts):
    assert list(find_sources(["posts"], SUFFIXES, Selection(("posts/deep/*", "B.MD")))) == [
        "posts/a.html",
        "posts/b.md",
    ]


def test_a_pattern_is_matched_against_the_path_without_a_leading_dot(posts):
    assert list(find_sources(["./posts/"], SUFFIXES, Selection(("posts/*",)))) == [
        Problem(
            "./posts/",
            0,
            0,
            "no article found in this folder",
            "articles end in .html, .md, .txt; see what is excluded, and included",
        )
    ]


def test_a_file_that_is_named_is_taken_whatever_the_patterns_say(posts):
    assert list(find_sources(["posts/b.md"], SUFFIXES, Selection(("*.md",)))) == ["posts/b.md"]


def test_a_path_that_does_not_exist_is_a_problem_and_the_others_go_on(posts):
    assert list(find_sources(["post", "posts/b.md"], SUFFIXES)) == [
        Problem("post", 0, 0, "no such file or folder", "check the spelling of the path"),
        "posts/b.md",
    ]


def test_a_folder_without_articles_is_a_problem(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("empty").mkdir()

    assert list(find_sources(["empty"], SUFFIXES)) == [
        Problem("empty", 0, 0, "no article found in this folder", "articles end in .html, .md, .txt")
    ]


def test_a_link_to_nothing_is_left_to_whoever_reads_it(posts):
    Path("posts", "deep", "gone.md").symlink_to("nowhere.md")

    assert list(find_sources(["posts/deep"], SUFFIXES)) == ["posts/deep/c.txt", "posts/deep/gone.md"]


def test_a_folder_that_is_called_like_an_article_is_walked(posts):
    Path("posts", "deep", "folder.md").mkdir()

    assert list(find_sources(["posts/deep"], SUFFIXES)) == ["posts/deep/c.txt"]
