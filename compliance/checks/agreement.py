"""Check kind `carriers-agree`: what metadata says and what the text says are the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from compliance.checks.judging import join_words, not_applicable, settle
from compliance.checks.license_ids import are_same
from compliance.checks.params import LOOK, TEXT, Params, describe, make_schema, read_text
from compliance.checks.selecting import SELECTION, read_selection
from compliance.checks.telling import STORY, tell
from compliance.hookspecs import Check, KindExample
from compliance.model.article import Carrier
from compliance.model.evidence import Evidence, LicenseStatement
from compliance.model.result import Finding, Judgement
from compliance.model.seen import Seen
from compliance.outlet_names import squeeze

_METADATA = (Carrier.FRONT_MATTER, Carrier.META, Carrier.JSON_LD, Carrier.MICRODATA, Carrier.REL)


def judge(params: Params, seen: Seen) -> Judgement:
    """Pass if each carrier shares a value with the most visible one: the text, else the first that says something."""
    field = read_text(params, "field", "name")
    groups = _group(read_selection(params).select(seen), field)
    if len(groups) < 2:
        return not_applicable("fewer than two carriers say something of it")
    reference, *others = (carrier for carrier in (Carrier.TEXT, *_METADATA) if carrier in groups)
    known = groups[reference]
    return settle(
        _describe(carrier, groups[carrier], reference, known, field)
        for carrier in others
        if not any(_are_equal(one, other, field) for one in groups[carrier] for other in known)
    )


def _group(evidence: Sequence[Evidence], field: str) -> Mapping[Carrier, Sequence[Evidence]]:
    groups: dict[Carrier, list[Evidence]] = {}
    for item in evidence:
        if _values(item, field):
            groups.setdefault(item.carrier, []).append(item)
    return groups


def _values(item: Evidence, field: str) -> tuple[str, ...]:
    value = getattr(item.value, field, "")
    return tuple(map(str, value)) if isinstance(value, tuple) else (str(value),) if value else ()


def _are_equal(one: Evidence, other: Evidence, field: str) -> bool:
    if isinstance(one.value, LicenseStatement) and field == "id":
        return are_same(_values(one, field)[0], _values(other, field)[0])
    return bool(set(map(squeeze, _values(one, field))) & set(map(squeeze, _values(other, field))))


def _describe(
    carrier: Carrier, items: Sequence[Evidence], reference: Carrier, known: Sequence[Evidence], field: str
) -> Finding:
    here, there = (
        join_words(dict.fromkeys(value for item in group for value in _values(item, field)), "and")
        for group in (items, known)
    )
    return Finding(f"the {carrier} says {here}, the {reference} says {there}", items[0].span)


CHECK = Check(
    "carriers-agree",
    judge,
    make_schema(
        {**SELECTION, "field": describe(TEXT, "the field of the evidence's value that must agree, such as *name*")},
        required=["evidence", "field"],
    ),
    about="What metadata say and what the text says are the same.",
    cost=LOOK,
    examples=(
        KindExample(
            "Front matter and byline name the same author.",
            {"evidence": "byline", "field": "name"},
            passes=tell("---\nauthor: Ann Author\n---\nBy Ann Author", STORY),
            fails=tell("---\nauthor: Ben Butcher\n---\nBy Ann Author", STORY),
        ),
        KindExample(
            "Front matter and text name the same license.",
            {"evidence": "license-grant", "field": "id"},
            passes=tell(f"---\nlicense: CC-BY-4.0\n---\n{STORY}", "This article is licensed under CC BY 4.0."),
            fails=tell(f"---\nlicense: CC-BY-NC-4.0\n---\n{STORY}", "This article is licensed under CC BY 4.0."),
        ),
    ),
)
