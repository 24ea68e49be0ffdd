"""Where a credit stands in a caption's words: behind "Photo:", in brackets, behind ©, or after the last sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from compliance.extractors.person_names import is_name
from compliance.patterns import compile_kept, compile_late

_MARK = compile_late(r"(?:©|\(c\)|\bcopyright\b)\s*(?=\S)", re.IGNORECASE)
_SITE_NOTICE = compile_late(
    r"all rights reserved|alle rechte|tous droits|todos los derechos|^\W*(?:19|20)\d\d", re.IGNORECASE
)
_TAIL = compile_late(r"[(\[]([^()\[\]]{2,120})[)\]]\W*$")
_AFTER_SENTENCE = compile_late(
    r"[.!?…][\"”’»)]*\s+((?:(?:source|quelle|fuente|fonte)\s*:\s*)?[^.!?…\n]{2,80}?)\s*$", re.IGNORECASE
)
_SOURCE = compile_late(r"^(?:source|quelle|fuente|fonte|bron)\s*:\s*\S.{1,60}$", re.IGNORECASE)
_CALL = compile_late(r"\b(?:more|click|read|see|watch|mehr|weiter|lire|más|leia)\b", re.IGNORECASE)
"""What stands behind a teaser's last sentence."""
_WEAK = compile_late(r"\b(?:of|from|von|de|di|by|par|por)\s*$", re.IGNORECASE)
_SHOWS = compile_late(r"(?<!courtesy) of\s*$", re.IGNORECASE)
_BY = compile_late(r" by\s*$", re.IGNORECASE)
_PART_END = compile_late(r"[.!?…:;(\[|/–—\n-][\"”’»)*_\s]*$")
_LABEL = compile_late(r"\n(?=[^\W\d][\w-]{1,20}:\s)")
_CLOCK = compile_late(r"\d\d?:\d\d|\d{1,2}\.\d{1,2}\.(?:19|20)\d\d")
_AGENCY = compile_late(
    r"\b(?:AP|AFP|Reuters|REUTERS|Getty(?: Images)?|EPA|EFE|dpa|APA|ANSA|AAP|UPI|Shutterstock|iStock(?:photo)?|"
    r"Unsplash|Pexels|Pixabay|Flickr|Wikimedia(?: Commons)?|Alamy|Corbis|Magnum|Photos?|PHOTOS?|Images?|Foto|Press|"
    r"CC BY[\w -]*|CC0|Public Domain|provided|courtesy|Author provided|picture alliance|IMAGO|imago|Xinhua|TASS|"
    r"Bloomberg|KNA|epd|sda|SDA|KEYSTONE|Keystone|PTI|ANI|IANS|Kyodo|KYODO|"
    r"NASA|USGS|GIPHY|Adobe Stock|stock\.adobe\.com)\b"
)
_SLASH = compile_late(r"\w\s?/\s?\w")
_LINKING = frozenset(("by", "via", "for", "and", "from", "und", "et", "y", "für", "stock", "courtesy", "provided"))
_LONGEST_LINE = 300
"""Characters of a caption that are kept whole where a credit's start is guessed."""


class Found(NamedTuple):
    """A credit in a text: the range of its characters and how well it is founded."""

    start: int
    end: int
    trust: int


class Place(NamedTuple):
    """Where a text stands: in a ``caption``, ``near`` a picture, or as the very ``next`` block behind one."""

    caption: bool = False
    near: bool = False
    next: bool = False


_LINE = compile_late(r"\n[ (\[*_]*")
"""Where a further line opens."""


