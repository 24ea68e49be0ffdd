"""Check kind `tracker-kept`: the counter that a publisher's terms ask for travels with the article."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import NamedTuple

from compliance.checks.judging import PASSED, fail, join_words, quote
from compliance.checks.params import TEXTS, Params, make_schema, read_texts
from compliance.hookspecs import Check
from compliance.model.evidence import Evidence, ImageValue, Tracker
from compliance.model.result import Finding, Judgement
from compliance.model.seen import Seen


class _Element(NamedTuple):
    """An element that is loaded when the page is: its address without scheme, and where it stands."""

    address: str
    item: Evidence


def judge(params: Params, seen: Seen) -> Judgement:
    """Pass if an element is loaded from one of the addresses (shell patterns, without scheme)."""
    patterns = read_texts(params, "addresses")
    elements = tuple(_find_elements(seen))
    if any(fnmatchcase(element.address, pattern) for element in elements for pattern in patterns):
        return PASSED
    hosts = {pattern.partition("/")[0] for pattern in patterns}
    near = [
        Finding(f"the counter {quote(element.address)} does not count this article", element.item.span)
        for element in elements
        if element.address.partition("/")[0] in hosts
    ]
    return fail(near or (Finding(f"nothing is loaded from {join_words(patterns)}"),))


def _find_elements(seen: Seen) -> Iterator[_Element]:
    for item in seen.evidence:
        if isinstance(item.value, Tracker | ImageValue):
            address = item.value.url.partition("://")[2] or item.value.url.removeprefix("//")
            yield _Element(address.removeprefix("www."), item)


CHECK = Check("tracker-kept", judge, make_schema({"addresses": TEXTS}, required=["addresses"]))
