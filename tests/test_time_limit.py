"""``--time-limit``: what is not begun in time is an error, what was done is told, in one process and in many."""

import json
import multiprocessing
import time
from itertools import chain

import pytest

from compliance import workers
from compliance.cli import main
from compliance.cli.arguments import make_settings, parse_arguments
from compliance.deadline import NO_DEADLINE, Deadline, start_deadline
from compliance.workers import Late, Lost, run
from tests.repositories import ARTICLE
from tests.worker_tasks import Shout, Sleep, Slow, Stumble

NAMES = [f"n{number:03}" for number in range(120)]
OVER = Deadline(5.0, 0.0)
PLUGIN = """
import time
from compliance.hookspecs import Extractor, hookimpl

def dawdle(article, scan):
    if "slow" in article.name:
        time.sleep(1.5)
    return ()

@hookimpl
def register_extractors():
    return [Extractor("dawdle", dawdle)]
"""
COLLECTION = """
import time
from compliance.hookspecs import Collection, hookimpl
from compliance.errors import Problem

def recognise(head):
    return True

def read(name, stream):
    for number in range(100):
        yield Problem(f"{name}#{number}", 0, 0, "is read")
        time.sleep(0.05)

@hookimpl
def register_collections():
    return [Collection("desk", (".desk",), recognise, read)]
"""


def flatten(parts):
    return list(chain.from_iterable([part] if isinstance(part, Late | Lost) else part for part in parts))


@pytest.fixture(params=[name for name in ("fork", "spawn") if name in multiprocessing.get_all_start_methods()])
def start_method(request, monkeypatch):
    context = multiprocessing.get_context(request.param)
    monkeypatch.setattr(workers, "_choose_context", lambda: context)
    return request.param


def test_without_a_limit_the_time_is_never_over():
    assert start_deadline(0.0) == NO_DEADLINE
    assert not NO_DEADLINE.is_over


def test_a_limit_is_over_after_its_seconds():
    deadline = start_deadline(0.02)
    assert not deadline.is_over
    time.sleep(0.03)
    assert (deadline.is_over, deadline.remaining) == (True, 0.0)


@pytest.mark.parametrize("count", [1, 2])
def test_when_the_time_is_over_nothing_is_begun(count):
    assert flatten(run(Shout(), NAMES, count, OVER)) == [Late(name, 5.0) for name in NAMES]


@pytest.mark.parametrize("count", [1, 3])
def test_with_time_enough_everything_is_done(count):
    said = flatten(run(Shout(), NAMES, count, start_deadline(600)))

    assert [text for text, _ in said] == [name.upper() for name in NAMES]


@pytest.mark.parametrize("count", [1, 2])
def test_what_was_done_in_time_is_told_and_the_rest_named_in_order(count):
    said = flatten(run(Slow(0.02), NAMES, count, start_deadline(0.5)))

    done = [item for item in said if not isinstance(item, Late)]
    assert 0 < len(done) < len(NAMES)
    assert [item.source if isinstance(item, Late) else item for item in said] == NAMES


def test_a_process_that_does_not_end_is_ended(start_method, tmp_path, monkeypatch):
    monkeypatch.setattr(workers, "_OVERTIME", 0.2)
    begun = time.monotonic()

    said = flatten(run(Sleep(str(tmp_path)), NAMES, 2, start_deadline(0.3)))

    assert said == [Late(name, 0.3) for name in NAMES]
    assert time.monotonic() - begun < 30
    assert multiprocessing.active_children() == []


def test_a_process_that_dies_in_time_loses_its_source_alone(start_method):
    names = [*NAMES[:30], "exit", *NAMES[30:]]

    assert flatten(run(Stumble(), names, 2, start_deadline(600))) == [*NAMES[:30], Lost("exit", 3), *NAMES[30:]]


# On the command line


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "dawdling.py").write_text(PLUGIN, encoding="utf-8")
    (tmp_path / "streaming.py").write_text(COLLECTION, encoding="utf-8")
    (tmp_path / "posts").mkdir()
    for name in ("a", "b-slow", "c", "d"):
        (tmp_path / "posts" / f"{name}.md").write_text(ARTICLE.format(title=name), encoding="utf-8")
    return tmp_path


def test_the_report_holds_what_was_done_and_names_the_rest(folder, capsys):
    options = ["--plugin", "dawdling", "--time-limit", "1", "--jobs", "1", "--format", "json"]

    assert main(["check", "posts", *options]) == 2

    report = json.loads(capsys.readouterr().out)
    assert [article["source"] for article in report["articles"]] == ["posts/a.md", "posts/b-slow.md"]
    assert [(error["source"], error["message"]) for error in report["errors"]] == [
        ("posts/c.md", "was not checked: the run's time of 1 second was over"),
        ("posts/d.md", "was not checked: the run's time of 1 second was over"),
    ]
    assert {error["remedy"] for error in report["errors"]} == {"raise --time-limit, or check fewer articles at once"}


def test_a_collection_is_not_read_on_when_the_time_is_over(folder, capsys):
    (folder / "all.desk").write_text("x", encoding="utf-8")

    assert main(["check", "all.desk", "--plugin", "streaming", "--time-limit", "0.5", "--format", "json"]) == 2

    errors = json.loads(capsys.readouterr().out)["errors"]
    messages = [error["message"] for error in errors]
    assert "was not checked to its end: the run's time of 0.5 seconds was over" in messages
    assert 0 < messages.count("is read") < 100


def test_a_run_within_its_time_is_as_any_other(folder, capsys):
    outputs = set()
    for options in ([], ["--time-limit", "600"], ["--time-limit", "0"]):
        assert main(["check", "posts", *options]) == 0
        outputs.add(capsys.readouterr().out)

    assert len(outputs) == 1


@pytest.mark.parametrize("text", ["-1", "x", "nan", "86401", "inf", ""])
def test_a_wrong_limit_is_a_usage_error(folder, capsys, text):
    assert main(["check", "posts", f"--time-limit={text}"]) == 2
    assert f"{text!r} is not a number of seconds, from 0 to 86400" in capsys.readouterr().err


def test_the_configuration_has_a_limit_and_the_command_line_wins(folder):
    (folder / "compliance.toml").write_text("time-limit = 90\n", encoding="utf-8")

    assert make_settings(parse_arguments(["check", "posts"])).time_limit == 90.0
    assert make_settings(parse_arguments(["check", "posts", "--time-limit", "0"])).time_limit == 0.0


def test_a_wrong_limit_in_the_configuration_is_told_at_its_place(folder, capsys):
    (folder / "compliance.toml").write_text('\ntime-limit = "long"\n', encoding="utf-8")

    assert main(["check", "posts"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("compliance: compliance.toml:2:1: 'time-limit' must be a number of seconds, at most 86400;")
