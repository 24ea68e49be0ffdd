"""Looks once for all phrases of the lexicon in an article's flat text; what they mean is for the extractors to say."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, islice
from typing import NamedTuple, Protocol, cast

import re2

from compliance.lexicon.compiling import Match, Pattern, compile_phrase, expand_pattern
from compliance.model.article import Article
from compliance.model.scan import Hit, Phrase, Scan, normalise_lines

__all__ = ["MAX_HITS", "MAX_SET_MEMORY", "Pattern", "Scanner", "compile_phrase", "expand_pattern"]

MAX_HITS = 500
"""Hits kept of one phrase in one article."""

MAX_SET_MEMORY = 256 << 20
"""Bytes that the automaton of all literals may take; it takes some 10 MB of them."""

_FEW = 50_000
"""Characters up to which looking for the literals one by one costs less than building the automaton."""


class _Set(Protocol):
    """What this program asks of a set of patterns of RE2."""

    def Add(self, pattern: str) -> int:  # noqa: N802 - RE2's own name
        """Add a pattern."""
        ...

    def Compile(self) -> None:  # noqa: N802
        """Make the automaton."""
        ...

    def Match(self, text: str) -> Sequence[int] | None:  # noqa: N802
        """Return the numbers of the patterns that occur."""
        ...


class _Candidates:
    """Finds which phrases a text may hold, by the literals that they need.

    Literals are looked for one by one at first, and with one automaton for all when there is more to read.
    """

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._phrases = phrases
        self._literals = tuple(dict.fromkeys(chain.from_iterable(chain.from_iterable(p.needs for p in phrases))))
        self._always = [index for index, phrase in enumerate(phrases) if not phrase.needs]
        self._read = 0
        self._set: _Set | None = None
        self._groups: list[tuple[frozenset[str], ...]] = []
        self._owners: dict[str, list[int]] = defaultdict(list)

    def find(self, text: str) -> list[tuple[Phrase, Iterable[str]]]:
        """Return the phrases whose literals occur in a normalised text, each with those of its first group that do."""
        self._read += len(text)
        if self._set is None and self._read > _FEW:
            self._build()
        matched = self._set.Match(text) if self._set is not None else None
        if matched is None:
            # RE2 says nothing both where nothing occurs and where its automaton outgrew its memory
            return [(phrase, _first(phrase.needs)) for phrase in self._phrases if phrase.may_occur(text)]
        found = {self._literals[index] for index in matched}
        owners = {index for literal in found for index in self._owners.get(literal, ())}
        return [
            (self._phrases[index], found.intersection(_first(self._groups[index])))
            for index in sorted(owners.union(self._always))
            if not any(group.isdisjoint(found) for group in self._groups[index])
        ]

    def _build(self) -> None:
        """Make the automaton, and what leads from its literals to the phrases."""
        self._set = _compile_set(self._literals)
        self._groups = [tuple(map(frozenset, phrase.needs)) for phrase in self._phrases]
        for index, phrase in enumerate(self._phrases):
            for literal in _first(phrase.needs):
                self._owners[literal].append(index)


def _first(groups: Sequence[Iterable[str]]) -> Iterable[str]:
    return groups[0] if groups else ()


def _compile_set(literals: Iterable[str]) -> _Set:
    options = re2.Options()
    options.never_capture = True
    options.log_errors = False
    options.max_mem = MAX_SET_MEMORY
    automaton = cast("_Set", re2.Set.SearchSet(options))
    for literal in literals:
        automaton.Add(re2.escape(literal))
    automaton.Compile()
    return automaton


class _Line(NamedTuple):
    """A line of flat text: its bytes, where it starts, and what it says once it is normalised."""

    text: bytes
    start: int
    normalised: str


class _Lines:
    """The lines of an article's flat text, and which of them hold a literal. No phrase reaches over a line's end."""

    def __init__(self, flat: bytes) -> None:
        self.normalised = normalise_lines(flat.decode())
        normalised = self.normalised.split("\n")
        texts = flat.split(b"\n")
        starts = accumulate((len(text) + 1 for text in texts), initial=0)
        self.all = tuple(map(_Line, texts, starts, normalised))
        self._starts = tuple(accumulate((len(line) + 1 for line in normalised), initial=0))

        self._holding: dict[str, tuple[int, ...]] = {}

    def find(self, phrase: Phrase, literals: Iterable[str]) -> Iterator[_Line]:
        """Yield the lines that hold all literals that a phrase needs; one of ``literals`` is among them."""
        if not phrase.needs:
            yield from self.all
            return
        for number in sorted(set(chain.from_iterable(map(self._find_holding, literals)))):
            if phrase.may_occur(self.all[number].normalised):
                yield self.all[number]

    def _find_holding(self, literal: str) -> tuple[int, ...]:
        """Return the numbers of the lines that hold a literal."""
        if literal not in self._holding:
            self._holding[literal] = tuple(self._search(literal))
        return self._holding[literal]

    def _search(self, literal: str) -> Iterator[int]:
        position = self.normalised.find(literal)
        while position >= 0:
            number = bisect_right(self._starts, position) - 1
            yield number
            position = self.normalised.find(literal, self._starts[number + 1])


class Scanner:
    """Finds phrases; compiles each when an article first may hold it, and keeps it.

    Entries with the attribute ``scan: no`` are word lists for extractors: handed on, never looked for.
    """

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        entries: dict[str, list[Phrase]] = defaultdict(list)
        for phrase in phrases:
            entries[phrase.cue].append(phrase)
        self._entries = {cue: tuple(found) for cue, found in entries.items()}
        every = chain.from_iterable(self._entries.values())
        self._candidates = _Candidates([phrase for phrase in every if phrase.attributes.get("scan") != "no"])
        self._patterns: dict[int, Pattern] = {}

    def scan(self, article: Article) -> Scan:
        """Return all hits outside of code blocks, by cue, in the order of the text."""
        hits: dict[str, list[Hit]] = defaultdict(list)
        code = [(block.start, block.end) for block in article.blocks if block.kind == "code"]
        lines = _Lines(article.flat)
        for phrase, literals in self._candidates.find(lines.normalised):
            first = islice(self._find(phrase, lines.find(phrase, literals)), MAX_HITS)
            hits[phrase.cue].extend(hit for hit in first if not _is_inside(hit.start, code))
        for found in hits.values():
            found.sort(key=lambda hit: (hit.start, -hit.end))
        return Scan(dict(hits), self._entries)

    def _find(self, phrase: Phrase, lines: Iterable[_Line]) -> Iterator[Hit]:
        """Yield the hits of a phrase in lines."""
        for line in lines:
            pattern = self._patterns.get(id(phrase))
            if pattern is None:
                pattern = self._patterns[id(phrase)] = compile_phrase(phrase)
            for match in pattern.finditer(line.text):
                if match.end() > match.start():
                    groups = _find_groups(pattern, match, line.start)
                    yield Hit(phrase, line.start + match.start(), line.start + match.end(), groups)


def _find_groups(pattern: Pattern, match: Match, offset: int) -> dict[str, tuple[int, int]]:
    return {
        _decode(name): (offset + match.start(number), offset + match.end(number))
        for name, number in pattern.groupindex.items()
        if match.start(number) >= 0
    }


def _decode(name: str | bytes) -> str:
    return name.decode() if isinstance(name, bytes) else name


def _is_inside(position: int, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in ranges)
