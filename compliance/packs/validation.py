"""Speaks to the authors of rule and policy files: what is wrong, at which line and column, and what was meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING

from compliance.errors import Problem
from compliance.yaml_marks import MarkedFile, Path

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_TYPES = {
    "object": "a mapping",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "nothing",
}


def suggest(word: object, known: Iterable[str]) -> str:
    """Return a remedy that names the nearest known word, or an empty string."""
    near = get_close_matches(str(word), [str(k) for k in known], 1)
    return f"did you mean {near[0]!r}?" if near else ""


def find_mistakes(
    file: MarkedFile, schema: Mapping[str, object], *, at: Path = (), value: object = None
) -> Iterator[Problem]:
    """Yield what is wrong with a file, or with a value inside it at the path ``at``, by a JSON Schema."""
    from jsonschema import Draft202012Validator  # noqa: PLC0415

    validator = Draft202012Validator(schema)
    for error in validator.iter_errors(file.value if not at else value):
        yield _explain(file, at, _most_telling(error))


def _most_telling(error: ValidationError) -> ValidationError:
    """Return the error inside an ``anyOf`` that is nearest to what the author meant."""
    while error.context:
        deepest = max(error.context, key=lambda e: (len(e.absolute_path), e.validator != "type", e.validator == "enum"))
        error = deepest
    return error


def _explain(file: MarkedFile, at: Path, error: ValidationError) -> Problem:
    path = (*at, *error.absolute_path)
    name = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    prefix = f"{name}: " if name else ""
    instance, wanted = error.instance, error.validator_value
    match error.validator:
        case "enum" | "const":
            choices = [str(c) for c in wanted] if isinstance(wanted, list) else [str(wanted)]
            return file.problem(
                path, f"{prefix}{instance!r} is not one of {', '.join(choices)}", suggest(instance, choices)
            )
        case "additionalProperties":
            known = list(error.schema.get("properties", {}))
            extra = next(key for key in instance if key not in known)
            remedy = suggest(extra, known) or f"known keys: {', '.join(known)}"
            return file.problem((*path, extra), f"{prefix}{extra!r} is no key here", remedy, at_key=True)
        case "required":
            missing = next(key for key in wanted if key not in instance)
            return file.problem(path, f"{prefix}{missing!r} is missing")
        case "type":
            types = wanted if isinstance(wanted, list) else [wanted]
            expected = " or ".join(_TYPES.get(str(t), str(t)) for t in types)
            return file.problem(path, f"{prefix}{_show(instance)} is not {expected}")
        case "minItems":
            return file.problem(path, f"{prefix}needs at least {wanted}, has {len(instance)}")
        case "minLength":
            return file.problem(path, f"{prefix}must not be empty")
        case "pattern":
            return file.problem(path, f"{prefix}{instance!r} does not have the form {wanted}")
        case _:
            return file.problem(path, f"{prefix}{error.message}")


def _show(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:37]}…"
