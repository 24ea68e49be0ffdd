"""Builds rules and policies from the files of all packs; collects all mistakes before it gives up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from msgspec import Struct

from compliance.errors import PackError, Problem
from compliance.installed import PACK_FILE
from compliance.model.evidence import Kind
from compliance.packs.adjustment import (
    Adjustment,
    adjust_policies,
    adjust_rules,
    find_wrong_adjustments,
    find_wrong_parameters,
    list_adjustments,
    salvage_adjustments,
)
from compliance.packs.comparison import Comparison
from compliance.packs.conversion import make_pack, make_policy, make_rule
from compliance.packs.entries import Draft, Entries, PackEntry, PolicyEntry, RuleEntry
from compliance.packs.extension import extend_policies
from compliance.packs.files import PackFiles
from compliance.packs.keeping import Kept, Reasons, list_reasons, strip_reasons
from compliance.packs.known_plugins import KnownPlugins
from compliance.packs.parsing import AnyShape, Parsed, parse_draft, salvage
from compliance.packs.phrases import read_phrases
from compliance.packs.requirements import find_clashes, find_unmet
from compliance.packs.schema import PackShape, PolicyShape, RuleShape
from compliance.yaml_marks import Keys, MarkedFile

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
    entries.all_found = entries.all_found and not problems
    comparison = Comparison(entries, check_schemas, {*map(str, Kind), *kinds}, KnownPlugins(disabled))
    compared = (*comparison.find_problems(), *_compare_packs(builder, comparison, len(packs)))
    clashes = list(find_clashes(entries.packs))
    told = (item for item in compared if not builder.is_refused(item) and not _is_in_pack_of(clashes, item))
    if found := {*problems, *builder.problems, *clashes, *told}:
        raise PackError(sorted(found))
    return _build(entries)


def _compare_packs(builder: _Builder, comparison: Comparison, count: int) -> Iterator[Problem]:
    """Yield what is wrong between packs, of which there are so many, right ones and wrong ones."""
    entries, all_found = builder.entries, builder.entries.all_found
    yield from find_unmet(entries.packs, all_known=all_found and len(entries.packs) == count)
    adjustments = [*list_adjustments(entries.packs), *builder.salvaged]
    yield from find_wrong_adjustments(adjustments, comparison.known, comparison.broken, all_known=all_found)
    sound = {name: rule for name, rule in comparison.known.items() if name not in comparison.broken}
    yield from find_wrong_parameters(adjustments, sound, entries.policies, comparison.parameters)


def _is_in_pack_of(clashes: Iterable[Problem], problem: Problem) -> bool:
    """Whether a problem is one of a pack that is there already: most often the same pack, all of which is taken."""
    return any(problem.path.startswith(clash.path.removesuffix(PACK_FILE)) for clash in clashes)


def _build(entries: Entries) -> Built:
    """Return what packs without mistakes amount to."""
    adjustments = list_adjustments(entries.packs)
    rules = sorted(adjust_rules(entries.rules, adjustments), key=lambda rule: rule.id)
    extended = extend_policies(adjust_policies(entries.policies, adjustments))
    kept = Kept(
        strip_reasons(rules),
        tuple(sorted(extended, key=lambda policy: policy.id)),
        tuple(sorted((entry.pack for entry in entries.packs), key=lambda pack: pack.name)),
        tuple(entries.phrases),
    )
    return Built(kept, list_reasons(rules))


class _Layout(Struct, frozen=True):
    """What a pack is called, and where in it a file belongs."""

    name: str
    rules: str = "rules"
    policies: tuple[str, ...] = ("policies",)
    lexicon: str = "lexicon"
    is_sure: bool = True
    """Whether the pack file is right, and so says where all files belong."""

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
        self.entries = Entries()
        self.salvaged: list[Adjustment] = []
        """What is left of the changes of packs whose own files are wrong."""
        self.problems: list[Problem] = []
        self._refused: set[tuple[str, int, int]] = set()

    def is_refused(self, problem: Problem) -> bool:
        """Whether a problem is with a value that YAML could not tell: its mistake has been told."""
        return (problem.path, problem.line, problem.column) in self._refused

    def add_pack(self, number: int, pack: PackFiles) -> None:
        """Take the files of a pack; ``number`` is its place among all packs."""
        layout = self._read_layout(number, pack)
        for path in pack.contents:
            if path != PACK_FILE:
                self._add_file(f"{number}/{path}", pack, path, layout)

    def _read_layout(self, number: int, pack: PackFiles) -> _Layout:
        """Return how a pack is laid out; of a wrong pack file, what is right in it or usual."""
        try:
            parsed = parse_draft(pack.show(PACK_FILE), pack.contents[PACK_FILE], PackShape)
        except PackError as error:
            self.problems.extend(error.problems)
            self.entries.all_found = False
            return _Layout("", is_sure=False)
        self._note(parsed)
        shape = parsed.shape or salvage(parsed.file.value, PackShape, {"name": "-", "version": "0.0.0", "title": "-"})
        if shape is None or not (parsed.shape or _tells_folders(parsed.file, shape)):
            self.entries.all_found = False
        if shape is None:
            return _Layout("", is_sure=False)
        path, made = f"{number}/{PACK_FILE}", make_pack(shape, f"{number}/")
        if not parsed.shape:
            self.salvaged.extend(salvage_adjustments(parsed.file, made.name, path))
        else:
            self.entries.packs.append(PackEntry(parsed.file, path, made, shape.adjust))
            self.problems.extend(_find_empty_folders(parsed.file, shape, pack))
        is_sure = parsed.shape is not None
        return _Layout(shape.name, shape.rules, tuple(shape.policies), shape.lexicon, is_sure=is_sure)

    def _add_file(self, numbered: str, pack: PackFiles, path: str, layout: _Layout) -> None:
        shown, content = pack.show(path), pack.contents[path]
        rule_id, policy_id = layout.find_rule_id(path), layout.find_policy_id(path)
        try:
            if path.endswith(".yml"):
                raise PackError(Problem(shown, 0, 0, "ends in .yml", "call it .yaml"))
            if rule_id:
                self._add_rule(parse_draft(shown, content, RuleShape), rule_id, numbered, layout.name)
            elif policy_id:
                self._add_policy(parse_draft(shown, content, PolicyShape), policy_id, numbered, layout.name)
            elif layout.is_lexicon(path):
                self.entries.phrases.extend(read_phrases(shown, content))
            elif layout.is_sure:
                folders = ", ".join(f"{folder}/" for folder in (layout.rules, *layout.policies, layout.lexicon))
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
        shape = parsed.shape or salvage(parsed.file.value, PolicyShape, {"id": policy_id, "name": f"(wrong) {path}"})
        if shape:
            kept = self.entries.policies if parsed.shape else self.entries.salvaged
            kept.append(PolicyEntry(parsed.file, policy_id, make_policy(shape, path, pack), shape.drop))
        if not parsed.shape:
            self.entries.broken_policies.update(_list_names(parsed.file, policy_id))

    def _note(self, parsed: Parsed[AnyShape]) -> None:
        self.problems.extend(parsed.problems)
        self._refused |= {(parsed.file.name, *place) for place in parsed.refused}


def _tells_folders(file: MarkedFile, shape: PackShape) -> bool:
    """Whether a wrong pack file tells where rules and policies are, and has no unknown key that may have meant it."""
    raw = file.value
    if not isinstance(raw, dict):
        return False
    told = all(raw.get(key, getattr(shape, key)) == getattr(shape, key) for key in ("rules", "policies"))
    return told and raw.keys() <= PackShape.model_fields.keys()


def _list_names(file: MarkedFile, expected: str) -> Iterator[str]:
    """Yield the ids by which others may speak of a wrong file."""
    yield expected
    if isinstance(file.value, dict) and isinstance(identity := file.value.get("id"), str):
        yield identity


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
