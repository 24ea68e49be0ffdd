"""Phrases of the lexicon and where they occur in one article: what all extractors share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field


class Phrase(Struct, frozen=True):
    """One kind of wording. ``cue`` is the heading of the lexicon it stands under, such as ``origin-statement``.

    ``pattern`` is RE2 syntax; it is matched without regard to case, a space in it stands for any white space, and
    straight quotes for typographic ones too. ``needs``: of each of these groups of literals (lower case), at least one
    is in every text that matches; they are looked for first, because that is cheap.
    """

    cue: str
    language: str
    pattern: str
    needs: tuple[tuple[str, ...], ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    example: str = ""

    def may_occur(self, lowered: str) -> bool:
        """Whether a text in lower case holds the literals that the phrase needs."""
        for group in self.needs:
            for literal in group:
                if literal in lowered:
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
