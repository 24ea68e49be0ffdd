"""Packs, rules and policies from the checked shapes of their files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compliance.model.context import ALWAYS, All, Any, Condition, Is, Not, Reused, Seen
from compliance.model.pack import Pack
from compliance.model.policy import Authority, Clause, Confidence, Duty, Policy
from compliance.model.rule import CheckSpec, Example, Rule, Severity
from compliance.packs.schema import (
    ClauseShape,
    DutyShape,
    FailingShape,
    PackShape,
    PassingShape,
    PolicyShape,
    ProhibitionShape,
    RuleShape,
    WhenShape,
)


def make_pack(shape: PackShape, folder: str) -> Pack:
    """Return what a pack says of itself."""
    return Pack(
        name=make_one_line(shape.name),
        version=shape.version,
        title=make_one_line(shape.title),
        description=make_one_line(shape.description or ""),
        license=shape.license or "",
        requires=dict(shape.requires),
        folder=folder,
    )


def make_rule(shape: RuleShape, path: str, pack: str) -> Rule:
    """Return the rule of a file in the pack of a name."""
    examples = shape.examples
    return Rule(
        id=shape.id,
        title=make_one_line(shape.title),
        severity=Severity(shape.severity),
        since=shape.since,
        rationale=make_one_line(shape.rationale),
        remedy=make_one_line(shape.remedy),
        message=make_one_line(shape.message),
        check=CheckSpec(shape.check.kind, dict(shape.check.model_extra or {})),
        references=tuple(shape.references),
        examples=(*map(_make_example, examples.passes), *map(_make_example, examples.fails)),
        path=path,
        pack=pack,
    )


def make_policy(shape: PolicyShape, path: str, pack: str) -> Policy:
    """Return the policy of a file in the pack of a name.

    What a house asks of itself is known; all other terms are as good as recalled.
    """
    own_word = Confidence.READ if shape.kind == "house" else Confidence.RECALLED
    return Policy(
        id=shape.id,
        name=make_one_line(shape.name),
        authority=Authority(shape.kind),
        aliases=tuple(map(make_one_line, shape.aliases)),
        hosts=tuple(shape.hosts),
        license=shape.license or "",
        terms_url=shape.terms_url or "",
        verified_on=shape.verified_on or "",
        confidence=Confidence(shape.confidence) if shape.confidence else own_word,
        duties=tuple(map(_make_duty, shape.duties)),
        permissions=tuple(map(_make_clause, shape.permissions)),
        prohibitions=tuple(map(_make_clause, shape.prohibitions)),
        contact=shape.contact or "",
        note=make_one_line(shape.note or ""),
        path=path,
        pack=pack,
        extends=shape.extends or "",
        places=tuple(shape.places),
        valid_from=shape.valid_from or "",
        valid_until=shape.valid_until or "",
        fingerprints=tuple(shape.fingerprints),
    )


def make_condition(when: WhenShape | None) -> Condition:
    """Return what a ``when`` mapping asks; nothing asked is always true."""
    parts = tuple(_list_parts(when)) if when else ()
    return parts[0] if len(parts) == 1 else All(parts) if parts else ALWAYS


def _list_parts(when: WhenShape) -> Iterator[Condition]:
    for name in type(when).model_fields:
        value = getattr(when, name)
        if value is None:
            continue
        match name:
            case "all":
                yield All(tuple(map(make_condition, value)))
            case "any":
                yield Any(tuple(map(make_condition, value)))
            case "not_":
                yield Not(make_condition(value))
            case "seen":
                yield Seen(value)
            case "reused":
                yield Reused(value)
            case _:
                yield Is(name, (value,) if isinstance(value, str) else tuple(value))


def _make_example(shape: PassingShape) -> Example:
    failing = shape if isinstance(shape, FailingShape) else None
    lines = _list_lines(failing.at) if failing else ()
    return Example(
        title=make_one_line(shape.title),
        article=shape.article,
        outcome=failing.outcome if failing else "pass",
        at=lines,
        findings=(failing.findings or max(1, len(lines))) if failing else 0,
        format=shape.format,
        context=shape.context.model_dump(exclude_none=True) if shape.context else {},
        params=shape.with_,
        original=shape.original or "",
    )


def _list_lines(at: int | Sequence[int]) -> tuple[int, ...]:
    lines = (at,) if isinstance(at, int) else at
    return tuple(line for line in lines if line)


def _make_duty(shape: DutyShape) -> Duty:
    clause = _make_clause(shape)
    return Duty(
        rule=shape.rule,
        when=clause.when,
        params=shape.with_,
        clause=clause.clause,
        severity=Severity(shape.severity) if shape.severity else None,
        remedy=clause.remedy,
        confidence=clause.confidence,
    )


def _make_clause(shape: ClauseShape) -> Clause:
    return Clause(
        when=make_condition(shape.when),
        clause=make_one_line(shape.clause),
        remedy=make_one_line(shape.remedy or ""),
        confidence=Confidence(shape.confidence) if shape.confidence else None,
        consent=isinstance(shape, ProhibitionShape) and shape.consent,
    )


def make_one_line(text: str) -> str:
    """Return a text without line ends."""
    return " ".join(text.split())
