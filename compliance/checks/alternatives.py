"""Check kind `alternatives`: several checks, of which any one, all, or so many must pass.

A part that has nothing to judge is no pass. What a part leaves to a person may be the one that is missing: then the
whole is left to a person too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from compliance.checks.judging import PASSED, fail, not_applicable, review
from compliance.checks.params import Params, Schema
from compliance.checks.telling import ADDRESS, HOME, LICENSE, SOURCE, STORY, tell
from compliance.hookspecs import Check, KindExample
from compliance.model.result import Finding, Judgement, Outcome
from compliance.model.seen import Seen

KIND = "alternatives"
_ALL = "all"
_ABOUT = "Several checks, of which any one, all, or so many must pass."
_EXAMPLES = (
    KindExample(
        "The author is named, or the original is linked.",
        {"of": [{"kind": "requires", "evidence": "byline"}, {"kind": "links-to-origin"}]},
        passes=tell(STORY, SOURCE),
        fails=tell(STORY, SOURCE.replace(ADDRESS, HOME)),
    ),
    KindExample(
        "The article has both a copyright line and a license.",
        {
            "at_least": _ALL,
            "of": [{"kind": "requires", "evidence": "copyright-notice"}, {"kind": "license-stated"}],
        },
        passes=tell(STORY, "© 2024 Ann Author", LICENSE),
        fails=tell(STORY, "© 2024 Ann Author"),
    ),
)


def make_check(parts: Iterable[Check]) -> Check:
    """Return the check whose parts may be of the given kinds; it does not hold itself."""
    known = {check.kind: check for check in parts}

    def judge(params: Params, seen: Seen) -> Judgement:
        """Pass if enough of the parts pass."""
        return _judge(params, seen, known)

    return Check(KIND, judge, _make_schema(known), _ABOUT, "what its parts cost", _EXAMPLES)


def _judge(params: Params, seen: Seen, known: Mapping[str, Check]) -> Judgement:
    judgements = [judgement for part in _list_parts(params) if (judgement := _judge_part(part, seen, known))]
    by_outcome = {outcome: [j for j in judgements if j.outcome is outcome] for outcome in Outcome}
    applicable = len(judgements) - len(by_outcome[Outcome.NOT_APPLICABLE])
    if not applicable:
        return not_applicable("; ".join(dict.fromkeys(j.message for j in judgements if j.message)))
    wanted = params.get("at_least", 1)
    least = applicable if wanted == _ALL else wanted if isinstance(wanted, int) else 1
    passed, open_parts = len(by_outcome[Outcome.PASS]), by_outcome[Outcome.REVIEW]
    if passed >= least:
        return PASSED
    if passed + len(open_parts) >= least:
        message = "; ".join(dict.fromkeys(j.message for j in open_parts if j.message))
        unknown = dict.fromkeys(key for j in open_parts for key in j.unknown)
        return review(_join(open_parts), message=message, unknown=unknown)
    return fail(_join(by_outcome[Outcome.FAIL]))


def _judge_part(part: Params, seen: Seen, known: Mapping[str, Check]) -> Judgement:
    check = known[str(part["kind"])]
    return check.judge({key: value for key, value in part.items() if key != "kind"}, seen)


def _list_parts(params: Params) -> Sequence[Params]:
    parts = params.get("of")
    return [part for part in parts if isinstance(part, Mapping)] if isinstance(parts, list | tuple) else []


def _join(judgements: Iterable[Judgement]) -> list[Finding]:
    return list(dict.fromkeys(finding for judgement in judgements for finding in judgement.findings))


def _make_schema(known: Mapping[str, Check]) -> Schema:
    """Return the schema of the parts: each has a kind, and beside it what the schema of that kind asks."""
    kinds = sorted(known)
    return {
        "type": "object",
        "properties": {
            "of": {
                "type": "array",
                "description": "the checks, each with its kind and parameters",
                "minItems": 2,
                "items": {
                    "type": "object",
                    "properties": {
                        "kind": {
                            "type": "string",
                            "enum": kinds,
                            "description": "the kind of this one",
                        }
                    },
                    "required": ["kind"],
                    "allOf": [_bind(kind, known[kind].schema) for kind in kinds],
                },
            },
            "at_least": {
                "anyOf": [{"type": "integer", "minimum": 1}, {"type": "string", "enum": [_ALL]}],
                "description": "how many of those that have something to judge must pass",
                "default": 1,
            },
        },
        "required": ["of"],
        "additionalProperties": False,
    }


def _bind(kind: str, schema: Schema) -> Schema:
    """Return what holds of a part of one kind."""
    properties = schema.get("properties")
    named = {
        "kind": {"const": kind, "description": "the kind of this one"},
        **(properties if isinstance(properties, Mapping) else {}),
    }
    return {
        "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
        "then": {**schema, "properties": named},
    }
