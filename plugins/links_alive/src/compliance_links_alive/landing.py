"""Whether a redirect lost the article on its way: to a home page, a section, a list, or a door. By addresses alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from urllib.parse import urlsplit

from compliance.hyperlinks import classify, host_of
from compliance.model.evidence import Target

_LISTS = frozenset({Target.HOME_PAGE, Target.PROFILE})
_DOORS = frozenset({"login", "log-in", "signin", "sign-in", "sso", "subscribe", "subscription", "register", "consent"})
_VARIANT = re.compile(r"^(?:amp|print|drucken|feed|embed|comments|page|full|index\.\w+|\d{1,2})$", re.IGNORECASE)
"""Last parts of addresses that show the same article in another way, so that what lies above is the article."""


class Landing(StrEnum):
    """What a redirect led to instead of the article."""

    ARTICLE = "article"
    """Nothing speaks against it."""
    HOME_PAGE = "a home page"
    LIST = "a list or profile page"
    SECTION = "a section of the site"
    DOOR = "a page to log in"


def find_landing(start: str, end: str) -> Landing:
    """Return what an address led to; one that is no article's loses nothing.

    >>> find_landing("https://weekly.example/2020/05/tide", "https://www.weekly.example/")
    <Landing.HOME_PAGE: 'a home page'>
    >>> find_landing("https://weekly.example/sea/tide", "https://weekly.example/sea/")
    <Landing.SECTION: 'a section of the site'>
    >>> find_landing("https://weekly.example/sea/tide/amp", "https://weekly.example/sea/tide")
    <Landing.ARTICLE: 'article'>
    """
    if classify(start) in _LISTS or start == end:
        return Landing.ARTICLE
    path, origin_path = _split(end), _split(start)
    if path and path[-1].lower().partition(".")[0] in _DOORS:
        return Landing.DOOR
    match classify(end):
        case Target.HOME_PAGE:
            return Landing.HOME_PAGE
        case Target.PROFILE:
            return Landing.LIST
        case _:
            is_above = host_of(start) == host_of(end) and _is_above(path, origin_path)
            return Landing.SECTION if is_above else Landing.ARTICLE


def _is_above(path: Sequence[str], other: Sequence[str]) -> bool:
    """Whether a path is the start of another one, with more left out than a way of showing the same."""
    rest = other[len(path) :]
    return bool(rest) and tuple(other[: len(path)]) == tuple(path) and not all(map(_VARIANT.match, rest))


def _split(url: str) -> tuple[str, ...]:
    return tuple(part for part in urlsplit(url).path.split("/") if part)
