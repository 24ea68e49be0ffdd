"""Conditions of policies that can never hold: what a ``when`` asks for contradicts itself."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import ValidationError

from compliance.errors import Problem
from compliance.packs.conversion import make_condition
from compliance.packs.schema import WhenShape
from compliance.packs.validation import label
from compliance.terms.satisfiability import Unknown, can_hold, find_conflict
from compliance.yaml_marks import Keys, MarkedFile

_PARTS = ("all", "any", "not")
_REMEDY = "no use of any article meets it: mend it, or leave it out"


def find_contradictions(file: MarkedFile) -> Iterator[Problem]:
    """Yield the smallest parts of the conditions in a file that can never hold, each at its place."""
    yield from _walk(file, (), file.value)


def _walk(file: MarkedFile, keys: Keys, value: object) -> Iterator[Problem]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _walk(file, (*keys, index), item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key == "when":
                yield from _find_dead_parts(file, (*keys, key), item)
            elif key != "with":
                yield from _walk(file, (*keys, key), item)


def _find_dead_parts(file: MarkedFile, keys: Keys, value: object) -> Iterator[Problem]:
    inside = [problem for here, part in _list_parts(keys, value) for problem in _find_dead_parts(file, here, part)]
    yield from inside
    if inside:
        return
    try:
        condition = make_condition(WhenShape.model_validate(value))
    except ValidationError:  # its shape is told elsewhere
        return
    if can_hold(condition) is False:
        message = f"{label(keys)}can never hold: {_name_conflict(find_conflict(condition))}"
        yield file.problem(keys, message, _REMEDY)


def _list_parts(keys: Keys, value: object) -> Iterator[tuple[Keys, object]]:
    """Yield the conditions of which one is made, each with the keys that lead to it."""
    for key in _PARTS:
        part = value.get(key) if isinstance(value, dict) else None
        if isinstance(part, list):
            yield from (((*keys, key, index), item) for index, item in enumerate(part))
        elif part is not None:
            yield (*keys, key), part


def _name_conflict(unknowns: tuple[Unknown, ...]) -> str:
    """Return what is contradicted, such as "it contradicts itself on 'ads' and 'use'"."""
    names = [repr(name) if kind == "key" else f"'{kind}: {name}'" if name else f"'{kind}'" for kind, name in unknowns]
    return f"it contradicts itself on {' and '.join(names)}" if names else "nothing is left that could hold"
