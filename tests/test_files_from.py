"""``--files-from``: a list that another program made, from a file or standard input; and ``--allow-empty``."""

import io
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.file_lists import parse_file_list
from tests.repositories import ARTICLE
from tests.selecting import Run, start_repository


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("one.md", "two.html", "deep/three.md", "picture.png", "notes.pdf"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(ARTICLE.format(title=name), encoding="utf-8")
    return tmp_path


@pytest.fixture
def check(capsys, monkeypatch):
    def run(listed: bytes, *arguments: str) -> Run:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(listed)))
        return Run(capsys, "--files-from", "-", *arguments)

    return run


@pytest.mark.parametrize(
    "listed",
    [
        b"one.md\ndeep/three.md\n",
        b"one.md\ndeep/three.md",
        b"\none.md\r\n\r\ndeep/three.md\r\n",
        b"one.md\0deep/three.md\0",
        b"one.md\0deep/three.md",
        b"\xef\xbb\xbfone.md\ndeep/three.md\n",
        "\ufeffone.md\r\ndeep/three.md\r\n".encode("utf-16-le"),
    ],
)
def test_a_list_has_a_line_or_a_nul_for_each_path(check, listed):
    run = check(listed)

    assert (run.code, run.sources, run.errors) == (0, ["deep/three.md", "one.md"], [])


def test_a_list_is_read_from_a_file_as_seen_from_the_working_folder(capsys, folder, monkeypatch):
    Path("list.txt").write_text("three.md\n", encoding="utf-8")
    monkeypatch.chdir("deep")

    assert Run(capsys, "--files-from", "../list.txt").sources == ["three.md"]


def test_a_list_adds_to_the_paths(check):
    assert check(b"one.md\n", "deep").sources == ["deep/three.md", "one.md"]


def test_a_folder_on_a_list_stands_for_the_articles_below_it(check):
    assert check(b"deep\n").sources == ["deep/three.md"]


def test_what_is_no_article_by_its_name_is_passed_over(check):
    run = check(b"picture.png\nnotes.pdf\none.md\n")

    assert (run.code, run.sources, run.errors) == (0, ["one.md"], [])


def test_what_is_excluded_is_passed_over_though_it_is_listed(check):
    assert check(b"one.md\ndeep/three.md\n", "--exclude", "deep/").sources == ["one.md"]


def test_what_does_not_exist_is_a_mistake_and_the_others_go_on(check):
    run = check(b"one.md\ngone.md\n")

    assert (run.code, run.sources) == (2, ["one.md"])
    assert run.errors == ["gone.md: no such file or folder; check the spelling of the path"]


@pytest.mark.parametrize("listed", [b"", b"\n", b"\0", b"picture.png\n"])
def test_a_list_without_an_article_is_a_mistake_unless_it_is_allowed(check, listed):
    run = check(listed)
    assert (run.code, run.errors) == (2, ["no article is listed; give --allow-empty where that is no mistake"])

    run = check(listed, "--allow-empty")
    assert (run.code, run.errors, run.remarks) == (0, [], [(None, "no article is listed")])


def test_an_empty_list_does_not_stand_for_the_working_folder(check):
    assert check(b"", "--allow-empty").sources == []


def test_a_file_that_is_called_like_standard_input_is_a_file(check):
    run = check(b"-\n")

    assert run.errors == [f".{os.sep}-: no such file or folder; check the spelling of the path"]


def test_standard_input_is_not_both_a_list_and_an_article(check):
    run = check(b"one.md\n", "-")

    assert run.code == 2
    assert "standard input is an article or a list of files, not both" in run.told


def test_a_list_that_is_not_there_is_told(capsys):
    run = Run(capsys, "--files-from", "list.txt")

    assert (run.code, run.told) == (
        2,
        "compliance: list.txt: cannot be read: No such file or directory; check --files-from\n",
    )


def test_of_a_list_only_what_changed_is_checked_if_that_is_asked_for(tmp_path, monkeypatch, check):
    repository = start_repository(tmp_path, monkeypatch)
    repository.write("posts/one.md", ARTICLE.format(title="Other"))
    repository.write("posts/two.md", ARTICLE.format(title="Other"))

    run = check(b"posts/one.md\nposts/three.md\n", "--changed-since", "main")

    assert (run.code, run.sources) == (0, ["posts/one.md"])


def test_of_a_list_only_what_is_staged_is_checked_if_that_is_asked_for(tmp_path, monkeypatch, check):
    repository = start_repository(tmp_path, monkeypatch)
    repository.write("posts/one.md", ARTICLE.format(title="Other"))
    repository.git("add", "posts/one.md")
    repository.write("posts/two.md", ARTICLE.format(title="Other"))

    run = check(b"posts/one.md\nposts/two.md\n", "--staged")

    assert (run.code, run.sources) == (0, ["posts/one.md"])


@pytest.mark.parametrize("command", ["changed", "staged"])
def test_an_empty_list_of_what_changed_is_empty(tmp_path, monkeypatch, check, command):
    repository = start_repository(tmp_path, monkeypatch)
    repository.write("posts/new.md")
    repository.git("add", "posts")
    options = ["--staged"] if command == "staged" else ["--changed-since", "main"]

    assert check(b"", "--allow-empty", *options).sources == []


names = st.text(st.characters(blacklist_characters="\0\n\r", blacklist_categories=["Cs"]), min_size=1).filter(
    lambda name: name != "-" and not name.startswith("\ufeff")
)


@given(st.lists(names, min_size=1))
def test_a_list_is_read_as_it_was_written(listed):
    data = [os.fsencode(name) for name in listed]

    assert parse_file_list(b"\0".join(data) + b"\0") == listed
    assert parse_file_list(b"\n".join(data)) == listed


def test_a_folder_without_articles_is_a_mistake_unless_it_is_allowed(capsys):
    Path("empty").mkdir()

    run = Run(capsys, "empty")
    assert run.code == 2
    assert run.errors[0].startswith("empty: no article found in this folder; articles end in ")

    run = Run(capsys, "empty", "--allow-empty")
    assert (run.code, run.errors, run.remarks) == (0, [], [(None, "no article found")])


def test_what_else_is_wrong_is_not_allowed_with_it(capsys):
    run = Run(capsys, "gone", "--allow-empty")

    assert (run.code, run.errors) == (2, ["gone: no such file or folder; check the spelling of the path"])


def test_no_path_at_all_is_a_usage_error(capsys):
    run = Run(capsys)

    assert (run.code, run.told) == (
        2,
        "compliance: the following arguments are required: PATH; see `compliance check --help`\n",
    )
