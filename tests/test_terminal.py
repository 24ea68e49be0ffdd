"""A person at a terminal, which is a real pseudo-terminal here: progress, colours, hyperlinks, widths, a pager."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals of this kind", allow_module_level=True)

from tests.pseudo_terminal import Terminal, make_environment

OWN = (
    "# The tide\n\nBy Ann Author\n\nHarbour Echo, 3 May 2024\n\nThe water stayed.\n\n© 2024 Ann Author, Harbour Echo\n"
)
FAILS = OWN.replace("©", "This article was first published by [The Lighthouse](#). The views are its author's.\n\n©")
SLOW = """\
from time import sleep
from compliance.hookspecs import Extractor, hookimpl

@hookimpl
def register_extractors():
    return [Extractor("slow", lambda article, scan: sleep(0.05) or ())]
"""
SLOWLY = ["check", "many", "--plugin", "slow", "--jobs", "1"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "fails.md").write_text(FAILS, encoding="utf-8")
    (tmp_path / "own.md").write_text(OWN, encoding="utf-8")
    return tmp_path


@pytest.fixture
def many(folder: Path) -> Path:
    """A folder with articles that take more than a second and a half."""
    (folder / "slow.py").write_text(SLOW, encoding="utf-8")
    (folder / "many").mkdir()
    for number in range(30):
        (folder / f"many/{number:02}.md").write_text(OWN, encoding="utf-8")
    return folder


def test_progress_is_shown_while_a_run_takes_long_and_gone_at_its_end(many: Path):
    with Terminal(SLOWLY, many, columns=80) as terminal:
        code = terminal.finish()

        assert code == 0
        seen = [screen for screen in terminal.history if screen.startswith("checking:")]
        assert any("25/30" in screen for screen in seen)
        assert max(len(line) for screen in seen for line in screen.splitlines()) < 80
        assert terminal.shows().startswith("pass  many/00.md\n")
        assert "checking" not in terminal.shows()


def test_on_a_very_narrow_terminal_progress_keeps_to_its_line(many: Path):
    with Terminal(SLOWLY, many, columns=20) as terminal:
        terminal.finish()

        assert any(screen.startswith("checking") for screen in terminal.history)
        assert "checking" not in terminal.shows()


@pytest.mark.parametrize(
    ("options", "environment"),
    [(["--no-progress"], {}), (["-q"], {}), ([], {"CI": "true"}), ([], {"TERM": "dumb"})],
)
def test_no_progress_is_shown_where_it_is_not_wanted(many: Path, options: list[str], environment: dict[str, str]):
    with Terminal([*SLOWLY, *options], many, environment=make_environment(**environment)) as terminal:
        assert terminal.finish() == 0
        assert b"checking" not in terminal.raw


def test_no_progress_is_shown_for_a_run_that_is_soon_done(folder: Path):
    with Terminal(["check", "own.md"], folder) as terminal:
        assert terminal.finish() == 0
        assert b"checking" not in terminal.raw


def test_progress_goes_to_the_terminal_when_the_report_goes_elsewhere(many: Path):
    with (many / "report.txt").open("wb") as file, Terminal(SLOWLY, many, stdout=file.fileno()) as terminal:
        assert terminal.finish() == 0
        assert b"checking" in terminal.raw
        assert terminal.shows() == ""

    assert (many / "report.txt").read_text().endswith("This report is no legal advice.\n")


def test_no_progress_is_shown_where_standard_error_goes_elsewhere(many: Path):
    with (many / "errors.txt").open("wb") as file, Terminal(SLOWLY, many, stderr=file.fileno()) as terminal:
        assert terminal.finish() == 0

    assert (many / "errors.txt").read_bytes() == b""


def test_an_interrupted_run_leaves_no_progress_behind(many: Path):
    with Terminal(SLOWLY, many, columns=80) as terminal:
        terminal.wait_for(b" left")
        terminal.wait_a_moment()
        terminal.press(b"\x03")

        assert terminal.finish() == 130
        assert "checking" not in terminal.shows()


def is_coloured(folder: Path, *options: str, **environment: str) -> bool:
    with Terminal(["check", "fails.md", *options], folder, environment=make_environment(**environment)) as terminal:
        assert terminal.finish() == 1
        return b"\x1b[1;31mFAIL\x1b[0m" in terminal.raw


def test_a_terminal_gets_colours_unless_somebody_objects(folder: Path):
    assert is_coloured(folder)
    assert is_coloured(folder, NO_COLOR="")
    assert not is_coloured(folder, NO_COLOR="1")
    assert not is_coloured(folder, NO_COLOR="0")
    assert not is_coloured(folder, NO_COLOR="1", FORCE_COLOR="1")
    assert not is_coloured(folder, TERM="dumb")
    assert not is_coloured(folder, "--color", "never")
    assert is_coloured(folder, "--color", "always", NO_COLOR="1")


def piped(folder: Path, *options: str, **environment: str) -> bytes:
    command = [sys.executable, "-m", "compliance", "check", "fails.md", *options]
    done = subprocess.run(command, cwd=folder, env=make_environment(**environment), capture_output=True, check=False)
    assert done.returncode == 1
    return done.stdout


def test_a_pipe_gets_no_colours_unless_somebody_insists(folder: Path):
    assert b"\x1b" not in piped(folder)
    assert b"\x1b" in piped(folder, FORCE_COLOR="1")
    assert b"\x1b" in piped(folder, TERM="dumb", FORCE_COLOR="1")
    assert b"\x1b" in piped(folder, "--color", "always")
    assert b"\x1b" not in piped(folder, "--color", "never", FORCE_COLOR="1")


def test_a_report_file_gets_no_colours(folder: Path):
    assert piped(folder, "--color", "always", "--format", "table=report.txt") == b""
    assert b"\x1b" not in (folder / "report.txt").read_bytes()


def links_of(folder: Path, **environment: str) -> bool:
    with Terminal(["check", "fails.md"], folder, environment=make_environment(**environment)) as terminal:
        terminal.finish()
        return b"\x1b]8;id=compliance-1;file://" in terminal.raw


def test_links_are_made_where_the_terminal_is_known_to_know_them(folder: Path):
    assert not links_of(folder)
    assert links_of(folder, VTE_VERSION="7402")
    assert not links_of(folder, VTE_VERSION="4205")
    assert links_of(folder, TERM_PROGRAM="WezTerm")
    assert links_of(folder, FORCE_HYPERLINK="1")
    assert not links_of(folder, FORCE_HYPERLINK="0", VTE_VERSION="7402")
    assert not links_of(folder, NO_COLOR="1", VTE_VERSION="7402")


@pytest.mark.parametrize("columns", [40, 99, 100, 105, 120, 220])
def test_a_table_fits_into_the_terminal(folder: Path, columns: int):
    (folder / "海辺の町に残された潮の話.md").write_text(FAILS, encoding="utf-8")
    arguments = ["check", "fails.md", "海辺の町に残された潮の話.md"]

    with Terminal(arguments, folder, columns=columns, environment=make_environment(VTE_VERSION="7402")) as terminal:
        assert terminal.finish() == 1
        shown = terminal.shows().splitlines()

    plain = piped(folder, arguments[-1], COLUMNS=str(columns)).decode()
    assert [line.replace(" ", "") for line in shown] == [line.replace(" ", "") for line in plain.splitlines()]


def test_columns_says_how_wide_a_table_is_wherever_it_goes(folder: Path):
    with Terminal(["check", "fails.md"], folder, columns=200, environment=make_environment(COLUMNS="60")) as terminal:
        terminal.finish()

        assert terminal.shows().startswith("FAIL (error)  source/links-to-original\n  fails.md:")
    assert piped(folder, COLUMNS="60").startswith(b"FAIL (error)  source/links-to-original\n")


PAGER = "import sys; text = sys.stdin.read(); print(len(text.splitlines()), 'lines paged')"


def pager(folder: Path, code: str) -> str:
    (folder / "pager.py").write_text(code, encoding="utf-8")
    return f"{sys.executable} pager.py"


def test_the_report_is_shown_in_a_pager_when_asked(folder: Path):
    environment = make_environment(PAGER=pager(folder, PAGER))

    with Terminal(["check", "fails.md", "--pager"], folder, environment=environment) as terminal:
        assert terminal.finish() == 1
        assert terminal.shows().endswith(" lines paged")
        assert "source/links" not in terminal.shows()


def test_no_pager_is_started_unless_asked(folder: Path):
    with Terminal(["check", "fails.md"], folder, environment=make_environment(PAGER="false")) as terminal:
        assert terminal.finish() == 1
        assert "This report is no legal advice." in terminal.shows()


def test_a_pager_that_is_left_early_changes_nothing(folder: Path):
    environment = make_environment(PAGER=pager(folder, "print('enough')"))
    options = ["--pager", "--format", "table", "--format", "json=report.json"]

    with Terminal(["check", "fails.md", *options], folder, environment=environment) as terminal:
        assert terminal.finish() == 1
        assert terminal.shows() == "enough"
    assert (folder / "report.json").stat().st_size > 1000


def test_ctrl_c_in_a_pager_is_the_pagers(folder: Path):
    code = """\
