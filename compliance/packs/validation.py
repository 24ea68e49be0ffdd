"""Speaks to the authors of rule and policy files: what is wrong, at which line and column, and what was meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from compliance.errors import Problem
from compliance.packs.keywords import FORMATS, find_pattern_refusal, make_validator
from compliance.spelling import suggest
from compliance.yaml_marks import Keys, MarkedFile

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_TYPES = {
    "object": "a mapping",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
}


def find_mistakes(
    file: MarkedFile, schema: Mapping[str, object], *, at: Keys = (), value: object = None
) -> Iterator[Problem]:
    """Yield what is wrong with a file, or with a value inside it at the keys ``at``, by a JSON Schema."""
    for error in make_validator(schema).iter_errors(value if at else file.value):
        for told in _unfold(error):
            yield from _explain(file, at, told)


def _unfold(error: ValidationError) -> Iterator[ValidationError]:
    """Yield the errors of the one alternative that the author can have meant, by its type; else the error itself."""
    branches: dict[object, list[ValidationError]] = {}
    for inner in error.context or ():
        branches.setdefault(inner.schema_path[0], []).append(inner)
    fitting = [
        branch
        for branch in branches.values()
        if not any(inner.validator == "type" and not inner.relative_path for inner in branch)
    ]
    if len(fitting) != 1:
        yield error
        return
    for inner in fitting[0]:
        yield from _unfold(inner)


def _explain(file: MarkedFile, at: Keys, error: ValidationError) -> Iterator[Problem]:
    keys: Keys = (*at, *error.absolute_path)
    prefix = label(keys)
    instance, wanted = cast("Any", error.instance), cast("Any", error.validator_value)
    match error.validator:
        case "additionalProperties":
            yield from _explain_unknown_keys(file, keys, instance, cast("Mapping[str, Any]", error.schema))
        case "required":  # jsonschema has one error for each key that is missing, and names it in its message only
            missing = next(key for key in wanted if key not in instance and repr(key) in error.message)
            if not _is_misspelt(missing, instance, cast("Mapping[str, Any]", error.schema)):
                yield file.problem(keys, f"{prefix}the key {missing!r} is missing")
        case "enum" if not isinstance(instance, str) and cast("Any", error.schema).get("type") == "string":
            return  # another error speaks of the type
        case "enum" | "const":
            choices: Sequence[object] = wanted if error.validator == "enum" else [wanted]
            message = f"{prefix}{_show(instance)} is not one of {', '.join(map(str, choices))}"
            yield file.problem(keys, message, suggest(instance, choices))
        case "format" if wanted == "re2" and (refusal := find_pattern_refusal(str(instance))):
            yield file.problem_inside(keys, refusal.index, prefix + refusal.message, refusal.remedy)
        case "type" if not keys:
            yield file.problem(keys, _describe(error), "write keys and values, as in 'id: …', and no '- ' before them")
        case _:
            yield file.problem(keys, prefix + _describe(error))


def _describe(error: ValidationError) -> str:
    instance, wanted = cast("Any", error.instance), cast("Any", error.validator_value)
    shown = _show(instance)
    match error.validator:
        case "type":
            return f"{shown} is not {_name_types([wanted])}"
        case "anyOf" | "oneOf" if error.context:
            types = _name_types(inner.validator_value for inner in error.context if inner.validator == "type")
            return f"{shown} is not {types}" if types else f"{shown} fits no alternative"
        case "minItems" | "minProperties":
            return f"needs at least {wanted}, has {len(instance)}"
        case "format":
            return f"{shown} is not {FORMATS.get(wanted, wanted)}"
        case "minLength":
            return "must not be empty"
        case "pattern" if not instance.strip():
            return "must not be empty"
        case "pattern":
            described = cast("Mapping[str, Any]", error.schema).get("description")
            return f"{shown} is not {described}" if described else f"{shown} does not match {wanted}"
        case _:
            return error.message


def _explain_unknown_keys(
    file: MarkedFile, keys: Keys, instance: Mapping[str, object], schema: Mapping[str, Any]
) -> Iterator[Problem]:
    known = list(schema.get("properties", ()))
    prefix = label(keys)
    for key in instance:
        if key not in known:
            remedy = suggest(key, known, otherwise=f"known keys: {', '.join(known)}" if known else "")
            yield file.problem((*keys, key), f"{prefix}unknown key {key!r}", remedy, at_key=True)


def _is_misspelt(key: str, instance: Mapping[str, object], schema: Mapping[str, Any]) -> bool:
    """Return whether the mapping has an unknown key that is nearly this one: then that is what is told."""
    unknown = [word for word in instance if word not in schema.get("properties", ())]
    return any(key in suggest(word, schema["properties"]) for word in unknown) if "properties" in schema else False


def label(keys: Keys) -> str:
    """Return the named part of the way to a value, to start a message with.

    >>> label(("examples", "fails", 2, "at"))
    'examples.fails.at: '
    """
    names = ".".join(key for key in keys if isinstance(key, str))
    return f"{names}: " if names else ""


def _name_types(wanted: Iterable[object]) -> str:
    """Return names of JSON Schema's types, each once.

    >>> _name_types(["string", ["array", "string"]])
    'text or a list'
    """
    flat = [name for item in wanted for name in (item if isinstance(item, list) else [item])]
    return " or ".join(dict.fromkeys(_TYPES.get(str(name), str(name)) for name in flat))


def _show(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case dict():
            return "a mapping"
        case list():
            return "a list"
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:56]}…{text[0]}"
