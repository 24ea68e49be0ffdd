"""Builds rules and policies from the files of all packs; collects all mistakes before it gives up."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from msgspec import Struct

from compliance.errors import PackError, Problem
from compliance.model.evidence import Kind
from compliance.packs.comparison import Comparison
from compliance.packs.conversion import make_policy, make_rule
from compliance.packs.entries import Draft, Entries, PolicyEntry, RuleEntry
from compliance.packs.extension import extend_policies
from compliance.packs.files import PACK_FILE, PackFiles
from compliance.packs.keeping import Kept, Reasons, list_reasons, strip_reasons
from compliance.packs.known_plugins import KnownPlugins
from compliance.packs.parsing import AnyShape, Parsed, parse_file, salvage
from compliance.packs.schema import PackShape, PolicyShape, RuleShape
from compliance.yaml_marks import MarkedFile

Schemas = Mapping[str, Mapping[str, object]]


class Built(NamedTuple):
    """What judging needs, and the reasons of the rules by their ids."""

    kept: Kept
    reasons: dict[str, Reasons]


def build_packs(
    packs: Sequence[PackFiles],
    check_schemas: Schemas,
    kinds: Collection[str],
    *,
    disabled: Collection[str] = (),
    problems: Collection[Problem] = (),
) -> Built:
    """Return the rules and policies of all packs as the cache keeps them. Raises `PackError` with all ``problems``.

    ``disabled`` are the plugins that the run leaves out.
    """
    builder = _Builder()
    for number, pack in enumerate(packs):
        builder.add_pack(number, pack)
    entries = builder.entries
    comparison = Comparison(entries, check_schemas, {*map(str, Kind), *kinds}, KnownPlugins(disabled))
    compared = (item for item in comparison.find_problems() if not builder.is_refused(item))
    if found := {*problems, *builder.problems, *compared}:
        raise PackError(sorted(found))
    rules = sorted((entry.rule for entry in entries.rules), key=lambda rule: rule.id)
    policies = sorted(extend_policies(entries.policies), key=lambda policy: policy.id)
    return Built(Kept(strip_reasons(rules), tuple(policies)), list_reasons(rules))


class _Layout(Struct, frozen=True):
    """What a pack is called, and where in it a file belongs."""

    name: str
    rules: str = "rules"
    policies: tuple[str, ...] = ("policies",)
    is_sure: bool = True
    """Whether the pack file is right, and so says where all files belong."""

    def find_rule_id(self, path: str) -> str:
        """Return the id that a rule file must have, empty for other files."""
        return path.removeprefix(f"{self.rules}/").rpartition(".")[0] if path.startswith(f"{self.rules}/") else ""

    def find_policy_id(self, path: str) -> str:
        """Return the id that a policy file must have, empty for other files."""
        parent, _, name = path.rpartition("/")
        return name.rpartition(".")[0] if parent in self.policies else ""


class _Builder:
    """Takes packs one by one, and keeps what they hold."""

    def __init__(self) -> None:
        self.entries = Entries()
        self.problems: list[Problem] = []
        self._refused: set[tuple[str, int, int]] = set()

    def is_refused(self, problem: Problem) -> bool:
        """Whether a problem is with a value that YAML could not tell: its mistake has been told."""
        return (problem.path, problem.line, problem.column) in self._refused

    def add_pack(self, number: int, pack: PackFiles) -> None:
        """Take the files of a pack; ``number`` is its place among all packs."""
        layout = self._read_layout(pack)
        for path in pack.contents:
            if path != PACK_FILE:
                self._add_file(f"{number}/{path}", pack, path, layout)

    def _read_layout(self, pack: PackFiles) -> _Layout:
        """Return how a pack is laid out; of a wrong pack file, what is right in it or usual."""
        try:
            parsed = parse_file(pack.show(PACK_FILE), pack.contents[PACK_FILE], PackShape)
        except PackError as error:
            self.problems.extend(error.problems)
            return _Layout("", is_sure=False)
        self.problems.extend(parsed.problems)
        shape = parsed.shape or salvage(parsed, PackShape, {"name": "-", "version": "0.0.0", "title": "-"})
        if shape is None:
            return _Layout("", is_sure=False)
        if parsed.shape:
            self.problems.extend(_find_empty_folders(parsed.file, shape, pack))
        return _Layout(shape.name, shape.rules, tuple(shape.policies), is_sure=parsed.shape is not None)

    def _add_file(self, numbered: str, pack: PackFiles, path: str, layout: _Layout) -> None:
        shown, content = pack.show(path), pack.contents[path]
        rule_id, policy_id = layout.find_rule_id(path), layout.find_policy_id(path)
        try:
            if path.endswith(".yml"):
                raise PackError(Problem(shown, 0, 0, "ends in .yml", "call it .yaml"))
            if rule_id:
                self._add_rule(parse_file(shown, content, RuleShape), rule_id, numbered, layout.name)
            elif policy_id:
                self._add_policy(parse_file(shown, content, PolicyShape), policy_id, numbered, layout.name)
            elif layout.is_sure:
                folders = ", ".join(f"{folder}/" for folder in (layout.rules, *layout.policies))
                raise PackError(Problem(shown, 0, 0, "is in none of the pack's folders", f"move it into {folders}"))
        except PackError as error:
            self.problems.extend(error.problems)
            self.entries.broken.add(rule_id)
            self.entries.broken_policies.add(policy_id)

    def _add_rule(self, parsed: Parsed[RuleShape], rule_id: str, path: str, pack: str) -> None:
        self._note(parsed)
        self.entries.rule_drafts.append(Draft(parsed.file, rule_id))
        if parsed.shape:
            self.entries.rules.append(RuleEntry(parsed.file, rule_id, make_rule(parsed.shape, path, pack)))
        else:
            self.entries.broken.update(_list_names(parsed.file, rule_id))

    def _add_policy(self, parsed: Parsed[PolicyShape], policy_id: str, path: str, pack: str) -> None:
        self._note(parsed)
        self.entries.policy_drafts.append(Draft(parsed.file, policy_id))
        shape = parsed.shape or salvage(parsed, PolicyShape, {"id": policy_id, "name": f"(wrong) {path}"})
        if shape:
            kept = self.entries.policies if parsed.shape else self.entries.salvaged
            kept.append(PolicyEntry(parsed.file, policy_id, make_policy(shape, path, pack), shape.drop))
        if not parsed.shape:
            self.entries.broken_policies.update(_list_names(parsed.file, policy_id))

    def _note(self, parsed: Parsed[AnyShape]) -> None:
        self.problems.extend(parsed.problems)
        self._refused |= {(parsed.file.name, *place) for place in parsed.refused}


def _list_names(file: MarkedFile, expected: str) -> Iterator[str]:
    """Yield the ids by which others may speak of a wrong file."""
    yield expected
    if isinstance(file.value, dict) and isinstance(identity := file.value.get("id"), str):
        yield identity


def _find_empty_folders(file: MarkedFile, shape: PackShape, pack: PackFiles) -> Iterator[Problem]:
    """Yield folders that pack.yaml names and in which there is nothing; and a pack in which there is nothing at all."""
    if len(pack.contents) == 1:
        yield file.problem((), "the pack holds no rules and no policies")
        return
    filled = {str(parent) for path in pack.contents for parent in PurePosixPath(path).parents}
    named = [(("rules",), shape.rules), *((("policies", i), folder) for i, folder in enumerate(shape.policies))]
    for keys, folder in named:
        if keys in file.marks and folder not in filled:
            yield file.problem(keys, f"{keys[0]}: the folder {folder!r} holds no files", "leave it out")
