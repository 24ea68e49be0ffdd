"""Looks for the lexicon's word lists inside one sentence; the scanner has looked for the phrases already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from compliance.dates import join_months
from compliance.model.scan import Phrase, Scan, normalise_lines
from compliance.scanning import Pattern, compile_phrase


class Wording(NamedTuple):
    """An entry of a word list, and the characters where it stands in a text."""

    phrase: Phrase
    start: int
    end: int


_CACHE: dict[tuple[str, str], Pattern] = {}


def find_wordings(scan: Scan, cue: str, text: str) -> Iterator[Wording]:
    """Yield the first place of every entry of a cue that occurs in a text, in the order of the lexicon."""
    data = text.encode()
    normalised = normalise_lines(text)
    for phrase in scan.entries(cue):
        if not phrase.may_occur(normalised):
            continue
        match = next(_compile(phrase).finditer(data), None)
        if match is not None:
            start = len(data[: match.start()].decode(errors="ignore"))
            yield Wording(phrase, start, start + len(data[match.start() : match.end()].decode(errors="ignore")))


def find_first(scan: Scan, cue: str, text: str) -> Wording | None:
    """Return the entry that occurs first in a text."""
    return min(find_wordings(scan, cue, text), key=lambda wording: (wording.start, -wording.end), default=None)


def read_months(scan: Scan) -> Mapping[str, int]:
    """Return the months of all languages: their numbers by name in lower case."""
    return _read_months(tuple(scan.entries("month")))


@lru_cache(maxsize=4)
def _read_months(entries: tuple[Phrase, ...]) -> Mapping[str, int]:
    return join_months((entry.pattern, entry.attributes["number"]) for entry in entries)


def _compile(phrase: Phrase) -> Pattern:
    key = (phrase.language, phrase.pattern)
    if key not in _CACHE:
        _CACHE[key] = compile_phrase(phrase)
    return _CACHE[key]
