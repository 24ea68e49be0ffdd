"""A copy and its original as checks compare them: the text of each without what is only said about it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from compliance.checks import passages
from compliance.checks.judging import review
from compliance.comparison.difference import Comparison, Passage, Role, Text, compare
from compliance.model.article import Article, Carrier, Scope
from compliance.model.evidence import Evidence, Kind, Title
from compliance.model.result import Finding, Judgement
from compliance.model.seen import Version, Versions
from compliance.model.source import Span
from compliance.patterns import compile_late

LIKE = 0.5
"""Share of one version's passages, or of its words, that the other must have, to be taken for a version of it."""
_SCOPES = (Scope.ARTICLE, Scope.QUOTATION)
_LINES = frozenset({Kind.BYLINE, Kind.DATE, Kind.PUBLISHER, Kind.IMAGE_CREDIT})
"""Evidence that makes a short block a line about the article as a whole; of other kinds, it is the sentences."""
_SCRAP = 3
"""Words of a block without a full stop that is a button or label of the page, such as "Share"."""
_CAPTION = 300
"""Bytes of a block right below an image that can be its caption."""
_ELISION = compile_late(r"…|\.{3}")
_SENTENCE_END = compile_late(r"(?<=[.!?…])[\"'”’»)\]*_]*\s+|\n")


@lru_cache(maxsize=1)
def compare_texts(versions: Versions) -> Comparison:
    """Compare the texts of a copy and its original; several rules ask for it."""
    return compare(tuple(_list_passages(versions.original)), tuple(_list_passages(versions.copy)))


def find_unlike(comparison: Comparison, versions: Versions) -> Judgement | None:
    """Return a question where what was given does not look like the original."""
    likeness, name = comparison.likeness, versions.original.article.name
    if not comparison.original.words or not comparison.copy.words:
        side = "the copy" if comparison.original.words else name
        return review([Finding(f"no text is seen in {side}")], message="there is no text to compare")
    if likeness.best >= LIKE:
        return None
    shares = f"it has {likeness.copy:.0%} of the copy's passages, and the copy {likeness.original:.0%} of its own"
    return review(
        [Finding(f"{name}: {shares}")],
        message="what was given as the original does not look like it",
        remedy="Name the file that holds the original of this article.",
    )


def find_span(text: Text, article: Article, start: int, end: int) -> Span:
    """Return the source span of a range of words; of an empty one, the word that stands there."""
    first, behind = text.place(start)
    last = text.place(end - 1)[1] if end > start else behind
    return article.span(first, last)


def _list_passages(version: Version) -> Iterator[Passage]:
    """Yield the text but for its title, which has a duty of its own."""
    article, about = version.article, _About(version.evidence)
    titles = {item.value.text for item in version.evidence if isinstance(item.value, Title)}
    pictures = _find_picture_ends(article)
    for passage in passages.list_passages(article, _SCOPES):
        if passage.block.kind == "heading" and " ".join(passage.text.split()) in titles:
            continue
        kinds = about.touching(passage.span)
        role = _find_role(passage, kinds)
        if role is Role.TEXT and passage.start in pictures and passage.block.end - passage.start <= _CAPTION:
            role = Role.UNSURE
        if kinds and role is not Role.ASIDE:
            yield from _cut(article, passage, about, role)
        else:
            yield Passage(passage.text, passage.start, role)


def _find_role(passage: passages.Passage, kinds: Collection[str]) -> Role:
    block, words = passage.block, passages.count_words(passage.text)
    if block.kind == "heading" or (words == 0 and _ELISION.search(passage.text)):
        return Role.TEXT
    if block.hints & passages.FRAME or block.kind == "caption":
        return Role.ASIDE
    if words <= passages.SHORT_LINE and not _LINES.isdisjoint(kinds):
        return Role.ASIDE
    return Role.ASIDE if words <= _SCRAP and not _ends_sentence(passage.text) else Role.TEXT


def _cut(article: Article, passage: passages.Passage, about: _About, role: Role) -> Iterator[Passage]:
    """Yield a block's sentences about the article, and what stands between them.

    Of a short block the rest mostly belongs to these ("Read the original here.").
    """
    runs: list[tuple[bool, int, int]] = []
    for start, end in _find_sentences(passage.text):
        first = passage.start + len(passage.text[:start].encode())
        last = first + len(passage.text[start:end].encode())
        said = bool(about.touching(article.span(first, last)) - _LINES)
        if runs and runs[-1][0] is said:
            runs[-1] = (said, runs[-1][1], end)
        else:
            runs.append((said, start, end))
    short = passages.count_words(passage.text) <= passages.SHORT_LINE and any(said for said, _, _ in runs)
    for said, start, end in runs:
        first = passage.start + len(passage.text[:start].encode())
        yield Passage(passage.text[start:end], first, Role.ASIDE if said else Role.UNSURE if short else role)


def _find_sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match.start() > start:
            yield start, match.end()
            start = match.end()
    if start < len(text):
        yield start, len(text)


def _ends_sentence(text: str) -> bool:
    return text.rstrip().rstrip("\"'”’»)").endswith((".", "!", "?", "…", "。", "！", "？"))


def _find_picture_ends(article: Article) -> frozenset[int]:
    """Return the starts of the blocks that stand right below an image."""
    starts = [block.start for block in article.blocks]
    found: set[int] = set()
    for image in article.images:
        index = bisect_right(starts, image.position) if image.kind == "img" else len(starts)
        here = article.block_index(image.position)
        if here is not None and article.blocks[here].start >= image.position:
            index = here
        if index < len(starts):
            found.add(starts[index])
    return frozenset(found)


class _About:
    """Where evidence of what is said about an article stands in its text."""

    def __init__(self, evidence: Sequence[Evidence]) -> None:
        items = [e for e in evidence if e.kind in passages.SAID_OF_IT and e.carrier is Carrier.TEXT]
        self._items = sorted(items, key=lambda item: item.span)
        self._starts = [item.span.start for item in self._items]
        self._longest = max((item.span.end - item.span.start for item in self._items), default=0)

    def touching(self, span: Span) -> frozenset[str]:
        """Return the kinds of evidence that overlap a span."""
        first = bisect_right(self._starts, span.start - self._longest - 1)
        last = bisect_right(self._starts, span.end - 1)
        return frozenset(item.kind for item in self._items[first:last] if item.span.end > span.start)
