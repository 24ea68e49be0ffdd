"""Rules and policies from their plain JSON form, as files and the cache hold them; the form is already checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from compliance.model.context import ALWAYS, All, Any, Condition, Is, Not, Reused, Seen
from compliance.model.policy import Authority, Clause, Confidence, Duty, Policy
from compliance.model.rule import CheckSpec, Example, Rule, Severity

Json = Mapping[str, object]


def decode_condition(value: object) -> Condition:
    """Return the condition of a ``when`` mapping; no mapping is always true."""
    if not isinstance(value, Mapping):
        return ALWAYS
    parts = tuple(_decode_part(key, part) for key, part in value.items())
    return parts[0] if len(parts) == 1 else All(parts)


def _decode_part(key: str, value: object) -> Condition:
    match key:
        case "all":
            return All(tuple(map(decode_condition, _items(value))))
        case "any":
            return Any(tuple(map(decode_condition, _items(value))))
        case "not":
            return Not(decode_condition(value))
        case "seen":
            return Seen(str(value))
        case "reused":
            return Reused(bool(value))
        case _:
            return Is(key, tuple(map(str, value)) if isinstance(value, list) else (str(value),))


def decode_rule(value: Json, path: str) -> Rule:
    """Return a rule; what is left out of the cached form (rationale, examples) is empty."""
    check = cast(Json, value["check"])
    examples = cast(Mapping[str, list[Json]], value.get("examples") or {})
    return Rule(
        id=str(value["id"]),
        title=str(value["title"]),
        severity=Severity(str(value["severity"])),
        since=str(value["since"]),
        rationale=" ".join(str(value.get("rationale", "")).split()),
        remedy=" ".join(str(value["remedy"]).split()),
        message=" ".join(str(value["message"]).split()),
        check=CheckSpec(str(check["kind"]), {key: param for key, param in check.items() if key != "kind"}),
        references=_texts(value.get("references")),
        examples=tuple(
            _decode_example(example, kind) for kind in ("passes", "fails") for example in examples.get(kind, ())
        ),
        path=path,
    )


def _decode_example(value: Json, kind: str) -> Example:
    at = value.get("at", 0)
    lines = [int(str(line)) for line in (at if isinstance(at, list) else [at])]
    return Example(
        title=str(value["title"]),
        article=str(value["article"]),
        outcome="pass" if kind == "passes" else str(value.get("outcome", "fail")),
        at=tuple(line for line in lines if line) if kind == "fails" else (),
        findings=int(str(value.get("findings", len(lines)))) if kind == "fails" else 0,
        format=str(value.get("format", "markdown")),
        context=cast(Mapping[str, str], value.get("context") or {}),
        params=cast(Json, value.get("with") or {}),
    )


def decode_policy(value: Json, path: str) -> Policy:
    """Return a policy."""
    return Policy(
        id=str(value["id"]),
        name=str(value["name"]),
        authority=Authority(str(value["kind"])),
        aliases=_texts(value.get("aliases")),
        hosts=_texts(value.get("hosts")),
        license=str(value.get("license") or ""),
        terms_url=str(value.get("terms_url") or ""),
        verified_on=str(value.get("verified_on") or ""),
        confidence=Confidence(str(value["confidence"])),
        duties=tuple(_decode_duty(cast(Json, duty)) for duty in _items(value.get("duties"))),
        permissions=tuple(_decode_clause(cast(Json, clause)) for clause in _items(value.get("permissions"))),
        prohibitions=tuple(_decode_clause(cast(Json, clause)) for clause in _items(value.get("prohibitions"))),
        contact=str(value.get("contact") or ""),
        path=path,
    )


def _decode_duty(value: Json) -> Duty:
    severity = value.get("severity")
    return Duty(
        rule=str(value["rule"]),
        when=decode_condition(value.get("when")),
        params=cast(Json, value.get("with") or {}),
        clause=" ".join(str(value["clause"]).split()),
        severity=Severity(str(severity)) if severity else None,
        remedy=str(value.get("remedy") or ""),
        confidence=_confidence(value),
    )


def _decode_clause(value: Json) -> Clause:
    clause = " ".join(str(value["clause"]).split())
    return Clause(decode_condition(value.get("when")), clause, str(value.get("remedy") or ""), _confidence(value))


def _confidence(value: Json) -> Confidence | None:
    confidence = value.get("confidence")
    return Confidence(str(confidence)) if confidence else None


def _items(value: object) -> Iterable[object]:
    return value if isinstance(value, list) else ()


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, _items(value)))
