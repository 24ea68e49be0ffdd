"""Parses and checks every file of every pack; collects all mistakes before it gives up."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import cast

from compliance.errors import PackError, Problem
from compliance.model.context import VOCABULARY
from compliance.model.evidence import Kind
from compliance.packs.schema import make_schema
from compliance.packs.validation import find_mistakes, suggest
from compliance.yaml_marks import MarkedFile, parse_yaml
from compliance.yaml_marks import Path as Keys

Json = Mapping[str, object]
Schemas = Mapping[str, Mapping[str, object]]


def build_packs(
    packs: Sequence[tuple[Path, Mapping[str, bytes]]], check_schemas: Schemas, kinds: Collection[str]
) -> dict[str, list[tuple[object, str]]]:
    """Return the checked contents of all rule and policy files, each with its path. Raises `PackError`."""
    builder = _Builder(check_schemas, {*map(str, Kind), *kinds})
    for folder, files in packs:
        builder.read_pack(folder, files)
    builder.compare()
    if builder.problems:
        raise PackError(sorted(builder.problems))
    return {
        "rules": [(file.value, file.name) for file in builder.rules.values()],
        "policies": [(file.value, file.name) for file in builder.policies.values()],
    }


class _Builder:
    """Files by id, and what is wrong with them."""

    def __init__(self, check_schemas: Schemas, kinds: Collection[str]) -> None:
        self.check_schemas, self.kinds = check_schemas, kinds
        self.rules: dict[str, MarkedFile] = {}
        self.policies: dict[str, MarkedFile] = {}
        self.problems: list[Problem] = []
        self._schemas = {kind: make_schema(kind) for kind in ("rule", "policy", "pack")}

    def read_pack(self, folder: Path, files: Mapping[str, bytes]) -> None:
        """Read one pack: its pack.yaml says where rules and policies lie."""
        pack = self._parse(str(folder / "pack.yaml"), files[str(folder / "pack.yaml")], "pack")
        if pack is None:
            return
        value = cast(Json, pack.value)
        rules_folder = folder / str(value.get("rules") or "rules")
        policy_folders = [folder / name for name in cast(list[str], value.get("policies") or ["policies"])]
        for name, data in files.items():
            path = Path(name)
            if rules_folder in path.parents:
                self._add_rule(name, data, path.relative_to(rules_folder).with_suffix("").as_posix())
            elif path.parent in policy_folders:
                self._add_policy(name, data, path.stem)
            elif path != folder / "pack.yaml":
                remedy = f"move it below {rules_folder.name}/, or into a folder of policies"
                self.problems.append(Problem(name, 0, 0, "is in none of the pack's folders", remedy))

    def compare(self) -> None:
        """Find mistakes that show only when all files are known."""
        for file in self.policies.values():
            for index, duty in enumerate(cast(list[Json], cast(Json, file.value).get("duties") or [])):
                self.problems.extend(self._compare_duty(file, ("duties", index), duty))

    def _parse(self, name: str, data: bytes, kind: str) -> MarkedFile | None:
        try:
            file = parse_yaml(name, data)
        except PackError as error:
            self.problems.extend(error.problems)
            return None
        mistakes = list(find_mistakes(file, self._schemas[kind]))
        self.problems.extend(mistakes)
        return None if mistakes else file

    def _add_rule(self, name: str, data: bytes, expected: str) -> None:
        if file := self._parse(name, data, "rule"):
            self._add(self.rules, file, expected)
            check = cast(Json, cast(Json, file.value)["check"])
            self.problems.extend(self._check_params(file, ("check",), str(check["kind"]), check))
            self.problems.extend(self._check_examples(file))

    def _add_policy(self, name: str, data: bytes, expected: str) -> None:
        if file := self._parse(name, data, "policy"):
            self._add(self.policies, file, expected)
            self.problems.extend(self._check_kinds(file, (), file.value))

    def _add(self, known: dict[str, MarkedFile], file: MarkedFile, expected: str) -> None:
        identity = str(cast(Json, file.value)["id"])
        if identity != expected:
            message = f"id: {identity!r} does not agree with the file's place"
            self.problems.append(file.problem(("id",), message, f"call it {expected!r}, or move the file"))
        if identity in known:
            message = f"id: {identity!r} is taken by {known[identity].name}"
            self.problems.append(file.problem(("id",), message, "choose another id"))
        known[identity] = file

    def _check_params(self, file: MarkedFile, at: Keys, kind: str, params: Json) -> Iterator[Problem]:
        schema = self.check_schemas.get(kind)
        if schema is None:
            message = f"kind: no check is called {kind!r}"
            yield file.problem((*at, "kind"), message, suggest(kind, self.check_schemas))
            return
        given = {key: value for key, value in params.items() if key != "kind"}
        yield from find_mistakes(file, schema, at=at, value=given)

    def _check_examples(self, file: MarkedFile) -> Iterator[Problem]:
        for side, examples in cast(Mapping[str, list[Json]], cast(Json, file.value)["examples"]).items():
            for index, example in enumerate(examples):
                for key, value in cast(Mapping[str, str], example.get("context") or {}).items():
                    path: Keys = ("examples", side, index, "context", key)
                    if key not in VOCABULARY:
                        yield file.problem(path, f"{key!r} is no key of a context", suggest(key, VOCABULARY))
                    elif VOCABULARY[key] and value not in VOCABULARY[key]:
                        yield file.problem(path, f"{value!r} is no value of {key!r}", suggest(value, VOCABULARY[key]))

    def _check_kinds(self, file: MarkedFile, path: Keys, value: object) -> Iterator[Problem]:
        """Yield every ``seen`` that names no kind of evidence."""
        if isinstance(value, Mapping):
            for key, part in value.items():
                if key == "seen" and part not in self.kinds:
                    yield file.problem((*path, key), f"seen: no evidence is called {part!r}", suggest(part, self.kinds))
                yield from self._check_kinds(file, (*path, key), part)
        elif isinstance(value, list):
            for index, part in enumerate(value):
                yield from self._check_kinds(file, (*path, index), part)

    def _compare_duty(self, file: MarkedFile, at: Keys, duty: Json) -> Iterator[Problem]:
        name = str(duty["rule"])
        rule = self.rules.get(name)
        if rule is None:
            yield file.problem((*at, "rule"), f"rule: no rule is called {name!r}", suggest(name, self.rules))
            return
        check = cast(Json, cast(Json, rule.value)["check"])
        given = cast(Json, duty.get("with") or {})
        if given:
            yield from self._check_params(file, (*at, "with"), str(check["kind"]), {**check, **given})
