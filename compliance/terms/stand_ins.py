"""Policies as they speak where they are not known to hold: in another license's place, or on a recalled word."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from compliance.model.policy import Clause, Confidence, Duty, Policy
from compliance.terms.directory import read_creative_commons


def stand_in(policy: Policy, spdx: str) -> Policy:
    """Return a policy as it speaks for the license that was asked for: itself, where that is its own.

    A port (``CC-BY-3.0-US``) adapts the words of one version to a country's law and keeps its conditions, so that only
    the clauses say whose they are. Another version, or one that is not told, may ask for other things: what is known of
    it is as good as recalled, and can only ask for review.
    """
    if policy.license == spdx:
        return policy
    asked, known = read_creative_commons(spdx), read_creative_commons(policy.license)
    is_port = asked is not None and known is not None and asked.version == known.version
    remark = f"known of {policy.license}, {'the unported license of' if is_port else 'in the place of'} {spdx}"
    return replace(
        policy,
        name=f"{policy.name} ({remark})",
        confidence=policy.confidence if is_port else Confidence.RECALLED,
        duties=tuple(_lend_duty(duty, policy.license, spdx, remark, is_port=is_port) for duty in policy.duties),
        permissions=tuple(_lend_clause(clause, remark, is_port=is_port) for clause in policy.permissions),
        prohibitions=tuple(_lend_clause(clause, remark, is_port=is_port) for clause in policy.prohibitions),
    )


def recall(policy: Policy) -> Policy:
    """Return a policy as it speaks where only memory says that it holds: nothing in it can do more than ask."""
    return replace(
        policy,
        confidence=Confidence.RECALLED,
        duties=tuple(replace(duty, confidence=None) for duty in policy.duties),
        permissions=tuple(replace(clause, confidence=None) for clause in policy.permissions),
        prohibitions=tuple(replace(clause, confidence=None) for clause in policy.prohibitions),
    )


def _lend_duty(duty: Duty, own: str, spdx: str, remark: str, *, is_port: bool) -> Duty:
    return replace(
        duty,
        clause=f"{duty.clause} ({remark})",
        params=duty.params if is_port else _name_license(duty.params, own, spdx),
        confidence=duty.confidence if is_port else None,
    )


def _lend_clause(clause: Clause, remark: str, *, is_port: bool) -> Clause:
    return replace(clause, clause=f"{clause.clause} ({remark})", confidence=clause.confidence if is_port else None)


def _name_license(params: Mapping[str, object], own: str, spdx: str) -> Mapping[str, object]:
    """Return parameters whose ``ids`` ask for the license itself, and for no other version where that stood alone."""
    ids = params.get("ids")
    if not isinstance(ids, list | tuple) or own not in ids:
        return params
    return {**params, "ids": [spdx] if len(ids) == 1 else [spdx, *ids]}
