"""Where two versions of a text differ, passage by passage and then word by word."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum
from functools import cached_property
from itertools import accumulate

from msgspec import Struct

from compliance.comparison.alignment import Ranges, align
from compliance.comparison.words import find_words, is_word, split_words

_PROBE = 3
"""Words in a row that tell a passage: all but the commonest phrases are the text's own."""
_LEAST = 8
"""Words of a passage that can tell a text from another."""
_MOSTLY = 0.5
"""Share of a passage's word sequences that make it a version of another."""

Words = tuple[str, ...]


class Role(StrEnum):
    """What a passage is to the text."""

    TEXT = "text"
    ASIDE = "aside"
    """A caption, credit or notice: may be missing in the other version, or read otherwise there."""
    UNSURE = "unsure"
    """Taken for an aside, unless the other version has something like it."""


class Passage(Struct, frozen=True):
    """A stretch of a text, the byte offset at which it starts, and its role."""

    text: str
    start: int
    role: Role = Role.TEXT


class Extent(Struct, frozen=True):
    """A half-open range of a version's words, and the words."""

    start: int
    end: int
    words: Words


class Change(Struct, frozen=True):
    """A stretch that differs: what the original has, and what the copy has in its place. One of them may be empty."""

    original: Extent
    copy: Extent

    @property
    def lost(self) -> int:
        """How many words fewer the copy has."""
        return sum(map(is_word, self.original.words)) - sum(map(is_word, self.copy.words))


class Likeness(Struct, frozen=True):
    """Which share of each version's passages of eight words and more the other has, if only roughly; 0 to 1."""

    copy: float
    original: float
    words: float
    """Which share of the shorter version's words stands in both."""

    @property
    def best(self) -> float:
        """The largest share: a copy that was cut has few of the original's passages, but of its own all are there."""
        return max(self.copy, self.original, self.words)


