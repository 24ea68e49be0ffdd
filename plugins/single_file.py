"""Example plugin in a single file: asks that an article's dates can be true together.

A copy that says that it was published before its original has one date wrong, and nobody knows which. It brings one
kind of check, for rules of your own, and a small pack whose rule uses it; it is tried with
``compliance check story.md --plugin plugins.single_file``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from compliance.hookspecs import Check, hookimpl
from compliance.model.evidence import Date, Evidence, Kind
from compliance.model.result import Finding, Judgement, Outcome
from compliance.model.seen import Seen

COMPLIANCE_HOOKS = 1

ORDER = ("first-published", "published", "modified")
"""What can only come later, or on the same day."""


def judge(params: Mapping[str, object], seen: Seen) -> Judgement:
    """Fail where a date is earlier than one that it cannot be earlier than; of each role, the earliest counts."""
    dates = {role: item for role in ORDER if (item := _find_first(seen, role))}
    if len(dates) < 2:
        return Judgement(Outcome.NOT_APPLICABLE, message="fewer than two dates are seen")
    findings = tuple(_compare(dates))
    return Judgement(Outcome.FAIL, findings) if findings else Judgement(Outcome.PASS)


def _compare(dates: Mapping[str, Evidence]) -> Iterator[Finding]:
    roles = list(dates)
    for earlier, later in pairwise(roles):
        first, second = _day(dates[earlier]), _day(dates[later])
        if second < first:
            yield Finding(f"{later} on {second}, {earlier} only on {first}", dates[later].span)


def _find_first(seen: Seen, role: str) -> Evidence | None:
    found = [item for item in seen.of_kind(Kind.DATE) if isinstance(item.value, Date) and item.value.role == role]
    return min(found, key=_day, default=None)


def _day(item: Evidence) -> str:
    return item.value.date[:10] if isinstance(item.value, Date) else ""


@hookimpl
def register_checks() -> Iterable[Check]:
    """Bring the kind of check; it has no parameters."""
    return [Check("dates-in-order", judge, {"type": "object", "additionalProperties": False})]


@hookimpl
def register_packs() -> Iterable[Path]:
    """Bring the pack whose rule names it."""
    return [Path(__file__).parent / "single_file_pack"]
