"""A run that ends before its time is never a pass: it ends in 2, 130 or 143, with a report of what was done."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from compliance import tasks
from compliance.api import Session
from compliance.checking import Interrupted, tell_end
from compliance.cli import main
from compliance.cli.ending import Terminated, termination_raised
from compliance.errors import ComplianceError, Problem
from compliance.model.settings import Settings

ROOT = Path(__file__).parents[1]
ARTICLE = "# A tide\n\nBy Ann Author, 3 May 2024\n\nThe water did not leave.\n\n© 2024 Ann Author\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").mkdir()
    return tmp_path


def write_articles(folder, count):
    for number in range(count):
        (folder / "articles" / f"{number:04}.md").write_text(ARTICLE, encoding="utf-8")


def break_off(monkeypatch, error, after):
    """Let the judging of articles raise an error once some are done."""
    judge = tasks.Judging.do

    def do(self, source):
        if Path(source).stem == f"{after:04}":
            raise error
        return judge(self, source)

    monkeypatch.setattr(tasks.Judging, "do", do)


def test_a_crash_ends_in_2_with_a_report_of_what_was_done_in_every_format(folder, monkeypatch, capsys):
    write_articles(folder, 30)
    break_off(monkeypatch, RuntimeError("boom"), after=25)
    code = main(["check", "articles", "--format", "json=a.json", "--format", "tap=b.tap", "--format", "line"])
    report = json.loads(Path("a.json").read_text(encoding="utf-8"))

    message = "the run ended early: internal error: RuntimeError: boom; 25 of 30 articles were checked"
    assert code == 2
    assert (report["summary"]["articles"], len(report["articles"])) == (25, 25)
    assert [error["message"] for error in report["errors"]] == [message]
    assert f"not ok 26 - the run: could not be checked: {message}\n" in Path("b.tap").read_text(encoding="utf-8")
    assert f"-:1:1: error unchecked {message}; run again with --debug and report it\n" in capsys.readouterr().out


def test_a_crash_at_the_first_article_is_reported_too(folder, monkeypatch, capsys):
    write_articles(folder, 1)
    break_off(monkeypatch, RuntimeError("boom"), after=0)

    assert main(["check", "articles"]) == 2
    assert "0 of 1 articles were checked" in capsys.readouterr().out


def test_with_debug_a_crash_shows_where(folder, monkeypatch, capsys):
    write_articles(folder, 1)
    break_off(monkeypatch, RuntimeError("boom"), after=0)

    assert main(["check", "articles", "--debug"]) == 2
    assert "Traceback" in capsys.readouterr().err


def test_a_known_error_tells_itself_and_what_was_done():
    error = ComplianceError(Problem("rule.yaml", 1, 2, "is gone"))

    assert [str(problem) for problem in tell_end(error, 2, 3)] == [
        "rule.yaml:1:2: is gone",
        "the run ended early; 2 of 3 articles were checked",
    ]


def test_ctrl_c_ends_in_130_with_a_report_of_what_was_done(folder, monkeypatch, capsys):
    write_articles(folder, 30)
    break_off(monkeypatch, KeyboardInterrupt(), after=25)

    assert main(["check", "articles", "--format", "line"]) == 130
    assert capsys.readouterr().out.splitlines()[-1] == (
        "-:1:1: error unchecked the run ended early: it was interrupted; 25 of 30 articles were checked; "
        "check the others again"
    )


def test_who_calls_the_session_gets_the_interrupt_with_the_report(folder, monkeypatch):
    write_articles(folder, 30)
    break_off(monkeypatch, KeyboardInterrupt(), after=25)

    with pytest.raises(Interrupted) as caught:
        Session(Settings()).check(["articles"])
    assert caught.value.report.summary.articles == 25


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_who_deals_with_the_signal_goes_on_doing_so():
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        with termination_raised():
            assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGTERM, before)


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_the_signal_is_raised_once_and_then_as_it_was():
    with pytest.raises(Terminated), termination_raised():
        os.kill(os.getpid(), signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


SLOW = """
import sys, time
from compliance import tasks
from compliance.cli import main

judge = tasks.Judging.do

def do(self, source):
    time.sleep(0.02)
    open("begun", "a").write(".")
    return judge(self, source)

tasks.Judging.do = do
sys.exit(main(sys.argv[1:]))
"""


def wait_for(path, size):
    patience = time.monotonic() + 60
    while not (path.exists() and path.stat().st_size >= size):
        assert time.monotonic() < patience
        time.sleep(0.01)


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_run_over_many_articles_that_is_told_to_end_reports_what_was_done(folder, jobs, number, code):
    write_articles(folder, 500)
    arguments = ["check", "articles", "--jobs", jobs, "--format", "json=report.json"]
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW, *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    wait_for(folder / "begun", 80)
    process.send_signal(number)
    out, err = process.communicate()
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))

    assert (process.returncode, out) == (code, "")
    assert 0 < report["summary"]["articles"] == len(report["articles"]) < 500
    assert report["summary"]["errors"] == 1
    assert err == f"compliance: {report['errors'][0]['message']}; {report['errors'][0]['remedy']}\n"
    assert "the run ended early" in err
    assert [path.name for path in folder.glob(".*.part")] == []
