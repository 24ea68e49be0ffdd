"""Rules and policies as rows of plain JSON, as the cache holds them, and back.

Rows are read in every run, so they are terse: values by position, and each condition once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any as Anything
from typing import cast

from msgspec.structs import replace

from compliance.model.context import ALWAYS, All, Any, Condition, Is, Not, Reused, Seen
from compliance.model.library import Library
from compliance.model.policy import Authority, Clause, Confidence, Duty, Policy
from compliance.model.rule import CheckSpec, Example, Rule, Severity

FORMAT = 4
"""Raised whenever rows change."""

Row = list[Anything]

_SEVERITIES = {str(severity): severity for severity in Severity}
_AUTHORITIES = {str(authority): authority for authority in Authority}
_CONFIDENCES = {str(confidence): confidence for confidence in Confidence}


def encode(rules: Iterable[Rule], policies: Iterable[Policy]) -> dict[str, object]:
    """Return what judging needs, as rows."""
    conditions: dict[Condition, int] = {ALWAYS: 0}
    rows = [_encode_policy(policy, conditions) for policy in policies]
    return {
        "rules": [
            [r.id, r.title, r.severity, r.since, r.remedy, r.message, r.check.kind, r.check.params, r.path]
            for r in rules
        ],
        "policies": rows,
        "conditions": [_encode_condition(condition) for condition in conditions],
    }


def decode(value: object, folders: Sequence[str]) -> Library:
    """Return the rules and policies of rows, without the rules' reasons.

    Paths in rows start with the number of their pack; ``folders`` are the packs' folders, as users may open them.
    """
    rows = cast("Mapping[str, list[Row]]", value)
    conditions = [_decode_condition(row) for row in rows["conditions"]]
    rules = [_decode_rule(row, folders) for row in rows["rules"]]
    policies = [_decode_policy(row, conditions, folders) for row in rows["policies"]]
    return Library({rule.id: rule for rule in rules}, {policy.id: policy for policy in policies})


def encode_reasons(rules: Iterable[Rule]) -> dict[str, object]:
    """Return what rules have beyond what judging needs, as rows by rule id."""
    return {rule.id: [rule.rationale, rule.references, [_encode_example(e) for e in rule.examples]] for rule in rules}


def add_reasons(library: Library, value: object) -> Library:
    """Return a library whose rules have their rationale, references and examples."""
    rows = cast("Mapping[str, Row]", value)
    rules = {
        rule.id: replace(
            rule,
            rationale=rows[rule.id][0],
            references=tuple(rows[rule.id][1]),
            examples=tuple(map(_decode_example, rows[rule.id][2])),
        )
        for rule in library.rules.values()
    }
    return Library(rules, library.policies)


def _encode_example(example: Example) -> Row:
    e = example
    return [e.title, e.article, e.outcome, e.at, e.findings, e.format, e.context, e.params, e.original]


def _decode_example(row: Row) -> Example:
    title, article, outcome, lines, findings, form, context, params, original = row
    return Example(title, article, outcome, tuple(lines), findings, form, context, params, original)


def _encode_policy(policy: Policy, conditions: dict[Condition, int]) -> Row:
    p = policy
    names = [p.id, p.name, p.authority, p.aliases, p.hosts, p.license, p.terms_url, p.verified_on, p.confidence]
    duties = [
        [d.rule, _number(d.when, conditions), d.params, d.clause, d.severity, d.remedy, d.confidence, d.via]
        for d in p.duties
    ]
    permissions, prohibitions = (
        [[_number(c.when, conditions), c.clause, c.remedy, c.confidence, c.via] for c in clauses]
        for clauses in (p.permissions, p.prohibitions)
    )
    edition = [p.extends, p.places, p.base_names, p.base_hosts, p.valid_from, p.valid_until, p.fingerprints]
    return [*names, duties, permissions, prohibitions, p.contact, p.note, p.path, *edition]


def _decode_rule(row: Row, folders: Sequence[str]) -> Rule:
    key, title, severity, since, remedy, message, kind, params, path = row
    check = CheckSpec(kind, params)
    return Rule(key, title, _SEVERITIES[severity], since, "", remedy, message, check, (), (), _complete(path, folders))


def _decode_policy(row: Row, conditions: Sequence[Condition], folders: Sequence[str]) -> Policy:
    key, name, authority, aliases, hosts, spdx, terms_url, verified_on, confidence = row[:9]
    duties, permissions, prohibitions, contact, note, path, extends, places, names, base_hosts, *more = row[9:]
    first, last, fingerprints = more
    return Policy(
        key,
        name,
        _AUTHORITIES[authority],
        tuple(aliases),
        tuple(hosts),
        spdx,
        terms_url,
        verified_on,
        _CONFIDENCES[confidence],
        tuple([_decode_duty(duty, conditions) for duty in duties]),
        tuple([_decode_clause(clause, conditions) for clause in permissions]),
        tuple([_decode_clause(clause, conditions) for clause in prohibitions]),
        contact,
        note,
        _complete(path, folders),
        extends,
        tuple(places),
        tuple(names),
        tuple(base_hosts),
        first,
        last,
        tuple(fingerprints),
    )


def _decode_duty(row: Row, conditions: Sequence[Condition]) -> Duty:
    rule, when, params, clause, severity, remedy, confidence, via = row
    known = _CONFIDENCES.get(confidence)
    return Duty(rule, conditions[when], params, clause, _SEVERITIES.get(severity), remedy, known, via)


def _decode_clause(row: Row, conditions: Sequence[Condition]) -> Clause:
    when, clause, remedy, confidence, via = row
    return Clause(conditions[when], clause, remedy, _CONFIDENCES.get(confidence), via)


def _complete(path: str, folders: Sequence[str]) -> str:
    number, _, rest = path.partition("/")
    return f"{folders[int(number)]}/{rest}"


def _number(condition: Condition, conditions: dict[Condition, int]) -> int:
    return conditions.setdefault(condition, len(conditions))


def _encode_condition(condition: Condition) -> Row:
    match condition:
        case Is(key, values):
            return ["is", key, values]
        case Seen(kind):
            return ["seen", kind]
        case Reused(expected):
            return ["reused", expected]
        case Not(part):
            return ["not", _encode_condition(part)]
        case All(parts):
            return ["all", [_encode_condition(part) for part in parts]]
        case Any(parts):
            return ["any", [_encode_condition(part) for part in parts]]


def _decode_condition(row: Row) -> Condition:
    match row:
        case ["is", key, values]:
            return Is(key, tuple(values))
        case ["seen", kind]:
            return Seen(kind)
        case ["reused", expected]:
            return Reused(expected)
        case ["not", part]:
            return Not(_decode_condition(part))
        case ["all", parts]:
            return All(tuple(map(_decode_condition, parts)))
        case ["any", parts]:
            return Any(tuple(map(_decode_condition, parts)))
    raise ValueError(row)
