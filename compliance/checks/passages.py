"""The article's own text as checks see it: passages with their places, and which of them are the story itself."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

from compliance.model.article import Article, Block, Carrier, Scope
from compliance.model.evidence import Evidence, Kind
from compliance.model.seen import Seen
from compliance.model.source import Span
from compliance.patterns import compile_late

_STORY = frozenset({"paragraph", "item", "quote", "cell", "text"})
FRAME = frozenset(
    {"byline", "bio", "date", "title", "caption", "credit", "copyright", "license", "footer", "nav", "related"}
    | {"disclaimer", "tags", "comments"}
)
"""What markup calls a block that is no part of the story."""
SAID_OF_IT = frozenset(
    {
        *(Kind.BYLINE, Kind.DATE, Kind.ORIGIN_STATEMENT, Kind.COPYRIGHT_NOTICE, Kind.LICENSE_GRANT),
        *(Kind.FAIR_USE_NOTICE, Kind.DISCLAIMER, Kind.PERMISSION_STATEMENT, Kind.MODIFICATION_NOTICE),
        *(Kind.IMAGE_CREDIT, Kind.PUBLISHER),
    }
)
"""Evidence of what is said about the article, not in it."""
SHORT_LINE = 40
"""Words up to which a block that holds such evidence is a line about the article, whatever else it says."""
_WORD = compile_late(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"  # scripts that do not part their words: each sign is one
    r"|[^\W_]+(?:['’‘.,\-‐–][^\W_]+)*"  # "city's", "well-kept", "1,000"
)


class Passage(Struct, frozen=True):
    """A block's text and its place; ``start`` is the flat offset of its first byte."""

    text: str
    start: int
    span: Span
    block: Block


def list_passages(article: Article, scopes: Sequence[str] = (Scope.ARTICLE,)) -> tuple[Passage, ...]:
    """Return the blocks of some scopes that hold text, but no code, in the order of the text."""
    return tuple(
        Passage(text, block.start, article.span(block.start, block.end), block)
        for block in article.blocks
        if block.scope in scopes and block.kind != "code" and (text := article.text(block.start, block.end)).strip()
    )


def list_story(seen: Seen) -> tuple[Passage, ...]:
    """Return the passages that are the story itself: no headings, captions, bylines, credits, notices."""
    if seen.article is None:
        return ()
    passages = list_passages(seen.article)
    about: dict[int, list[Evidence]] = {}
    for item in seen.evidence:
        if item.kind in SAID_OF_IT and item.carrier is Carrier.TEXT:
            for number in find_meeting(item.span, passages):
                about.setdefault(number, []).append(item)
    return tuple(passage for number, passage in enumerate(passages) if _is_story(passage, about.get(number, ())))


def find_meeting(span: Span, passages: Sequence[Passage]) -> range:
    """Return the numbers of the passages that a span overlaps; passages stand in the order of the source."""
    first = bisect_right(passages, span.start, key=lambda passage: passage.span.end)
    last = bisect_left(passages, span.end, key=lambda passage: passage.span.start)
    return range(first, max(first, last))


def _is_story(passage: Passage, touching: Sequence[Evidence]) -> bool:
    block = passage.block
    if block.kind not in _STORY or block.hints & FRAME:
        return False
    if any(item.kind != Kind.DATE for item in touching) and count_words(passage.text) <= SHORT_LINE:
        return False
    size = passage.span.end - passage.span.start
    return not any(2 * _overlap(item.span, passage.span) > size for item in touching)


def _overlap(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def count_words(text: str) -> int:
    """Return how many words a text has; of Chinese and Japanese, how many signs.

    >>> count_words("The city's 1,000 well-kept boats — all of them."), count_words("水は正午")
    (8, 4)
    """
    return sum(1 for _ in _WORD.finditer(text))


def find_words(text: str) -> Iterator[tuple[int, int]]:
    """Yield the character ranges of the words of a text."""
    return (match.span() for match in _WORD.finditer(text))
