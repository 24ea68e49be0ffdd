"""``check --watch``, with real processes and real changes of files."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from time import monotonic, sleep

import pytest

from compliance.cli import main
from tests.watched_process import PATIENCE, ROOT, Watched

if sys.platform == "win32":
    pytest.skip("the tests send SIGINT", allow_module_level=True)
pytest.importorskip("watchfiles")

OWN = (
    "# The tide\n\nBy Ann Author\n\nHarbour Echo, 3 May 2024\n\nThe water stayed.\n\n© 2024 Ann Author, Harbour Echo\n"
)
FAILS = OWN.replace("©", "This article was first published by [The Lighthouse](#). The views are its author's.\n\n©")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts/a.md").write_text(OWN, encoding="utf-8")
    return tmp_path


def watched(folder: Path, *arguments: str) -> Watched:
    return Watched([*(arguments or ["posts"]), "--format", "line"], folder)


def told(lines: Sequence[str]) -> list[str]:
    """Return what is said of differences."""
    return [line.strip() for line in lines if line.startswith("  ")]


def test_a_change_is_checked_and_the_difference_told(folder: Path):
    with watched(folder) as run:
        assert run.next_run() == []
        (folder / "posts/a.md").write_text(FAILS, encoding="utf-8")
        lines = run.next_run()

        assert "compliance: changed: posts/a.md" in lines
        assert any(line.startswith("posts/a.md:9:37: error source/links-to-original ") for line in lines)
        assert any(line.startswith("new     posts/a.md:9:37: source/links-to-original ") for line in told(lines))
        assert told(lines)[-1] == "verdict posts/a.md: pass -> fail"

        (folder / "posts/a.md").write_text(f"\n\n{FAILS}", encoding="utf-8")
        moved = run.next_run()
        assert "compliance: same findings as before" in moved
        assert told(moved) == []

        (folder / "posts/a.md").write_text(OWN, encoding="utf-8")
        mended = told(run.next_run())
        assert any(line.startswith("gone    posts/a.md:11:37: source/links-to-original ") for line in mended)
        assert mended[-1] == "verdict posts/a.md: fail -> pass"
        assert run.interrupt() == 0


def test_articles_and_folders_may_come_and_go(folder: Path):
    with watched(folder) as run:
        run.next_run()
        (folder / "posts/deep").mkdir()
        run.next_run()
        (folder / "posts/deep/b.md").write_text(FAILS, encoding="utf-8")
        assert "verdict posts/deep/b.md: not there -> fail" in told(run.next_run())
        (folder / "posts/deep/b.md").unlink()
        assert "verdict posts/deep/b.md: fail -> not there" in told(run.next_run())


def test_an_editor_may_put_a_new_file_in_the_place_of_the_old_one(folder: Path):
    with watched(folder, "posts/a.md") as run:
        run.next_run()
        for text, verdicts in ((FAILS, "pass -> fail"), (OWN, "fail -> pass")):
            (folder / "posts/.a.md.swp").write_text(text, encoding="utf-8")
            (folder / "posts/.a.md.swp").replace(folder / "posts/a.md")
            assert f"verdict posts/a.md: {verdicts}" in told(run.next_run())


def test_the_exit_code_is_that_of_the_last_run(folder: Path):
    with watched(folder) as run:
        run.next_run()
        (folder / "posts/a.md").write_text(FAILS, encoding="utf-8")
        run.next_run()

        assert run.interrupt() == 1


def test_a_changed_configuration_counts_from_then_on(folder: Path):
    (folder / "posts/a.md").write_text(FAILS, encoding="utf-8")

    with watched(folder) as run:
        run.next_run()
        (folder / "compliance.toml").write_text('[severity]\n"source/links-to-original" = "off"\n', encoding="utf-8")
        lines = run.next_run()
        assert "compliance: changed: compliance.toml" in lines
        assert any(line.startswith("gone    posts/a.md:9:37: source/links-to-original") for line in told(lines))

        (folder / "compliance.toml").write_text('[severity]\n"source/links" = "off"\n', encoding="utf-8")
        assert any("no rule is called 'source/links'" in line for line in run.next_run())
        assert run.interrupt() == 2


def test_a_broken_rule_file_is_shown_and_may_be_mended(folder: Path):
    pack = folder / "pack"
    pack.mkdir()
    (pack / "pack.yaml").write_text("name: echo\nversion: 1.0.0\ntitle: Echo\n", encoding="utf-8")
    (pack / "policies").mkdir()
    policy = pack / "policies/echo-house.yaml"

    def write(severity: str) -> None:
        policy.write_text(
            "id: echo-house\nname: Echo\nkind: house\nduties:\n"
            f"  - rule: attribution/author-named\n    severity: {severity}\n    clause: Name the author.\n",
            encoding="utf-8",
        )

    write("error")
    (folder / "posts/a.md").write_text(OWN.replace("By Ann Author\n\n", ""), encoding="utf-8")

    with watched(folder, "posts", "--pack", "pack") as run:
        assert any(line.startswith("posts/a.md:1:1: error attribution/author-named") for line in run.next_run())
        write("eror")
        broken = run.next_run()
        assert any("pack/policies/echo-house.yaml:6:15" in line and "did you mean 'error'?" in line for line in broken)
        write("note")
        mended = run.next_run()
        assert any(line.startswith("posts/a.md:1:1: note attribution/author-named") for line in mended)
        assert "verdict posts/a.md: fail -> pass" in told(mended)


def test_what_the_run_writes_itself_starts_no_further_run(folder: Path):
    (folder / "compliance.toml").write_text("", encoding="utf-8")
    arguments = ["posts", "--format", "json=report.json", "--format", "table=posts/report.txt"]

    with watched(folder, *arguments) as run:
        run.next_run()
        assert run.is_still()
        (folder / "posts/picture.png").write_bytes(b"")
        assert run.is_still()
        (folder / "posts/a.md").write_text(FAILS, encoding="utf-8")
        run.next_run()
        assert run.is_still()
        assert run.interrupt() == 1
    assert '"verdict": "fail"' in (folder / "report.json").read_text(encoding="utf-8")


SLOW = """\
from pathlib import Path
from time import sleep
from compliance.hookspecs import Extractor, hookimpl