@lru_cache(maxsize=4)
def compile_heads(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Return what matches the words in front of a name: the lexicon's ``photo-credit``."""
    heads = "|".join(pattern.replace(" ?", r"\s?").replace(" ", r"\s+") for pattern in patterns) or "(?!)"
    return compile_kept(rf"(?<!\w)(?:{heads})[\s:：|]*(?=\S)", re.IGNORECASE)


def find_credit(text: str, head: re.Pattern[str], place: Place) -> Found | None:
    """Return the credit of a caption or of a line of its own, if it holds one."""
    if found := _find_headed(text, head, place):
        return found
    if tail := _TAIL.search(text):
        whole = place.next and not tail.start() and len(text) <= _LONGEST_LINE and " " in tail[1]
        short = place.next and len(text) <= _LONGEST_LINE
        if whole or ((place.caption or short) and names_credit(tail[1], caption=place.caption)):
            return Found(tail.start(), tail.end(), 66)
        if tail.start() and not _SOURCE.match(tail[1]) and _names_agency_and_person(tail[1]):
            return Found(tail.start(), tail.end(), 55)
    if not (place.caption or place.near):
        return None
    mark = _MARK.search(text)
    if mark and len(text) - mark.start() <= 120 and not _is_site_notice(text[mark.end() :], place):
        return Found(mark.start(), len(text), 64)
    return _find_bare(text, place)


def _find_headed(text: str, head: re.Pattern[str], place: Place) -> Found | None:
    """Return what stands behind a head such as "Photo:", up to the next labelled line."""
    for start in head.finditer(text) if place.caption or place.near else _find_at_lines(text, head):
        before = text[: start.start()]
        following = _LABEL.search(text, start.end())
        end = following.start() if following else len(text)
        words = text[start.end() : end].strip(" )].*_")
        if end - start.start() > 200 or not words:
            continue
        if start[0].lower().startswith("courtesy") and not (place.caption or place.next):
            continue
        if _is_film(start[0]) and not (place.caption or (place.next and _AGENCY.search(words))):
            continue
        if _is_prose(words) or (_WEAK.search(start[0]) and not _credits_weakly(start[0], before, words, place)):
            continue
        return Found(start.start(), end, 70)
    return None


def _find_at_lines(text: str, head: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield the heads that open a line, but for brackets and marks of emphasis before them."""
    openings = [range(3), *(range(line.start() + 1, line.end() + 1) for line in _LINE.finditer(text))]
    for opening in openings:
        if found := next(filter(None, (head.match(text, position) for position in opening)), None):
            yield found


def _find_bare(text: str, place: Place) -> Found | None:
    """Return a credit without a mark: the words after a caption's last sentence, or a short line as a whole."""
    tail = _AFTER_SENTENCE.search(text)
    if (
        tail
        and not _CALL.search(tail[1])
        and (_SOURCE.match(tail[1]) or names_credit(tail[1], caption=place.caption or place.next))
    ):
        return Found(0 if len(text) <= _LONGEST_LINE else tail.start(1), len(text), 62)
    if _SOURCE.match(text):
        return Found(0, len(text), 60)
    if place.caption and len(text) <= 80 and _AGENCY.search(text) and names_credit(text, caption=True):
        return Found(0, len(text), 60)
    if place.next and len(text) <= 100 and len(re.findall(r"\s/\s", text)) >= 2 and not _CLOCK.search(text):
        return Found(0, len(text), 56)
    return None


def find_in_alt(text: str, head: re.Pattern[str]) -> str:
    """Return the credit that an alternative text or title spells out, as in "The harbour (Photo: Ann Author)"."""
    for start in head.finditer(text):
        words = text[start.end() :].strip(" )]")
        if start[0].rstrip().endswith((":", "：", "©")) and not _is_film(start[0]) and 2 < len(words) <= 100:
            return balance(text[start.start() :])
    return ""


def is_whole_credit(text: str) -> bool:
    """Whether a block that the markup calls a credit holds one: no time of day, no sentence, no call."""
    is_sentence = re.search(r"\w{2}[.!?][”\"»]?$", text.strip()) and not _AGENCY.search(text)
    return not (_CLOCK.search(text) or _is_prose(text) or _CALL.search(text) or is_sentence)


def names_credit(words: str, *, caption: bool) -> bool:
    """Whether words name a photographer, an agency or both; in a caption, two names are enough.

    >>> names_credit("Ann Author/Moss Weekly", caption=False), names_credit("Ann Author", caption=True)
    (True, True)
    >>> names_credit("Hannover", caption=True), names_credit("@ann", caption=True)
    (False, False)
    """
    parts = re.findall(r"[^\W\d_][\w’'.-]*", words)
    if not parts or "@" in words or _CLOCK.search(words) or _is_prose(words):
        return False
    if _AGENCY.search(words):
        return len(parts) <= 14
    lower = [part for part in parts if part.islower() and part not in _LINKING]
    if _SLASH.search(words):
        return not lower and not re.search(r"\d", words)
    named = " ".join(part for part in parts if part not in _LINKING) if "," not in words else words
    return caption and len(parts) > 1 and is_name(named)


def balance(text: str) -> str:
    """Return text without a bracket at its ends that has no partner.

    >>> balance("Photo: Ann)"), balance("(Photo: Ann)"), balance("Photo: Ann (AP)")
    ('Photo: Ann', '(Photo: Ann)', 'Photo: Ann (AP)')
    """
    text = text.strip()
    for opening, closing in ("()", "[]"):
        if text.endswith(closing) and text.count(closing) > text.count(opening):
            text = text[:-1].rstrip()
        if text.startswith(opening) and text.count(opening) > text.count(closing):
            text = text[1:].lstrip()
    return text


def _credits_weakly(head: str, before: str, words: str, place: Place) -> bool:
    """Whether a mere "of", "by" or "from" is followed by names, and not by what a picture shows."""
    if _SHOWS.search(head) or (before and not _PART_END.search(before) and not (place.caption and _BY.search(head))):
        return False
    return len(words) <= 120 and not _starts_lower(words) and len(_lower_words(words)) <= 3


def _starts_lower(words: str) -> bool:
    return words[:1].islower() and not re.match(r"(?:via|the) [A-ZÀ-Þ]", words)


def _lower_words(words: str) -> Sequence[str]:
    return [word for word in re.findall(r"[^\W\d_]+", words) if word.islower() and len(word) > 1]


def _is_prose(words: str) -> bool:
    """Whether words are a sentence and no list of names: long, and mostly without capitals."""
    return len(words) > 60 and len(_lower_words(words)) > max(6, len(words.split()) * 0.5)


def _is_film(head: str) -> bool:
    return head.lower().startswith("video")


def _is_site_notice(words: str, place: Place) -> bool:
    return bool(_SITE_NOTICE.search(words)) and not (place.caption and len(words) <= 60)


def _names_agency_and_person(words: str) -> bool:
    """Whether words name an agency and somebody beside it: not "dpa/AFP", which is where a text comes from."""
    if not (_AGENCY.search(words) and _SLASH.search(words)):
        return False
    others = re.findall(r"[^\W\d_][\w’'.-]*", _AGENCY.sub(" ", words))
    return len(others) > 1 and names_credit(words, caption=False) and is_name(" ".join(others))
