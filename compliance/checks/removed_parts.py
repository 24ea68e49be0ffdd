"""Check kind `parts-removed`: images, frames and quotations that the terms leave out were not carried over."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.checks.destinations import ORIGIN, leads
from compliance.checks.judging import PASSED, fail, quote, review
from compliance.checks.naming import mentions, names_of
from compliance.checks.params import LOOK, TEXTS, Params, describe, make_schema, read_texts, some_of
from compliance.checks.passages import list_passages
from compliance.checks.pictures import list_pictures
from compliance.checks.telling import PICTURE, SOURCE, STORY, tell
from compliance.hookspecs import Check, KindExample
from compliance.hyperlinks import host_of
from compliance.model.article import Scope
from compliance.model.evidence import Tracker
from compliance.model.result import Finding, Judgement
from compliance.model.seen import Seen

PARTS = ("image", "frame", "quotation")
"""*frame*: charts, videos and posts that another site shows inside the page."""
_FRAMES = frozenset({"iframe"})


def judge(params: Params, seen: Seen) -> Judgement:
    """Pass if there are no such parts; fail for an image that is surely the publisher's; else ask whose the parts are.

    An image that its credit puts under a license of its own stays: that license speaks for it.
    """
    parts, holders = read_texts(params, "parts", PARTS), read_texts(params, "holders")
    sure = list(_find_carried_over(seen, holders)) if "image" in parts else []
    if sure:
        return fail(sure)
    open_parts = list(_find_open(parts, seen))
    return (
        review(open_parts, message="are these parts the publisher's, or do its terms leave them out?")
        if open_parts
        else PASSED
    )


def _find_carried_over(seen: Seen, holders: tuple[str, ...]) -> Iterator[Finding]:
    """Yield the images that load from the origin, or are credited to it or to a holder that the terms name."""
    names = (*holders, *(name for origin in seen.about for name in names_of(origin, seen.policies)))
    for picture in list_pictures(seen):
        credit = picture.credit
        if credit and credit.license_id:
            continue
        if leads(picture.value.url, (ORIGIN,), seen):
            yield Finding(f"the image {picture.name} is loaded from {host_of(picture.value.url)}", picture.span)
        elif credit and mentions(credit.credit, names):
            yield Finding(f"the image {picture.name} is credited to {quote(credit.credit)}", picture.span)


def _find_open(parts: tuple[str, ...], seen: Seen) -> Iterator[Finding]:
    if "image" in parts:
        for picture in list_pictures(seen):
            if not (picture.credit and picture.credit.license_id):
                yield Finding(f"the image {picture.name} is to be looked at", picture.span)
    if "frame" in parts and seen.article is not None:
        counters = {item.value.url for item in seen.evidence if isinstance(item.value, Tracker)}
        for image in seen.article.images:
            if image.kind in _FRAMES and image.scope is Scope.ARTICLE and image.url not in counters:
                yield Finding(f"the frame from {host_of(image.url) or image.url} is to be looked at", image.span)
    if "quotation" in parts and seen.article is not None:
        for passage in list_passages(seen.article, (Scope.ARTICLE, Scope.QUOTATION)):
            if passage.block.kind == "quote":
                yield Finding(f"the quotation {quote(passage.text)} is to be looked at", passage.span)


CHECK = Check(
    "parts-removed",
    judge,
    make_schema(
        {
            "parts": describe(some_of(PARTS), "what the terms leave out: images, frames, long quotations", list(PARTS)),
            "holders": describe(TEXTS, "whose images are left out, beside the publisher's; left out, nobody's"),
        }
    ),
    about="Images, frames and quotations that the terms leave out were not carried over; in doubt, a person is asked.",
    cost=f"{LOOK}; for quotations, at each block of the text too",
    examples=(
        KindExample(
            "No image was carried over from the publisher.",
            {"parts": ["image"]},
            passes=tell(STORY, SOURCE),
            fails=tell(STORY, PICTURE, SOURCE),
        ),
        KindExample(
            "A person looks at each quotation.",
            {"parts": ["quotation"]},
            passes=tell(STORY, SOURCE),
            fails=tell(STORY, "> The sea gives nothing back, and asks for nothing.", SOURCE),
            outcome="review",
        ),
    ),
)