def find(article, scan):
    if article.name == "posts/b.md":
        Path("busy").touch()
        sleep(2)
    return ()

@hookimpl
def register_extractors():
    return [Extractor("slow", find)]
"""


def test_what_changes_during_a_run_is_checked_after_it(folder: Path):
    (folder / "slow.py").write_text(SLOW, encoding="utf-8")
    (folder / "posts/b.md").write_text(OWN, encoding="utf-8")

    with watched(folder, "posts", "--plugin", "slow") as run:
        run.next_run()
        (folder / "busy").unlink()
        (folder / "posts/b.md").write_text(FAILS, encoding="utf-8")
        wait_for(folder / "busy")  # posts/a.md has been read
        (folder / "posts/a.md").write_text(FAILS, encoding="utf-8")

        assert told(run.next_run())[-1] == "verdict posts/b.md: pass -> fail"
        assert told(run.next_run())[-1] == "verdict posts/a.md: pass -> fail"


def wait_for(path: Path) -> None:
    end = monotonic() + PATIENCE
    while not path.exists():
        assert monotonic() < end
        sleep(0.05)


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@x", *arguments], cwd=folder, check=True)


def test_what_is_staged_is_checked_when_it_is_staged(folder: Path):
    git(folder, "init", "--quiet")

    with watched(folder, "--staged", "--allow-empty") as run:
        run.next_run()
        (folder / "posts/a.md").write_text(FAILS, encoding="utf-8")
        run.next_run()
        git(folder, "add", "posts")
        assert told(run.next_run())[-1] == "verdict posts/a.md: not there -> fail"


def test_a_list_of_files_is_watched_and_what_it_names(folder: Path):
    (folder / "list").write_text("posts/a.md\n", encoding="utf-8")
    (folder / "posts/b.md").write_text(FAILS, encoding="utf-8")

    with watched(folder, "--files-from", "list") as run:
        run.next_run()
        (folder / "posts/a.md").write_text(FAILS, encoding="utf-8")
        assert told(run.next_run())[-1] == "verdict posts/a.md: pass -> fail"
        (folder / "list").write_text("posts/b.md\n", encoding="utf-8")
        assert told(run.next_run())[-1] == "verdict posts/b.md: not there -> fail"


def test_on_a_terminal_the_screen_is_cleared_for_each_run(folder: Path):
    from tests.pseudo_terminal import Terminal

    with Terminal(["check", "posts", "--watch"], folder) as terminal:
        terminal.wait_for(b"Ctrl-C ends")
        assert b"\x1b[2J" not in terminal.raw
        (folder / "posts/a.md").write_text(FAILS, encoding="utf-8")
        terminal.wait_for(b"\x1b[2J")
        terminal.forget()
        terminal.wait_for(b"Ctrl-C ends")
        shown = terminal.shows()
        terminal.press(b"\x03")

        assert terminal.finish() == 1
    assert shown.startswith("compliance: changed: posts/a.md\n\u250c")
    assert "  verdict posts/a.md: pass -> fail\n" in shown


def test_standard_input_cannot_be_watched(capsys):
    for arguments in (["-"], ["--files-from", "-"]):
        assert main(["check", *arguments, "--watch"]) == 2
        assert "--watch looks at files; standard input cannot be read again" in capsys.readouterr().err


def test_a_pager_and_watching_do_not_go_together(capsys):
    assert main(["check", "x.md", "--watch", "--pager"]) == 2
    assert "--watch and --pager do not go together" in capsys.readouterr().err


def test_without_its_library_watching_says_how_to_get_it(folder: Path):
    code = (
        "import sys; sys.modules['watchfiles'] = None; from compliance.cli import main; "
        "sys.exit(main(['check', 'posts', '--watch']))"
    )

    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, cwd=folder, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )

    assert done.returncode == 2
    assert done.stderr == (
        "compliance: --watch needs the library watchfiles, which is not installed; run `pip install watchfiles`\n"
    )
