"""``--staged``: what is in the index, as it stands there, whatever the working files say by now."""

import os
import sys
from pathlib import Path

import pytest

from compliance.staging import StagedFiles
from tests.repositories import ARTICLE, FAULTY, Repository
from tests.selecting import Run, start_repository

HOOK = """\
#!/bin/sh
exec "{python}" -m compliance check --staged --allow-empty --fail-on warning --format line >"{out}" 2>&1
"""
PLUGIN = """
from compliance.hookspecs import Collection, hookimpl
from compliance.errors import Problem

def recognise(head):
    return head.startswith(b"#desk")

def read(name, stream):
    for number, line in enumerate(stream.read().decode().splitlines()[1:], 1):
        yield Problem(f"{name}#{number}", 0, 0, f"holds {line}")

@hookimpl
def register_collections():
    return [Collection("desk", (".desk",), recognise, read)]
"""


@pytest.fixture
def repository(tmp_path, monkeypatch) -> Repository:
    monkeypatch.setattr(sys, "path", [*sys.path])
    return start_repository(tmp_path, monkeypatch)


@pytest.fixture
def check(capsys):
    return lambda *arguments: Run(capsys, "--staged", "--fail-on", "warning", *arguments)


def stage(repository: Repository, name: str, text: str = "") -> None:
    repository.write(name, text)
    repository.git("add", "--", name)


def test_only_what_is_staged_is_checked(repository, check):
    stage(repository, "posts/new.md")
    repository.write("posts/one.md", FAULTY.format(title="Not staged"))
    repository.write("posts/untracked.md", FAULTY.format(title="Not known"))

    run = check("posts")

    assert (run.code, run.verdicts) == (0, {"posts/new.md": "pass"})


def test_an_article_is_judged_as_it_is_staged_and_not_as_it_was_mended_since(repository, check):
    stage(repository, "posts/new.md", FAULTY.format(title="New"))
    repository.write("posts/new.md")

    assert check("posts").verdicts == {"posts/new.md": "fail"}


def test_an_article_is_judged_as_it_is_staged_and_not_as_it_was_spoilt_since(repository, check):
    stage(repository, "posts/new.md")
    Path("posts/new.md").write_bytes(b"\0")

    run = check("posts")

    assert (run.code, run.verdicts) == (0, {"posts/new.md": "pass"})


@pytest.mark.parametrize("paths", [[], ["posts"], ["./posts"], ["posts/new.md"], ["."]])
def test_an_article_that_is_on_disk_no_more_is_judged(repository, check, paths):
    stage(repository, "posts/new.md", FAULTY.format(title="New"))
    Path("posts/new.md").unlink()

    run = check(*paths)

    assert (run.code, [Path(name).as_posix() for name in run.sources]) == (1, ["posts/new.md"])


def test_what_is_no_article_by_its_name_is_passed_over_on_disk_or_not(repository, check):
    stage(repository, "posts/picture.png", "x")
    stage(repository, "posts/gone.png", "x")
    Path("posts/gone.png").unlink()

    run = check("posts")

    assert run.errors == ["no article is staged; give --allow-empty where that is no mistake"]


def test_what_is_excluded_is_passed_over_on_disk_or_not(repository, check):
    stage(repository, "posts/drafts/there.md", FAULTY.format(title="There"))
    stage(repository, "posts/drafts/gone.md", FAULTY.format(title="Gone"))
    Path("posts/drafts/gone.md").unlink()

    run = check("posts", "--exclude", "drafts/", "--allow-empty")

    assert (run.code, run.sources, run.remarks) == (0, [], [(None, "no article is staged")])


def test_a_path_that_is_nowhere_is_a_mistake(repository, check):
    stage(repository, "posts/new.md")

    run = check("posts", "posts/nwe.md")

    assert (run.code, run.sources) == (2, ["posts/new.md"])
    assert run.errors == ["posts/nwe.md: no such file or folder; check the spelling of the path"]


def test_a_renamed_article_is_checked_and_a_deleted_one_is_not(repository, check):
    repository.git("mv", "posts/one.md", "posts/uno.md")
    repository.git("rm", "-q", "posts/two.md")

    assert check("posts").verdicts == {"posts/uno.md": "pass"}


def test_before_the_first_commit_everything_is_new(tmp_path, check, monkeypatch):
    start_repository(tmp_path, monkeypatch)
    young = Repository(tmp_path / "young")
    monkeypatch.chdir(young.folder)
    stage(young, "one.md")

    assert check().verdicts == {"one.md": "pass"}


