"""When the original and the copy were published, as far as statements, fields and addresses tell."""

from __future__ import annotations

import re
from datetime import date, timedelta

from msgspec import Struct

from compliance.dates import find_date_in_address
from compliance.hyperlinks import host_of
from compliance.model.evidence import Date, Evidence, Kind
from compliance.model.seen import Seen
from compliance.model.source import Span


class Day(Struct, frozen=True):
    """A date as the first and last day that it can be, as proleptic Gregorian ordinals, and how it is said."""

    first: int
    last: int
    said: str


def read_day(iso: str) -> Day | None:
    """Return the days that a date in ISO 8601, to the day, month or year, can be."""
    found = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", iso)
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    try:
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day) if day else _find_last_day(year, month or 12)
    except ValueError:
        return None
    return Day(first.toordinal(), last.toordinal(), iso)


def _find_last_day(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def find_first_day(seen: Seen) -> Day | None:
    """Return when the original was first published: as a statement says it, else as the original's address does."""
    stated = next(iter(find_origin_dates(seen)), "")
    if stated:
        return read_day(stated)
    for origin in seen.about:
        if host_of(origin.url) and (dated := find_date_in_address(origin.url)):
            return read_day(dated)
    return None


def find_copys_day(seen: Seen) -> Day | None:
    """Return when this copy was published; a date that a statement of origin names is the original's."""
    taken = {item.span for item in seen.of_kind(Kind.DATE) if _has_role(item, "first-published")}
    own = [item for item in seen.of_kind(Kind.DATE) if _has_role(item, "published") and item.span not in taken]
    best = max(own, key=lambda item: item.trust, default=None)
    return read_day(best.value.date) if best and isinstance(best.value, Date) else None


def find_date_span(seen: Seen, since: str) -> Span | None:
    """Return where the article says when the original, or this copy, was published."""
    role = "first-published" if since == "original" else "published"
    return next((item.span for item in seen.of_kind(Kind.DATE) if _has_role(item, role)), None)


def _has_role(item: Evidence, role: str) -> bool:
    return isinstance(item.value, Date) and item.value.role == role


def find_origin_dates(seen: Seen) -> tuple[str, ...]:
    """Return the dates on which the article was first published, as far as it says, in ISO 8601."""
    dates = [(item, item.value) for item in seen.of_kind(Kind.DATE) if isinstance(item.value, Date)]
    return tuple(dict.fromkeys(value.date for _, value in dates if value.role == "first-published"))
