"""Check kind `requires`: evidence of a kind must be there; what nearly meets it is named with its place."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.checks.judging import PASSED, about, fail
from compliance.checks.params import COUNT, LOOK, TEXT, Params, describe, make_schema, read_choices, read_count
from compliance.checks.selecting import SELECTION, Selection, read_selection
from compliance.checks.telling import STORY, tell
from compliance.hookspecs import Check, KindExample
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
            "at_least": describe(COUNT, "how many pieces of evidence must be there", 1),
            "near": {
                "type": "object",
                "names": "evidence",
                "description": "kinds of evidence that are no substitute, each with the reason; left out, none is told",
                "additionalProperties": TEXT,
            },
        },
        required=["evidence"],
    ),
    about="Evidence of a kind must be there; what nearly meets it is named with its place.",
    cost=LOOK,
    examples=(
        KindExample(
            "The article names its author.",
            {"evidence": "byline", "where": {"role": "author"}},
            passes=tell("By Ann Author", STORY),
            fails=tell(STORY),
        ),
        KindExample(
            "The article is placed under a license at its end; a license that is only spoken of is no substitute.",
            {
                "evidence": "license-grant",
                "placement": "bottom",
                "near": {"license-mention": "speaks of a license, but grants none"},
            },
            passes=tell(STORY, "This article is licensed under CC BY 4.0."),
            fails=tell(STORY, "The harbor's maps are under CC BY 4.0."),
        ),
    ),
)
