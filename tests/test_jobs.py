"""``--jobs``: the same report with any number of processes, whatever happens to them."""

import os
import signal
import subprocess
import sys
import time

import pytest

from compliance.cli import main

ARTICLE = """# Pond {0}

By Ann Author

First published in [River Herald](https://river.example/{0}).

© 2024 A. Author
"""
PLUGIN = """
import os
from compliance.hookspecs import Extractor, hookimpl

def watch(article, scan):
    if b"Pond 17\\n" in article.flat:
        os._exit(9)
    if b"Pond 31\\n" in article.flat:
        raise ValueError("boom")
    return ()

@hookimpl
def register_extractors():
    return [Extractor("pond", watch)]
"""
SLOW = """
import time
from pathlib import Path
from compliance.hookspecs import Extractor, hookimpl

def sleep(article, scan):
    Path("begun").touch()
    time.sleep(60)
    return ()

@hookimpl
def register_extractors():
    return [Extractor("slow", sleep)]
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "posts").mkdir()
    for number in range(60):
        (tmp_path / "posts" / f"{number:02}.md").write_text(ARTICLE.format(number), encoding="utf-8")
    (tmp_path / "posts" / "binary.md").write_bytes(b"\0")
    return tmp_path


@pytest.mark.parametrize("style", ["json", "line", "table"])
def test_the_report_is_the_same_with_any_number_of_processes(folder, capsys, style):
    outputs = set()
    for jobs in ("1", "2", "3"):
        assert main(["check", "posts", "nope.md", "--format", style, "--jobs", jobs]) == 2
        outputs.add(capsys.readouterr())

    assert len(outputs) == 1
    assert "posts/59.md" in outputs.pop().out


def test_what_is_seen_is_the_same_with_any_number_of_processes(folder, capsys):
    outputs = set()
    for jobs in ("1", "2"):
        assert main(["inspect", "posts", "nope.md", "--format", "jsonl", "--jobs", jobs]) == 2
        outputs.add(capsys.readouterr())

    assert len(outputs) == 1
    assert outputs.pop().out.count("\n") == 60


@pytest.mark.parametrize(("command", "style"), [("check", "json"), ("inspect", "jsonl")])
def test_an_article_at_which_a_process_ends_is_named_and_the_others_are_judged(
    folder, capsys, monkeypatch, command, style
):
    (folder / "ponds.py").write_text(PLUGIN, encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder))

    code = main([command, "posts", "--plugin", "ponds", "--jobs", "2", "--format", style])

    captured = capsys.readouterr()
    output = captured.out + captured.err
    assert code == 2
    assert "the process that checked it ended with 9" in output
    assert "extractor 'pond' of plugin 'ponds' raised ValueError: boom" in output
    assert '"source": "posts/16.md"' in output
    assert '"source": "posts/18.md"' in output


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for children")
def test_an_interruption_ends_all_processes_quietly(folder):
    (folder / "slow.py").write_text(SLOW, encoding="utf-8")
    command = [sys.executable, "-m", "compliance", "check", "posts", "--plugin", "slow", "--jobs", "2"]

    with subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True) as process:
        while not (folder / "begun").exists() and process.poll() is None:
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)
        errors = process.stderr.read()  # ends when the last process has ended

    assert (process.returncode, errors) == (130, b"")


@pytest.mark.parametrize("number", ["0", "-1", "x", "65", "٣"])
def test_a_wrong_number_of_processes_is_a_usage_error(folder, capsys, number):
    assert main(["check", "posts", f"--jobs={number}"]) == 2
    assert f"{number!r} is not a number from 1 to 64" in capsys.readouterr().err


def test_standard_input_starts_no_process(folder):
    command = [sys.executable, "-m", "compliance", "check", "-", "posts", "--jobs", "2", "--format", "line", "-v"]

    done = subprocess.run(command, input=ARTICLE.format("x").encode(), capture_output=True, check=False)

    assert b"<stdin>:1:1: pass attribution/author-named" in done.stdout
