"""Builds rules and policies from the files of all packs; collects all mistakes before it gives up."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from msgspec import Struct

from compliance.errors import PackError, Problem
from compliance.installed import PACK_FILE
from compliance.model.evidence import Kind
from compliance.model.scan import Phrase
from compliance.packs.adjustment import (
    adjust_policies,
    adjust_rules,
    find_wrong_adjustments,
    find_wrong_parameters,
    list_adjustments,
)
from compliance.packs.comparison import Comparison
from compliance.packs.conversion import make_pack, make_policy, make_rule
from compliance.packs.entries import PackEntry, PolicyEntry, RuleEntry
from compliance.packs.extension import extend_policies, find_wrong_extensions
from compliance.packs.files import PackFiles
from compliance.packs.keeping import Kept, Reasons, list_reasons, strip_reasons
from compliance.packs.parsing import parse_file
from compliance.packs.phrases import read_phrases
from compliance.packs.requirements import find_clashes, find_unmet
from compliance.packs.schema import PackShape, PolicyShape, RuleShape
from compliance.yaml_marks import Keys, MarkedFile

Schemas = Mapping[str, Mapping[str, object]]


class Built(NamedTuple):
    """What judging needs, and the reasons of the rules by their ids."""

    kept: Kept
    reasons: dict[str, Reasons]


def build_packs(packs: Sequence[PackFiles], check_schemas: Schemas, kinds: Collection[str]) -> Built:
    """Return the rules and policies of all packs as the cache keeps them. Raises `PackError`."""
    builder = _Builder()
    for number, pack in enumerate(packs):
        builder.add_pack(number, pack)
    comparison = Comparison(builder.rules, builder.policies, builder.broken, check_schemas, {*map(str, Kind), *kinds})
    problems = {
        *builder.problems,
        *comparison.find_problems(),
        *find_wrong_extensions(builder.policies, builder.broken_policies),
        *_compare_packs(builder, comparison, all_known=len(builder.packs) == len(packs)),
    }
    if problems:
        raise PackError(sorted(problems))
    return _build(builder)


def _compare_packs(builder: _Builder, comparison: Comparison, *, all_known: bool) -> Iterator[Problem]:
    """Yield what is wrong between packs; ``all_known`` unless the file of a pack could not be read."""
    yield from find_clashes(builder.packs)
    yield from find_unmet(builder.packs, all_known=all_known)
    adjustments = list_adjustments(builder.packs)
    yield from find_wrong_adjustments(adjustments, comparison.known, comparison.broken, all_known=all_known)
    sound = {name: rule for name, rule in comparison.known.items() if name not in comparison.broken}
    yield from find_wrong_parameters(adjustments, sound, builder.policies, comparison.parameters)


def _build(builder: _Builder) -> Built:
    """Return what packs without mistakes amount to."""
    adjustments = list_adjustments(builder.packs)
    rules = sorted(adjust_rules(builder.rules, adjustments), key=lambda rule: rule.id)
    extended = extend_policies(adjust_policies(builder.policies, adjustments))
    kept = Kept(
        strip_reasons(rules),
        tuple(sorted(extended, key=lambda policy: policy.id)),
        tuple(sorted((entry.pack for entry in builder.packs), key=lambda pack: pack.name)),
        tuple(builder.phrases),
    )
    return Built(kept, list_reasons(rules))


class _Layout(Struct, frozen=True):
    """What a pack is called, and where in it a file belongs."""

    name: str
    rules: str
    policies: tuple[str, ...]
    lexicon: str

    def is_lexicon(self, path: str) -> bool:
        """Whether a file holds phrases."""
        return path.rpartition("/")[0] == self.lexicon

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
        self.packs: list[PackEntry] = []
        self.rules: list[RuleEntry] = []
        self.policies: list[PolicyEntry] = []
        self.phrases: list[Phrase] = []
        self.broken: set[str] = set()
        """Ids of rules whose files are wrong."""
        self.broken_policies: set[str] = set()
        self.problems: list[Problem] = []

    def add_pack(self, number: int, pack: PackFiles) -> None:
        """Take the files of a pack; ``number`` is its place among all packs."""
        try:
            file, shape = parse_file(pack.show(PACK_FILE), pack.contents[PACK_FILE], PackShape)
        except PackError as error:
            self.problems.extend(error.problems)
            return
        self.problems.extend(_find_empty_folders(file, shape, pack))
        layout = _Layout(shape.name, shape.rules, tuple(shape.policies), shape.lexicon)
        numbered = f"{number}/{PACK_FILE}"
        self.packs.append(PackEntry(file, numbered, make_pack(shape, f"{number}/"), shape.adjust))
        for path in pack.contents:
            if path != PACK_FILE:
                self._add_file(f"{number}/{path}", pack, path, layout)

    def _add_file(self, numbered: str, pack: PackFiles, path: str, layout: _Layout) -> None:
        shown, content = pack.show(path), pack.contents[path]
        rule_id, policy_id = layout.find_rule_id(path), layout.find_policy_id(path)
        try:
            if path.endswith(".yml"):
                raise PackError(Problem(shown, 0, 0, "ends in .yml", "call it .yaml"))
            if rule_id:
                file, rule = parse_file(shown, content, RuleShape)
                self.rules.append(RuleEntry(file, rule_id, make_rule(rule, numbered, layout.name)))
            elif policy_id:
                file, policy = parse_file(shown, content, PolicyShape)
                self.policies.append(
                    PolicyEntry(file, policy_id, make_policy(policy, numbered, layout.name), policy.drop)
                )
            elif layout.is_lexicon(path):
                self.phrases.extend(read_phrases(shown, content))
            else:
                folders = ", ".join(f"{folder}/" for folder in (layout.rules, *layout.policies, layout.lexicon))
                raise PackError(Problem(shown, 0, 0, "is in none of the pack's folders", f"move it into {folders}"))
        except PackError as error:
            self.problems.extend(error.problems)
            self.broken.add(rule_id)
            self.broken_policies.add(policy_id)


def _find_empty_folders(file: MarkedFile, shape: PackShape, pack: PackFiles) -> Iterator[Problem]:
    """Yield folders that pack.yaml names and in which there is nothing; and a pack in which there is nothing at all."""
    if len(pack.contents) == 1 and not shape.adjust:
        yield file.problem((), "the pack holds no rules and no policies")
        return
    filled = {str(parent) for path in pack.contents for parent in PurePosixPath(path).parents}
    named: list[tuple[Keys, str]] = [(("rules",), shape.rules), (("lexicon",), shape.lexicon)]
    named.extend((("policies", index), folder) for index, folder in enumerate(shape.policies))
    for keys, folder in named:
        if keys in file.marks and folder not in filled:
            yield file.problem(keys, f"{keys[0]}: the folder {folder!r} holds no files", "leave it out")
