"""Mistakes in rule and policy files that show only beside their place in the pack, the checks, and each other.

A file whose shape is wrong somewhere is compared too, as far as it goes, so that no mistake hides another.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from compliance.errors import Problem
from compliance.packs.contradictions import find_contradictions
from compliance.packs.entries import Draft, Entries
from compliance.packs.extension import find_wrong_extensions
from compliance.packs.known_plugins import KnownPlugins
from compliance.packs.parameters import ParameterCheck
from compliance.packs.recognition import find_overlaps, find_wrong_dates
from compliance.packs.validation import label
from compliance.spelling import suggest
from compliance.yaml_marks import Keys, MarkedFile

Params = Mapping[str, object]
_SEE_ALL = "`compliance explain` lists all rules and policies"


class Comparison:
    """Compares what all files hold with the checks and kinds of evidence that there are."""

    def __init__(
        self,
        entries: Entries,
        check_schemas: Mapping[str, Mapping[str, object]],
        kinds: Collection[str],
        plugins: KnownPlugins | None = None,
    ) -> None:
        self.entries, self.kinds, self.plugins = entries, kinds, plugins or KnownPlugins()
        self.known = {entry.rule.id: entry.rule for entry in entries.rules}
        self.broken = set(entries.broken)
        self.parameters = ParameterCheck(check_schemas, self.plugins, kinds)

    def find_problems(self) -> Iterator[Problem]:
        """Yield all problems; rules first, as those that are wrong are left out of the policies' comparison."""
        entries = self.entries
        yield from _find_wrong_ids(entries.rule_drafts)
        self.broken |= {draft.expected for draft in entries.rule_drafts} - self.known.keys()
        for draft in entries.rule_drafts:
            yield from self._compare_rule(draft)
        policies = [*entries.policies, *entries.salvaged]
        yield from _find_wrong_ids(entries.policy_drafts)
        yield from find_overlaps(policies)
        yield from find_wrong_dates(policies)
        if entries.all_found:
            yield from find_wrong_extensions(entries.policies, entries.salvaged, entries.broken_policies)
        for draft in entries.policy_drafts:
            yield from self._compare_policy(draft.file)

    def _compare_rule(self, draft: Draft) -> Iterator[Problem]:
        file = draft.file
        check = _as_mapping(_as_mapping(file.value).get("check"))
        kind = check.get("kind")
        if not isinstance(kind, str):
            return
        given = {key: value for key, value in check.items() if key != "kind"}
        problems = [*self.parameters.find_unknown_kind(file, ("check", "kind"), kind)]
        problems = problems or [*self.parameters.find_in_rule(file, kind, given)]
        yield from problems
        if problems:
            self.broken |= {draft.expected, str(_as_mapping(file.value).get("id"))}
        yield from self._compare_examples(file, "" if problems else kind, given)

    def _compare_examples(self, file: MarkedFile, kind: str, given: Params) -> Iterator[Problem]:
        """Yield what is wrong with examples; with their parameters only where the ``kind`` of the check is given."""
        titles: set[object] = set()
        for keys, example in _list_mappings(file.value, ("examples", "passes"), ("examples", "fails")):
            title, article = example.get("title"), example.get("article")
            if isinstance(title, str) and title in titles:
                message = f"{label((*keys, 'title'))}another example has this title"
                yield file.problem((*keys, "title"), message, "say what sets them apart")
            titles.add(str(title))
            last = str(article).rstrip("\n").count("\n") + 1
            if isinstance(article, str) and max(_list_numbers(example.get("at")), default=0) > last:
                yield file.problem((*keys, "at"), f"{label((*keys, 'at'))}the article ends on line {last}")
            if kind:
                used = {**given, **_as_mapping(example.get("with"))}
                yield from self.parameters.find_in_use(file, (*keys, "with"), kind, used)

    def _compare_policy(self, file: MarkedFile) -> Iterator[Problem]:
        yield from self._find_unknown_evidence(file, (), file.value)
        yield from find_contradictions(file)
        for keys, duty in _list_mappings(file.value, ("duties",)):
            yield from self._compare_duty(file, keys, duty)

    def _compare_duty(self, file: MarkedFile, keys: Keys, duty: Params) -> Iterator[Problem]:
        name = duty.get("rule")
        if not isinstance(name, str) or name in self.broken:
            return
        rule = self.known.get(name)
        if rule is None and not self.entries.all_found:
            return
        if rule is None:
            message = f"{label((*keys, 'rule'))}no rule is called {name!r}"
            yield file.problem((*keys, "rule"), message, suggest(name, self.known, otherwise=_SEE_ALL))
            return
        given = {**rule.check.params, **_as_mapping(duty.get("with"))}
        yield from self.parameters.find_in_use(file, (*keys, "with"), rule.check.kind, given)

    def _find_unknown_evidence(self, file: MarkedFile, keys: Keys, value: object) -> Iterator[Problem]:
        """Yield every ``seen`` of a condition that names no kind of evidence."""
        if isinstance(value, list):
            for index, item in enumerate(value):
                yield from self._find_unknown_evidence(file, (*keys, index), item)
        elif isinstance(value, dict):
            for key, item in value.items():
                here = (*keys, key)
                if key == "seen" and isinstance(item, str) and item not in self.kinds:
                    remedy = self.plugins.advise_evidence(item, self.kinds)
                    yield file.problem(here, f"{label(here)}no evidence is of the kind {item!r}", remedy)
                elif key != "with":
                    yield from self._find_unknown_evidence(file, here, item)


def _find_wrong_ids(drafts: Sequence[Draft]) -> Iterator[Problem]:
    """Yield ids that are not what the file's place says, and those that several files have."""
    owners: dict[str, tuple[MarkedFile, int, int]] = {}
    for draft in drafts:
        file, identity = draft.file, _as_mapping(draft.file.value).get("id")
        if not isinstance(identity, str) or not identity.strip():
            continue
        if identity != draft.expected:
            message = f"id: {identity!r} does not agree with the file's place"
            yield file.problem(("id",), message, f"write {draft.expected!r}, or move the file")
        elif identity in owners:
            other, line, column = owners[identity]
            message = f"id: {identity!r} is taken by {other.name}:{line}:{column}"
            yield file.problem(("id",), message, "choose another")
        owners.setdefault(identity, (file, *file.marks.get(("id",), (1, 1))))


def _list_mappings(value: object, *ways: Keys) -> Iterator[tuple[Keys, Params]]:
    """Yield the mappings in the lists to which some keys lead, each with the keys that lead to it."""
    for way in ways:
        held = value
        for key in way:
            held = _as_mapping(held).get(str(key))
        for index, item in enumerate(held if isinstance(held, list) else ()):
            if isinstance(item, dict):
                yield (*way, index), item


def _list_numbers(value: object) -> list[int]:
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, int)]


def _as_mapping(value: object) -> Params:
    return value if isinstance(value, dict) else {}
