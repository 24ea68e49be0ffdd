"""Phrases of the lexicon and where they occur in one article: what all extractors share."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct, field

_GAP = re.compile(r"[^\w\n]+")


def normalise(text: str) -> str:
    """Return a text in lower case with one space for whatever is neither letter, digit nor line end.

    >>> normalise("Cross-posted  from “The Fern”")
    'cross posted from the fern '
    """
    return _GAP.sub(" ", text.lower())


def normalise_lines(text: str) -> str:
    """Return a normalised text with a space at both ends of each line, so that no word stands at an edge."""
    return f" {normalise(text)} ".replace("\n", " \n ")


class Phrase(Struct, frozen=True, array_like=True):
    """One kind of wording. ``cue`` is the heading of the lexicon it stands under, such as ``origin-statement``.

    ``pattern`` is RE2 syntax; it is matched without regard to case, a space in it stands for any white space, and
    straight quotes for typographic ones too. ``needs``: of each of these groups of literals, at least one is in every
    text that matches, once it is normalised; they are looked for first, because that is cheap.
    """

    cue: str
    language: str
    pattern: str
    needs: tuple[tuple[str, ...], ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    example: str = ""

    def __hash__(self) -> int:
        return hash((self.cue, self.language, self.pattern))

    def may_occur(self, normalised: str) -> bool:
        """Whether a text, as `normalise_lines` gives it, holds the literals that the phrase needs."""
        for group in self.needs:
            for literal in group:
                if literal in normalised:
                    break
            else:
                return False
        return True


class Hit(Struct, frozen=True):
    """One occurrence of a phrase; offsets are bytes in the article's flat text.

    ``groups`` holds the ranges of the pattern's named groups that took part.
    """

    phrase: Phrase
    start: int
    end: int
    groups: Mapping[str, tuple[int, int]] = field(default_factory=dict)


class Scan(Struct, frozen=True):
    """All hits of one article, by cue, in the order of the text."""

    hits: Mapping[str, Sequence[Hit]] = field(default_factory=dict)
    attributes: Mapping[str, Sequence[Phrase]] = field(default_factory=dict)
    """The lexicon's whole entries by cue, for those that are word lists (months, roles), whatever occurs."""

    def of(self, cue: str) -> Sequence[Hit]:
        """Return the hits of one cue."""
        return self.hits.get(cue, ())

    def entries(self, cue: str) -> Sequence[Phrase]:
        """Return the lexicon's entries of one cue."""
        return self.attributes.get(cue, ())
