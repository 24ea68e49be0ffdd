"""Answers are remembered for as long as they should be, by several processes, and never in the way."""

import os
import sqlite3
import subprocess
import sys
import threading

import pytest
from compliance_links_alive.answers import Answer, Fault, RobotsText
from compliance_links_alive.options import Options
from compliance_links_alive.store import Store, find_file

URL = "https://weekly.example/tide"
GOOD, GONE = Answer(URL, 200), Answer(URL, 404)
HOUR = 3600.0


class Days:
    def __init__(self):
        self.time = 1_000_000_000.0

    def __call__(self):
        return self.time


@pytest.fixture
def today():
    return Days()


@pytest.fixture
def open_store(tmp_path, today):
    def start(**values):
        return Store(Options(**{"cache": str(tmp_path / "deep" / "links.sqlite"), **values}), today=today)

    return start


def test_nothing_is_known_before_anything_was_asked(open_store, tmp_path):
    assert open_store().read([URL]) == {}
    assert list(tmp_path.iterdir()) == []


def test_what_one_run_hears_the_next_one_knows(open_store):
    open_store().write({URL: GOOD})

    assert open_store().read([URL, "https://weekly.example/other"]) == {URL: GOOD}


def test_an_answer_grows_too_old(open_store, today):
    open_store(age=48).write({URL: GOOD})

    today.time += 47 * HOUR
    assert open_store(age=48).read([URL]) == {URL: GOOD}
    today.time += 2 * HOUR
    assert open_store(age=48).read([URL]) == {}


@pytest.mark.parametrize("answer", [GONE, Answer(URL, 503), Answer(URL, fault=Fault.TIMEOUT)])
def test_a_bad_answer_grows_old_sooner(open_store, today, answer):
    open_store(age=48, fault_age=2).write({URL: answer})

    today.time += HOUR
    assert open_store(age=48, fault_age=2).read([URL]) == {URL: answer}
    today.time += 2 * HOUR
    assert open_store(age=48, fault_age=2).read([URL]) == {}


def test_a_rule_can_want_younger_answers_but_not_older_ones(open_store, today):
    open_store(age=48).write({URL: GOOD})
    today.time += 24 * HOUR

    assert open_store(age=48).read([URL], max_age=12) == {}
    assert open_store(age=12).read([URL], max_age=48) == {}


def test_an_answer_from_the_future_is_none(open_store, today):
    open_store().write({URL: GOOD})
    today.time -= HOUR

    assert open_store().read([URL]) == {}


@pytest.mark.parametrize("fault", [Fault.OFFLINE, Fault.LATE, Fault.ROBOTS, Fault.PRIVATE, Fault.ADDRESS, Fault.NAME])
def test_what_the_web_did_not_say_is_not_remembered(open_store, fault):
    open_store().write({URL: Answer(URL, fault=fault)})

    assert open_store().read([URL]) == {}


def test_what_nobody_will_read_any_more_is_thrown_out(open_store, today, tmp_path):
    store = open_store(age=48)
    store.write({URL: GOOD})
    today.time += 49 * HOUR
    store.write({"https://weekly.example/other": GOOD})

    with sqlite3.connect(tmp_path / "deep" / "links.sqlite") as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM kept_1")]
    connection.close()
    assert names == ["https://weekly.example/other"]


def test_robots_are_kept_for_a_day_at_most(open_store, today):
    rules = RobotsText(200, "User-agent: *")
    open_store().keep_robots("https://weekly.example", rules)

    today.time += 23 * HOUR
    assert open_store().find_robots("https://weekly.example") == rules
    today.time += 2 * HOUR
    assert open_store().find_robots("https://weekly.example") is None


def test_without_a_file_answers_are_kept_for_this_run(open_store):
    store, other = open_store(cache=""), open_store(cache="")
    store.write({URL: GOOD})

    assert (store.read([URL]), other.read([URL])) == ({URL: GOOD}, {})


def test_the_file_is_where_all_caches_are(monkeypatch, tmp_path):
    monkeypatch.setenv("COMPLIANCE_CACHE_DIR", str(tmp_path))
    assert find_file(Options()) == tmp_path / "links-alive.sqlite"

    monkeypatch.setenv("COMPLIANCE_CACHE_DIR", "")
    assert find_file(Options()) is None


@pytest.mark.parametrize(
    "content", [b"no database, but long enough to be one" * 100, b"SQLite format 3\0" + b"\xff" * 4096]
)
def test_a_file_that_is_no_cache_is_no_error(open_store, tmp_path, content):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "links.sqlite").write_bytes(content)
    store = open_store()

    store.write({URL: GOOD})

    assert store.read([URL]) == {}


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path):
    (tmp_path / "file").write_text("here")
    store = Store(Options(cache=str(tmp_path / "file" / "links.sqlite")))

    store.write({URL: GOOD})

    assert store.read([URL]) == {}


def test_a_row_that_cannot_be_read_is_none(open_store, tmp_path):
    open_store().write({URL: GOOD})
    with sqlite3.connect(tmp_path / "deep" / "links.sqlite") as connection:
        connection.execute("UPDATE kept_1 SET value = 'broken'")
    connection.close()

    assert open_store().read([URL]) == {}


def write_many(path, name, count):
    store = Store(Options(cache=path))
    for number in range(count):
        url = f"https://{name}.example/{number}"
        store.write({url: Answer(url, 200)})


def test_many_threads_write_at_the_same_time(open_store, tmp_path):
    open_store().write({URL: GOOD})
    path = str(tmp_path / "deep" / "links.sqlite")
    threads = [threading.Thread(target=write_many, args=(path, f"t{number}", 10)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(Store(Options(cache=path)).read(f"https://t{t}.example/{n}" for t in range(4) for n in range(10))) == 40


WRITE_TEN = """
import sys
from compliance_links_alive.answers import Answer
from compliance_links_alive.options import Options
from compliance_links_alive.store import Store

store = Store(Options(cache=sys.argv[1]))
for number in range(10):
    url = f"https://{sys.argv[2]}.example/{number}"
    store.write({url: Answer(url, 200)})
"""


def test_several_processes_write_at_the_same_time(tmp_path):
    path = str(tmp_path / "links.sqlite")
    write_many(path, "first", 1)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    processes = [
        subprocess.Popen([sys.executable, "-c", WRITE_TEN, path, f"p{number}"], env=environment) for number in range(3)
    ]

    assert [process.wait(60) for process in processes] == [0, 0, 0]
    assert len(Store(Options(cache=path)).read(f"https://p{p}.example/{n}" for p in range(3) for n in range(10))) == 30
