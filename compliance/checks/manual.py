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
    EVIDENCE,
    REUSED,
    TEXT,
    Params,
    Schema,
    describe,
    make_schema,
    read_choices,
    read_count,
    read_text,
)
from compliance.checks.selecting import SELECTION, read_selection
from compliance.checks.telling import PICTURE, STORY, tell
from compliance.hookspecs import Check, KindExample
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
    "question": describe(TEXT, "what a person is asked"),
    "reused": REUSED,
    "owner": describe(TEXT, "whose task the answer is; left out, nobody is named"),
    "due": describe(TEXT, "until when it is to be done; left out, no time is named"),
    "due_days": describe(_DAYS, "how many days after the use it is to be done; left out, no time is named"),
    **_CHOSEN,
    "evidence": describe(EVIDENCE, "kinds of evidence, of each piece of which it asks; left out, it asks once"),
    "settled_by": describe(
        make_schema(
            {
                **_CHOSEN,
                "evidence": describe(EVIDENCE, "kinds of evidence, a piece of which answers it; left out, none does"),
                "context": describe(
                    CONTEXT, "keys of the context, each with the values that answer it; left out, none does"
                ),
            }
        ),
        "what answers the question; left out, a person alone",
    ),
}
"""Parameters of the kind, which kinds that fall back on a question take too."""
CHECK = Check(
    "manual",
    judge,
    make_schema(QUESTION, required=["question"]),
    about="What only a person can see: asks, unless the context or the article itself gives the answer.",
    cost="nothing; with 'evidence' or 'settled_by', one look at each piece of evidence",
    examples=(
        KindExample(
            "A person is asked about each picture.",
            {"question": "may this picture be shown?", "evidence": "image"},
            passes=tell(STORY),
            fails=tell(STORY, PICTURE),
            outcome="review",
        ),
        KindExample(
            "A person is asked, unless the article itself denies it.",
            {
                "question": "does anything suggest that the author endorses this site?",
                "settled_by": {"evidence": "disclaimer", "where": {"about": "views"}},
            },
            passes=tell(STORY, "The views expressed in this article are the author's own."),
            fails=tell(STORY),
            outcome="review",
        ),
    ),
)
