"""Calendar dates in text and metadata → ISO 8601. Names of months come from the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache

from msgspec import Struct

from compliance.patterns import compile_kept, compile_late

_ISO = compile_late(r"(?<!\d)((?:19|20)\d\d)-(\d{1,2})(?:-(\d{1,2}))?(?!\d)")
_COMPACT = compile_late(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)")
_EAST_ASIAN = compile_late(r"((?:19|20)\d\d)\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_NUMERIC = compile_late(r"(?<![\d./-])(\d{1,2})([./-])\s?(\d{1,2})\2\s?((?:19|20)\d\d)(?!\d)")
_YEAR_FIRST = compile_late(r"(?<!\d)((?:19|20)\d\d)[./](\d{1,2})[./](\d{1,2})(?!\d)")


class FoundDate(Struct, frozen=True):
    """A date in a text: ISO 8601 to the day (or ``YYYY-MM``, ``YYYY``), and the range of characters it stands at."""

    iso: str
    start: int
    end: int


def find_dates(text: str, months: Mapping[str, int], *, month_first: bool = False) -> Iterator[FoundDate]:
    """Yield the dates of a text that name a day, in order.

    ``months`` maps names in lower case to numbers. ``month_first`` decides 04/05/2020, which is April in the United
    States and May elsewhere.

    >>> [d.iso for d in find_dates("May 09, 2017; 9. Mai 2017; 2017-05-09T10:00", {"may": 5, "mai": 5})]
    ['2017-05-09', '2017-05-09', '2017-05-09']
    """
    found = [*_find_numeric(text, month_first=month_first)]
    if months:
        found.extend(_find_named(text, months))
    last = 0
    for item in sorted(found, key=lambda d: (d.start, -d.end)):
        if item.start >= last:
            last = item.end
            yield item


def parse_date(text: str, months: Mapping[str, int] | None = None, *, month_first: bool = False) -> str | None:
    """Return the first date of a metadata value; a bare year or year and month is kept as such.

    >>> parse_date("1997-02"), parse_date("1996"), parse_date("20080115"), parse_date("soon")
    ('1997-02', '1996', '2008-01-15', None)
    """
    text = text.strip()
    if re.fullmatch(r"(?:19|20)\d\d", text):
        return text
    if found := re.fullmatch(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])", text):
        return f"{found[1]}-{found[2]}"
    first = next(find_dates(text, months or {}, month_first=month_first), None)
    return first.iso if first else None


def _make(year: str, month: int, day: int) -> str | None:
    try:
        return date(int(year), month, day).isoformat()
    except ValueError:
        return None


def _find_numeric(text: str, *, month_first: bool) -> Iterator[FoundDate]:
    for pattern in (_ISO, _COMPACT, _EAST_ASIAN, _YEAR_FIRST):
        for found in pattern.finditer(text):
            if found[3] and (iso := _make(found[1], int(found[2]), int(found[3]))):
                yield FoundDate(iso, *found.span())
    for found in _NUMERIC.finditer(text):
        first, second = int(found[1]), int(found[3])
        month, day = (
            (first, second) if second > 12 or (month_first and first <= 12 and found[2] != ".") else (second, first)
        )
        if iso := _make(found[4], month, day):
            yield FoundDate(iso, *found.span())


_IN_ADDRESS = compile_late(r"(?:^|/)((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])(?:[/-](0?[1-9]|[12]\d|3[01]))?(?=[/-]|$)")


@lru_cache(maxsize=8)
def _compile(names: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    month = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    day_first = compile_kept(
        rf"(?:(?<!\d)|(?<=19\d\d)|(?<=20\d\d))(\d{{1,2}})(?:st|nd|rd|th|er|ère|\.|º|ª)?\s*(?:de\s+|of\s+|d['’])?({month})\.?,?\s*(?:de\s+|del\s+)?"
        rf"((?:19|20)\d\d)(?!\d(?!\d?\.?\s*(?:{month})))",
        re.IGNORECASE,
    )
    month_first = compile_kept(
        rf"(?<!\w)({month})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?(?:,|\s)\s*"
        rf"(?:\d\d?:\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?\s*[A-Z+\d:]{{0,6}}\s*)?((?:19|20)\d\d)(?!\d)",
        re.IGNORECASE,
    )
    return day_first, month_first


def _find_named(text: str, months: Mapping[str, int]) -> Iterator[FoundDate]:
    if "19" not in text and "20" not in text:
        return
    day_first, month_first = _compile(tuple(months))
    for found in day_first.finditer(text):
        if iso := _make(found[3], months[found[2].lower()], int(found[1])):
            yield FoundDate(iso, *found.span())
    for found in month_first.finditer(text):
        if iso := _make(found[3], months[found[1].lower()], int(found[2])):
            yield FoundDate(iso, *found.span())


def find_date_in_address(url: str) -> str:
    """Return the date, to the month or day, that many systems put into an article's address; empty where none is.

    >>> find_date_in_address("https://fern.example/2024/5/03/the-tide/"), find_date_in_address("/2024-05-the-tide.html")
    ('2024-05-03', '2024-05')
    """
    found = _IN_ADDRESS.search(url.partition("?")[0])
    return (parse_date("-".join(part.zfill(2) for part in found.groups() if part)) or "") if found else ""


def join_months(entries: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Return months by name in lower case, from pairs of a lexicon entry's words and its number."""
    return {name.strip().lower(): int(number) for names, number in entries for name in names.split("|")}