import signal, sys
sys.stdin.read()
try: print('paging', flush=True); signal.pause()
except KeyboardInterrupt: print('left')
"""
    environment = make_environment(PAGER=pager(folder, code))

    with Terminal(["check", "fails.md", "--pager"], folder, environment=environment) as terminal:
        terminal.wait_for(b"paging")
        terminal.press(b"\x03")

        assert terminal.finish() == 1
        assert terminal.shows().endswith("left")


@pytest.mark.parametrize("named", ["", "no-such-pager", "'"])
def test_without_a_pager_the_report_is_shown_all_the_same(folder: Path, named: str):
    with Terminal(["check", "fails.md", "--pager"], folder, environment=make_environment(PAGER=named)) as terminal:
        assert terminal.finish() == 1
        assert "This report is no legal advice." in terminal.shows()


def test_less_leaves_at_once_when_the_report_fits(folder: Path):
    if not any(os.access(Path(place, "less"), os.X_OK) for place in os.environ["PATH"].split(os.pathsep)):
        pytest.skip("less is not installed")

    with Terminal(["check", "fails.md", "--pager"], folder) as terminal:
        assert terminal.finish() == 1
        assert "This report is no legal advice." in terminal.shows()
        assert b"\x1b[1;31mFAIL" in terminal.raw


def test_a_pipe_is_never_paged(folder: Path):
    assert b"This report is no legal advice." in piped(folder, "--pager", PAGER="false")


def test_a_run_without_a_terminal_loads_nothing_for_one(folder: Path):
    code = (
        "import sys; from compliance.cli import main; main(['check', 'fails.md']); "
        "names = {'tqdm', 'watchfiles', 'compliance.cli.terminal', 'compliance.cli.progress', "
        "'compliance.cli.paging', 'compliance.cli.watching', 'compliance.grouping', 'compliance.differences', "
        "'compliance.reporters.painting', 'compliance.reporters.tallies'}; print(sorted(names & set(sys.modules)))"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=make_environment(), capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines()[-1] == "[]"
