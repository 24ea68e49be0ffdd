"""Check kind `copyright-form`: copyright lines have their parts, name each holder once, and a year that can be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compliance.checks.judging import about, join_words, not_applicable, settle
from compliance.checks.naming import mentions, names_of
from compliance.checks.params import FLAG, LOOK, Params, describe, make_schema, read_texts, some_of
from compliance.checks.publication import find_first_day
from compliance.checks.telling import SOURCE, STORY, tell
from compliance.hookspecs import Check, KindExample
from compliance.model.article import Carrier
from compliance.model.evidence import Byline, CopyrightNotice, Date, Evidence, Kind
from compliance.model.result import Finding, Judgement
from compliance.model.seen import Seen

PARTS = {"symbol": "symbol or the word Copyright", "years": "year", "holders": "holder"}
"""The three parts of a notice (17 U.S.C. 401(b)), by the field that holds them."""
_WORDS = {"symbol": "symbol", "year": "years", "holder": "holders"}

Notices = Sequence[tuple[Evidence, CopyrightNotice]]


def judge(params: Params, seen: Seen) -> Judgement:
    """Pass if a line has all parts, and every line holds what else is asked; without a line nothing is judged."""
    notices = [
        (item, item.value)
        for item in seen.of_kind(Kind.COPYRIGHT_NOTICE)
        if isinstance(item.value, CopyrightNotice) and item.carrier in {Carrier.TEXT, Carrier.FRONT_MATTER}
    ]
    if not notices:
        return not_applicable("there is no copyright line")
    findings: list[Finding] = []
    if params.get("distinct_holders"):
        findings.extend(_find_repetitions(notices))
    if params.get("plausible_year"):
        findings.extend(_find_late_years(notices, seen))
    if params.get("original_year"):
        findings.extend(_find_other_years(notices, seen))
    if owners := read_texts(params, "owners"):
        findings.extend(_find_other_owners(notices, owners, seen))
    parts = [_WORDS[part] for part in read_texts(params, "parts")]
    lacking = [about(item, _describe(missing)) for item, notice in notices if (missing := _find_missing(notice, parts))]
    if len(lacking) == len(notices):
        findings.extend(lacking)
    return settle(findings)


def _find_missing(notice: CopyrightNotice, parts: Sequence[str]) -> tuple[str, ...]:
    return tuple(PARTS[part] for part in parts if not getattr(notice, part))


def _describe(missing: Sequence[str]) -> str:
    return f"has no {join_words(missing, 'and no')}"


def _find_repetitions(notices: Notices) -> Iterator[Finding]:
    for item, notice in notices:
        if notice.repeated:
            yield about(item, f"names {join_words(notice.repeated, 'and')} more than once")


def _find_late_years(notices: Notices, seen: Seen) -> Iterator[Finding]:
    """Yield lines whose first year is later than the article's own date, or than the day that the context names."""
    dates = [item.value.date for item in seen.of_kind(Kind.DATE) if isinstance(item.value, Date)]
    limits = [date[:4] for date in (max(dates, default=""), seen.context.get("date") or "") if date[:4].isdigit()]
    if not limits:
        return
    for item, notice in notices:
        years = [year[:4] for year in notice.years if year[:4].isdigit()]
        if years and min(years) > min(limits):
            yield about(item, f"has a year later than {min(limits)}, in which the article is dated")


def _find_other_years(notices: Notices, seen: Seen) -> Iterator[Finding]:
    """Yield lines without the year of first publication, where that is known: no one of several lines has it."""
    day = find_first_day(seen)
    original = day.said if day else ""
    if not day or any(covers(year, original[:4]) for _, notice in notices for year in notice.years):
        return
    for item, notice in notices:
        if notice.years:
            yield about(item, f"does not name {original[:4]}, in which the article was first published")


def covers(years: str, year: str) -> bool:
    """Whether a year, or a range of years ("2001-2004"), holds a year.

    >>> covers("2001-2004", "2003"), covers("2001", "2003")
    (True, False)
    """
    first, _, last = years.partition("-")
    return first <= year <= (last or first)


def _find_other_owners(notices: Notices, owners: Sequence[str], seen: Seen) -> Iterator[Finding]:
    """Yield lines none of whose holders is the publisher or the author of the original, as ``owners`` ask."""
    names: list[str] = []
    if "publisher" in owners:
        names.extend(name for hop in seen.about for name in names_of(hop, seen.policies))
    if "author" in owners:
        names.extend(hop.author for hop in seen.about if hop.author)
        names.extend(item.value.name for item in seen.of_kind(Kind.BYLINE) if isinstance(item.value, Byline))
    for item, notice in notices:
        if names and notice.holders and not any(mentions(holder, names) for holder in notice.holders):
            yield about(item, _deny(owners))


def _deny(owners: Sequence[str]) -> str:
    words = join_words(owners, "nor")
    return f"names neither the article's {words}" if len(owners) > 1 else f"does not name the article's {words}"


CHECK = Check(
    "copyright-form",
    judge,
    make_schema(
        {
            "parts": describe(some_of(list(_WORDS)), "what one of the lines must have; left out, nothing"),
            "distinct_holders": describe(FLAG, "no line names a holder twice", default=False),
            "plausible_year": describe(FLAG, "no line's first year is later than the article's date", default=False),
            "original_year": describe(
                FLAG, "a line names the year of first publication, where that is known", default=False
            ),
            "owners": describe(
                some_of(["publisher", "author"]),
                "whose each line must be: the original's publisher or author; left out, anyone's",
            ),
        }
    ),
    about="Copyright lines, where there are any, have their parts, name each holder once, and a year that can be.",
    cost=LOOK,
    examples=(
        KindExample(
            "A copyright line has a sign, a year and a holder.",
            {"parts": ["symbol", "year", "holder"]},
            passes=tell(STORY, "© 2024 Harbor Weekly"),
            fails=tell(STORY, "© Harbor Weekly"),
        ),
        KindExample(
            "The rights are those of the outlet that the article comes from.",
            {"owners": ["publisher"]},
            passes=tell(STORY, SOURCE, "© 2024 Harbor Weekly"),
            fails=tell(STORY, SOURCE, "© 2024 Meadow Post"),
        ),
    ),
)
