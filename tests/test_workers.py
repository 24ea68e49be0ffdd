"""Work is shared out among processes: results keep their order, what ends a process is named, nothing hangs."""

import multiprocessing
import os
import sys
from itertools import chain

import pytest

from compliance import workers
from compliance.errors import ComplianceError
from compliance.workers import Lost, count_workers, run
from tests.worker_tasks import Fall, OddError, Shout, Stumble

NAMES = [f"n{number:03}" for number in range(120)]
START_METHODS = [name for name in ("fork", "spawn") if name in multiprocessing.get_all_start_methods()]


@pytest.fixture(params=START_METHODS)
def start_method(request, monkeypatch):
    context = multiprocessing.get_context(request.param)
    monkeypatch.setattr(workers, "_choose_context", lambda: context)
    return request.param


def flatten(parts):
    return list(chain.from_iterable([part] if isinstance(part, Lost) else part for part in parts))


def test_one_worker_is_this_process():
    said = flatten(run(Shout(), NAMES, 1))

    assert [text for text, _ in said] == [name.upper() for name in NAMES]
    assert {process for _, process in said} == {os.getpid()}


@pytest.mark.parametrize("count", [2, 3])
def test_results_come_in_the_order_of_the_sources(start_method, count):
    said = flatten(run(Shout(), NAMES, count))

    assert [text for text, _ in said] == [name.upper() for name in NAMES]
    assert os.getpid() not in {process for _, process in said}


def test_no_source_is_no_work():
    assert list(run(Shout(), [], 2)) == []


def test_a_source_at_which_its_process_ends_is_lost_and_no_other(start_method):
    names = [*NAMES[:30], "exit", *NAMES[30:]]

    assert flatten(run(Stumble(), names, 2)) == [*NAMES[:30], Lost("exit", 3), *NAMES[30:]]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")
def test_a_killed_process_is_no_hang(start_method):
    assert flatten(run(Stumble(), ["kill", "a", "kill", "b", "kill"], 2)) == [
        Lost("kill", -9),
        "a",
        Lost("kill", -9),
        "b",
        Lost("kill", -9),
    ]
    assert Lost("kill", -9).reason == "was killed by signal 9"


def test_processes_that_end_with_nothing_in_hand_end_the_run():
    with pytest.raises(ComplianceError, match="use --jobs 1"):
        list(run(Fall(), NAMES, 2))


def test_what_a_task_raises_is_raised_here():
    with pytest.raises(ValueError, match="boom"):
        list(run(Stumble(), [*NAMES, "raise"], 2))


def test_what_cannot_be_pickled_is_raised_as_text():
    with pytest.raises(RuntimeError, match="OddError: 1 and 2"):
        list(run(Stumble(), ["odd", *NAMES], 2))
    with pytest.raises(OddError):
        list(run(Stumble(), ["odd", *NAMES], 1))


def test_who_stops_listening_leaves_no_process_behind():
    results = run(Shout(), NAMES, 2)
    next(results)
    results.close()

    assert multiprocessing.active_children() == []


def test_few_sources_are_not_worth_a_process(monkeypatch):
    monkeypatch.setattr(workers, "_count_cores", lambda: 8)

    assert [count_workers(number) for number in (0, 1, 49, 50, 100, 10_000)] == [1, 1, 1, 2, 4, 8]


def test_a_number_that_is_asked_for_is_kept():
    assert [count_workers(100, jobs) for jobs in (1, 3, 200)] == [1, 3, 100]
