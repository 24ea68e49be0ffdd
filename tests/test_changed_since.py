"""``--changed-since``: articles that changed, and those that are judged by something that did; nothing is left out."""

import os
import sys
from pathlib import Path

import pytest

from compliance.cli import main
from tests.repositories import ARTICLE, FAULTY, Repository
from tests.selecting import Run, start_repository

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")


@pytest.fixture
def repository(tmp_path, monkeypatch) -> Repository:
    return start_repository(tmp_path, monkeypatch)


@pytest.fixture
def check(capsys):
    return lambda *arguments: Run(capsys, *arguments)


def test_only_what_changed_is_checked(repository, check):
    repository.write("posts/two.md", ARTICLE.format(title="Other"))
    repository.commit()

    run = check("--changed-since", "main", "posts")

    assert (run.code, run.sources, run.errors) == (0, ["posts/two.md"], [])


def test_a_new_article_with_a_fault_fails(repository, check):
    repository.write("posts/four.md", FAULTY.format(title="Four"))

    run = check("--changed-since", "main", "--fail-on", "warning", "posts")

    assert (run.code, run.sources) == (1, ["posts/four.md"])


def test_committed_staged_unstaged_and_untracked_changes_all_count(repository, check):
    repository.write("posts/one.md", ARTICLE.format(title="Committed"))
    repository.commit()
    repository.write("posts/two.md", ARTICLE.format(title="Staged"))
    repository.git("add", "posts/two.md")
    repository.write("posts/three.md", ARTICLE.format(title="Unstaged"))
    repository.write("posts/four.md")

    assert check("--changed-since", "main", "posts").sources == [
        "posts/four.md",
        "posts/one.md",
        "posts/three.md",
        "posts/two.md",
    ]


def test_what_others_changed_meanwhile_does_not_count(repository, check):
    repository.write("posts/one.md", ARTICLE.format(title="Mine"))
    repository.commit()
    repository.git("checkout", "-q", "main")
    repository.write("posts/two.md", ARTICLE.format(title="Theirs"))
    repository.commit()
    repository.git("checkout", "-q", "work")

    assert check("--changed-since", "main", "posts").sources == ["posts/one.md"]


def test_a_renamed_article_is_checked_under_its_new_name(repository, check):
    repository.git("mv", "posts/one.md", "posts/uno.md")
    repository.commit()

    run = check("--changed-since", "main", "posts")

    assert (run.code, run.sources) == (0, ["posts/uno.md"])


def test_a_deleted_article_is_no_mistake(repository, check):
    repository.git("rm", "-q", "posts/one.md")
    repository.write("posts/two.md", ARTICLE.format(title="Other"))
    repository.commit()

    for paths in (["posts"], ["posts/one.md", "posts/two.md"]):
        run = check("--changed-since", "main", *paths)
        assert (run.code, run.sources, run.errors) == (0, ["posts/two.md"], [])


def test_a_path_that_never_was_is_a_mistake(repository, check):
    run = check("--changed-since", "main", "posts/on.md")

    assert (run.code, run.errors) == (2, ["posts/on.md: no such file or folder; check the spelling of the path"])


def test_no_change_is_a_mistake_unless_it_is_allowed(repository, check):
    run = check("--changed-since", "main")

    assert run.code == 2
    assert run.errors == ["no article changed since 'main'; give --allow-empty where that is no mistake"]

    run = check("--changed-since", "main", "--allow-empty")

    assert (run.code, run.errors, run.remarks) == (0, [], [(None, "no article changed since 'main'")])


def test_the_working_folder_is_looked_through_where_no_path_is_given(repository, check, monkeypatch):
    repository.write("posts/one.md", ARTICLE.format(title="Other"))
    repository.write("top.md")

    assert check("--changed-since", "main").sources == ["posts/one.md", "top.md"]
    monkeypatch.chdir("posts")
    assert check("--changed-since", "main").sources == ["one.md"]


def test_a_file_that_is_only_touched_did_not_change(repository, check):
    os.utime("posts/one.md", (1, 1))

    assert check("--changed-since", "main", "--allow-empty").sources == []


