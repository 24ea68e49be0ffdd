"""Which words of two sequences are the same ones: by what occurs once in each, and by least edits in between."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

LARGEST = 2_500_000_000
"""Words of one stretch times words of the other, up to which they are compared word by word: some seconds. Beyond, they
are one difference."""
_RUN = 4
"""Words in a row that, where they occur once in each sequence, are the same ones. This is how patience diff finds its
way (B. Cohen, 2005), with words for lines."""

_CHANCE = 3
"""How many times fewer words must be the same than differ on either side, to be so by chance."""

Ranges = tuple[int, int, int, int]
"""Start and end in the first sequence, start and end in the second."""


def align(one: Sequence[str], other: Sequence[str]) -> Iterator[Ranges]:
    """Yield the ranges in which two sequences differ, in order.

    Those that adjoin come as one, and so do two large ones between which a word or two are the same by chance.

    >>> list(align("the tide left the town".split(), "the tide never left town".split()))
    [(2, 2, 2, 3), (3, 4, 4, 4)]
    """
    return _join(_join(_find_unequal(one, other), 0), _CHANCE)


def _join(ranges: Iterable[Ranges], chance: int) -> Iterator[Ranges]:
    """Yield ranges, those as one between which ``chance`` times the words that are the same are fewer than differ."""
    last: Ranges | None = None
    for found in ranges:
        if last and _is_chance(last, found, chance):
            last = (last[0], found[1], last[2], found[3])
            continue
        if last:
            yield last
        last = found
    if last:
        yield last


def _is_chance(one: Ranges, other: Ranges, chance: int) -> bool:
    same = other[0] - one[1]
    return same == 0 or 0 < same * chance <= min(max(r[1] - r[0], r[3] - r[2]) for r in (one, other))


def _find_unequal(one: Sequence[str], other: Sequence[str]) -> Iterator[Ranges]:
    start = stop = 0
    for i, j in [*_find_anchors(one, other), (len(one), len(other))]:
        # A run may overlap the one before it: what is left of it counts.
        late = max(0, start - i, stop - j)
        if late >= _RUN:
            continue
        yield from _compare_words(one, other, (start, i + late, stop, j + late))
        start, stop = i + _RUN, j + _RUN


def _find_anchors(one: Sequence[str], other: Sequence[str]) -> Sequence[tuple[int, int]]:
    """Return where runs start that occur once in each sequence, as many as stand in the same order in both."""
    here, there = _find_single_runs(one), _find_single_runs(other)
    pairs = [(i, there[run]) for run, i in here.items() if run in there]
    tails: list[int] = []
    chosen: list[int] = []
    previous: list[int] = []
    for number, (_, j) in enumerate(pairs):
        place = bisect_left(tails, j)
        previous.append(chosen[place - 1] if place else -1)
        tails[place : place + 1] = [j]
        chosen[place : place + 1] = [number]
    kept: list[tuple[int, int]] = []
    number = chosen[-1] if chosen else -1
    while number >= 0:
        kept.append(pairs[number])
        number = previous[number]
    return kept[::-1]


def _find_single_runs(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    """Return the runs that occur once, each with its place, in order."""
    places: dict[tuple[str, ...], int] = {}
    for place, run in enumerate(zip(*(words[offset:] for offset in range(_RUN)), strict=False)):
        places[run] = -1 if run in places else place
    return {run: place for run, place in places.items() if place >= 0}


def _compare_words(one: Sequence[str], other: Sequence[str], ranges: Ranges) -> Iterator[Ranges]:
    """Yield the differences of two stretches, by least edits."""
    a, b, c, d = ranges
    while a < b and c < d and one[a] == other[c]:
        a, c = a + 1, c + 1
    while a < b and c < d and one[b - 1] == other[d - 1]:
        b, d = b - 1, d - 1
    if a == b or c == d or (b - a) * (d - c) > LARGEST:
        if a < b or c < d:
            yield a, b, c, d
        return
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - only where two texts differ

    for step in Levenshtein.opcodes(one[a:b], other[c:d]):
        if step.tag != "equal":
            yield a + step.src_start, a + step.src_end, c + step.dest_start, c + step.dest_end
