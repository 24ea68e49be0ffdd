"""git is asked, and never led astray by settings, variables and names."""

import os
import stat
import sys
from pathlib import Path

import pytest

from compliance.git import (
    GitError,
    check_ref,
    find_git,
    find_merge_base,
    find_place,
    find_toplevel,
    is_shallow,
    read_at,
    run_git,
)
from tests.repositories import ENVIRONMENT, Repository


@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def repository(tmp_path) -> Repository:
    repository = Repository(tmp_path / "site")
    repository.write("posts/tide.md", "one\n")
    repository.commit()
    return repository


def test_a_folder_is_in_the_repository_above_it(repository):
    assert find_toplevel(repository.folder / "posts") == Path(os.path.realpath(repository.folder))


def test_links_to_a_repository_are_followed(repository, tmp_path):
    (tmp_path / "link").symlink_to(repository.folder)

    assert find_toplevel(tmp_path / "link" / "posts") == Path(os.path.realpath(repository.folder))


def test_a_folder_in_no_repository_is_told(tmp_path):
    with pytest.raises(GitError, match="is not in a git repository; run it in one, or name the articles"):
        find_toplevel(tmp_path)


@pytest.mark.parametrize("place", ["site/.git", "bare"])
def test_a_repository_without_files_is_told(repository, tmp_path, place):
    repository.git("clone", "-q", "--bare", ".", str(tmp_path / "bare"))

    with pytest.raises(GitError, match="there are no files to compare; run it in a checkout"):
        find_toplevel(tmp_path / place)


def test_a_name_of_a_commit_becomes_its_id(repository):
    repository.git("tag", "v1")
    commit = repository.git("rev-parse", "HEAD")

    assert {check_ref(ref, repository.folder) for ref in ("main", "v1", "HEAD", commit[:10])} == {commit}


@pytest.mark.parametrize("ref", ["-x", "--help", "^main", "", "a\0b"])
def test_what_looks_like_an_option_never_reaches_git(repository, ref):
    with pytest.raises(GitError, match="is no name of a commit; give a branch, a tag or a commit's id"):
        check_ref(ref, repository.folder)


@pytest.mark.parametrize("ref", ["trunk", "main..HEAD", "main:posts", "HEAD~99", "main HEAD", "$(id)"])
def test_what_is_no_commit_is_told(repository, ref):
    with pytest.raises(GitError, match=r"no commit is called .* in this repository; check the spelling, and fetch"):
        check_ref(ref, repository.folder)


def test_the_commit_where_branches_parted_is_found(repository):
    base = repository.git("rev-parse", "HEAD")
    repository.git("checkout", "-q", "-b", "work")
    repository.commit("mine")
    repository.git("checkout", "-q", "main")
    repository.commit("theirs")
    repository.git("checkout", "-q", "work")

    assert find_merge_base("main", repository.folder) == base


def test_histories_without_a_common_commit_are_told(repository):
    repository.git("checkout", "-q", "--orphan", "apart")
    repository.commit("apart")

    with pytest.raises(GitError, match="'main' and what is checked out have no commit in common; name another"):
        find_merge_base("main", repository.folder)


def test_a_repository_without_a_commit_is_told(repository, tmp_path):
    young = Repository(tmp_path / "young")
    young.git("fetch", "-q", str(repository.folder), "main:main-of-another")

    with pytest.raises(GitError, match="nothing is committed yet that could be compared with 'main-of-another'"):
        find_merge_base("main-of-another", young.folder)


def test_a_shallow_clone_is_told_to_be_fetched_whole(repository, tmp_path):
    first = repository.git("rev-parse", "HEAD")
    repository.commit("second")
    shallow = Repository(tmp_path / "shallow", start=False)
    repository.git("clone", "-q", "--depth=1", repository.folder.as_uri(), str(shallow.folder))

    assert is_shallow(shallow.folder)
    remedy = "is not in this shallow clone; fetch it with `git fetch --unshallow`, or check out with `fetch-depth: 0`"
    with pytest.raises(GitError) as raised:
        check_ref(first, shallow.folder)
    assert str(raised.value) == f"{first!r} {remedy}"


def test_a_shallow_clone_without_the_parting_is_told_to_be_fetched_whole(repository, tmp_path):
    repository.git("checkout", "-q", "-b", "work")
    repository.commit("mine")
    repository.git("checkout", "-q", "main")
    repository.commit("theirs")
    repository.git("checkout", "-q", "work")
    shallow = Repository(tmp_path / "shallow", start=False)
    url = repository.folder.as_uri()
    repository.git("clone", "-q", "--depth=1", "--no-single-branch", url, str(shallow.folder))

    with pytest.raises(GitError, match="where the work parted from 'origin/main' is not in this shallow clone"):
        find_merge_base("origin/main", shallow.folder)


