"""Reads packs from their folders: from the cache where nothing changed, else from the files, with all their mistakes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from compliance.caching import digest, load_cached
from compliance.errors import PackError, Problem
from compliance.model.library import Library
from compliance.packs.decoding import decode_policy, decode_rule

Json = Mapping[str, object]
Schemas = Mapping[str, Mapping[str, object]]
_HOT_RULE_KEYS = frozenset({"rationale", "references", "examples"})
"""Keys of rules that judging does not need."""


@dataclass(frozen=True, slots=True)
class _Pack:
    """A pack's folder and the YAML files in it: path as shown → contents."""

    folder: Path
    files: Mapping[str, bytes]


def load_packs(
    paths: Sequence[Path], check_schemas: Schemas, *, kinds: Iterable[str] = (), complete: bool = False
) -> Library:
    """Return the rules and policies of all packs.

    ``check_schemas`` are the JSON Schemas of the check kinds' parameters, ``kinds`` the kinds of evidence that plugins
    bring. Unless ``complete``, rules come without what only `explain` and the tests need: rationale, references and
    examples. Raises `PackError` with all mistakes of all files.
    """
    packs = [_collect(path) for path in paths]
    known = sorted(kinds)
    parts = [repr((sorted(check_schemas), known)).encode()]
    for pack in packs:
        parts.extend(part for name, data in pack.files.items() for part in (name.encode(), data))

    def build() -> object:
        from compliance.packs.building import build_packs  # noqa: PLC0415

        return build_packs([(pack.folder, pack.files) for pack in packs], check_schemas, known)

    name = "rules-complete" if complete else "rules"
    value = load_cached(name, digest(parts), build if complete else lambda: _trim(build()))
    return _decode(cast(Mapping[str, list[tuple[Json, str]]], value))


def _collect(folder: Path) -> _Pack:
    if not folder.is_dir():
        raise PackError(Problem(str(folder), 0, 0, "no such folder", "name a folder that holds a pack.yaml"))
    if not (folder / "pack.yaml").is_file():
        raise PackError(Problem(str(folder), 0, 0, "holds no pack.yaml", "add one with name, version and title"))
    return _Pack(folder, {str(path): path.read_bytes() for path in sorted(_walk(folder))})


def _walk(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.suffix in {".yaml", ".yml"} and path.is_file())


def _trim(value: object) -> object:
    built = cast(Mapping[str, list[tuple[Json, str]]], value)
    rules = [({key: v for key, v in rule.items() if key not in _HOT_RULE_KEYS}, path) for rule, path in built["rules"]]
    return {**built, "rules": rules}


def _decode(value: Mapping[str, list[tuple[Json, str]]]) -> Library:
    rules = [decode_rule(rule, path) for rule, path in value["rules"]]
    policies = [decode_policy(policy, path) for policy, path in value["policies"]]
    return Library(
        {rule.id: rule for rule in sorted(rules, key=lambda r: r.id)},
        {policy.id: policy for policy in sorted(policies, key=lambda p: p.id)},
    )
