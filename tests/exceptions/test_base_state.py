"""``--waivers-from``: what counts is what the base branch holds, so that a change cannot except itself."""

import os
import subprocess
from pathlib import Path

import pytest

from compliance.errors import ConfigError
from compliance.exceptions.base_state import open_base_state
from tests.exceptions.articles import FAULT, STORY, check, write
from tests.exceptions.test_directives import TOML, YAML
from tests.exceptions.test_waivers import WAIVER, fault_of, list_rules, run

INLINE = f"<!-- compliance: waive {FAULT} because the agency forbids links -->\n\n"


def git(*arguments: str, where: str = ".") -> str:
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        **{f"GIT_{who}_{what}": f"{who}@desk.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }
    done = subprocess.run(["git", "-C", where, *arguments], env=environment, capture_output=True, check=True, text=True)
    return done.stdout.strip()


def commit() -> None:
    git("add", "-A")
    git("commit", "-q", "--allow-empty", "-m", "a change")


@pytest.fixture
def repository(folder: Path) -> Path:
    """A repository whose branch main holds the article with its fault, and a branch that starts from there."""
    git("init", "-q", "-b", "main")
    commit()
    git("checkout", "-q", "-b", "change")
    return folder


def merge() -> None:
    """Bring what the change holds to main."""
    commit()
    git("branch", "-f", "main", "change")


pytestmark = pytest.mark.usefixtures("repository")
FROM_MAIN = ["--waivers-from", "main"]


def test_a_waiver_of_the_change_itself_does_not_count_and_is_told(capsys):
    write("waivers.toml", WAIVER)
    commit()

    (told,) = run(options=FROM_MAIN).record_findings

    assert check(capsys, ".", *FROM_MAIN)[0] == 1
    assert (told.rule, told.severity, told.path, told.line) == ("exceptions/record-in-base", "note", "waivers.toml", 1)
    assert told.message == "the waiver of Åsa Öberg is not in main yet: it does not count"
    assert not fault_of(run(options=FROM_MAIN)).is_suppressed


def test_a_waiver_of_the_base_branch_counts(capsys):
    write("waivers.toml", WAIVER)
    merge()

    assert check(capsys, ".", *FROM_MAIN)[0] == 0
    assert list_rules(run(options=FROM_MAIN)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [("2026-03-31", "2027-03-31"), ("*.md", "*"), (FAULT, "source/*"), ("the agency forbids links", "why not")],
)
def test_a_waiver_that_the_change_widens_does_not_count(capsys, old, new):
    write("waivers.toml", WAIVER)
    merge()
    write("waivers.toml", WAIVER.replace(old, new))

    assert check(capsys, ".", *FROM_MAIN)[0] == 1


def test_a_waiver_that_only_moves_counts(capsys):
    write("waivers.toml", WAIVER)
    merge()
    write("waivers.toml", f"# moved\n\n{WAIVER}")

    assert check(capsys, ".", *FROM_MAIN)[0] == 0
    assert fault_of(run(options=FROM_MAIN)).suppression.recorded_at == "waivers.toml:3"


def test_a_waiver_that_the_change_removes_does_not_count(capsys):
    write("waivers.toml", WAIVER)
    merge()
    Path("waivers.toml").unlink()

    assert check(capsys, ".", *FROM_MAIN)[0] == 1


@pytest.mark.parametrize("head", [INLINE, YAML, TOML], ids=["comment", "YAML", "TOML"])
def test_a_directive_counts_once_the_base_branch_has_it(capsys, head):
    write("story.md", f"{head}\n{STORY}")
    commit()
    assert check(capsys, ".", *FROM_MAIN)[0] == 1
    told = run(options=FROM_MAIN).record_findings
    assert {finding.rule for finding in told} == {"exceptions/record-in-base"}
    assert "is not in main yet" in told[0].message

    merge()
    assert check(capsys, ".", *FROM_MAIN)[0] == 0


def test_an_article_that_the_base_branch_lacks_cannot_waive_itself(capsys):
    write("new.md", f"{INLINE}{STORY}")
    assert check(capsys, "new.md", *FROM_MAIN)[0] == 1
    assert check(capsys, "new.md")[0] == 0


def test_a_directive_for_the_next_block_does_not_count_before_another_block(capsys):
    mark = f"<!-- compliance: waive-next {FAULT} because the agency forbids links -->\n\n"
    sound = STORY.replace("This article", f"{mark}This article")
    write("story.md", sound)
    merge()
    write("story.md", f"# Moved\n\nA paragraph.\n\n{sound}")
    assert check(capsys, ".", *FROM_MAIN)[0] == 0

    write("story.md", sound.replace("[The Lighthouse](#)", "[The Beacon](#)"))
    assert check(capsys, ".")[0] == 0
    assert check(capsys, ".", *FROM_MAIN)[0] == 1


def test_known_findings_count_once_the_base_branch_has_them(capsys):
    from compliance.cli import main

    assert main(["baseline", "write"]) == 0
    commit()
    assert check(capsys, ".")[0] == 0
    assert check(capsys, ".", *FROM_MAIN)[0] == 1
    (told,) = run(options=FROM_MAIN).record_findings
    assert told.rule == "exceptions/record-in-base"
    assert "of the known findings" in told.message

    merge()
    assert check(capsys, ".", *FROM_MAIN)[0] == 0


def test_a_waiver_file_that_is_wrong_in_the_base_branch_can_be_mended(capsys):
    write("waivers.toml", WAIVER.replace("2026-03-31", '"soon"'))
    merge()
    write("waivers.toml", WAIVER)

    rules = list_rules(run(options=FROM_MAIN))
    assert rules == ["exceptions/record-in-base", "exceptions/record-in-base"]
    assert check(capsys, ".", *FROM_MAIN)[0] == 1


def test_articles_and_waivers_below_the_repositorys_root_are_found(capsys, monkeypatch):
    write("site/compliance.toml", 'waivers-from = "main"\n')
    write("site/waivers.toml", WAIVER)
    write("site/a b/ünï.md", f"{INLINE}{STORY}")
    write("site/story.md", STORY)
    merge()
    monkeypatch.chdir("site")

    assert check(capsys, ".")[0] == 0
    assert check(capsys, "a b/ünï.md", str(Path("story.md").absolute()))[0] == 0


def test_line_ends_of_the_checkout_do_not_matter(capsys):
    write("waivers.toml", WAIVER)
    write("story.md", INLINE + STORY)
    merge()
    write("waivers.toml", WAIVER.replace("\n", "\r\n"))
    write("story.md", (INLINE + STORY).replace("\n", "\r\n"))

    assert check(capsys, ".", *FROM_MAIN)[0] == 0


def test_the_environment_of_a_hook_does_not_mislead(capsys, monkeypatch):
    write("posts/story.md", f"{INLINE}{STORY}")
    merge()
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")

    assert check(capsys, "posts", *FROM_MAIN)[0] == 0


def test_several_processes_ask_git_alike(capsys):
    for number in range(70):
        write(
            f"posts/{number:02}.md",
            f"{INLINE}{STORY}" if number % 2 else STORY.replace("(#)", "(https://l.example/2024/t)"),
        )
    merge()
    write("posts/00.md", f"{INLINE}{STORY}")

    reports = [run("posts", options=[*FROM_MAIN, "--jobs", jobs]) for jobs in "12"]
    assert [report.summary.failed for report in reports] == [1, 1]
    assert reports[0].record_findings == reports[1].record_findings


@pytest.mark.parametrize("ref", ["", " ", "-x", "--upload-pack=touch x", "nope", "main..change", "main;ls", "a\nb"])
def test_a_name_that_is_no_state_ends_with_2(capsys, ref):
    code, told = check(capsys, ".", f"--waivers-from={ref}")
    assert code == 2
    assert told.startswith("compliance: --waivers-from: ")
    assert "Traceback" not in told
    assert told.rstrip().endswith(("or fetch it first", "give a branch, a tag or a commit"))


def test_without_a_repository_it_ends_with_2(capsys, tmp_path_factory, monkeypatch):
    monkeypatch.chdir(tmp_path_factory.mktemp("bare"))
    write("story.md", STORY)
    code, told = check(capsys, ".", *FROM_MAIN)
    assert code == 2
    assert told.startswith("compliance: --waivers-from: there is no git repository here: not a git repository")


def test_without_git_it_ends_with_2(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    code, told = check(capsys, ".", *FROM_MAIN)
    assert (code, told) == (
        2,
        "compliance: --waivers-from: git is not installed; install it, or run without --waivers-from\n",
    )


def test_in_a_shallow_clone_the_missing_branch_is_told_with_what_to_fetch(tmp_path_factory, repository):
    commit()
    clone = tmp_path_factory.mktemp("clone") / "shallow"
    git("clone", "-q", "--depth=1", "--branch", "change", f"file://{repository}", str(clone))

    with pytest.raises(ConfigError) as raised:
        open_base_state("origin/main", str(clone))
    assert str(raised.value) == (
        "--waivers-from: the clone is shallow and does not hold 'origin/main'; "
        "fetch it first, as in `git fetch --depth=1 origin main:refs/remotes/origin/main`"
    )
    git("fetch", "-q", "--depth=1", "origin", "main:refs/remotes/origin/main", where=str(clone))
    assert open_base_state("origin/main", str(clone)).read(str(clone / "story.md")) == STORY.encode()
