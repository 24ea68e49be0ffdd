"""Check kind `images-credited`: each image of the article has a credit, on request one with a license."""

from __future__ import annotations

from compliance.checks.judging import not_applicable, quote, settle
from compliance.checks.params import Params, make_schema
from compliance.hookspecs import Check
from compliance.model.evidence import Evidence, ImageValue, Kind, Tracker
from compliance.model.result import Finding, Judgement
from compliance.model.seen import Seen


def judge(params: Params, seen: Seen) -> Judgement:
    """Pass if every image that is no counter has a credit."""
    counters = {item.value.url for item in seen.evidence if isinstance(item.value, Tracker)}
    images = [
        (item, item.value)
        for item in seen.of_kind(Kind.IMAGE)
        if isinstance(item.value, ImageValue) and item.value.url not in counters
    ]
    if not images:
        return not_applicable("there is no image")
    return settle(
        Finding(f"the image {_name(item, value)} has no credit", item.span)
        for item, value in images
        if not value.credited
    )


def _name(item: Evidence, value: ImageValue) -> str:
    return quote(value.alt or value.url.rstrip("/").rpartition("/")[2] or item.text)


CHECK = Check("images-credited", judge, make_schema({}))