class Text(Struct, dict=True):
    """One version: passages in the order of the text, those left out that the other version need not have."""

    passages: Sequence[Passage]
    keys: Sequence[Words]
    """The words of each passage."""
    others: Collection[Words] = frozenset()
    """Words in a row that the other version has."""

    @cached_property
    def words(self) -> list[str]:
        """All words, in order."""
        return [word for key in self.keys for word in key]

    @cached_property
    def starts(self) -> list[int]:
        """The number of each passage's first word, and of the word behind the last."""
        return [0, *accumulate(map(len, self.keys))]

    @cached_property
    def borders(self) -> frozenset[int]:
        """The starts, as a set."""
        return frozenset(self.starts)

    def cut(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield a range of words passage by passage; an empty one has no parts."""
        index = bisect_right(self.starts, start)
        while start < end:
            stop = min(end, self.starts[index])
            if stop > start:
                yield start, stop
            start, index = stop, index + 1

    def extent(self, start: int, end: int) -> Extent:
        """Return a range of words."""
        return Extent(start, end, tuple(self.words[start:end]))

    def place(self, number: int) -> tuple[int, int]:
        """Return the byte range of a word; of the number behind the last one, the end of the text."""
        if not self.words:
            return 0, 0
        index = min(bisect_right(self.starts, number), len(self.passages)) - 1
        passage = self.passages[index]
        ranges = list(find_words(passage.text))
        inside = min(number - self.starts[index], len(ranges) - 1)
        start, end = ranges[inside]
        before = passage.start + len(passage.text[:start].encode())
        return before, before + len(passage.text[start:end].encode())

    def passage_range(self, number: int) -> tuple[int, int]:
        """Return the range of words of the passage that a word stands in."""
        index = max(0, min(bisect_right(self.starts, number), len(self.passages)) - 1)
        return self.starts[index], self.starts[index + 1] if self.passages else 0


class Comparison(Struct, frozen=True):
    """Both versions, how much they are alike, and where they differ, in the order of the text."""

    original: Text
    copy: Text
    likeness: Likeness
    changes: tuple[Change, ...]


def compare(original: Sequence[Passage], copy: Sequence[Passage]) -> Comparison:
    """Compare two versions."""
    old, new = _pair(original, copy)
    changes = tuple(_find_changes(old, new))
    return Comparison(old, new, Likeness(_contain(new), _contain(old), _find_shared(old, new, changes)), changes)


def _find_shared(old: Text, new: Text, changes: Sequence[Change]) -> float:
    same = len(old.words) - sum(len(change.original.words) for change in changes)
    return same / (min(len(old.words), len(new.words)) or 1)


def _pair(original: Sequence[Passage], copy: Sequence[Passage]) -> tuple[Text, Text]:
    """Return both texts without the asides that the other one does not have."""
    sides = [[(passage, split_words(passage.text)) for passage in side] for side in (original, copy)]
    texts: list[Text] = []
    for side, other in zip(sides, reversed(sides), strict=True):
        known = {key for _, key in other}
        probes = frozenset(probe for _, key in other for probe in _list_probes(key))
        kept = [(passage, key) for passage, key in side if key and _is_text(passage, key, known, probes)]
        texts.append(Text([passage for passage, _ in kept], [key for _, key in kept], probes))
    return texts[0], texts[1]


def _is_text(passage: Passage, key: Words, known: Collection[Words], probes: Collection[Words]) -> bool:
    if passage.role is Role.TEXT or key in known:
        return True
    return passage.role is Role.UNSURE and _share(key, probes) >= _MOSTLY


def _contain(text: Text) -> float:
    """Return the share of a text's longer passages most of whose word sequences the other version has."""
    long = [key for key in text.keys if sum(map(is_word, key)) >= _LEAST] or [tuple(text.words)]
    return sum(_share(key, text.others) >= _MOSTLY for key in long) / len(long)


def _share(key: Words, probes: Collection[Words]) -> float:
    own = list(_list_probes(key))
    return sum(probe in probes for probe in own) / len(own) if own else 0.0


def _list_probes(key: Words) -> Iterator[Words]:
    words = [word.casefold() for word in key if is_word(word)]
    return zip(*(words[offset:] for offset in range(_PROBE)), strict=False)


def _find_changes(old: Text, new: Text) -> Iterator[Change]:
    for ranges in align(old.words, new.words):
        for a, b, c, d in _split_at_passages(_slide(ranges, old, new), old, new):
            yield Change(old.extent(a, b), new.extent(c, d))


def _slide(ranges: Ranges, old: Text, new: Text) -> Ranges:
    """Return a mere loss or addition where it starts with its passage, if it can as well stand there.

    Between "The tide left." and "The storm came.", "The" of an added passage may be taken for either one's.
    """
    a, b, c, d = ranges
    text, start, end = (new, c, d) if a == b else (old, a, b)
    if a != b and c != d:
        return ranges
    back = 0
    while start - back not in text.borders:
        if back >= min(a, c) or text.words[start - back - 1] != text.words[end - back - 1]:
            return ranges
        back += 1
    return a - back, b - back, c - back, d - back


def _split_at_passages(ranges: Ranges, old: Text, new: Text) -> Iterator[Ranges]:
    """Yield a change passage by passage: a lost end and an added passage behind it are two things.

    Parts that begin, or end, together in the middle of a passage belong together; so do passages, where both sides
    have as many. All others are lost or added by themselves.
    """
    a, b, c, d = ranges
    lost, added = list(old.cut(a, b)), list(new.cut(c, d))
    if len(lost) <= 1 and len(added) <= 1:
        yield ranges
        return
    if len(lost) == len(added):
        yield from ((*one, *other) for one, other in zip(lost, added, strict=True))
        return
    begins = a not in old.borders and c not in new.borders
    ends = b not in old.borders and d not in new.borders
    head = [(*lost.pop(0), *added.pop(0))] if begins and lost and added else []
    tail = [(*lost.pop(), *added.pop())] if ends and lost and added else []
    at = added[0][0] if added else head[-1][3] if head else c
    past = lost[-1][1] if lost else head[-1][1] if head else a
    yield from head
    yield from ((start, end, at, at) for start, end in lost)
    yield from ((past, past, start, end) for start, end in added)
    yield from tail
