"""The article's images as checks see them, each with the credit that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.checks.judging import quote
from compliance.model.article import Scope
from compliance.model.evidence import Evidence, ImageCredit, ImageValue, Kind, Tracker
from compliance.model.seen import Seen


def find_images(seen: Seen) -> Iterator[tuple[Evidence, ImageValue]]:
    """Yield the article's images that are no counters."""
    counters = {item.value.url for item in seen.evidence if isinstance(item.value, Tracker)}
    for item in seen.of_kind(Kind.IMAGE, scope=Scope.ARTICLE):
        if isinstance(item.value, ImageValue) and item.value.url not in counters:
            yield item, item.value


def find_credit(image: Evidence, seen: Seen) -> ImageCredit | None:
    """Return the credit of an image: the first at it or behind it, and before the next image."""
    if not isinstance(image.value, ImageValue) or not image.value.credited:
        return None
    following = [item.span.start for item, _ in find_images(seen) if item.span.start > image.span.start]
    end = min(following, default=None)
    credits_behind = [
        item
        for item in seen.of_kind(Kind.IMAGE_CREDIT, scope=None)
        if item.span.start >= image.span.start and (end is None or item.span.start < end)
    ]
    first = min(credits_behind, key=lambda item: item.span.start, default=None)
    return first.value if first and isinstance(first.value, ImageCredit) else None


def name_image(item: Evidence, value: ImageValue) -> str:
    """Return what an image is called in a finding: its alternative text, else the name of its file."""
    return quote(value.alt or value.url.rstrip("/").rpartition("/")[2] or item.text)
