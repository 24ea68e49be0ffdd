"""Which changes publishers' terms let pass: of style, spelling, time and place. What only may be one is told apart."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any as Anything

from msgspec import Struct

from compliance.comparison.difference import Change, Text
from compliance.comparison.words import is_word

_STYLE_SIGNS = frozenset('.,;:…"-()[]/*•·–、。，；：')
"""Signs that house styles set or leave out. Question and exclamation marks, currencies and signs of arithmetic say
something."""
_SYMBOLS = {"%": "percent", "&": "and"}
_NEAR = 4
"""Words around an added date among which the time stands that it explains."""
_SHORT = 6
"""Words of a change that can be one of time or place."""


class Standing(StrEnum):
    """Whether a change is one of those that are allowed."""

    ALLOWED = "allowed"
    UNSURE = "unsure"
    """It looks like one, but only a person can tell."""
    OTHER = "other"


class _Times(Struct, frozen=True):
    weekdays: frozenset[str]
    months: frozenset[str]
    relative: frozenset[str]
    glue: frozenset[str]

    def classes(self, words: Sequence[str]) -> frozenset[str] | None:
        """Return which of *weekday*, *date*, *relative* some words are; None if others stand among them."""
        found: set[str] = set()
        for word in (w.casefold() for w in words if is_word(w)):
            plain = word.rstrip(".").removesuffix("'s")
            if plain in self.weekdays:
                found.add("weekday")
            elif plain in self.months or (plain.isdigit() and len(plain) == 4):
                found.add("date")
            elif plain in self.relative:
                found.add("relative")
            elif not ({plain, word} & self.glue or _is_day(plain)):
                return None
        return frozenset(found)


class _Places(Struct, frozen=True):
    here: frozenset[str]
    areas: frozenset[str]
    glue: frozenset[str]

    def speaks_of_here(self, words: Sequence[str]) -> bool:
        """Whether words such as "here" or "this city" are all that is said."""
        plain = [w.casefold().removesuffix("'s") for w in words if is_word(w)]
        known = self.here | self.areas
        return any(w in known for w in plain) and all(w in known or w in self.glue for w in plain)

    def list_names(self, words: Sequence[str]) -> list[str]:
        """Return the capitalised words, if all others are glue, else none."""
        names = [w for w in words if is_word(w) and w[0].isupper() and w.casefold() not in self.glue | self.areas]
        others = [w for w in words if is_word(w) and w not in names]
        return names if all(w.casefold() in self.glue | self.areas for w in others) else []


class Allowances:
    """What is allowed, for a text of a language (a lower-case primary subtag; empty: any that is known)."""

    def __init__(self, allowed: Collection[str], language: str = "") -> None:
        vocabulary = _load()
        self._allowed = frozenset(allowed)
        known = [language] if language else [key for key, value in vocabulary.items() if "time" in value]
        self._known = all(key in vocabulary for key in known)
        parts = [vocabulary[key] for key in known if key in vocabulary]
        self._times = _Times(*(_unite(parts, "time", key) for key in ("weekdays", "months", "relative", "glue")))
        self._places = _Places(*(_unite(parts, "place", key) for key in ("here", "areas", "glue")))

    def weigh(self, change: Change, original: Text, copy: Text) -> Standing:
        """Return whether a change is allowed."""
        old, new = change.original.words, change.copy.words
        if self._reads_alike(old, new):
            return Standing.ALLOWED
        if max(len(old), len(new)) > 2 * _SHORT:
            return Standing.OTHER
        if "time" in self._allowed and self._is_of_time(change, original, copy):
            return Standing.ALLOWED
        standing = self._weigh_place(old, new) if "place" in self._allowed else Standing.OTHER
        if standing is Standing.OTHER and not self._known and {"time", "place"} & self._allowed:
            return Standing.UNSURE if max(len(old), len(new)) <= _SHORT else Standing.OTHER
        return standing

    def _reads_alike(self, old: Sequence[str], new: Sequence[str]) -> bool:
        """Whether both are the same but for style and spelling, as far as these are allowed."""
        spelling = "spelling" in self._allowed
        if "style" in self._allowed:
            return _fold(old, spelling=spelling) == _fold(new, spelling=spelling)
        return (
            spelling
            and len(old) == len(new)
            and all(
                a == b or (_spell(a) == _spell(b) and a[:1].isupper() == b[:1].isupper())
                for a, b in zip(old, new, strict=True)
            )
        )

    def _is_of_time(self, change: Change, original: Text, copy: Text) -> bool:
        """Whether a relative time became a date, or another relative one, or a date was added to one.

        One date in place of another, or one weekday, is another fact.
        """
        old, new = (self._times.classes(extent.words) for extent in (change.original, change.copy))
        if not new or old is None:
            return False
        if old:
            return old != new or "relative" in old
        if any(is_word(word) for word in change.original.words):
            return False
        around = [
            *copy.words[max(0, change.copy.start - _NEAR) : change.copy.start],
            *copy.words[change.copy.end : change.copy.end + _NEAR],
        ]
        near = {name for word in around for name in self._times.classes([word]) or ()}
        return bool(near - new)

    def _weigh_place(self, old: Sequence[str], new: Sequence[str]) -> Standing:
        """Weigh a place that was named, added, or made "here"."""
        here = self._places.speaks_of_here
        if (here(old) and self._places.list_names(new)) or (here(new) and self._places.list_names(old)):
            return Standing.ALLOWED
        names = self._places.list_names(new)
        if any(map(is_word, old)) or not names or len(names) > _SHORT:
            return Standing.OTHER
        first = new[0]
        if first not in {",", "("} and first.casefold() not in self._places.glue:
            return Standing.OTHER
        return Standing.ALLOWED if _is_known_place(names) else Standing.UNSURE


def _is_day(word: str) -> bool:
    """Whether a word is a number of up to two digits, also as an ordinal: "3", "3rd"."""
    digits = word.rstrip("stndrh") if word[:1].isdigit() else word
    return digits.isdigit() and len(digits) <= 2


def _is_known_place(names: Sequence[str]) -> bool:
    known = _load_places()
    return any(
        " ".join(names[start:end]).rstrip(".") in known
        for start in range(len(names))
        for end in range(start + 1, len(names) + 1)
    )


def _fold(words: Sequence[str], *, spelling: bool) -> str:
    """Return what is left of words when house style is taken away.

    >>> _fold(("E-mail", ",", "ten", "per", "cent"), spelling=False) == _fold(("email", "10", "%"), spelling=False)
    True
    """
    return "".join(_fold_word(word, spelling=spelling) for word in words if word not in _STYLE_SIGNS)


def _fold_word(word: str, *, spelling: bool) -> str:
    folded = _SYMBOLS.get(word, word.casefold())
    folded = _load()["numbers"].get(folded, folded)
    if folded[:1].isdigit():
        whole, comma, rest = folded.partition(",")
        return f" {whole}{rest} " if comma and len(rest) == 3 else f" {folded} "
    plain = folded.replace("-", "").replace(".", "")
    return _spell(plain) if spelling else plain


@cache
def _spell(word: str) -> str:
    """Return a word in lower case in American spelling, and with ss for ß, as in Switzerland."""
    from breame.spelling import get_american_spelling  # noqa: PLC0415 - a large table

    plain = word.casefold()
    stem, ending = (plain[:-2], "'s") if plain.endswith("'s") else (plain, "")
    more: Mapping[str, str] = _load()["spelling"]
    return f"{more.get(stem) or get_american_spelling(stem)}{ending}"


@cache
def _load() -> Mapping[str, Mapping[str, Anything]]:
    return tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text(encoding="utf-8"))


@cache
def _load_places() -> frozenset[str]:
    names: str = _load()["places"]["names"]
    return frozenset(" ".join(name.split()).rstrip(".") for name in names.split(",") if name.strip())


def _unite(parts: Sequence[Mapping[str, Mapping[str, str]]], group: str, key: str) -> frozenset[str]:
    return frozenset(word for part in parts for word in part[group][key].split())


def weigh_changes(
    changes: Sequence[Change], allowances: Allowances, *, original: Text, copy: Text
) -> Iterator[tuple[Change, Standing]]:
    """Yield the changes that are not simply allowed; in a passage, those within two words of each other are one."""
    last: tuple[Change, Standing] | None = None
    for change in changes:
        standing = allowances.weigh(change, original, copy)
        if standing is Standing.ALLOWED:
            continue
        if last and _is_near(last[0], change) and _share_passage(last[0], change, original, copy):
            both = _join(last[0], change, original, copy)
            last = (both, Standing.OTHER if Standing.OTHER in {last[1], standing} else Standing.UNSURE)
            continue
        if last:
            yield last
        last = change, standing
    if last:
        yield last


def _is_near(one: Change, other: Change) -> bool:
    return other.original.start - one.original.end <= 2 and other.copy.start - one.copy.end <= 2


def _share_passage(one: Change, other: Change, original: Text, copy: Text) -> bool:
    """Whether two changes stand in one passage of each version."""
    return all(
        text.passage_range(max(first.start, first.end - 1)) == text.passage_range(second.start)
        for text, first, second in ((original, one.original, other.original), (copy, one.copy, other.copy))
    )


def _join(one: Change, other: Change, original: Text, copy: Text) -> Change:
    return Change(original.extent(one.original.start, other.original.end), copy.extent(one.copy.start, other.copy.end))
