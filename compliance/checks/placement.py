"""Where something must stand: at an end, in the first paragraphs or words, in or beside the block of other evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from compliance.checks.params import (
    COUNT,
    EVIDENCE,
    Params,
    Schema,
    describe,
    one_of,
    read_count,
    read_text,
    read_texts,
)
from compliance.checks.passages import Passage, find_meeting, find_words, list_passages, list_story
from compliance.model.evidence import Evidence
from compliance.model.seen import Seen
from compliance.model.source import Span

PLACES = ("top", "bottom", "top-and-bottom", "first-paragraphs", "first-words")
PLACEMENT: Mapping[str, Schema] = {
    "placement": describe(one_of(PLACES), "where in the article it must stand; left out, anywhere"),
    "paragraphs": describe(COUNT, "how many paragraphs 'first-paragraphs' means", 1),
    "words": describe(COUNT, "how many words 'first-words' means", 100),
}
SURROUNDINGS: Mapping[str, Schema] = {
    "inside": describe(EVIDENCE, "kinds of evidence in whose paragraph it must stand; left out, in any"),
    "beside": describe(
        EVIDENCE, "kinds of evidence in or next to whose paragraph it must stand; left out, beside anything"
    ),
}
_TOP_AT_LEAST, _TOP_AT_MOST, _TOP_SHARE = 400, 2000, 5
_BOTTOM_AT_LEAST, _BOTTOM_SHARE = 600, 3


class Placement(Struct, frozen=True):
    """Conditions on a place; an empty one asks nothing.

    ``inside`` and ``beside`` are kinds of evidence: in whose block, or in or next to whose block, something stands.
    """

    place: str = ""
    paragraphs: int = 1
    words: int = 100
    inside: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()

    def keep(self, spans: Iterable[Span], seen: Seen) -> tuple[Span, ...]:
        """Return those of some spans that stand where they must, in their order.

        *top-and-bottom* keeps none unless there is one at each end, and they are two.
        """
        kept = tuple(dict.fromkeys(spans))
        for kinds, reach in ((self.inside, 0), (self.beside, 1)):
            if kinds:
                kept = _keep_near(kept, kinds, reach, seen)
        return self._keep_place(kept, seen)

    def _keep_place(self, spans: tuple[Span, ...], seen: Seen) -> tuple[Span, ...]:
        match self.place:
            case "top-and-bottom":
                ends = [tuple(s for s in spans if _is_at_end(s, place, seen.body)) for place in ("top", "bottom")]
                both = tuple(dict.fromkeys((*ends[0], *ends[1])))
                return both if all(ends) and len(both) > 1 else ()
            case "first-paragraphs" | "first-words":
                limit = self._find_limit(seen)
                return tuple(span for span in spans if span.start < limit)
            case "top" | "bottom":
                return tuple(span for span in spans if _is_at_end(span, self.place, seen.body))
        return spans

    def _find_limit(self, seen: Seen) -> int:
        """Return the offset in the source behind the last of the first paragraphs, or words, of the story."""
        story = list_story(seen)
        if self.place == "first-paragraphs":
            return story[self.paragraphs - 1].span.end if len(story) >= self.paragraphs else seen.body.end
        left = self.words
        for passage in story:
            words = list(find_words(passage.text))
            if len(words) >= left and seen.article is not None:
                end = passage.start + len(passage.text[: words[left - 1][1]].encode())
                return seen.article.span(passage.start, end).end
            left -= len(words)
        return seen.body.end

    def describe(self) -> str:
        """Say where, as the end of a sentence."""
        parts = [f"in the same block as {_name(self.inside)}"] if self.inside else []
        parts += [f"beside {_name(self.beside)}"] if self.beside else []
        match self.place:
            case "top-and-bottom":
                parts.append("at the top and, once more, at the bottom of the article")
            case "first-paragraphs":
                parts.append(f"in the first {_count(self.paragraphs, 'paragraph')} of the article")
            case "first-words":
                parts.append(f"in the first {_count(self.words, 'word')} of the article")
            case "top" | "bottom":
                parts.append(f"at the {self.place} of the article")
        return " and ".join(parts)


def read_placement(params: Params) -> Placement:
    """Return the placement that a check's parameters describe."""
    return Placement(
        place=read_text(params, "placement"),
        paragraphs=read_count(params, "paragraphs", 1),
        words=read_count(params, "words", 100),
        inside=read_texts(params, "inside"),
        beside=read_texts(params, "beside"),
    )


def _is_at_end(span: Span, place: str, body: Span) -> bool:
    """Whether a span is at the top or bottom of the article's text.

    The top is the first fifth, but 400 to 2,000 bytes; the bottom is the last third, but at least 600 bytes, and all
    that follows.
    """
    size = body.end - body.start
    if place == "top":
        return span.start < body.start + min(max(size // _TOP_SHARE, _TOP_AT_LEAST), _TOP_AT_MOST)
    return span.end > body.end - max(size // _BOTTOM_SHARE, _BOTTOM_AT_LEAST)


def _keep_near(spans: Sequence[Span], kinds: Sequence[str], reach: int, seen: Seen) -> tuple[Span, ...]:
    """Return the spans in the blocks of evidence of some kinds, or up to so many blocks from them."""
    if seen.article is None:
        return ()
    blocks = list_passages(seen.article)
    near: set[int] = set()
    for item in seen.evidence:
        if item.kind in kinds:
            near.update(_find_near(item, blocks, reach))
    return tuple(span for span in spans if not near.isdisjoint(find_meeting(span, blocks)))


def _find_near(item: Evidence, blocks: Sequence[Passage], reach: int) -> range:
    """Return the numbers of the blocks at a piece of evidence; an image between two blocks stands in neither."""
    holding = find_meeting(item.span, blocks)
    return range(max(0, holding.start - reach), min(len(blocks), holding.stop + reach))


def _name(kinds: Sequence[str]) -> str:
    words = (kind.replace("-", " ") for kind in kinds)
    return " or ".join(f"an {word}" if word[:1] in "aeiou" else f"a {word}" for word in words)


def _count(number: int, what: str) -> str:
    return what if number == 1 else f"{number} {what}s"
