"""Check kind `time-window`: the article is used neither too soon nor too late after it was first published.

A date that is known to the month or year only is all of its days: what holds of some of them is for a person to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from compliance.checks.judging import fail, not_applicable, review
from compliance.checks.params import Params, Schema, describe, make_schema, one_of, read_text
from compliance.checks.publication import Day, find_copys_day, find_date_span, find_first_day, read_day
from compliance.checks.telling import SOURCE, STORY, tell
from compliance.hookspecs import Check, KindExample
from compliance.model.context import QUESTIONS
from compliance.model.result import Finding, Judgement, Outcome
from compliance.model.seen import Seen

_DAYS: Schema = {"type": "integer", "minimum": 0}
_DATE: Schema = {"type": "string", "format": "date"}
_SINCE = {"original": "the original was first published", "copy": "this copy was published"}


class _Answer(Struct, frozen=True):
    """Whether one limit is kept (None: nobody knows), and in which words it is not."""

    is_kept: bool | None
    words: str


def judge(params: Params, seen: Seen) -> Judgement:
    """Pass if all limits are surely kept, fail if one surely is not, else ask for the date that is not known."""
    if not seen.about:
        return not_applicable("no other origin is known")
    since = read_text(params, "since", "original")
    start = find_first_day(seen) if since == "original" else find_copys_day(seen)
    now = _find_use(seen, since)
    answers = list(_ask(params, start, now))
    broken = [answer for answer in answers if answer.is_kept is False]
    if broken:
        return fail(Finding(answer.words, find_date_span(seen, since)) for answer in broken)
    open_answers = [answer for answer in answers if answer.is_kept is None]
    if not open_answers:
        return Judgement(Outcome.PASS)
    if start is None:
        message, unknown = f"when was it that {_SINCE[since]}?", []
    elif now is None:
        message, unknown = QUESTIONS["date"], ["date"]
    else:
        message, unknown = f"on which day was it that {_SINCE[since]}?", []
    return review([Finding(answer.words) for answer in open_answers], message=message, unknown=unknown)


def _ask(params: Params, start: Day | None, now: Day | None) -> Iterator[_Answer]:
    said = start.said if start else "an unknown day"
    if isinstance(days := params.get("min_age_days"), int):
        yield _Answer(_is_at_least(_age(start, now), days), f"{_count(days)} must have passed since {said}")
    if isinstance(days := params.get("max_age_days"), int):
        yield _Answer(_is_at_most(_age(start, now), days), f"no more than {_count(days)} may have passed since {said}")
    if "published_after" in params:
        limit = read_text(params, "published_after")
        yield _Answer(_is_at_least(start, _ordinal(limit)), f"it must be from {limit} or later, and is from {said}")
    if "published_before" in params:
        limit = read_text(params, "published_before")
        yield _Answer(_is_at_most(start, _ordinal(limit)), f"it must be from {limit} or earlier, and is from {said}")


def _count(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"


def _age(start: Day | None, now: Day | None) -> Day | None:
    """Return the fewest and the most days that can have passed."""
    return Day(now.first - start.last, now.last - start.first, "") if start and now else None


def _is_at_least(value: Day | None, least: int) -> bool | None:
    if value is None or value.first < least <= value.last:
        return None
    return value.first >= least


def _is_at_most(value: Day | None, most: int) -> bool | None:
    if value is None or value.first <= most < value.last:
        return None
    return value.last <= most


def _ordinal(iso: str) -> int:
    return date.fromisoformat(iso).toordinal()


def _find_use(seen: Seen, since: str) -> Day | None:
    """Return the day of the use: the context's, else the copy's where it is not the copy's age that is asked."""
    given = read_day(seen.context.get("date") or "")
    return given or (find_copys_day(seen) if since == "original" else None)


CHECK = Check(
    "time-window",
    judge,
    make_schema(
        {
            "min_age_days": describe(_DAYS, "how many days must have passed; left out, none"),
            "max_age_days": describe(_DAYS, "how many days may have passed; left out, any number"),
            "published_after": describe(_DATE, "the first day on which it may have appeared; left out, any day"),
            "published_before": describe(_DATE, "the last day on which it may have appeared; left out, any day"),
            "since": describe(
                one_of(list(_SINCE)), "whose day counts: the original's first, or this copy's", "original"
            ),
        },
        ordered=[("min_age_days", "max_age_days"), ("published_after", "published_before")],
    ),
    about="The article is used neither too soon nor too late after it was first published.",
    cost="one look at each date",
    examples=(
        KindExample(
            "A week has passed since the original appeared.",
            {"min_age_days": 7},
            passes=tell(STORY, f"{SOURCE[:-1]} on 3 May 2024."),
            fails=tell(STORY, f"{SOURCE[:-1]} on 17 May 2024."),
            context={"date": "2024-05-20"},
        ),
        KindExample(
            "Only articles of this year are used.",
            {"published_after": "2024-01-01", "published_before": "2024-12-31"},
            passes=tell(STORY, f"{SOURCE[:-1]} on 3 May 2024."),
            fails=tell(STORY, f"{SOURCE[:-1]} on 3 May 2023."),
        ),
    ),
)
