"""Clauses of policies whose condition can never hold where the policy speaks, or beside what else is asked there.

Conditions that contradict themselves are mistakes, and told when their file is loaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from compliance.errors import PackError, Problem
from compliance.model.context import All, Condition, Reused
from compliance.model.policy import Authority, Policy
from compliance.packs.conversion import make_condition
from compliance.packs.parsing import parse_file
from compliance.packs.schema import ClauseShape, PolicyShape, WhenShape
from compliance.packs.validation import label
from compliance.reporters.reasons import show_condition
from compliance.terms.satisfiability import can_hold
from compliance.yaml_marks import Keys, MarkedFile


def find_unreachable(policy: Policy) -> Iterator[Problem]:
    """Yield the conditions in a policy's own file that no use of any article meets."""
    try:
        file, shape = parse_file(policy.path, Path(policy.path).read_bytes(), PolicyShape)
    except (OSError, PackError):
        return  # it was there when it was loaded
    for keys, clause in _list_clauses(shape):
        if clause.when is not None:
            yield from _find_dead(policy, file, (*keys, "when"), clause.when, _list_premises(policy))


def _list_clauses(shape: PolicyShape) -> Iterator[tuple[Keys, ClauseShape]]:
    for name in ("duties", "permissions", "prohibitions"):
        for index, clause in enumerate(getattr(shape, name)):
            yield (name, index), clause


def _list_premises(policy: Policy) -> tuple[Condition, ...]:
    """Return what holds wherever the policy speaks: a publisher's speaks only of what comes from there."""
    return (Reused(),) if policy.authority is Authority.PUBLISHER else ()


def _find_dead(
    policy: Policy, file: MarkedFile, keys: Keys, when: WhenShape, premises: tuple[Condition, ...]
) -> Iterator[Problem]:
    """Yield a condition that cannot hold beside its premises, else those of its alternatives that cannot."""
    condition = make_condition(when)
    if can_hold(All((*premises, condition)), days=(policy.valid_from, policy.valid_until)) is False:
        message = f"{label(keys)}can never hold: {show_condition(condition)}{_tell_why(policy, condition, premises)}"
        yield file.problem(keys, message, "correct it, or drop it")
        return
    beside = make_condition(when.model_copy(update={"any": None}))
    for index, part in enumerate(when.any or ()):
        yield from _find_dead(policy, file, (*keys, "any", index), part, (*premises, beside))
    for index, part in enumerate(when.all or ()):
        yield from _find_dead(policy, file, (*keys, "all", index), part, premises)


def _tell_why(policy: Policy, condition: Condition, premises: tuple[Condition, ...]) -> str:
    """Return why the condition, which could hold alone, cannot."""
    if can_hold(All((*_list_premises(policy), condition))) is False:
        return ", where the policy speaks of articles from another outlet"
    if can_hold(All((*premises, condition))) is False:
        return ", beside what else is asked there"
    return f", where the policy is in force from {policy.valid_from or '…'} to {policy.valid_until or '…'}"
