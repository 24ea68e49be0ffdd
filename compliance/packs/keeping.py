"""Rules and policies as the cache keeps them: apart from what only the rules' readers and tests need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from compliance.model.library import Library
from compliance.model.pack import Pack
from compliance.model.policy import Policy
from compliance.model.rule import Example, Rule
from compliance.model.scan import Phrase

FORMAT = 8
"""Raised whenever one of the classes changes whose values are kept."""


class Kept(Struct, frozen=True, array_like=True):
    """What judging needs. Paths start with the number of their pack, because folders are shown as users open them."""

    rules: tuple[Rule, ...]
    policies: tuple[Policy, ...]
    packs: tuple[Pack, ...] = ()
    phrases: tuple[Phrase, ...] = ()


class Reasons(Struct, frozen=True, array_like=True):
    """What a rule has beyond what judging needs."""

    rationale: str
    references: tuple[str, ...]
    examples: tuple[Example, ...]


def strip_reasons(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return rules without their reasons."""
    return tuple(replace(rule, rationale="", references=(), examples=()) for rule in rules)


def list_reasons(rules: Iterable[Rule]) -> dict[str, Reasons]:
    """Return the reasons of rules, by their ids."""
    return {rule.id: Reasons(rule.rationale, rule.references, rule.examples) for rule in rules}


def make_library(kept: Kept, folders: Sequence[str]) -> Library:
    """Return rules and policies by id; ``folders`` are the packs' folders, as users may open them."""
    return Library(
        {rule.id: _complete_rule(rule, folders) for rule in kept.rules},
        {policy.id: replace(policy, path=_complete(policy.path, folders)) for policy in kept.policies},
        {pack.name: replace(pack, folder=_complete(pack.folder, folders).rstrip("/")) for pack in kept.packs},
        kept.phrases,
    )


def _complete_rule(rule: Rule, folders: Sequence[str]) -> Rule:
    changes = rule.changes
    if changes:
        changes = tuple(replace(change, path=_complete(change.path, folders)) for change in changes)
    return replace(rule, path=_complete(rule.path, folders), changes=changes)


def add_reasons(library: Library, reasons: Mapping[str, Reasons]) -> Library:
    """Return a library whose rules have their rationale, references and examples."""
    rules = {
        rule.id: replace(
            rule,
            rationale=reasons[rule.id].rationale,
            references=reasons[rule.id].references,
            examples=reasons[rule.id].examples,
        )
        for rule in library.rules.values()
    }
    return replace(library, rules=rules)


def _complete(path: str, folders: Sequence[str]) -> str:
    number, _, rest = path.partition("/")
    return f"{folders[int(number)]}/{rest}"
