"""Check kind `forbids`: evidence of a kind must not be there; each piece is a finding."""

from __future__ import annotations

from compliance.checks.judging import about, settle
from compliance.checks.params import TEXT, Params, make_schema, read_text
from compliance.checks.selecting import SELECTION, read_selection
from compliance.hookspecs import Check
from compliance.model.result import Judgement
from compliance.model.seen import Seen


def judge(params: Params, seen: Seen) -> Judgement:
    """Pass if nothing of the kind is there."""
    reason = read_text(params, "because", "must not stand here")
    return settle(about(item, reason) for item in read_selection(params).select(seen))


CHECK = Check("forbids", judge, make_schema({**SELECTION, "because": TEXT}, required=["evidence"]))
