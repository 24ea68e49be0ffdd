"""Check kind `tracker-kept`: the counter that a publisher's terms ask for travels with the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import NamedTuple

from compliance.checks.destinations import ORIGIN, leads
from compliance.checks.judging import PASSED, fail, join_words, quote, review
from compliance.checks.params import FLAG, LOOK, TEXTS, Params, describe, make_schema, read_texts
from compliance.checks.telling import COUNTER, PICTURE, STORY, tell
from compliance.hookspecs import Check, KindExample
from compliance.model.evidence import Evidence, ImageValue, Kind, LinkValue, Tracker
from compliance.model.result import Finding, Judgement
from compliance.model.seen import Seen


class _Element(NamedTuple):
    """An element that is loaded when the page is: its address without scheme, and where it stands."""

    address: str
    item: Evidence


def judge(params: Params, seen: Seen) -> Judgement:
    """Pass if an element is loaded from one of the addresses (shell patterns, without scheme).

    ``invisible``: it is no larger than one pixel where its size is given, and else has a counter's address; for
    patterns that fit the publisher's pictures, too. ``same_article``: the number in its address stands in an address of
    the original too; where the article links no such address, a person has to compare.
    """
    patterns = read_texts(params, "addresses")
    elements = tuple(_find_elements(seen))
    fitting = [e for e in elements if any(fnmatchcase(e.address, pattern) for pattern in patterns)]
    if not fitting:
        return fail(_find_near(elements, patterns) or (Finding(f"nothing is loaded from {join_words(patterns)}"),))
    if params.get("invisible"):
        visible, fitting = fitting, [e for e in fitting if e.item.kind == Kind.TRACKER and not _is_visible(e, seen)]
        if not fitting:
            return fail(_point(element, "is a picture, larger than one pixel or of no size") for element in visible)
    if not params.get("same_article"):
        return PASSED
    addresses = _list_addresses(seen)
    if any(
        number in _numbers_of(address) for e in fitting for number in _numbers_of(e.address) for address in addresses
    ):
        return PASSED
    if any(map(_numbers_of, addresses)):
        return fail(_point(element, "counts another article") for element in fitting)
    question = "does the counter bear the number of this very article?"
    return review([_point(element, "is to be compared") for element in fitting], message=question)


def _find_elements(seen: Seen) -> Iterator[_Element]:
    for item in seen.evidence:
        if isinstance(item.value, Tracker | ImageValue):
            address = item.value.url.partition("://")[2] or item.value.url.removeprefix("//")
            yield _Element(address.removeprefix("www."), item)


def _find_near(elements: tuple[_Element, ...], patterns: tuple[str, ...]) -> list[Finding]:
    hosts = {pattern.partition("/")[0] for pattern in patterns}
    return [
        _point(element, "does not count this article")
        for element in elements
        if element.address.partition("/")[0] in hosts
    ]


def _is_visible(element: _Element, seen: Seen) -> bool:
    """Whether a picture says that it is larger than one pixel; scripts and frames are not seen as such."""
    images = seen.article.images if seen.article else ()
    sizes = [
        size
        for image in images
        if image.span == element.item.span and image.kind == "img"
        for size in (image.width, image.height)
    ]
    return any(size is not None and size > 1 for size in sizes)


def _list_addresses(seen: Seen) -> list[str]:
    """Return the addresses of the original that the article names."""
    links = [item.value.url for item in seen.of_kind(Kind.HYPERLINK) if isinstance(item.value, LinkValue)]
    return [*(hop.url for hop in seen.about if hop.url), *(url for url in links if leads(url, (ORIGIN,), seen))]


def _numbers_of(address: str) -> frozenset[str]:
    """Return the numbers of five digits and more in an address: shorter ones may be years.

    >>> sorted(_numbers_of("counter.weekly.example/content/123456/count.gif"))
    ['123456']
    """
    return frozenset(re.findall(r"(?<!\d)\d{5,}(?!\d)", address))


def _point(element: _Element, message: str) -> Finding:
    return Finding(f"the counter {quote(element.address)} {message}", element.item.span)


CHECK = Check(
    "tracker-kept",
    judge,
    make_schema(
        {
            "addresses": describe(TEXTS, "addresses of the counter without https://; * stands for anything"),
            "invisible": describe(FLAG, "it is no larger than one pixel", default=False),
            "same_article": describe(
                FLAG, "the number in its address stands in an address of the original too", default=False
            ),
        },
        required=["addresses"],
    ),
    about="The counter that a publisher's terms ask for travels with the article.",
    cost=LOOK,
    examples=(
        KindExample(
            "The counter is in the page.",
            {"addresses": "harborweekly.example/count/*"},
            passes=tell(STORY, COUNTER),
            fails=tell(STORY),
        ),
        KindExample(
            "The counter is there, and nobody sees it.",
            {"addresses": "harborweekly.example/*", "invisible": True},
            passes=tell(STORY, COUNTER),
            fails=tell(STORY, PICTURE),
        ),
    ),
)
