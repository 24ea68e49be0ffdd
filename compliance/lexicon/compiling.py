"""Compiles the lexicon's patterns with RE2, whose time grows with the text alone; what they mean is not said here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol, cast

import re2

from compliance.errors import PackError, Problem
from compliance.model.scan import Phrase

MAX_PATTERN_MEMORY = 8 << 20
"""Bytes that the program and the automaton of one phrase may take."""

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
