"""`time-window`: neither too soon nor too late after the first publication."""

import pytest

from compliance.checks import time_window
from compliance.checks.publication import read_day
from compliance.model.evidence import Date
from compliance.model.origin import Origin
from compliance.model.result import Outcome
from tests.checks.evidence_at import HARBOR, at, judge, messages, seen

PASS, FAIL, REVIEW = Outcome.PASS, Outcome.FAIL, Outcome.REVIEW


def ask(first="", used="", own="", about=HARBOR, **params):
    dates = [at(10, Date(first, "first-published"))] if first else []
    dates += [at(50, Date(own, "published"))] if own else []
    return judge(time_window.CHECK, params, seen(*dates, about=(about,), **({"date": used} if used else {})))


@pytest.mark.parametrize(
    ("first", "used", "outcome"),
    [
        ("2024-05-03", "2024-05-09", FAIL),
        ("2024-05-03", "2024-05-10", PASS),
        ("2024-05-03", "2024-05-01", FAIL),
        ("2024-05", "2024-05-08", REVIEW),
        ("2024-05", "2024-06-06", REVIEW),
        ("2024-05", "2024-06-07", PASS),
        ("2024", "2023-12-31", FAIL),
        ("2024-05-03", "", REVIEW),
        ("", "2024-05-10", REVIEW),
    ],
)
def test_a_week_must_have_passed(first, used, outcome):
    assert ask(first, used, min_age_days=7).outcome is outcome


@pytest.mark.parametrize(
    ("first", "used", "outcome"),
    [
        ("2024-05-03", "2024-08-01", PASS),
        ("2024-05-03", "2024-08-02", FAIL),
        ("2024-05", "2024-08-15", REVIEW),
        ("2024-02-29", "2024-05-29", PASS),
    ],
)
def test_ninety_days_may_have_passed(first, used, outcome):
    assert ask(first, used, max_age_days=90).outcome is outcome


@pytest.mark.parametrize(
    ("first", "outcome"),
    [("2023-07-01", PASS), ("2023-06-30", FAIL), ("2023", REVIEW), ("2022", FAIL), ("2024", PASS), ("", REVIEW)],
)
def test_what_was_published_before_a_day_is_left_out(first, outcome):
    assert ask(first, published_after="2023-07-01").outcome is outcome


@pytest.mark.parametrize(("first", "outcome"), [("2019-07-31", PASS), ("2019-08-01", FAIL)])
def test_what_was_published_after_a_day_is_left_out(first, outcome):
    assert ask(first, published_before="2019-07-31").outcome is outcome


def test_the_copys_own_date_stands_for_the_day_of_use():
    assert ask("2024-05-03", own="2024-05-04", min_age_days=7).outcome is FAIL


def test_the_contexts_date_comes_before_the_copys():
    assert ask("2024-05-03", "2024-06-01", own="2024-05-04", min_age_days=7).outcome is PASS


@pytest.mark.parametrize(
    ("url", "outcome"),
    [
        ("https://harborweekly.example/2024/05/03/tide", PASS),
        ("https://harborweekly.example/news/2024/5/tide", REVIEW),
        ("https://harborweekly.example/2024-05-03-tide", PASS),
        ("https://harborweekly.example/tide-2024", REVIEW),
        ("https://harborweekly.example/2024/13/tide", REVIEW),
        ("https://[broken/2024/05/03/tide", REVIEW),
    ],
)
def test_the_address_of_the_original_tells_the_day(url, outcome):
    assert ask(used="2024-05-20", about=Origin("Harbor Weekly", url), min_age_days=7).outcome is outcome


def test_how_old_the_copy_is_is_asked_of_the_copy():
    assert ask("2020-01-01", "2024-05-04", own="2024-05-03", max_age_days=1, since="copy").outcome is PASS
    assert ask("2024-05-03", "2024-05-05", own="2024-05-03", max_age_days=1, since="copy").outcome is FAIL
    assert ask("2024-05-03", own="2024-05-03", max_age_days=1, since="copy").unknown == ("date",)


def test_what_is_not_known_is_asked_for():
    assert ask("2024-05-03", min_age_days=7).unknown == ("date",)
    assert ask(used="2024-05-10", min_age_days=7).message == "when was it that the original was first published?"


def test_the_limit_is_told_with_the_day():
    found = ask("2024-05-03", "2024-05-05", min_age_days=7, max_age_days=1)
    assert messages(found) == [
        "7 days must have passed since 2024-05-03",
        "no more than 1 day may have passed since 2024-05-03",
    ]


def test_one_broken_limit_fails_whatever_else_is_open():
    assert ask("2024-05-03", published_after="2025-01-01", min_age_days=7).outcome is FAIL


def test_the_outlets_own_article_has_no_window():
    assert judge(time_window.CHECK, {"min_age_days": 7}, seen()).outcome is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize("text", ["", "soon", "2024-13", "2023-02-29", "24-05-03", "0000-01-01"])
def test_what_is_no_date_is_none(text):
    assert read_day(text) is None
