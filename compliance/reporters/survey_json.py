"""What ``compliance terms`` finds as one JSON object: duties, and the answer for every use and medium."""

from __future__ import annotations

import json
from collections.abc import Mapping

from compliance.model.context import ALWAYS, Context
from compliance.model.result import Obligation
from compliance.model.survey import Answer, Cell, Owed, Survey
from compliance.reporters.reasons import show_condition

Json = Mapping[str, object]
_ANSWERS = {Answer.YES: "yes", Answer.YES_IF: "yes-if", Answer.ASK: "ask", Answer.NO: "no"}


def render_survey_json(survey: Survey, width: int) -> str:
    """Return everything that is known; cells are there if a matrix was asked for. ``width`` changes nothing."""
    document = {
        "schema_version": "1.0",
        "subject": survey.subject,
        "context": _context(survey.context),
        "origins": [
            {"name": origin.name, "url": origin.url or None, "policy": origin.policy or None, "hop": origin.hop}
            for origin in survey.origins
        ],
        "use": _cell(survey.use),
        "obligations": [_owed(owed) for owed in survey.owed],
        "matrix": [_cell(cell) for cell in survey.cells],
        "farther_origins": [{"name": origin.name, "reason": reason} for origin, reason in survey.farther],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _context(context: Context) -> Json:
    return {"values": dict(context.values), "assumed": list(context.assumed)}


def _cell(cell: Cell) -> Json:
    return {
        "context": dict(sorted(cell.context.values.items())),
        "answer": _ANSWERS[cell.answer],
        "reason": cell.reason,
        **(_authority(cell.obligation) if cell.obligation else dict.fromkeys(_AUTHORITY)),
        "contact": cell.contact or None,
        "conditions": [{"rule": owed.obligation.rule, "clause": owed.obligation.clause} for owed in cell.duties],
    }


def _owed(owed: Owed) -> Json:
    obligation = owed.obligation
    return {
        "rule": obligation.rule,
        "clause": obligation.clause,
        "severity": str(obligation.severity),
        **_authority(obligation),
        "due": "yes" if owed.condition == ALWAYS else "depends",
        "condition": None if owed.condition == ALWAYS else show_condition(owed.condition),
        "unknown": list(obligation.applies.unknown),
        "remedy": obligation.remedy,
    }


_AUTHORITY = ("policy", "authority", "terms_url", "verified_on", "confidence")


def _authority(obligation: Obligation) -> Json:
    return {
        "policy": obligation.policy or None,
        "authority": str(obligation.authority),
        "terms_url": obligation.terms_url or None,
        "verified_on": obligation.verified_on or None,
        "confidence": str(obligation.confidence),
    }