def test_a_file_that_is_not_merged_is_a_mistake(repository, check):
    repository.write("posts/one.md", "mine\n")
    repository.commit()
    repository.git("checkout", "-q", "main")
    repository.write("posts/one.md", "theirs\n")
    repository.commit()
    with pytest.raises(AssertionError):
        repository.git("merge", "-q", "work")

    run = check("posts")

    assert (run.code, run.sources) == (2, [])
    assert run.errors == ["posts/one.md: is not merged yet; resolve the conflict, and add it with `git add`"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
@pytest.mark.parametrize("name", ["a b.md", 'quo"te.md', "line\nend.md", "ä—ü.md", "-x.md", "*.md", ":x.md"])
def test_odd_names_are_names(repository, check, name):
    stage(repository, f"posts/{name}", FAULTY.format(title="Odd"))
    repository.write(f"posts/{name}")

    assert check("posts").verdicts == {f"posts/{name}": "fail"}


def test_line_ends_are_those_of_the_index(repository, check):
    repository.git("config", "core.autocrlf", "true")
    stage(repository, "posts/new.md", ARTICLE.format(title="New").replace("\n", "\r\n"))

    assert StagedFiles([os.path.realpath(".")]).open("posts/new.md").read() == ARTICLE.format(title="New").encode()
    assert check("posts").verdicts == {"posts/new.md": "pass"}


def test_a_link_leads_to_what_is_staged(repository, check):
    stage(repository, "texts/tide.md", FAULTY.format(title="Tide"))
    Path("posts/link.md").symlink_to("../texts/tide.md")
    repository.git("add", "posts/link.md")
    repository.write("texts/tide.md")

    assert check("posts").verdicts == {"posts/link.md": "fail"}


def test_a_link_that_leads_out_of_the_index_is_a_mistake(repository, check):
    repository.write("outside.md")
    Path("posts/link.md").symlink_to("../outside.md")
    repository.git("add", "posts/link.md")

    run = check("posts")

    assert run.code == 2
    assert run.errors[0].startswith("posts/link.md: cannot be read: ")


def test_a_large_file_that_is_kept_elsewhere_is_a_mistake(repository, check):
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 3\n"
    stage(repository, "posts/new.md", pointer)

    run = check("posts")

    assert run.code == 2
    assert "Git LFS" in run.errors[0]


def test_an_original_is_read_from_the_index_too(repository, check):
    repository.write(
        "compliance.toml", '[[origins]]\npaths = ["posts/*.md"]\npublisher = "River"\noriginal = "originals/*.md"\n'
    )
    stage(repository, "originals/new.md")
    Path("originals/new.md").unlink()
    stage(repository, "posts/new.md")

    run = check("posts")

    assert (run.errors, run.sources) == ([], ["posts/new.md"])


def test_a_collection_is_read_from_the_index(repository, check, monkeypatch):
    Path("deskplugin.py").write_text(PLUGIN, encoding="utf-8")
    monkeypatch.syspath_prepend(str(repository.folder))
    stage(repository, "posts/all.desk", "#desk\nstaged\n")
    repository.write("posts/all.desk", "#desk\nnot staged\n")

    run = check("posts", "--plugin", "deskplugin")

    assert run.errors == ["posts/all.desk#1: holds staged; "]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_many_staged_articles_are_judged_in_many_processes(repository, check, jobs):
    for number in range(60):
        repository.write(f"posts/n{number:02}.md", FAULTY.format(title="N"))
    repository.git("add", "posts")
    for number in range(60):
        repository.write(f"posts/n{number:02}.md")

    run = check("posts", "--jobs", jobs)

    assert (len(run.sources), set(run.verdicts.values())) == (60, {"fail"})


def test_a_submodule_whose_commit_is_staged_is_named(repository, check, tmp_path):
    guest = Repository(tmp_path / "guest")
    guest.write("a.md")
    guest.commit()
    repository.git("submodule", "--quiet", "add", str(guest.folder), "posts/guest")

    run = check("--allow-empty")

    assert (
        "posts/guest",
        "a commit of this submodule is staged: its articles are not checked from here",
    ) in run.remarks


@pytest.mark.skipif(sys.platform == "win32", reason="hooks are shell scripts")
@pytest.mark.parametrize("commit", [["-m", "x"], ["-m", "x", "-a"], ["-m", "x", "posts/one.md"]])
def test_in_a_hook_what_is_being_committed_is_judged(repository, tmp_path, commit, monkeypatch):
    """``git commit FILE`` and ``-a`` hand an index of their own to the hook, in ``GIT_INDEX_FILE``."""
    out = tmp_path / "out.txt"
    hook = repository.folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(HOOK.format(python=sys.executable, out=out), encoding="utf-8")
    hook.chmod(0o755)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
    repository.write("posts/one.md", FAULTY.format(title="One"))
    if commit[-1] == "x":
        repository.git("add", "posts/one.md")

    with pytest.raises(AssertionError):
        repository.git("commit", "-q", *commit)
    assert "posts/one.md:1:1: warning copyright/notice-present" in out.read_text(encoding="utf-8")

    repository.write("posts/one.md", ARTICLE.format(title="Mended"))
    if commit[-1] == "x":
        repository.git("add", "posts/one.md")
    repository.git("commit", "-q", *commit)


def test_standard_input_is_in_no_index(repository, check):
    run = check("-")

    assert (run.code, run.told) == (2, "compliance: standard input is in no repository; name files or folders\n")


def test_what_is_not_in_the_index_is_read_from_disk(repository):
    repository.write("note.txt", "on disk")

    contents = StagedFiles([os.path.realpath(".")])

    assert contents.measure("note.txt") == 7
    with contents.open("note.txt") as stream:
        assert stream.read() == b"on disk"
