"""Mistakes in rule and policy files that show only beside their place in the pack, the checks, and each other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from compliance.errors import Problem
from compliance.model.policy import Duty
from compliance.model.rule import Example, Rule
from compliance.packs.entries import PolicyEntry, RuleEntry
from compliance.packs.parameters import ParameterCheck
from compliance.packs.recognition import find_overlaps, find_wrong_dates
from compliance.packs.validation import label
from compliance.spelling import suggest
from compliance.yaml_marks import Keys, MarkedFile


class Comparison:
    """All rules and policies that are sound by themselves; ``broken`` are ids of rules that are not."""

    def __init__(
        self,
        rules: Sequence[RuleEntry],
        policies: Sequence[PolicyEntry],
        broken: Collection[str],
        check_schemas: Mapping[str, Mapping[str, object]],
        kinds: Collection[str],
    ) -> None:
        self.rules, self.policies, self.kinds = rules, policies, kinds
        self.known = {entry.rule.id: entry.rule for entry in rules}
        self.broken = set(broken)
        self.parameters = ParameterCheck(check_schemas)

    def find_problems(self) -> Iterator[Problem]:
        """Yield all problems; rules first, as those that are wrong are left out of the policies' comparison."""
        yield from _find_wrong_ids([(entry.file, entry.expected, entry.rule.id) for entry in self.rules])
        self.broken |= {entry.expected for entry in self.rules} - self.known.keys()
        for entry in self.rules:
            problems = list(self._compare_rule(entry))
            yield from problems
            if problems:
                self.broken.add(entry.rule.id)
            else:
                yield from self._compare_examples(entry)
        yield from _find_wrong_ids([(entry.file, entry.expected, entry.policy.id) for entry in self.policies])
        yield from find_overlaps(self.policies)
        yield from find_wrong_dates(self.policies)
        for policy in self.policies:
            yield from self._compare_policy(policy)

    def _compare_rule(self, entry: RuleEntry) -> Iterator[Problem]:
        check = entry.rule.check
        unknown = list(self.parameters.find_unknown_kind(entry.file, ("check", "kind"), check.kind))
        yield from unknown or self.parameters.find_in_rule(entry.file, check.kind, check.params)

    def _compare_examples(self, entry: RuleEntry) -> Iterator[Problem]:
        file, check = entry.file, entry.rule.check
        titles: set[str] = set()
        for keys, example in _number_examples(entry.rule):
            if example.title in titles:
                message = f"{label((*keys, 'title'))}another example has this title"
                yield file.problem((*keys, "title"), message, "say what sets them apart")
            titles.add(example.title)
            last = example.article.rstrip("\n").count("\n") + 1
            if max(example.at, default=0) > last:
                yield file.problem((*keys, "at"), f"{label((*keys, 'at'))}the article ends on line {last}")
            given = {**check.params, **example.params}
            yield from self.parameters.find_in_use(file, (*keys, "with"), check.kind, given)

    def _compare_policy(self, entry: PolicyEntry) -> Iterator[Problem]:
        yield from _find_unknown_evidence(entry.file, (), entry.file.value, self.kinds)
        for index, duty in enumerate(entry.policy.duties):
            yield from self._compare_duty(entry.file, ("duties", index), duty)

    def _compare_duty(self, file: MarkedFile, keys: Keys, duty: Duty) -> Iterator[Problem]:
        if duty.rule in self.broken:
            return
        rule = self.known.get(duty.rule)
        if rule is None:
            message = f"{label((*keys, 'rule'))}no rule is called {duty.rule!r}"
            yield file.problem((*keys, "rule"), message, suggest(duty.rule, self.known))
            return
        given = {**rule.check.params, **duty.params}
        yield from self.parameters.find_in_use(file, (*keys, "with"), rule.check.kind, given)


def _number_examples(rule: Rule) -> Iterator[tuple[Keys, Example]]:
    """Yield examples with the keys that lead to them in their file; those that pass stand first."""
    passing = [example for example in rule.examples if example.outcome == "pass"]
    for index, example in enumerate(rule.examples):
        if index < len(passing):
            yield ("examples", "passes", index), example
        else:
            yield ("examples", "fails", index - len(passing)), example


def _find_wrong_ids(entries: Sequence[tuple[MarkedFile, str, str]]) -> Iterator[Problem]:
    """Yield ids that are not what the file's place says, and those that several files have."""
    owners: dict[str, str] = {}
    for file, expected, identity in entries:
        if identity != expected:
            message = f"id: {identity!r} does not agree with the file's place"
            yield file.problem(("id",), message, f"write {expected!r}, or move the file")
        elif identity in owners:
            yield file.problem(("id",), f"id: {identity!r} is taken by {owners[identity]}", "choose another")
        owners.setdefault(identity, file.name)


def _find_unknown_evidence(file: MarkedFile, keys: Keys, value: object, kinds: Collection[str]) -> Iterator[Problem]:
    """Yield every ``seen`` of a condition that names no kind of evidence."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _find_unknown_evidence(file, (*keys, index), item, kinds)
    elif isinstance(value, dict):
        for key, item in value.items():
            here = (*keys, key)
            if key == "seen" and item not in kinds:
                yield file.problem(here, f"{label(here)}no evidence is of the kind {item!r}", suggest(item, kinds))
            elif key != "with":
                yield from _find_unknown_evidence(file, here, item, kinds)
