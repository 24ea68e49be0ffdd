"""Check kind `forbids`: evidence of a kind must not be there; each piece is a finding."""

from __future__ import annotations

from compliance.checks.judging import about, settle
from compliance.checks.params import FLAG, TEXT, Params, make_schema, read_text
from compliance.checks.selecting import SELECTION, read_selection
from compliance.hookspecs import Check
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
    make_schema({**SELECTION, "because": TEXT, "unless_permitted": FLAG}, required=["evidence"]),
)
