"""Many runs over one folder of kept results: killed at any moment, or fifty at once, they never make a wrong report."""

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from compliance.cli import main
from compliance.results.store import Store

ARTICLE = """# Pond {0}

By Ann Author

{1}

This article was originally published by [The Conversation](#).

© 2024 A. Author
"""
ARTICLES = 24
KILLED, AT_ONCE = 100, 50
LOOKS = 10
"""Killed runs after which a whole one must be right."""

COMMANDS = (
    ("check", "posts", "--format", "json=killed.json", "--jobs", "1"),
    ("check", "posts", "--format", "json=killed.json", "--jobs", "2"),
    ("check", "posts", "--format", "line=killed.txt", "--context", "use=commercial", "--jobs", "1"),
)
"""What is killed. A command that keeps anything else for later runs belongs here, too."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="runs begin as forks, which are safe on Linux")


@pytest.fixture(autouse=True)
def _warm_folder(tmp_path, monkeypatch):
    """A folder of short articles in which everything was loaded once, so that a fork begins at once."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "posts").mkdir()
    (tmp_path / "compliance.toml").write_text('publisher = ["Our Site"]\n', encoding="utf-8")
    rewrite(range(ARTICLES), 0)
    assert main(["check", "posts", "--no-cache", "--format", "json=warm.json"]) != 2


def rewrite(numbers, edition: int) -> None:
    for number in numbers:
        text = ARTICLE.format(number, f"The water rose {edition} times.")
        Path("posts", f"{number:02}.md").write_text(text, encoding="utf-8")


def start(run: Callable[[], object]) -> int:
    """Run a function in a process of its own, which ends with 99 where it raises, and return its id."""
    process = os.fork()
    if process:
        return process
    code = 99
    try:
        os.setpgid(0, 0)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        code = int(run() or 0)
    finally:
        os._exit(code)


def end(process: int) -> int:
    """Wait for a process and return its exit code, negative for a signal."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def kill(process: int) -> int:
    """Kill a process and those that it started, at once."""
    try:
        os.killpg(process, signal.SIGKILL)
    except ProcessLookupError:
        os.kill(process, signal.SIGKILL)
    return end(process)


def report(*options: str) -> bytes:
    """Return the report of a run that nobody disturbs."""
    assert end(start(lambda: main(["check", "posts", "--format", "json=whole.json", "--jobs", "1", *options]))) in {
        0,
        1,
    }
    return Path("whole.json").read_bytes()


def test_runs_that_are_killed_at_any_moment_leave_nothing_that_a_later_one_takes_for_whole():
    dice = random.Random(20_240_501)
    began = time.monotonic()
    report("--no-cache")
    longest = time.monotonic() - began
    killed = 0
    for number in range(KILLED):
        rewrite(dice.sample(range(ARTICLES), 8), number)
        process = start(lambda: main(list(dice.choice(COMMANDS))))
        time.sleep(dice.uniform(0, longest))
        killed += kill(process) == -signal.SIGKILL
        if number % LOOKS == LOOKS - 1:
            assert report() == report("--no-cache")
            assert report() == report("--no-cache")

    assert killed > KILLED / 2


def die_keeping(share: float) -> int:
    """Run a check that is killed when the first result is written, with a share of it on the disk."""
    real = Store._put

    def put(store, target, content):
        if "results" in target:
            Path(f"{target}.1-ab.draft").write_bytes(content[: int(len(content) * share)])
            os.kill(os.getpid(), signal.SIGKILL)
        real(store, target, content)

    Store._put = put
    return main(["check", "posts", "--format", "json=killed.json", "--jobs", "1"])


@pytest.mark.parametrize("share", [0, 0.5, 1])
def test_a_run_that_is_killed_as_it_keeps_a_result_leaves_nothing_that_a_later_one_takes_for_whole(share):
    assert end(start(lambda: die_keeping(share))) == -signal.SIGKILL

    assert report() == report("--no-cache")
    assert report() == report("--no-cache")


def run_alone(number: int) -> int:
    """Check the articles as one of many do, beginning when the others do, and write a report of its own."""
    while not Path("begin").exists():
        time.sleep(0.001)
    return main(["check", "posts", "--format", f"json=report-{number}.json", "--jobs", "1"])


@pytest.mark.parametrize("size", [200_000_000, 16 * 2_000])
def test_fifty_runs_at_once_say_what_a_run_says_that_keeps_nothing(size, monkeypatch):
    monkeypatch.setattr("compliance.results.keeping.Store", lambda folder, _: Store(folder, size))
    processes = [start(lambda number=number: run_alone(number)) for number in range(AT_ONCE)]
    Path("begin").touch()
    codes = [end(process) for process in processes]

    expected = report("--no-cache")
    assert set(codes) == {1}  # articles fail, and nothing broke
    assert {Path(f"report-{number}.json").read_bytes() for number in range(AT_ONCE)} == {expected}
    assert report() == expected
