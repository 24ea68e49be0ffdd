"""Check kind `forbids`: evidence of a kind must not be there; each piece is a finding."""

from __future__ import annotations

from compliance.checks.judging import about, settle
from compliance.checks.params import FLAG, LOOK, TEXT, Params, describe, make_schema, read_text
from compliance.checks.selecting import SELECTION, read_selection
from compliance.checks.telling import COUNTER, PICTURE, STORY, tell
from compliance.hookspecs import Check, KindExample
from compliance.model.result import Judgement, Outcome
from compliance.model.seen import Seen


def judge(params: Params, seen: Seen) -> Judgement:
    """Pass if nothing of the kind is there, or if a recorded permission settles it (``unless_permitted``)."""
    found = read_selection(params).select(seen)
    grant = next((grant for grant in seen.grants if grant.fits), None)
    if found and grant and params.get("unless_permitted"):
        return Judgement(Outcome.PASS, message=f"{grant.describe()} covers it")
    reason = read_text(params, "because", "must not stand here")
    return settle(about(item, reason) for item in found)


CHECK = Check(
    "forbids",
    judge,
    make_schema(
        {
            **SELECTION,
            "because": describe(TEXT, "what is wrong with it, to end a sentence", "must not stand here"),
            "unless_permitted": describe(FLAG, "pass where a recorded permission covers the use", default=False),
        },
        required=["evidence"],
    ),
    about="Evidence of a kind must not be there; each piece is a finding.",
    cost=LOOK,
    examples=(
        KindExample(
            "Nothing reserves all rights.",
            {
                "evidence": "reservation",
                "where": {"what": "all-rights-reserved"},
                "because": "contradicts the license",
            },
            passes=tell(STORY, "This article is licensed under CC BY 4.0."),
            fails=tell(STORY, "All rights reserved."),
        ),
        KindExample(
            "No counter is in the page.",
            {"evidence": "tracker"},
            passes=tell(STORY, PICTURE),
            fails=tell(STORY, COUNTER),
        ),
    ),
)
