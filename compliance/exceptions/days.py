"""Last days of exceptions: how they are written, and when they are over. Knows no clock."""

from __future__ import annotations

import re
from datetime import date, datetime

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


def parse_day(value: object) -> str:
    """Return a day as ``YYYY-MM-DD``, empty where a text or value of TOML is none.

    >>> parse_day("2027-01-31"), parse_day(date(2027, 1, 31)), parse_day("2027-02-30"), parse_day("20270131")
    ('2027-01-31', '2027-01-31', '', '')
    """
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str) or not _DAY.match(value.strip()):
        return ""
    try:
        return date.fromisoformat(value.strip()).isoformat()
    except ValueError:
        return ""


def is_over(expires: str, today: str) -> bool:
    """Whether the last day is over; what has no last day never is.

    >>> is_over("2027-01-31", "2027-01-31"), is_over("2027-01-31", "2027-02-01"), is_over("", "2027-02-01")
    (False, True, False)
    """
    return bool(expires) and expires < today
