"""The JSON Schemas of rule, policy and pack files as editors want them: each key and word with what it means.

Run ``python -m compliance.editors`` to write those that ship; given the checks of plugins too, `make_schemas` knows
their kinds. Mistakes in files are told by the plainer schemas of `compliance.packs.schema`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

from compliance.hookspecs import Check
from compliance.packs import schema as shapes
from compliance.yaml_marks import parse_yaml

WORDS = Path(shapes.__file__).with_name("descriptions.yaml")
_LEFT_TO_POLICIES = "left out, the policies that name the rule must give it"
_EVIDENCE = {"$ref": "#/$defs/Evidence"}
_UNWRITTEN = {"names", "ordered"}
"""Keywords that are our own; see `compliance.checks.params` and `compliance.packs.keywords`."""

Node = dict[str, Any]
Words = Mapping[str, Mapping[str, str]]


def make_schemas(checks: Iterable[Check]) -> dict[str, Node]:
    """Return the schemas of the files by what these hold: rule, policy, pack."""
    words = cast("Words", parse_yaml(str(WORDS), WORDS.read_bytes()).value)
    known = sorted(checks, key=lambda check: check.kind)
    return {name: _make_schema(name, words, known) for name in shapes.SHAPES}


def render_schema(schema: Mapping[str, object]) -> str:
    """Return a schema as the text of a file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _make_schema(name: str, words: Words, checks: Iterable[Check]) -> Node:
    shape = shapes.SHAPES[name]
    schema: Node = {**shapes.make_schema(shape), "title": f"A {name} file"}
    definitions: Node = schema.setdefault("$defs", {})
    for part, definition in {**definitions, shape.__name__: schema}.items():
        _describe(definition, getattr(shapes, part), words)
    if condition := definitions.get("WhenShape", {}).get("properties"):
        condition["seen"] = {**_EVIDENCE, "description": condition["seen"]["description"]}
    if called := definitions.get("CheckShape"):
        definitions["CheckShape"] = _make_check(called, checks)
        definitions.update({_name(check.kind): _make_parameters(check, words) for check in checks})
    if {"WhenShape", "CheckShape"} & definitions.keys():
        definitions["Evidence"] = _list_words(words["evidence"])
    return schema


def _describe(definition: Node, shape: type[shapes.Shape], words: Words) -> None:
    """Put in what each key of a shape, or of one that it is made from, means."""
    for key, node in definition.get("properties", {}).items():
        told = next((words[part.__name__][key] for part in shape.__mro__ if key in words.get(part.__name__, ())), None)
        definition["properties"][key] = {**node, "description": told} if told else node


def _make_check(definition: Node, checks: Iterable[Check]) -> Node:
    kinds = {check.kind: check.about for check in checks}
    kind = {**_list_words(kinds), "description": definition["properties"]["kind"]["description"]}
    bound = [_bind(name, {"$ref": f"#/$defs/{_name(name)}"}) for name in kinds]
    return {**definition, "properties": {"kind": kind}, "allOf": bound}


def _make_parameters(check: Check, words: Words) -> Node:
    """Return what stands beside a kind. What a rule leaves out, the policies that name it may give."""
    schema = _translate(check.schema, words)
    kind = {"const": check.kind, "description": check.about or f"the kind {check.kind}"}
    parameters: Node = {"kind": kind, **schema.get("properties", {})}
    for name in {*schema.get("required", ())} & {*parameters}:
        told = parameters[name].get("description", name)
        parameters[name] = {**parameters[name], "description": f"{told}; {_LEFT_TO_POLICIES}"}
    kept = {key: value for key, value in schema.items() if key not in {"required", "minProperties"}}
    return {**kept, "description": check.about, "properties": parameters}


def _translate(node: object, words: Words) -> Any:  # noqa: ANN401 - a piece of JSON
    """Return a part of a check's schema with the words that it names, and without keywords of our own."""
    if isinstance(node, list | tuple):
        return [_translate(item, words) for item in node]
    if not isinstance(node, Mapping):
        return node
    match node:
        case {"if": {"properties": {"kind": {"const": str(kind)}}}, "then": {"required": required}}:
            return _bind(kind, {"$ref": f"#/$defs/{_name(kind)}", "required": list(required)})
        case {"names": "evidence", "anyOf": _}:
            return {**_keep(node, words), "anyOf": [_EVIDENCE, {"type": "array", "items": _EVIDENCE, "minItems": 1}]}
        case {"names": "evidence", "items": _}:
            return {**_keep(node, words), "items": _EVIDENCE}
        case {"names": str(names), "additionalProperties": value}:
            return {**_keep(node, words), "properties": _list_keys(words[names], value)}
    return _keep(node, words)


def _keep(node: Mapping[str, object], words: Words) -> Node:
    return {key: _translate(value, words) for key, value in node.items() if key not in _UNWRITTEN}


def _list_keys(words: Mapping[str, str], value: object) -> Node:
    return {key: {**value, "description": told} for key, told in words.items()} if isinstance(value, Mapping) else {}


def _list_words(words: Mapping[str, str]) -> Node:
    """Return the schema of a text that is one of some words, or any other that a plugin brings."""
    listed = [{"const": word, "description": told} for word, told in words.items()]
    other = {"type": "string", "pattern": r"\S", "not": {"enum": list(words)}}
    return {"anyOf": [*listed, other]}


def _bind(kind: str, then: Node) -> Node:
    return {"if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]}, "then": then}


def _name(kind: str) -> str:
    return f"check-{kind}"


if __name__ == "__main__":
    from compliance.checks import CHECKS
    from compliance.config_schema import make_config_schema

    for name, made in {**make_schemas(CHECKS), "config": make_config_schema()}.items():
        (shapes.FOLDER / f"{name}.schema.json").write_text(render_schema(made), encoding="utf-8")
