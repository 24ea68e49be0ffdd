"""The line of progress: not at once, never too wide, and not confused by collections."""

import io
from time import sleep

import pytest

from compliance.cli.progress import ProgressLine
from compliance.cli.terminal import can_show_colours, can_show_hyperlinks, can_show_progress, is_in_ci


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_nothing_is_drawn_before_it_has_taken_a_while():
    screen = Screen()

    with ProgressLine(screen, delay=60) as line:
        line(5, 10)

    assert screen.getvalue() == ""


def test_what_is_done_already_is_not_drawn():
    screen = Screen()

    with ProgressLine(screen, delay=0) as line:
        line(10, 10)

    assert screen.getvalue() == ""


def break_off(line: ProgressLine) -> None:
    sleep(0.3)
    line(5, 10)
    raise ZeroDivisionError


def test_what_was_drawn_is_blanked_at_the_end_also_where_the_run_breaks():
    screen = Screen()

    with pytest.raises(ZeroDivisionError), ProgressLine(screen, delay=0.2) as line:
        break_off(line)

    drawn, *_, last, _ = screen.getvalue().split("\r")[1:]
    assert drawn.startswith("checking:  50% |")
    assert drawn.endswith("| 5/10, 00:00 left")
    assert last.strip() == ""


def test_a_collection_holds_more_than_its_one_source():
    screen = Screen()

    with ProgressLine(screen, delay=0.2) as line:
        sleep(0.3)
        line(1, 4)
        line(26, 4)
        line(51, 4)

    assert "checking:  25%" in screen.getvalue()


@pytest.mark.parametrize(
    ("value", "answer"), [("", False), ("false", False), ("0", False), ("true", True), ("1", True)]
)
def test_ci_services_say_that_they_are_such(value: str, answer: bool):
    assert is_in_ci({"CI": value}) is answer
    assert can_show_progress(Screen(), {"CI": value}) is not answer


@pytest.mark.parametrize(
    "environment",
    [
        {"VTE_VERSION": "5002"},
        {"TERM_PROGRAM": "iTerm.app"},
        {"TERM": "xterm-kitty"},
        {"WT_SESSION": "1"},
        {"KONSOLE_VERSION": "220401"},
        {"FORCE_HYPERLINK": "1", "CI": "true"},
    ],
)
def test_terminals_that_know_hyperlinks_are_known(environment: dict[str, str]):
    assert can_show_hyperlinks(Screen(), environment, colour=True)


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"TERM": "xterm-256color"},
        {"VTE_VERSION": "4999"},
        {"VTE_VERSION": "new"},
        {"VTE_VERSION": "7000", "TMUX": "/tmp/x,1,0"},
        {"TERM_PROGRAM": "Apple_Terminal"},
        {"WT_SESSION": "1", "CI": "true"},
        {"WT_SESSION": "1", "FORCE_HYPERLINK": "0"},
    ],
)
def test_other_terminals_get_no_hyperlinks(environment: dict[str, str]):
    assert not can_show_hyperlinks(Screen(), environment, colour=True)


def test_what_is_no_terminal_gets_colours_only_by_force():
    assert not can_show_colours(io.StringIO(), {})
    assert can_show_colours(io.StringIO(), {"FORCE_COLOR": "0"})
    assert not can_show_colours(io.StringIO(), {"FORCE_COLOR": ""})
