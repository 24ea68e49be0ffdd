"""One file of a pack, from its bytes to its shape."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TypeVar

from pydantic import ValidationError

from compliance.errors import PackError, Problem
from compliance.packs.schema import Shape, make_schema
from compliance.packs.validation import find_mistakes, label
from compliance.yaml_marks import Keys, MarkedFile, parse_yaml

AnyShape = TypeVar("AnyShape", bound=Shape)


def parse_file(name: str, content: bytes, shape: type[AnyShape]) -> tuple[MarkedFile, AnyShape]:
    """Return what a file holds, with its places, and as a shape. Raises `PackError` with all its mistakes.

    pydantic decides; the words for authors are found by comparing anew with the JSON Schema, which it made.
    """
    file = parse_yaml(name, content)
    try:
        return file, shape.model_validate(file.value)
    except ValidationError as error:
        mistakes = {*find_mistakes(file, _schema_of(shape)), *_find_wrong_values(file, error)}
        raise PackError(sorted(mistakes) or [file.problem((), str(error))]) from error


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
