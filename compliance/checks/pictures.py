"""The article's images as checks see them, each with the credit that belongs to it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from msgspec import Struct

from compliance.checks.judging import quote
from compliance.model.evidence import Evidence, ImageCredit, ImageValue, Kind, Tracker
from compliance.model.seen import Seen
from compliance.model.source import Span


class Picture(Struct, frozen=True):
    """An image of the article that is no counter, and its credit where one was read."""

    span: Span
    value: ImageValue
    name: str
    """What it is called in a finding: its alternative text, else the name of its file; in quotes."""
    credit: ImageCredit | None = None


def list_pictures(seen: Seen) -> tuple[Picture, ...]:
    """Return the images in the order of the source.

    Of the credits, the first at an image or behind it, and before the next image, is its own.
    """
    found = sorted(_find_images(seen), key=lambda pair: pair[0].span)
    starts = [item.span.start for item, _ in found]
    credits_by_start = sorted(
        ((item.span.start, item.value) for item in seen.of_kind(Kind.IMAGE_CREDIT, scope=None)), key=lambda c: c[0]
    )
    credited = [start for start, _ in credits_by_start]
    pictures = []
    for number, (item, value) in enumerate(found):
        first = bisect_left(credited, item.span.start)
        end = starts[number + 1] if number + 1 < len(starts) else None
        is_own = value.credited and first < len(credited) and (end is None or credited[first] < end)
        credit = credits_by_start[first][1] if is_own else None
        own = credit if isinstance(credit, ImageCredit) else None
        pictures.append(Picture(item.span, value, _name(item, value), own))
    return tuple(pictures)


def _find_images(seen: Seen) -> Iterator[tuple[Evidence, ImageValue]]:
    counters = {item.value.url for item in seen.evidence if isinstance(item.value, Tracker)}
    for item in seen.of_kind(Kind.IMAGE):
        if isinstance(item.value, ImageValue) and item.value.url not in counters:
            yield item, item.value


def _name(item: Evidence, value: ImageValue) -> str:
    return quote(value.alt or value.url.rstrip("/").rpartition("/")[2] or item.text)
