"""Check kind `time-window`: the article is used neither too soon nor too late after it was first published.

A date that is known to the month or year only is all of its days: what holds of some of them is for a person to say.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from msgspec import Struct

from compliance.checks.judging import fail, not_applicable, review
from compliance.checks.params import Params, Schema, make_schema, one_of, read_text
from compliance.checks.wording import find_origin_dates
from compliance.hookspecs import Check
from compliance.model.context import QUESTIONS
from compliance.model.evidence import Date, Evidence, Kind
from compliance.model.result import Finding, Judgement, Outcome
from compliance.model.seen import Seen
from compliance.model.source import Span
from compliance.patterns import compile_late

_DAYS: Schema = {"type": "integer", "minimum": 0}
_DATE: Schema = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$", "description": "a date"}
_IN_PATH = compile_late(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])(?:[/-](0?[1-9]|[12]\d|3[01]))?(?=[/-]|$)")
"""Year, month and mostly day, as many systems put them into an article's address."""
_SINCE = {"original": "the original was first published", "copy": "this copy was published"}


class _Day(Struct, frozen=True):
    """A date as the first and last day that it can be, as proleptic Gregorian ordinals, and how it is said."""

    first: int
    last: int
    said: str


class _Answer(Struct, frozen=True):
    """Whether one limit is kept (None: nobody knows), and in which words it is not."""

    is_kept: bool | None
    words: str


def judge(params: Params, seen: Seen) -> Judgement:
    """Pass if all limits are surely kept, fail if one surely is not, else ask for the date that is not known."""
    if not seen.about:
        return not_applicable("no other origin is known")
    since = read_text(params, "since", "original")
    start = _find_first(seen) if since == "original" else _find_copy(seen)
    now = _find_use(seen, since)
    answers = list(_ask(params, start, now))
    broken = [answer for answer in answers if answer.is_kept is False]
    if broken:
        return fail(Finding(answer.words, _find_span(seen, since)) for answer in broken)
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


def _ask(params: Params, start: _Day | None, now: _Day | None) -> Iterator[_Answer]:
    said = start.said if start else "an unknown day"
    if isinstance(days := params.get("min_age_days"), int):
        yield _Answer(_is_at_least(_age(start, now), days), f"{days} days must have passed since {said}")
    if isinstance(days := params.get("max_age_days"), int):
        yield _Answer(_is_at_most(_age(start, now), days), f"no more than {days} days may have passed since {said}")
    if "published_after" in params:
        limit = read_text(params, "published_after")
        yield _Answer(_is_at_least(start, _ordinal(limit)), f"it must be from {limit} or later, and is from {said}")
    if "published_before" in params:
        limit = read_text(params, "published_before")
        yield _Answer(_is_at_most(start, _ordinal(limit)), f"it must be from {limit} or earlier, and is from {said}")


def _age(start: _Day | None, now: _Day | None) -> _Day | None:
    """Return the fewest and the most days that can have passed."""
    return _Day(now.first - start.last, now.last - start.first, "") if start and now else None


def _is_at_least(value: _Day | None, least: int) -> bool | None:
    if value is None or value.first < least <= value.last:
        return None
    return value.first >= least


def _is_at_most(value: _Day | None, most: int) -> bool | None:
    if value is None or value.first <= most < value.last:
        return None
    return value.last <= most


def _ordinal(iso: str) -> int:
    return date.fromisoformat(iso).toordinal()


def read_day(iso: str) -> _Day | None:
    """Return the days that a date in ISO 8601, to the day, month or year, can be."""
    found = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", iso)
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    try:
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    except ValueError:
        return None
    return _Day(first.toordinal(), last.toordinal(), iso)


def _find_first(seen: Seen) -> _Day | None:
    """Return when the original was first published: as a statement says it, else as the original's address does."""
    stated = next(iter(find_origin_dates(seen)), "")
    if stated:
        return read_day(stated)
    for origin in seen.about:
        try:
            found = _IN_PATH.search(urlsplit(origin.url).path)
        except ValueError:
            continue
        if found:
            return read_day("-".join(part.zfill(2) for part in found.groups() if part))
    return None


def _find_copy(seen: Seen) -> _Day | None:
    """Return when this copy was published; a date that a statement of origin names is the original's."""
    taken = {item.span for item in seen.of_kind(Kind.DATE) if _has_role(item, "first-published")}
    own = [item for item in seen.of_kind(Kind.DATE) if _has_role(item, "published") and item.span not in taken]
    best = max(own, key=lambda item: item.trust, default=None)
    return read_day(best.value.date) if best and isinstance(best.value, Date) else None


def _find_use(seen: Seen, since: str) -> _Day | None:
    """Return the day of the use: the context's, else the copy's where it is not the copy's age that is asked."""
    given = read_day(seen.context.get("date") or "")
    return given or (_find_copy(seen) if since == "original" else None)


def _find_span(seen: Seen, since: str) -> Span | None:
    role = "first-published" if since == "original" else "published"
    return next((item.span for item in seen.of_kind(Kind.DATE) if _has_role(item, role)), None)


def _has_role(item: Evidence, role: str) -> bool:
    return isinstance(item.value, Date) and item.value.role == role


CHECK = Check(
    "time-window",
    judge,
    make_schema(
        {
            "min_age_days": _DAYS,
            "max_age_days": _DAYS,
            "published_after": _DATE,
            "published_before": _DATE,
            "since": one_of(list(_SINCE)),
        }
    ),
)
