"""What never ends is ended: in the main thread, in others, and in other processes. The waits here are short."""

import signal
import threading
import time
from contextlib import suppress

import pytest

from compliance.api import Session
from compliance.errors import Fault
from compliance.model.settings import Settings
from compliance.plugins.guarding import Guard
from compliance.plugins.timing import Deadline, TimeIsUp

SHORT = 0.05
LOOP = """
def extract(article, scan):
    {body}

@hookimpl
def register_extractors():
    return [Extractor("tone", extract)]
"""


def spin() -> None:
    while True:
        pass


def swallow(until: float) -> None:
    while time.monotonic() < until:
        with suppress(BaseException):
            time.sleep(0.01)


def in_another_thread(work) -> list[object]:
    """Return what work returned or raised in a thread that is not the main one."""
    came: list[object] = []

    def run() -> None:
        try:
            came.append(work())
        except BaseException as error:
            came.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return came


def limited(seconds: float, work) -> None:
    with Deadline(seconds):
        work()


@pytest.mark.parametrize("work", [spin, lambda: time.sleep(60), lambda: threading.Event().wait(60)])
def test_what_does_not_end_is_ended(work):
    with pytest.raises(TimeIsUp):
        limited(SHORT, work)


def test_what_does_not_end_in_another_thread_is_ended():
    (raised,) = in_another_thread(lambda: limited(SHORT, spin))

    assert isinstance(raised, TimeIsUp)


def test_what_ends_in_time_is_left_alone():
    limited(60, lambda: None)

    assert in_another_thread(lambda: limited(60, lambda: None)) == [None]


def test_the_timer_and_handler_of_others_are_put_back():
    rung: list[int] = []
    before = signal.signal(signal.SIGALRM, lambda number, frame: rung.append(number))
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        limited(60, lambda: None)
        remaining, _ = signal.getitimer(signal.ITIMER_REAL)
        assert 0 < remaining <= 0.2
        signal.pause()
        assert rung == [signal.SIGALRM]
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_one_limit_may_stand_in_another():
    def inner() -> None:
        limited(60, spin)

    with pytest.raises(TimeIsUp):
        limited(SHORT, inner)


@pytest.mark.parametrize("run", [lambda work: work(), lambda work: in_another_thread(work)[0]])
def test_what_swallows_the_exception_is_told_all_the_same(run):
    guard = Guard(SHORT)

    def work() -> object:
        try:
            guard.call("extractor:x", "x", "a.md", lambda: swallow(time.monotonic() + 4 * SHORT))
        except Fault as fault:
            return str(fault)
        return None

    assert run(work) == "did not end within 0.05 seconds"


def test_the_parts_of_a_plugin_share_its_time_for_an_article():
    guard = Guard(SHORT)
    with pytest.raises(Fault, match="did not end within"):
        guard.call("extractor:x", "x", "a.md", spin)

    with pytest.raises(Fault, match=r"was not asked: its plugin had used up its 0\.05 seconds for this article"):
        guard.call("check:y", "x", "a.md", lambda: 1)
    assert guard.call("check:z", "another", "a.md", lambda: 1) == 1
    assert guard.call("check:y", "x", "b.md", lambda: 1) == 1


def test_no_seconds_are_no_limit():
    assert Guard(0).call("extractor:x", "x", "a.md", lambda: 1) == 1


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("body", ["while True: pass", "time.sleep(60)", "while True: yield from ()"])
def test_an_extractor_that_never_ends_is_told_and_the_rest_is_judged(write_plugin, tmp_path, body, jobs):
    name = write_plugin("one_plugin", LOOP.format(body=body))
    (tmp_path / "second.md").write_text((tmp_path / "tide.md").read_text(encoding="utf-8"), encoding="utf-8")

    settings = Settings(plugins=(name,), plugin_seconds=SHORT, jobs=jobs)
    report = Session(settings).check(["tide.md", "second.md"])

    assert [article.source for article in report.articles] == ["second.md", "tide.md"]
    assert [str(problem) for problem in report.errors] == [
        f"{source}: extractor 'tone' of plugin 'one_plugin' did not end within 0.05 seconds; report it to its author, "
        "allow more with plugin-seconds in the configuration, or use --no-plugin one_plugin"
        for source in ("second.md", "tide.md")
    ]


def test_an_import_that_never_ends_is_told(write_plugin):
    name = write_plugin("one_plugin", "while True: pass\n")

    report = Session(Settings(plugins=(name,), plugin_seconds=SHORT), lenient=True).check(["tide.md"])

    assert report.errors[0].message == "plugin 'one_plugin' cannot be imported: did not end within 0.05 seconds"
    assert report.summary.articles == 1


def test_a_run_in_another_thread_ends_what_never_ends(write_plugin):
    name = write_plugin("one_plugin", LOOP.format(body="while True: pass"))
    settings = Settings(plugins=(name,), plugin_seconds=SHORT)

    (report,) = in_another_thread(lambda: Session(settings).check(["tide.md"]))

    assert "did not end within 0.05 seconds" in report.errors[0].message