def test_what_a_file_held_is_read(repository):
    repository.write("posts/tide.md", "two\n")
    repository.write("posts/new.md", "new\n")

    assert read_at("main", repository.folder / "posts" / "tide.md") == b"one\n"
    assert read_at("main", repository.folder / "posts" / "new.md") is None
    assert read_at("main", repository.folder / "posts") is None
    assert read_at("main", repository.folder / "gone" / "deep" / "x.md") is None


def test_what_a_file_held_is_read_below_the_working_folder(repository, monkeypatch):
    monkeypatch.chdir(repository.folder / "posts")

    assert read_at("main", "tide.md") == read_at("main", "../posts/tide.md") == b"one\n"


@pytest.mark.parametrize("name", ["a b.md", 'quo"te.md', "line\nend.md", "ä—ü.md", "*.md", ":(top)x.md", "$HOME.md"])
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_names_are_names_whatever_is_in_them(repository, name):
    repository.write(f"posts/{name}", "odd\n")
    repository.commit()

    assert read_at("main", repository.folder / "posts" / name) == b"odd\n"


def test_a_hooks_variables_for_another_repository_do_not_lead_astray(repository, tmp_path, monkeypatch):
    other = Repository(tmp_path / "other")
    other.write("x.md", "other\n")
    other.commit()
    monkeypatch.chdir(other.folder)
    monkeypatch.setenv("GIT_DIR", str(other.folder / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.folder))
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")

    assert find_toplevel(repository.folder) == Path(os.path.realpath(repository.folder))
    assert run_git(["ls-files"], repository.folder) == b"posts/tide.md\n"
    assert run_git(["ls-files"], other.folder) == b"x.md\n"


def test_a_hooks_index_is_kept_for_its_own_repository(repository, monkeypatch):
    monkeypatch.chdir(repository.folder)
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/other-index")

    assert run_git(["ls-files"], repository.folder / "posts") == b""


def test_a_repository_that_only_its_variables_lead_to_is_found(repository, tmp_path, monkeypatch):
    (repository.folder / ".git").rename(tmp_path / "elsewhere.git")
    monkeypatch.chdir(repository.folder)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere.git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(repository.folder))

    assert find_toplevel(repository.folder / "posts") == Path(os.path.realpath(repository.folder))
    assert read_at("main", repository.folder / "posts" / "tide.md") == b"one\n"


def test_no_program_of_the_configuration_is_started(repository, tmp_path):
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch '{tmp_path}/started'\n")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    for key in ("core.fsmonitor", "core.pager"):
        repository.git("config", key, str(script))

    run_git(["ls-files", "--others"], repository.folder)

    assert not (tmp_path / "started").exists()


def test_a_failure_says_what_git_said(repository):
    with pytest.raises(GitError, match="git cat-file failed: Not a valid object name nope"):
        run_git(["cat-file", "-t", "nope"], repository.folder)


def test_no_git_is_told(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(GitError, match="git is not installed, or not on the PATH; install it"):
        find_toplevel(tmp_path)


def test_git_is_not_looked_for_in_the_working_folder(monkeypatch, tmp_path):
    fake = tmp_path / ("git.exe" if sys.platform == "win32" else "git")
    fake.write_text("#!/bin/sh\n")
    fake.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f".{os.pathsep}{os.environ['PATH']}")

    assert Path(find_git()) != fake
    assert Path(find_git()).is_absolute()


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="only root can give folders away")
def test_a_repository_of_somebody_else_is_told(repository):
    for path in (repository.folder, repository.folder / ".git"):
        os.chown(path, 12345, 12345)

    with pytest.raises(GitError, match=r"belongs to somebody else; run `git config --global --add safe\.directory"):
        find_toplevel(repository.folder)


def test_a_place_follows_links_to_folders_alone(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.md").symlink_to("b.md")
    (tmp_path / "link").symlink_to("real")

    assert find_place(tmp_path / "link" / "a.md") == str(Path(os.path.realpath(tmp_path), "real", "a.md"))


def test_a_linked_worktree_is_a_repository_of_its_own(repository, tmp_path):
    repository.git("worktree", "add", "-q", str(tmp_path / "tree"), "-b", "tree")

    assert find_toplevel(tmp_path / "tree" / "posts") == Path(os.path.realpath(tmp_path / "tree"))
    assert read_at("main", tmp_path / "tree" / "posts" / "tide.md") == b"one\n"


def test_git_takes_no_lock(repository):
    (repository.folder / ".git" / "index.lock").touch()

    assert run_git(["diff", "--raw"], repository.folder) == b""
