"""Looks once for all phrases of the lexicon in an article's flat text; what they mean is for the extractors to say."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, islice
from typing import NamedTuple, Protocol, cast

import re2

from compliance.errors import PackError, Problem
from compliance.model.article import Article
from compliance.model.scan import Hit, Phrase, Scan, normalise_lines

MAX_HITS = 500
"""Hits kept of one phrase in one article."""

MAX_PATTERN_MEMORY = 8 << 20
"""Bytes that the program and the automaton of one phrase may take."""

MAX_SET_MEMORY = 256 << 20
"""Bytes that the automaton of all literals may take; it takes some 10 MB of them."""

_FEW = 50_000
"""Characters up to which looking for the literals one by one costs less than building the automaton."""

_LOOK_AROUND = re.compile(r"\(\?(?:<?[=!])|\(\?P=|\\[1-9]|\(\?\(|\(\?#|\(\?>|[*+?}]\+")
_SENTENCE = "[^.!?]"
"""Stands for any sign inside a sentence: a full stop too, where a word goes on behind it (``weekly.example``)."""

_CLASS = re.compile(r"\[(?:\\.|[^\]\\])+\]")


class Match(Protocol):
    """What this program asks of a match of RE2."""

    lastindex: int | None

    def start(self, group: str | int = 0) -> int:
        """Return where a group starts, -1 where it took no part."""
        ...

    def end(self, group: str | int = 0) -> int:
        """Return where a group ends."""
        ...


class Pattern(Protocol):
    """What this program asks of a pattern of RE2."""

    groupindex: dict[str, int]

    def finditer(self, text: bytes) -> Iterator[Match]:
        """Yield the matches."""
        ...


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


def expand_pattern(pattern: str) -> str:
    r"""Return a lexicon's pattern as RE2 wants it.

    A space is any white space, straight quotes are typographic ones too, and ``\\w`` is a letter of any script.

    >>> expand_pattern("the author's own")
    "the\\s+author['’‘ʼ´`]s\\s+own"
    """
    pieces: list[str] = []
    position = 0
    for match in _CLASS.finditer(pattern):
        pieces.extend((_expand_plain(pattern[position : match.start()]), _expand_class(match[0])))
        position = match.end()
    pieces.append(_expand_plain(pattern[position:]))
    return "".join(pieces)


def _expand_plain(text: str) -> str:
    text = text.replace(r"\w", f"[{_LETTERS}]").replace(" ?", r"\s*").replace(" *", r"\s*").replace(" ", r"\s+")
    return text.replace("'", "['’‘ʼ´`]").replace('"', '["“”„«»‟″]')


def _expand_class(text: str) -> str:
    if text == _SENTENCE:
        return r"(?:[^.!?]|\.[a-z0-9])"
    return text.replace(r"\w", _LETTERS).replace(" ", r"\s").replace("'", "'’‘ʼ´`").replace('"', '"“”„«»‟″')


def compile_phrase(phrase: Phrase) -> Pattern:
    """Compile a phrase's pattern; raises `PackError` where RE2 cannot, saying what to do instead."""
    if found := _LOOK_AROUND.search(phrase.pattern):
        message = f"phrase {phrase.pattern!r}: {found[0]!r} is look-around, a back-reference or possessive"
        raise PackError(Problem("", 0, 0, message, "write the alternatives out, or name what surrounds the phrase too"))
    options = re2.Options()
    options.case_sensitive = False
    options.never_nl = True
    options.log_errors = False
    options.max_mem = MAX_PATTERN_MEMORY
    try:
        return cast("Pattern", re2.compile(expand_pattern(phrase.pattern).encode(), options))
    except re2.error as error:
        reason = error.args[0] if error.args else error
        reason = reason.decode(errors="replace") if isinstance(reason, bytes) else reason
        raise PackError(Problem("", 0, 0, f"phrase {phrase.pattern!r}: {reason}", "see the syntax of RE2")) from error


_LETTERS = (
    r"0-9A-Za-z_\x{AA}\x{B5}\x{BA}\x{C0}-\x{1FFF}\x{2C00}-\x{2DFF}\x{3005}\x{3040}-\x{FDFF}\x{FE70}-\x{FEFF}"
    r"\x{10000}-\x{10FFFF}"
)
"""Letters and digits of all scripts, and little else. RE2's own classes hold hundreds of ranges: a pattern with three
of them takes longer to compile than an article to read."""


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
