"""Whether the parameters that rules, examples and policies give fit the schema of their check."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from compliance.errors import PluginError, Problem
from compliance.model.evidence import Kind
from compliance.packs.known_plugins import KnownPlugins
from compliance.packs.naming import Naming
from compliance.packs.validation import find_mistakes, label
from compliance.yaml_marks import Keys, MarkedFile

Schema = Mapping[str, object]
Params = Mapping[str, object]


class ParameterCheck:
    """Compares parameters with the schemas of the kinds of checks."""

    def __init__(
        self,
        schemas: Mapping[str, Schema],
        plugins: KnownPlugins | None = None,
        kinds: Collection[str] | None = None,
    ) -> None:
        self.schemas, self.plugins = schemas, plugins or KnownPlugins()
        self._naming = Naming({*map(str, Kind)} if kinds is None else kinds, self.plugins)
        self._sound: set[str] = set()

    def find_unknown_kind(self, file: MarkedFile, keys: Keys, kind: str) -> Iterator[Problem]:
        """Yield a problem where no check has this kind."""
        if kind not in self.schemas:
            remedy = self.plugins.advise_check(kind, self.schemas)
            yield file.problem(keys, f"{label(keys)}no check is of the kind {kind!r}", remedy)

    def find_in_rule(self, file: MarkedFile, kind: str, params: Params) -> Iterator[Problem]:
        """Yield what is wrong with a rule's own parameters. What it leaves out, the policies that name it may give."""
        yield from self.find_in_part(file, ("check",), kind, params)

    def find_in_part(self, file: MarkedFile, keys: Keys, kind: str, params: Params) -> Iterator[Problem]:
        """Yield what is wrong with parameters at ``keys`` that need not be all of them."""
        schema = self._schema(kind)
        partial = {key: value for key, value in schema.items() if key not in {"required", "minProperties"}}
        yield from self._find(file, keys, partial, params)

    def find_in_use(self, file: MarkedFile, keys: Keys, kind: str, params: Params) -> Iterator[Problem]:
        """Yield what is wrong with a sound rule's parameters once those given at ``keys`` have won over its own."""
        yield from self._find(file, keys, self._schema(kind), params)

    def _find(self, file: MarkedFile, keys: Keys, schema: Schema, params: Params) -> Iterator[Problem]:
        yield from find_mistakes(file, schema, at=keys, value=params)
        yield from self._naming.find_unknown(file, keys, schema, params)

    def _schema(self, kind: str) -> Schema:
        schema = self.schemas[kind]
        if kind not in self._sound:
            if reason := _find_fault(json.dumps(schema, default=repr)):
                raise PluginError(f"check {kind!r}: its schema of parameters is wrong: {reason}")
            self._sound.add(kind)
        return schema


@cache
def _find_fault(schema: str) -> str:
    """Return what is wrong with a schema. A process that loads packs more than once looks through each schema once."""
    from jsonschema import Draft202012Validator, SchemaError  # noqa: PLC0415

    try:
        Draft202012Validator.check_schema(json.loads(schema))
    except SchemaError as error:
        return error.message
    return ""
