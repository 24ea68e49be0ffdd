"""All rules and policies of a run."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from compliance.model.pack import Pack
from compliance.model.policy import Policy
from compliance.model.rule import Rule
from compliance.model.scan import Phrase


class Library(Struct, frozen=True):
    """Rules and policies by id, in the order of their ids.

    A library that is only to judge has rules without rationale, references and examples; see
    `compliance.packs.load_packs`.
    """

    rules: Mapping[str, Rule]
    policies: Mapping[str, Policy]
    packs: Mapping[str, Pack] = field(default_factory=dict)
    """By name, in the order of their names."""
    phrases: tuple[Phrase, ...] = ()
    """Wording that packs bring, beside that which is built in."""

    def policies_with(self, rule: str) -> tuple[Policy, ...]:
        """Return the policies that ask for a rule, by rank of their authority and id."""
        asking = (policy for policy in self.policies.values() if any(duty.rule == rule for duty in policy.duties))
        return tuple(sorted(asking, key=lambda policy: (policy.authority.rank, policy.id)))
