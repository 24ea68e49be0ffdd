"""Packs, rules and policies beside the files that they come from: what mistakes are told about."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec import Struct, field

from compliance.model.pack import Pack
from compliance.model.policy import Policy
from compliance.model.rule import Rule
from compliance.model.scan import Phrase
from compliance.packs.schema import AdjustShape
from compliance.yaml_marks import MarkedFile


class PackEntry(Struct, frozen=True):
    """What a pack says of itself, its file, and what it changes of other packs."""

    file: MarkedFile
    path: str
    """Of its file: the pack's number among all, and its name."""
    pack: Pack
    adjustments: Sequence[AdjustShape] = ()


class RuleEntry(Struct, frozen=True):
    """A rule, its file, and the id that the file's place stands for."""

    file: MarkedFile
    expected: str
    rule: Rule


class PolicyEntry(Struct, frozen=True):
    """A policy as its own file has it, and the id that the file's name stands for."""

    file: MarkedFile
    expected: str
    policy: Policy
    drop: Collection[str] = ()
    """What it does not take over from the policy that it extends: ids of rules, ``permissions``, ``prohibitions``."""

    def says(self, key: str) -> bool:
        """Whether the file itself has a key."""
        return (key,) in self.file.marks


class Draft(Struct, frozen=True):
    """A file that could be read, whether its shape is right or wrong, and the id that its place stands for."""

    file: MarkedFile
    expected: str


class Entries(Struct):
    """What the files of all packs hold."""

    packs: list[PackEntry] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)
    rules: list[RuleEntry] = field(default_factory=list)
    policies: list[PolicyEntry] = field(default_factory=list)
    rule_drafts: list[Draft] = field(default_factory=list)
    """Of all rule files."""
    policy_drafts: list[Draft] = field(default_factory=list)
    """Of all policy files."""
    salvaged: list[PolicyEntry] = field(default_factory=list)
    """What is left of policies whose files are wrong; good for being compared with others only."""
    all_found: bool = True
    """Whether it is known of every pack where its rules and policies are."""
    broken: set[str] = field(default_factory=set)
    """Ids of rules whose files are wrong."""
    broken_policies: set[str] = field(default_factory=set)
    """Ids of policies whose files are wrong."""
