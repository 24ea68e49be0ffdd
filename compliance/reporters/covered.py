"""How exceptions are told of: which findings are covered, by what, on whose word, until when, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from compliance.model.result import (
    Outcome,
    PlacedFinding,
    RecordFinding,
    Result,
    Suppression,
    SuppressionKind,
)

TOLD = frozenset({Outcome.FAIL, Outcome.REVIEW})
"""Outcomes that have findings, and that an exception may cover."""


class Covered(Struct, frozen=True):
    """Findings of one result that one exception covers; without any, it covers the result as a whole."""

    result: Result
    suppression: Suppression
    findings: Sequence[PlacedFinding]


def list_covered(results: Iterable[Result]) -> Iterator[Covered]:
    """Yield what is covered, in the order of the results, one for each exception that covers something of a result."""
    for result in results:
        if result.outcome not in TOLD:
            continue
        by_exception: dict[Suppression, list[PlacedFinding]] = {}
        for finding, suppression in split_result(result):
            if suppression is not None:
                by_exception.setdefault(suppression, []).extend([finding] if finding else [])
        for suppression, findings in by_exception.items():
            yield Covered(result, suppression, findings)


def split_result(result: Result) -> Iterator[tuple[PlacedFinding | None, Suppression | None]]:
    """Yield each finding with what covers it; None once where a result has no findings."""
    if not result.findings:
        yield None, result.suppression
    for finding in result.findings:
        yield finding, finding.suppression or result.suppression


def select_standing(result: Result) -> Sequence[PlacedFinding]:
    """Return the findings that nothing covers."""
    return [finding for finding, suppression in split_result(result) if finding and suppression is None]


def name_outcome(result: Result, suppression: Suppression | None = None) -> str:
    """Return the outcome of a fail or review with its severity.

    What a waiver covers, in the waiver file or in the article itself, is *waived*; what the baseline has is *known*.
    """
    if suppression is not None:
        word = "known" if suppression.kind is SuppressionKind.BASELINE else "waived"
    else:
        word = "FAIL" if result.outcome is Outcome.FAIL else "review"
    return f"{word} ({result.obligation.severity})"


def show_suppression(suppression: Suppression) -> str:
    """Return why something is covered, and who answers for it until when, on one line.

    >>> show_suppression(Suppression(SuppressionKind.WAIVER, "no link is allowed", "Ann Author", "2027-01-31"))
    'no link is allowed (Ann Author, until 2027-01-31)'
    >>> show_suppression(Suppression(SuppressionKind.BASELINE, "known since May", recorded_at="baseline.json"))
    'known since May (baseline.json)'
    """
    until = f"until {suppression.expires}" if suppression.expires else ""
    record = ", ".join(filter(None, (suppression.owner, until, suppression.ticket, suppression.recorded_at)))
    reason = " ".join(suppression.reason.split())
    return f"{reason} ({record})" if record else reason


def show_record_finding(finding: RecordFinding) -> str:
    """Return what is wrong with a record of exceptions, on one line, its place first."""
    place = f"{finding.path}:{finding.line}:{finding.column}" if finding.line else finding.path
    remedy = f"; {finding.remedy}" if finding.remedy else ""
    return " ".join(f"{place}: {finding.severity} {finding.rule}: {finding.message}{remedy}".split())
