"""Patterns of paths: they mean what git means by them, and what cannot be meant is told."""

import random
import subprocess
from pathlib import Path

import pytest

from compliance.path_patterns import PathPatterns, find_pattern_mistake, rebase_pattern

FOLDERS = ("", "a", "b", "a/b", "a/b/c", "drafts", "a/drafts")
FILES = ("x.md", "keep.md", "a b.md", "#h.md", "!b.md", "x.txt", "ä.md")
PARTS = ("a", "b", "drafts", "*", "**", "*.md", "keep.md", "?", "[ab]", "[!a]", "x.md", "a*", "\\#h.md", "\\!b.md")


def make_patterns(seed: int) -> list[str]:
    chance = random.Random(seed)

    def make() -> str:
        name = "/".join(chance.choice(PARTS) for _ in range(chance.randint(1, 3)))
        return chance.choice(("", "", "/", "!")) + name + chance.choice(("", "", "/"))

    return [make() for _ in range(chance.randint(1, 4))]


@pytest.fixture(scope="module")
def repository(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("repository")
    subprocess.run(["git", "init", "-q", folder], check=True)
    for inner in FOLDERS:
        (folder / inner).mkdir(exist_ok=True)
        for name in FILES:
            (folder / inner / name).touch()
    return folder


@pytest.mark.parametrize("seed", range(80))
def test_the_same_files_are_left_out_as_git_leaves_out(repository, seed):
    patterns = make_patterns(seed)
    (repository / ".gitignore").write_text("\n".join(patterns) + "\n", encoding="utf-8")
    names = [f"{folder}/{name}".lstrip("/") for folder in FOLDERS for name in FILES]
    command = ["git", "-C", repository, "check-ignore", "--no-index", "-z", "--stdin"]
    told = subprocess.run(command, input="\0".join(names), capture_output=True, encoding="utf-8", check=False).stdout
    ours = PathPatterns(patterns)

    assert [name for name in names if ours.leave_out(name)] == told.split("\0")[:-1], patterns


@pytest.mark.parametrize(
    ("patterns", "path", "covered"),
    [
        (["content/"], "content/posts/a.md", True),
        (["content"], "site/content/a.md", True),
        (["/content"], "site/content/a.md", False),
        (["content/*.md"], "content/posts/a.md", False),
        (["content/**/*.md"], "content/a.md", True),
        (["content/", "!content/drafts/"], "content/drafts/a.md", False),
        (["content/", "!content/drafts/", "keep.md"], "content/drafts/keep.md", True),
        ([], "a.md", False),
    ],
)
def test_the_last_pattern_that_matches_a_path_or_a_folder_above_it_decides(patterns, path, covered):
    assert PathPatterns(patterns).cover(path) is covered


def test_a_folder_that_is_named_is_seen_without_the_patterns_that_leave_it_out():
    beyond = PathPatterns(["public/", "*.tmp.md"]).beyond("public/")

    assert not beyond.leave_out("public/a.md")
    assert beyond.leave_out("public/a.tmp.md")


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        (" ", "a pattern is empty"),
        ("#drafts", "pattern '#drafts' is a comment, and matches nothing"),
        ("posts\\old", "pattern 'posts\\\\old' has backslashes"),
        ("../posts", "pattern '../posts' has a part that is no name"),
        ("./posts", "pattern './posts' has a part that is no name"),
        ("!", "pattern '!' matches nothing"),
        ("/", "pattern '/' matches nothing"),
    ],
)
def test_what_cannot_be_meant_is_told(pattern, message):
    mistake = find_pattern_mistake(pattern)

    assert mistake is not None
    assert mistake[0] == message
    assert mistake[1]


@pytest.mark.parametrize("pattern", ["drafts/", "!keep.md", "\\#tag.md", "a\\ b.md", "[!a]*.md", "..draft"])
def test_what_git_understands_is_no_mistake(pattern):
    assert find_pattern_mistake(pattern) is None


@pytest.mark.parametrize("pattern", ["drafts", "/drafts", "deep/*.md", "*.md", "!x.md", "drafts/", "!/a/b"])
@pytest.mark.parametrize("name", ["drafts/a.md", "deep/x.md", "deep/er/x.md", "a/b", "a.md"])
def test_a_pattern_from_another_folder_matches_the_same_files_there(pattern, name):
    here, above = PathPatterns(["*", pattern]), PathPatterns(["*", rebase_pattern(pattern, "po[s]ts/a b")])

    assert above.cover(f"po[s]ts/a b/{name}") is here.cover(name)
    assert PathPatterns([rebase_pattern(pattern.lstrip("!"), "posts")]).cover(name) is False


def test_a_question_mark_stands_for_a_character_and_not_for_a_byte_as_in_git():
    assert PathPatterns(["?.md"]).leave_out("ä.md")
