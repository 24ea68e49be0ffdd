"""Articles with marks at what should be seen in them: ``⟦words⟧`` or ``⟦kind|words⟧``."""

from __future__ import annotations

import re

from msgspec import Struct

from compliance.errors import UsageError

_MARK = re.compile(
    r"""
    ⟦
    (?: (?P<kind> [a-z][a-z0-9-]* ) \| )?
    (?P<words> [^⟦⟧]* )
    ⟧
    """,
    re.VERBOSE,
)
_SIGNS = re.compile("[⟦⟧]")


class Marked(Struct, frozen=True):
    """Words that were marked; offsets are characters of the text without marks. No ``kind`` stands for any."""

    kind: str
    start: int
    end: int


class MarkedText(Struct, frozen=True):
    """A text without its marks, and where they stood, in the order of the text."""

    text: str
    marked: tuple[Marked, ...]


def parse_marked_text(text: str) -> MarkedText:
    """Return a text without its marks. Raises `UsageError` for a mark that is opened or closed alone.

    >>> parse_marked_text("By ⟦byline|Ann Author⟧")
    MarkedText(text='By Ann Author', marked=(Marked(kind='byline', start=3, end=13),))
    >>> parse_marked_text("⟦Ann⟧ and ⟦Ben⟧").marked[1]
    Marked(kind='', start=8, end=11)
    """
    parts: list[str] = []
    marked: list[Marked] = []
    length = position = 0
    for match in _MARK.finditer(text):
        before, words = text[position : match.start()], match["words"]
        start = length + len(before)
        marked.append(Marked(match["kind"] or "", start, start + len(words)))
        parts += [before, words]
        length, position = start + len(words), match.end()
    plain = "".join([*parts, text[position:]])
    if _SIGNS.search(plain):
        raise UsageError("a mark ⟦…⟧ is opened or closed alone, or stands inside another; write each as ⟦words⟧")
    return MarkedText(plain, tuple(marked))