@POSIX
@pytest.mark.parametrize(
    "name", ["a b.md", 'quo"te.md', "line\nend.md", "ä—ü.md", "-x.md", "*.md", ":x.md", "tab\t.md"]
)
def test_odd_names_are_names(repository, check, name):
    repository.write(f"posts/{name}")

    assert check("--changed-since", "main", "posts").sources == [f"posts/{name}"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have Unicode names only")
def test_a_name_that_is_no_text_is_checked(repository, capsysbinary):
    name = os.fsdecode(b"posts/caf\xe9.md")
    Path(name).write_text(FAULTY.format(title="x"), encoding="utf-8")

    assert main(["check", "--changed-since", "main", "--fail-on", "warning", "--format", "line"]) == 1
    assert capsysbinary.readouterr().out.startswith(b"posts/caf?.md:1:1: warning")


def test_settings_of_git_that_change_its_output_change_nothing(repository, check):
    for key, value in {
        "diff.external": "false",
        "diff.renames": "copies",
        "diff.noprefix": "true",
        "diff.relative": "true",
        "diff.ignoreSubmodules": "all",
        "diff.orderFile": "/nowhere",
        "core.quotePath": "true",
        "color.ui": "always",
        "color.diff": "always",
        "core.autocrlf": "true",
        "diff.md.textconv": "false",
        "status.showUntrackedFiles": "no",
        "core.pager": "false",
    }.items():
        if key != "diff.orderFile":
            repository.git("config", key, value)
    repository.write(".gitattributes", "*.md diff=md\n")
    repository.write("posts/ä.md")
    repository.git("mv", "posts/one.md", "posts/uno.md")
    (repository.folder / "posts").mkdir(exist_ok=True)

    assert check("--changed-since", "main", "posts").sources == ["posts/uno.md", "posts/ä.md"]


def test_what_git_was_told_not_to_look_at_counts_as_changed(repository, check):
    repository.git("update-index", "--assume-unchanged", "posts/one.md")
    repository.git("update-index", "--skip-worktree", "posts/two.md")

    assert check("--changed-since", "main").sources == ["posts/one.md", "posts/two.md"]


def test_what_git_ignores_is_not_checked_and_said_so(repository, check):
    repository.write(".gitignore", "drafts/\n")
    repository.commit()
    repository.git("branch", "-f", "main")
    for name in ("a", "b"):
        repository.write(f"drafts/{name}.md")
    repository.write("posts/one.md", ARTICLE.format(title="Other"))

    run = check("--changed-since", "main", ".")

    assert run.sources == ["./posts/one.md"]
    assert run.remarks == [
        (
            "./drafts/a.md",
            "2 articles, such as this one, are ignored by git, so that nobody knows what changed: not checked",
        )
    ]


def test_a_file_that_is_not_merged_is_a_mistake(repository, check):
    repository.write("posts/one.md", "mine\n")
    repository.commit()
    repository.git("checkout", "-q", "main")
    repository.write("posts/one.md", "theirs\n")
    repository.commit()
    repository.git("checkout", "-q", "work")
    with pytest.raises(AssertionError):
        repository.git("merge", "-q", "main")

    run = check("--changed-since", "main", "posts")

    assert (run.code, run.sources) == (2, [])
    assert run.errors == ["posts/one.md: is not merged yet; resolve the conflict, and add it with `git add`"]


def test_a_link_to_an_article_that_changed_is_checked(repository, check):
    Path("posts/link.md").symlink_to("one.md")
    repository.commit()
    repository.git("branch", "-f", "main")
    repository.write("posts/one.md", ARTICLE.format(title="Other"))

    assert check("--changed-since", "main").sources == ["posts/link.md", "posts/one.md"]


def test_articles_of_two_repositories_are_each_compared_in_their_own(repository, check, tmp_path):
    other = Repository(tmp_path / "other")
    other.write("old.md")
    other.commit()
    other.write("new.md")
    repository.write("posts/four.md")

    run = check("--changed-since", "main", "posts", str(other.folder))

    assert run.sources == [str(other.folder / "new.md"), "posts/four.md"]


def test_a_linked_worktree_is_compared(repository, check, tmp_path, monkeypatch):
    repository.git("worktree", "add", "-q", str(tmp_path / "tree"), "-b", "tree", "main")
    Repository(tmp_path / "tree", start=False).write("posts/four.md")
    monkeypatch.chdir(tmp_path / "tree")

    assert check("--changed-since", "main").sources == ["posts/four.md"]


def test_a_hooks_variables_do_not_lead_to_another_repository(repository, check, tmp_path, monkeypatch):
    other = Repository(tmp_path / "other")
    other.write("x.md")
    other.commit()
    monkeypatch.setenv("GIT_DIR", str(other.folder / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.folder / ".git" / "index"))
    repository.write("posts/four.md")

    assert check("--changed-since", "main").sources == ["posts/four.md"]


def test_with_many_articles_the_report_is_the_same_in_many_processes(repository, check):
    for number in range(60):
        repository.write(f"posts/n{number:02}.md")

    runs = [check("--changed-since", "main", "--jobs", jobs) for jobs in ("1", "2")]

    assert runs[0].sources == runs[1].sources
    assert len(runs[0].sources) == 60


# What cannot be compared


@pytest.mark.parametrize(
    ("ref", "told"),
    [
        ("trunk", "no commit is called 'trunk' in this repository; check the spelling, and fetch it first"),
        ("-x", "'-x' is no name of a commit"),
        ("", "'' is no name of a commit"),
    ],
)
def test_an_unknown_name_is_told(repository, check, ref, told):
    run = check(f"--changed-since={ref}")

    assert run.code == 2
    assert told in run.told


def test_a_folder_without_a_repository_is_told(tmp_path, check, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.chdir(tmp_path)

    run = check("--changed-since", "main")

    assert (run.code, run.sources) == (2, [])
    assert "is not in a git repository" in run.told


def test_a_path_outside_of_the_repository_is_told(repository, check, tmp_path):
    (tmp_path / "apart.md").write_text("x", encoding="utf-8")

    run = check("--changed-since", "main", "posts", "../apart.md")

    assert run.code == 2
    assert f"{os.pardir}: is not in a git repository" in run.told


def test_standard_input_has_no_history(repository, check):
    run = check("--changed-since", "main", "-")

    assert (run.code, run.told) == (
        2,
        "compliance: standard input is in no repository; name files or folders\n",
    )


def test_a_shallow_clone_is_told(repository, check, tmp_path, monkeypatch):
    base = repository.git("rev-parse", "main")
    repository.commit("more")
    shallow = tmp_path / "shallow"
    repository.git("clone", "-q", "--depth=1", repository.folder.as_uri(), str(shallow))
    monkeypatch.chdir(shallow)

    run = check("--changed-since", base)

    assert run.code == 2
    assert run.told == (
        f"compliance: {base!r} is not in this shallow clone; "
        "fetch it with `git fetch --unshallow`, or check out with `fetch-depth: 0`\n"
    )


def test_two_ways_to_select_exclude_each_other(repository, check):
    run = check("--changed-since", "main", "--staged")

    assert run.code == 2
    assert "--staged and --changed-since tell two things apart; give one of them" in run.told
