"""Names of copyright holders and years: tidies them, tells them from other words, parts them. Knows no symbol."""

from __future__ import annotations

import re
from functools import lru_cache

from compliance.patterns import compile_kept, compile_late

_DASH = r"[-–—‐‑‒―−~/]"
_YEAR = (
    rf"(?:1[89]|20)\d\d(?:(?:\s*{_DASH}\s*|\s+to\s+)"
    r"(?:(?:1[89]|20)?\d\d(?!\d)|present|now|today|heute|hoy|aujourd.hui))?(?![\d%])"
)
YEARS = rf"{_YEAR}(?:\s*(?:,|&|and|und|et|y|e)\s*{_YEAR})*"
SUFFIX = (
    r"inc|ltd|llc|llp|lp|l\.p|plc|co|corp|limited|gmbh|ag|kg|bv|b\.v|nv|n\.v|sa|s\.a|sas|srl|s\.r\.l|spa|s\.p\.a|pty|pte|pvt|"
    r"ltda|gbr|e\.v|ev|mbh|ug|oy|ab|as|a/s|jr|sr|ps|pc|p\.c|esq|ph\.d|phd|md|m\.d|esq"
)
_SUFFIX_PART = compile_late(rf"\s*(?:{SUFFIX})\.?(?:\s+(?:{SUFFIX}|& co|\(?pty\)?)\.?)*\s*$", re.IGNORECASE)
_SUFFIX_AND = compile_late(rf"((?:{SUFFIX})\.?)\s+(?:and|&)\s+(\S.*)", re.IGNORECASE)
"""The suffix of one company, and the next one: "Inc. and Moss Corporation"."""
_NO_FURTHER = compile_late(
    r"(?-i:[A-Z]{2}) \d{5}.*|(?:.* )?(?:floor|street|avenue|suite \d+)|u\.?s\.?a\.?|it|are|and|al|"
    r"(?-i:(?!.*(?:contributors|authors|others|parties))[a-z'’]+(?: [a-z'’]+)+)",
    re.IGNORECASE,
)
"""What stands behind a comma and is no further holder: an address, or words of the sentence."""
SUFFIX_END = compile_late(rf"(?:^|[\s,&])(?:{SUFFIX})$", re.IGNORECASE)

_NO_HOLDER = compile_late(
    r"(?:dieses?|diese[rs]?|this|cette?|est[ea]) [\w-]+|"
    r"(?:the )?(?:respective|their|its|his|her|our|your|original|individual) .*|"
    r"(?:the )?(?:authors?|owners?|holders?|"
    r"publishers?|photographers?|photos?|images?|fotos?|bilder|content|contents|site|website|material|text|texts?|us|me|"
    r"above|below|here|information|notice|protected|reserved|and|or|by|the|in|of|all|original|year|copyright|s|\d+)|"
    r"[\W\d_]*",
    re.IGNORECASE,
)


def is_name(holder: str) -> bool:
    """Whether a text can name a holder: not generic, and with a capital, a digit or a caseless sign."""
    if not holder or _NO_HOLDER.fullmatch(holder):
        return False
    words = re.findall(r"\w[\w.]*", holder)
    return any(word[0].isupper() or word[0].isdigit() or not word[0].islower() or "." in word for word in words[:4])


def tidy_holder(raw: str) -> str:
    """Return a holder's name without addresses, brackets and stray signs at its ends."""
    name = re.sub(r"\s*[<(\[]?(?:https?://|mailto:)\S+|\s*<\S+@\S+>|\s*\(?\S+@\S+\.\w+\)?", "", raw)
    name = re.sub(r"\s+", " ", name).strip(" \t\n,;:|/*_~#=+-–—•·")
    name = re.sub(
        r"[,;/]\s*(?:text|foto|fotos|photos?|bild|bilder|images?|grafik|video|layout|design)$", "", name, flags=re.I
    )
    name = re.sub(r"^(?:by|von|par|por|the copyright of|and)\s+", "", name, flags=re.IGNORECASE)
    name = re.sub(r"\s+(?:and|und|et|y|e|or|&|by|the|of|is|in|for)$", "", name, flags=re.IGNORECASE).strip(" ,;:-")
    if name.endswith(".") and not re.search(r"(?:^|[\s.])\w{1,4}\.$", name):
        name = name[:-1]
    pairs = (("(", ")"), ("[", "]"))
    for left, right in pairs:
        if name.count(left) != name.count(right):
            name = name.strip(left + right)
    return "" if _NO_HOLDER.fullmatch(name) else name


def split_years(text: str) -> tuple[str, ...]:
    """Return single years and ranges, two-digit ends completed.

    >>> split_years("1999, 2001–04 and 2010 - present")
    ('1999', '2001-2004', '2010-present')
    """
    years = []
    for match in re.finditer(_YEAR, text, re.IGNORECASE):
        first, _, last = re.sub(rf"\s*{_DASH}\s*|\s+to\s+", "-", match[0], flags=re.IGNORECASE).partition("-")
        if last.isdigit() and len(last) == 2:
            last = first[:2] + last
        years.append(f"{first}-{last}" if last else first)
    return tuple(years)


def split_holders(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the holders of a notice, and those among them that it names more than once.

    >>> split_holders("South Herald, South Herald")
    (('South Herald',), ('South Herald',))
    >>> split_holders("Fox Herald, Inc., Ann Author and Bob Byline")
    (('Fox Herald, Inc.', 'Ann Author', 'Bob Byline'), ())
    """
    parts: list[str] = []
    for piece in re.split(r"\s*,\s+|\s+/\s+", text):
        name = piece.strip(" ,")
        if parts and (joined := _SUFFIX_AND.match(name)):
            parts[-1], name = f"{parts[-1]}, {joined[1]}", joined[2]
        if parts and (_SUFFIX_PART.fullmatch(name) or not name):
            parts[-1] = f"{parts[-1]}, {name}".rstrip(", ")
        elif name and not (
            re.search(r":\S*\d", name) or (parts and (name[0].isdigit() or _NO_FURTHER.fullmatch(name)))
        ):
            parts.extend(_split_and(name))
    unique = tuple(dict.fromkeys(parts))
    return unique, tuple(name for name in unique if parts.count(name) > 1)


def _split_and(name: str) -> list[str]:
    """Split at "and" where two full names stand at its sides."""
    sides = re.split(r"\s+(?:and|und|et)\s+", re.sub(r"^(?:and|und|et)\s+", "", name))
    if len(sides) > 1 and all(_full_name().fullmatch(side) for side in sides):
        return sides
    return [re.sub(r"^(?:and|und|et)\s+", "", name)]


@lru_cache(maxsize=1)
def _full_name() -> re.Pattern[str]:
    return compile_kept(r"(?:[A-ZÀ-Ý][\w'’.-]*\s+){1,3}[A-ZÀ-Ý][\w'’-]+")
