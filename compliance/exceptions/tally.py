"""What came of the exceptions in one article; small, as it travels between processes, and many are added up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from compliance.exceptions.baseline_file import Entry
from compliance.model.result import RecordFinding
from compliance.model.rule import Severity


class Tally(Struct, frozen=True):
    """What came of the exceptions in one article, or in several; waivers go by their index in the file."""

    findings: tuple[RecordFinding, ...] = ()
    """What is wrong with the article's own directives."""
    spoken: frozenset[int] = frozenset()
    """Waivers whose patterns match an article."""
    used: frozenset[int] = frozenset()
    """Waivers that speak of something that was found, whether they still hold or not."""
    missed: Mapping[int, Severity] = field(default_factory=dict)
    """Waivers that ended, with how much it weighs what they would have covered."""
    suppressed: int = 0
    """Results that are covered."""
    gone: tuple[Entry, ...] = ()
    """Entries of the baseline on articles that were checked, which were not found any more."""
    renamed: tuple[tuple[str, str], ...] = ()
    """Articles that are gone, each with the one that has its findings now."""


def add_up(tallies: Iterable[Tally]) -> Tally:
    """Return what came of the exceptions in all articles."""
    all_of = list(tallies)
    missed: dict[int, Severity] = {}
    for tally in all_of:
        for index, severity in tally.missed.items():
            missed[index] = worst(missed.get(index), severity)
    return Tally(
        findings=tuple(finding for tally in all_of for finding in tally.findings),
        spoken=frozenset().union(*(tally.spoken for tally in all_of)),
        used=frozenset().union(*(tally.used for tally in all_of)),
        missed=missed,
        suppressed=sum(tally.suppressed for tally in all_of),
        gone=tuple(entry for tally in all_of for entry in tally.gone),
        renamed=tuple(pair for tally in all_of for pair in tally.renamed),
    )


def worst(one: Severity | None, other: Severity) -> Severity:
    """Return the graver of two severities.

    >>> worst(Severity.NOTE, Severity.WARNING)
    <Severity.WARNING: 'warning'>
    """
    return other if one is None or other.rank > one.rank else one
