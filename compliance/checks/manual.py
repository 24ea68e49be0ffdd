"""Check kind `manual`: what only a person can see; asks, unless the context or the article itself gives the answer.

That somebody claims a permission answers nothing: ``settled_by`` is for what the question itself speaks of.
"""

from __future__ import annotations

from collections.abc import Mapping

from compliance.checks.judging import PASSED, about, not_applicable, review
from compliance.checks.params import CONTEXT, FLAG, TEXT, Params, make_schema, read_choices, read_text
from compliance.checks.selecting import SELECTION, read_selection
from compliance.hookspecs import Check
from compliance.model.result import Finding, Judgement
from compliance.model.seen import Seen

_CHOSEN = {key: SELECTION[key] for key in ("evidence", "where", "scopes", "carriers")}


def judge(params: Params, seen: Seen) -> Judgement:
    """Ask the question: of each piece of evidence, if it is about a kind, else once of the article as a whole."""
    question = read_text(params, "question")
    if params.get("reused") and not seen.about:
        return not_applicable("no other origin is known")
    settled = params.get("settled_by")
    if isinstance(settled, Mapping) and _is_settled(settled, seen):
        return PASSED
    if "evidence" not in params:
        return review([Finding(question)], message=question)
    concerned = read_selection(params).select(seen)
    if not concerned:
        return not_applicable("there is nothing to ask about")
    return review([about(item, "is to be looked at") for item in concerned], message=question)


def _is_settled(settled: Params, seen: Seen) -> bool:
    """Whether one value of the context, or one piece of evidence, answers the question."""
    if any(seen.context.get(key) in values for key, values in read_choices(settled, "context").items()):
        return True
    return "evidence" in settled and bool(read_selection(settled).select(seen))


CHECK = Check(
    "manual",
    judge,
    make_schema(
        {"question": TEXT, "reused": FLAG, **_CHOSEN, "settled_by": make_schema({**_CHOSEN, "context": CONTEXT})},
        required=["question"],
    ),
)
