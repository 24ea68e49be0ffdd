"""One file of a pack, from its bytes to its shape."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Generic, TypeVar

from msgspec import Struct
from pydantic import ValidationError

from compliance.errors import PackError, Problem
from compliance.packs.schema import Shape, make_schema
from compliance.packs.validation import find_mistakes, label
from compliance.yaml_marks import Keys, MarkedFile, read_yaml

AnyShape = TypeVar("AnyShape", bound=Shape)


class Parsed(Struct, Generic[AnyShape], frozen=True):
    """What a file holds, with its places; as a shape where nothing is wrong, else with what is."""

    file: MarkedFile
    shape: AnyShape | None
    problems: tuple[Problem, ...] = ()
    refused: frozenset[tuple[int, int]] = frozenset()
    """Places of values that YAML could not tell: nothing more is to be said of them."""


def parse_file(name: str, content: bytes, shape: type[AnyShape]) -> tuple[MarkedFile, AnyShape]:
    """Return what a file holds, with its places, and as a shape. Raises `PackError` with all its mistakes."""
    parsed = parse_draft(name, content, shape)
    if parsed.shape is None:
        raise PackError(sorted(parsed.problems))
    return parsed.file, parsed.shape


def parse_draft(name: str, content: bytes, shape: type[AnyShape]) -> Parsed[AnyShape]:
    """Return what a file holds, with its mistakes. Raises `PackError` where it cannot be read at all.

    pydantic decides; the words for authors are found by comparing anew with the JSON Schema, which it made.
    """
    file, problems = read_yaml(name, content)
    refused = frozenset((problem.line, problem.column) for problem in problems)
    try:
        made = shape.model_validate(file.value)
    except ValidationError as error:
        mistakes = {*find_mistakes(file, _schema_of(shape)), *_find_wrong_values(file, error)}
        told = [problem for problem in mistakes if (problem.line, problem.column) not in refused]
        if not told and not problems:
            told = [file.problem((), str(error))]
        return Parsed(file, None, (*problems, *told), refused)
    return Parsed(file, None if problems else made, tuple(problems), refused)


def salvage(value: object, shape: type[AnyShape], stand_ins: Mapping[str, object]) -> AnyShape | None:
    """Return the shape of a wrong mapping without the keys that are wrong; None where too little is left.

    ``stand_ins`` are values for keys that it must have.
    """
    if not isinstance(value, dict):
        return None
    try:
        shape.model_validate(value)
    except ValidationError as error:
        wrong = {str(detail["loc"][0]) for detail in error.errors(include_url=False) if detail["loc"]}
    else:
        wrong = set()
    sound = {key: item for key, item in value.items() if key not in wrong and item is not None}
    try:
        return shape.model_validate({**stand_ins, **sound})
    except ValidationError:
        return None


def _find_wrong_values(file: MarkedFile, error: ValidationError) -> Iterator[Problem]:
    """Yield what a JSON Schema cannot express, such as the 30th of February."""
    for detail in error.errors(include_url=False):
        if detail["type"] == "value_error":
            keys = _find_keys(file, detail["loc"])
            yield file.problem(keys, f"{label(keys)}{detail['input']!r}: {detail['ctx']['error']}")


def _find_keys(file: MarkedFile, location: Keys) -> Keys:
    """Return a location without the names of alternatives, which pydantic puts in between."""
    keys: Keys = ()
    for part in location:
        if (*keys, part) in file.marks:
            keys = (*keys, part)
    return keys


@cache
def _schema_of(shape: type[Shape]) -> dict[str, object]:
    return make_schema(shape)
