"""Copyright notices of documents: lists of holders, wrapped lines, signs of comments.

The list below ``Copyright:`` is that of Debian's machine-readable copyright files (version 1.0, field Copyright).
Whatever is changed in a text before it is read keeps its length, so that ranges of characters stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance.copyright_lines import ParsedNotice, cut_holder, parse_notices
from compliance.copyright_names import YEARS, is_name, split_holders, split_years, tidy_holder
from compliance.patterns import compile_late

_WRAP = compile_late(
    r"(?:(?<=\d,)|(?<=[,&])(?=[ ]?\n[ \t*#/;]*(?!(?:1[89]|20)\d\d)[^\s\d])|(?<=\s(?:of|by))|(?<=\s(?:and|the|for)))"
    r"[ ]?\n[ \t]*(?:[*#/;]+|dnl(?=\s)|rem(?=\s))?[ \t]*",
    re.IGNORECASE,
)
"""A line break behind a word that cannot end a notice, with the sign of a comment that follows."""

_ENTRY = compile_late(
    rf"[\s*#/;.|•-]*(?:[©(\[](?=\d))?(?P<years>{YEARS})[)\]]?[\s,:.-]*(?:by\s+)?(?P<name>\S[^\n]*)", re.IGNORECASE
)
"""A line of a list of holders: years first."""

_NAME_LINE = compile_late(r"[\s*#/;.|•-]*(?P<name>[^\W\d_][^\n]*)")
_FIELD = compile_late(r"[\s*#/;]*[\w-]+:(?:\s|$)|[^\n]*(?:copyright|\(c\)|©)", re.IGNORECASE)
_HEADED = compile_late(r"copyright(?:[ -]?(?:holders?|owners?))?\s*:", re.IGNORECASE)
_MAIL_BEHIND = compile_late(r"\s*[<(][^<>()\s]+(?:@| at )[^<>()\n]+[>)]")
_COMMON = compile_late(
    r"(?:and|of|the|for|de|da|di|du|la|le|van|von|der|den|des|bin|zu|et|others|al|authors?|contributors?|developers?|"
    r"maintainers?|project|team|community|members|translators?)[.,]?"
)
"""Words in lower case that names of holders have."""
_MOST_WORDS = 8
_MOST_MISSES = 3
"""Lines in a row that may say something else inside a list."""
_LONGEST_LINE = 200


def parse_listed_notices(text: str, *, bare: bool = True) -> Iterator[ParsedNotice]:
    r"""Yield the notices of one paragraph of plain text, and one for each further line of a list of holders.

    Below ``Copyright:``, ``bare`` lines that hold a name and no year belong to the list; on a page, they may be a menu.

    >>> [n.holders for n in parse_listed_notices("Copyright: 2005 Ann Author\n2006 Bob Byline\nLicense: MIT")]
    [('Ann Author',), ('Bob Byline',)]
    """
    text = _WRAP.sub(lambda found: " " * len(found[0]), text) if "\n" in text else text
    behind, headed = -1, False
    for notice in parse_notices(text):
        headed = bare and (
            bool(_HEADED.match(text, notice.start)) or (headed and text.count("\n", behind, notice.start) <= 1)
        )
        yield notice
        behind = notice.end
        for entry in _read_list(text, notice, headed=headed):
            yield entry
            behind = entry.end


def _read_list(text: str, notice: ParsedNotice, *, headed: bool) -> Iterator[ParsedNotice]:
    """Yield the lines below a notice that name a holder each; ``headed`` lists may leave out the years."""
    start, misses = text.find("\n", notice.end), 0
    while 0 <= start < len(text) - 1 and misses <= _MOST_MISSES * headed and not _FIELD.match(text, start + 1):
        end = text.find("\n", start + 1)
        end = len(text) if end < 0 else end
        entry = _read_entry(text, start + 1, min(end, start + _LONGEST_LINE), notice.symbol, headed=headed)
        if entry:
            yield entry
        misses = 0 if entry else misses + 1
        start = end


def _read_entry(text: str, start: int, end: int, symbol: str, *, headed: bool) -> ParsedNotice | None:
    found = _ENTRY.match(text, start, end)
    years = split_years(found["years"]) if found else ()
    if not found:
        found = _NAME_LINE.match(text, start, end) if headed else None
    if not found:
        return None
    kept = cut_holder(found["name"])
    name = tidy_holder(kept)
    if not name or len(name.split()) > _MOST_WORDS + 4 * bool(years):
        return None
    if not years and not _is_name_alone(name, found["name"], kept):
        return None
    holders, repeated = split_holders(name)
    first = found.start("years") if years else found.start("name")
    return ParsedNotice(first, found.start("name") + len(kept.rstrip()), symbol, years, holders, repeated)


def _is_name_alone(name: str, line: str, kept: str) -> bool:
    """Whether a line without years is a name, with nothing but an address or a remark in brackets behind it."""
    if _MAIL_BEHIND.match(line, len(kept)):
        return True
    rest = line[len(kept) :].strip()
    if not is_name(name) or (rest.strip(".,;") and rest[0] not in "(["):
        return False
    return all(not word[0].islower() or _COMMON.fullmatch(word) for word in name.split())
