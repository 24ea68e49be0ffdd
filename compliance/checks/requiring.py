"""Check kind `requires`: evidence of a kind must be there; what nearly meets it is named with its place."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.checks.judging import PASSED, about, fail
from compliance.checks.params import COUNT, TEXT, Params, make_schema, read_choices, read_count
from compliance.checks.selecting import SELECTION, Selection, read_selection
from compliance.hookspecs import Check
from compliance.model.article import Scope
from compliance.model.result import Finding, Judgement
from compliance.model.seen import Seen

_OTHER_SCOPES = {
    Scope.SITE: "speaks of the site, not of the article",
    Scope.IMAGE: "speaks of an image, not of the article",
    Scope.QUOTATION: "stands in a quotation",
}


def judge(params: Params, seen: Seen) -> Judgement:
    """Pass if at least as many pieces of evidence as asked for are there; else show the near misses."""
    selection, least = read_selection(params), read_count(params, "at_least", 1)
    found = len(selection.select(seen))
    if found >= least:
        return PASSED
    near = tuple(_find_near_misses(params, selection, seen))
    missing = f"{found} of {least} seen" if found else f"no {' or '.join(selection.kinds).replace('-', ' ')} seen"
    return fail(near or (Finding(missing),))


def _find_near_misses(params: Params, selection: Selection, seen: Seen) -> Iterator[Finding]:
    taken = selection.select(seen)
    for item in selection.select_anywhere(seen):
        if item not in taken:
            yield about(item, f"does not stand {selection.placement.describe()}")
    for scope, reason in _OTHER_SCOPES.items():
        if scope not in selection.scopes:
            yield from (about(item, reason) for item in selection.in_scopes(scope).select(seen))
    for kind, (reason, *_) in read_choices(params, "near").items():
        yield from (about(item, reason) for item in seen.of_kind(kind) if item.kind not in selection.kinds)


CHECK = Check(
    "requires",
    judge,
    make_schema(
        {
            **SELECTION,
            "at_least": COUNT,
            "near": {
                "type": "object",
                "description": "kinds of evidence that are no substitute, each with the reason",
                "additionalProperties": TEXT,
            },
        },
        required=["evidence"],
    ),
)
