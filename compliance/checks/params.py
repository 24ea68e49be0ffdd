"""Typed access to a check's parameters, and the pieces that their JSON Schemas are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from compliance.model.article import Carrier, Scope

Params = Mapping[str, object]
Schema = Mapping[str, object]

TEXT: Schema = {"type": "string", "minLength": 1}
TEXTS: Schema = {"anyOf": [TEXT, {"type": "array", "items": TEXT, "minItems": 1}]}
COUNT: Schema = {"type": "integer", "minimum": 1}
FLAG: Schema = {"type": "boolean"}
EVIDENCE: Schema = {**TEXTS, "names": "evidence"}
"""Kinds of evidence. ``names`` says to editors what the words are names of."""
WHERE: Schema = {
    "type": "object",
    "description": "fields of the evidence's value, each with the value or one of the values that it must have; "
    "left out, any values will do",
    "additionalProperties": {"anyOf": [FLAG, TEXT, {"type": "array", "items": TEXT, "minItems": 1}]},
}
CONTEXT: Schema = {
    "type": "object",
    "names": "context",
    "description": "keys of the context, each with one value or several",
    "additionalProperties": TEXTS,
}

LOOK = "one look at each piece of evidence"
READING = "one reading of the text for each pattern"
COMPARISON = "a comparison with the original, where one is given, which several rules share; else nothing"
"""What kinds of checks cost to run, as their documentation says it."""


def describe(schema: Schema, about: str, default: object = None) -> Schema:
    """Return a schema with what its value means, and what is meant where none is given.

    Where that is no value, the description says what then holds: "left out, …".
    """
    return {**schema, "description": about} | ({} if default is None else {"default": default})


def one_of(words: Sequence[str]) -> Schema:
    """Return the schema of a word out of a list."""
    return {"type": "string", "enum": list(words)}


def some_of(words: Sequence[str]) -> Schema:
    """Return the schema of a list of words out of a list."""
    return {"type": "array", "items": one_of(words), "minItems": 1, "uniqueItems": True}


SCOPES: Schema = describe(
    some_of([str(scope) for scope in Scope]),
    "what it may be about: the article itself, or something on its page",
    ["article"],
)
CARRIERS: Schema = describe(
    some_of([str(carrier) for carrier in Carrier]), "what may carry it, of text and metadata; left out, anything may"
)
REUSED: Schema = describe(FLAG, "ask it only of an article that comes from another outlet", default=False)


def make_schema(
    properties: Mapping[str, Schema], *, required: Sequence[str] = (), ordered: Sequence[tuple[str, str]] = ()
) -> Schema:
    """Return the JSON Schema of a check's parameters; others are refused.

    ``ordered`` are pairs of keys, the first of which must not be greater; see `compliance.packs.keywords`.
    """
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
        "ordered": [list(pair) for pair in ordered],
    }


def read_texts(params: Params, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return a parameter that holds one text or several."""
    value = params.get(key, default)
    if isinstance(value, list | tuple):
        return tuple(map(_word, value))
    return (_word(value),)


def read_text(params: Params, key: str, default: str = "") -> str:
    """Return a parameter that holds one text."""
    return str(params.get(key, default))


def read_count(params: Params, key: str, default: int) -> int:
    """Return a parameter that holds a number."""
    value = params.get(key, default)
    return value if isinstance(value, int) else default


def read_choices(params: Params, key: str) -> Mapping[str, tuple[str, ...]]:
    """Return a parameter that maps names to one word or several; truth values read ``true`` and ``false``."""
    value = params.get(key)
    return {str(name): read_texts(value, name) for name in value} if isinstance(value, Mapping) else {}


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
