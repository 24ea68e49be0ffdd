"""What is told of a kind of check, from the schema of its parameters: what it asks, what they mean, what it costs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from textwrap import wrap
from typing import Any

from msgspec import Struct

from compliance.hookspecs import Check, KindExample

_WIDTH = 100
_TYPES = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "object": "mapping",
    "array": "list",
}
_NAMES = {"re2": "pattern", "date": "date", "evidence": "kind of evidence", "context": "key of the context"}


class Parameter(Struct, frozen=True):
    """One parameter of a kind: what it may be, what it is where it is left out, and what it means."""

    name: str
    values: str
    is_required: bool
    default: str
    about: str


def list_parameters(schema: Mapping[str, Any]) -> Iterator[Parameter]:
    """Yield the parameters that a check's schema names, those that must be given first."""
    required = list(schema.get("required", ()))
    properties: Mapping[str, Mapping[str, Any]] = schema.get("properties", {})
    for name in sorted(properties, key=lambda key: key not in required):
        node = properties[name]
        default = _show(node["default"]) if "default" in node else ""
        yield Parameter(name, name_values(node), name in required, default, str(node.get("description", "")))


def name_values(node: Mapping[str, Any]) -> str:
    """Say which values a schema lets pass.

    >>> name_values({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]})
    'text, or a list of such'
    >>> name_values({"type": "integer", "minimum": 1}), name_values({"enum": ["top", "bottom"]})
    ('whole number from 1', 'top | bottom')
    """
    match node:
        case {"anyOf": [one, {"type": "array", "items": many}]} if one == many:
            return f"{_name_one({**one, 'names': node.get('names')})}, or a list of such"
        case {"anyOf": options}:
            return ", or ".join(map(name_values, options))
        case {"type": "array", "items": {"properties": {"kind": _}}}:
            return "list of checks"
        case {"type": "array", "items": items}:
            return f"list of {_name_one({**items, 'names': node.get('names')})}"
        case {"type": "object", "properties": parts}:
            return f"mapping of {', '.join(parts)}"
        case {"type": "object", "names": names}:
            return f"mapping by {_NAMES.get(str(names), 'name')}"
    return _name_one(node)


def _name_one(node: Mapping[str, Any]) -> str:
    if "enum" in node:
        return " | ".join(map(str, node["enum"]))
    named = _NAMES.get(str(node.get("names"))) or _NAMES.get(str(node.get("format")))
    return named or " ".join([_TYPES.get(str(node.get("type")), "anything"), *_name_bounds(node)])


def show_check(kind: str, params: Mapping[str, object]) -> str:
    """Return a check as a rule file has it."""
    import yaml  # noqa: PLC0415 - costs more than all else here

    text = yaml.safe_dump({"check": {"kind": kind, **params}}, sort_keys=False, default_flow_style=None)
    node = yaml.compose(text)
    for _, spec in node.value if isinstance(node, yaml.MappingNode) else ():
        spec.flow_style = False  # one parameter on each line; what is short within stays on its line
    return str(yaml.serialize(node, allow_unicode=True, width=_WIDTH))


def render_kind(check: Check, owner: str) -> str:
    """Return what a kind asks, what it costs, its parameters and examples; ``owner`` is the plugin that brings it."""
    lines = [f"{check.kind} (a kind of check, of the plugin {owner})", *_paragraph(check.about), ""]
    lines += ["Costs", *_paragraph(check.cost), "", "Parameters", *_list_lines(check.schema), ""]
    if check.examples:
        lines += ["Examples", *(line for example in check.examples for line in _show_example(check.kind, example))]
    return "\n".join(lines).rstrip() + "\n"


def _list_lines(schema: Mapping[str, Any]) -> Iterator[str]:
    parameters = list(list_parameters(schema))
    if not parameters:
        yield "  none"
    for parameter in parameters:
        left_out = f"{parameter.default} if left out" if parameter.default else "may be left out"
        state = "must be given" if parameter.is_required else left_out
        yield from wrap(
            f"{parameter.name}: {parameter.values} ({state})", _WIDTH, initial_indent="  ", subsequent_indent="    "
        )
        if parameter.about:
            yield from wrap(parameter.about, _WIDTH, initial_indent="    ", subsequent_indent="    ")


def _show_example(kind: str, example: KindExample) -> Iterator[str]:
    yield from _paragraph(example.asks)
    yield from _quote(show_check(kind, example.params))
    if example.context:
        yield f"  in the context {', '.join(f'{key}={value}' for key, value in example.context.items())}"
    if example.original:
        yield "  beside the original"
        yield from _quote(example.original)
    yield "  pass:"
    yield from _quote(example.passes)
    yield f"  {example.outcome}:"
    yield from _quote(example.fails)
    yield ""


def _quote(text: str) -> Iterator[str]:
    yield from (f"    | {line}".rstrip() for line in text.rstrip().splitlines())


def _name_bounds(node: Mapping[str, Any]) -> Iterator[str]:
    if "minimum" in node:
        yield f"from {node['minimum']}"
    if "exclusiveMinimum" in node:
        yield f"above {node['exclusiveMinimum']}"
    if "maximum" in node:
        yield f"up to {node['maximum']}"


def _show(value: object) -> str:
    return str(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False).replace('"', "")


def _paragraph(text: str) -> list[str]:
    return wrap(text, _WIDTH, initial_indent="  ", subsequent_indent="  ") or ["  -"]
