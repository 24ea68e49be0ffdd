"""Check kind `manual`: what only a person can see; asks, unless the context or the article itself gives the answer.

That somebody claims a permission answers nothing: ``settled_by`` is for what the question itself speaks of. A duty
outside the page names who does it (``owner``) and until when (``due``, or ``due_days`` after the use).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from compliance.checks.judging import PASSED, about, not_applicable, review
from compliance.checks.params import (
    CONTEXT,
    FLAG,
    TEXT,
    Params,
    Schema,
    make_schema,
    read_choices,
    read_count,
    read_text,
)
from compliance.checks.selecting import SELECTION, read_selection
from compliance.hookspecs import Check
from compliance.model.result import Finding, Judgement
from compliance.model.seen import Seen

_CHOSEN = {key: SELECTION[key] for key in ("evidence", "where", "scopes", "carriers")}
_DAYS: Schema = {"type": "integer", "minimum": 0}


def judge(params: Params, seen: Seen) -> Judgement:
    """Ask the question: of each piece of evidence, if it is about a kind, else once of the article as a whole."""
    if params.get("reused") and not seen.about:
        return not_applicable("no other origin is known")
    settled = params.get("settled_by")
    if isinstance(settled, Mapping) and _is_settled(settled, seen):
        return PASSED
    task = "; ".join(_describe_task(params, seen))
    question = read_text(params, "question") + (f" ({task})" if task else "")
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


def _describe_task(params: Params, seen: Seen) -> Iterator[str]:
    """Yield whose task it is and when it is due: a day, where the context says when the article is used."""
    if owner := read_text(params, "owner"):
        yield f"owner: {owner}"
    if due := read_text(params, "due"):
        yield f"due: {due}"
    if "due_days" in params:
        days = read_count(params, "due_days", 0)
        used = seen.context.get("date")
        yield f"due: {_add_days(used, days)}" if used else f"due: {days} days after publication"


def _add_days(iso: str, days: int) -> str:
    try:
        return (date.fromisoformat(iso) + timedelta(days)).isoformat()
    except (ValueError, OverflowError):
        return f"{days} days after {iso}"


QUESTION: Mapping[str, Schema] = {
    "question": TEXT,
    "reused": FLAG,
    "owner": TEXT,
    "due": TEXT,
    "due_days": _DAYS,
    **_CHOSEN,
    "settled_by": make_schema({**_CHOSEN, "context": CONTEXT}),
}
"""Parameters of the kind, which kinds that fall back on a question take too."""
CHECK = Check("manual", judge, make_schema(QUESTION, required=["question"]))
