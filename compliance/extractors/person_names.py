"""Names out of bylines: splits lists, cuts titles, addresses and dates, refuses what is no name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance.patterns import compile_late

_SEPARATOR = compile_late(
    r"\s*(?:[,;、|&/•·]|\s(?:and|und|et|y|e|i|и|with|mit)(?=\s)|\band\b(?=[A-Z]))\s*(?:and\s|und\s|et\s|y\s)?",
    re.IGNORECASE,
)
_MAIL = compile_late(r"[\w.+-]+@[\w-]+\.[\w.-]+|\[email.protected\]|@\w+")
_BRACKETS = compile_late(r"\s*[(\[].*?[)\]]|\s*[(\[].*$")
_SUFFIX = compile_late(
    r"^(?:phd|ph\.d\.?|md|m\.d\.?|jr\.?|sr\.?|esq\.?|ii|iii|iv|dphil|msc|ba|rn|llm|mba|cfa)$", re.IGNORECASE
)
_CREDENTIAL = compile_late(r"^[A-Z][A-Za-z]?[A-Z]{0,3}\.?$")
"""What stands behind a name as a degree: MS, RD, PhD, LCSW."""
_TITLE = compile_late(r"^(?:dr|prof|professor|mr|mrs|ms|sir|dame|rev)\.?\s+", re.IGNORECASE)
_WORD = compile_late(r"[^\W\d_][\w'’.\-]*", re.UNICODE)
_SLUG = compile_late(r"^[a-z]+(?:-[a-z]+)+$")
_CUT = compile_late(
    r"\s+(?:[-–—|•·]|for|from|on|in|at|of|is|was|has|am|vom|für|aus|pour|para|updated|published|posted|"
    r"last|via|über|dans|le|el|\d)(?:\s.*|$)|\s*\d{1,4}[./:].*$|\s{2,}.*$|\n.*$",
    re.DOTALL,
)
_PARTICLES = frozenset(
    re.findall(
        r"\w+",
        "de da di do dos das del della van von der den zu zur la le el bin ibn al ter ten du af av y e i the of and",
    )
)
_REFUSED = frozenset(
    re.findall(
        r"\w+",
        "admin administrator staff editor editors editorial author authors guest anonymous unknown team redaktion "
        "redaction redacción comments share follow newsletter photo image update updated more read contributor "
        "contributors webmaster agencies subscribe advertisement twitter facebook linkedin email",
    )
)
MAX_WORDS = 6


def split_names(text: str) -> Iterator[str]:
    """Yield the names of a byline without its prefix.

    >>> list(split_names("Ann Author, PhD, Bea B. Writer and Carl Clerk (The Daily Fern)"))
    ['Ann Author', 'Bea B. Writer', 'Carl Clerk']
    """
    text = _CUT.sub("", _BRACKETS.sub("", _MAIL.sub(" ", text)).strip())
    for number, part in enumerate(_SEPARATOR.split(text)):
        if number and _CREDENTIAL.match(part.strip()):
            continue
        if name := tidy_name(part):
            yield name


def tidy_name(text: str) -> str:
    """Return one name without title, affiliation and date, or an empty string if it cannot be one.

    >>> tidy_name("Dr. Ann Author"), tidy_name("nick-szabo"), tidy_name("10 May 2020"), tidy_name("click here to read")
    ('Ann Author', 'Nick Szabo', '', '')
    """
    text = " ".join(_CUT.sub("", text.strip()).split()).strip(" .,;:|-–—_*")
    if _SUFFIX.match(text):
        return ""
    text = _TITLE.sub("", text)
    if _SLUG.match(text):
        text = " ".join(part.capitalize() for part in text.split("-"))
    return text if is_name(text) else ""


def is_name(text: str) -> bool:
    """Whether a text can be a name: few words, each with a capital letter or a particle (or a script without case)."""
    words = _WORD.findall(text)
    if not words or len(words) > MAX_WORDS or len(text) > 60 or text.lower() in _REFUSED or "://" in text:
        return False
    if re.search(r"\d{3}|\.(?:com|org|net|de|tv|info)\b|[!?:;…»«]", text):
        return False
    if any(not word.isascii() and word.lower() == word.upper() for word in words):
        return len(text) <= 20
    named = [word for word in words if word.lower() not in _PARTICLES]
    return bool(named) and all(word[:1].isupper() for word in named)
