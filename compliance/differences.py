"""What changed from one report to the next: findings that are new or gone, and verdicts that are others. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec import Struct

from compliance.model.result import ArticleReport, Outcome, PlacedFinding, Report, Result, Verdict


class Known(Struct, frozen=True, order=True):
    """A finding, however far it moves in its article. ``mark`` is its fingerprint, or what it says."""

    source: str
    rule: str
    policy: str
    outcome: str
    mark: str


class Told(Struct, frozen=True, order=True):
    """A finding as it is told: where it is now, or was last."""

    source: str
    line: int
    column: int
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.source}:{self.line}:{self.column}: {self.rule} {' '.join(self.message.split())}"


class Snapshot(Struct, frozen=True):
    """What is compared of a report."""

    findings: Mapping[Known, tuple[Told, ...]]
    verdicts: Mapping[str, Verdict]
    errors: frozenset[str]


class Difference(Struct, frozen=True):
    """What came, what went, and which verdicts changed: each sorted."""

    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.gone or self.verdicts)


def take_snapshot(report: Report) -> Snapshot:
    """Return what later reports are compared with; what waivers or the baseline cover is left out."""
    findings: dict[Known, tuple[Told, ...]] = {}
    verdicts: dict[str, Verdict] = {}
    for article in report.articles:
        verdicts[article.source] = article.verdict
        for known, told in _find(article):
            findings[known] = (*findings.get(known, ()), told)
    return Snapshot(findings, verdicts, frozenset(map(str, report.errors)))


def compare(before: Snapshot, after: Snapshot) -> Difference:
    """Return how a report differs from the one before it."""
    return Difference(
        (*_beyond(after, before), *sorted(after.errors - before.errors)),
        (*_beyond(before, after), *sorted(before.errors - after.errors)),
        tuple(_compare_verdicts(before.verdicts, after.verdicts)),
    )


def _beyond(these: Snapshot, others: Snapshot) -> list[str]:
    """Return the findings that these have more than the others, as they are told here."""
    more = Counter({known: len(told) for known, told in these.findings.items()})
    more.subtract({known: len(others.findings.get(known, ())) for known in these.findings})
    return [str(told) for told in sorted(told for known in +more for told in these.findings[known][-more[known] :])]


def _compare_verdicts(before: Mapping[str, Verdict], after: Mapping[str, Verdict]) -> Iterator[str]:
    for source in sorted({*before, *after}):
        was, is_now = before.get(source), after.get(source)
        if was != is_now:
            yield f"{source}: {was or 'not there'} -> {is_now or 'not there'}"


def _find(article: ArticleReport) -> Iterator[tuple[Known, Told]]:
    for result in article.results:
        if result.outcome not in {Outcome.FAIL, Outcome.REVIEW} or result.is_suppressed:
            continue
        for finding in result.findings or (PlacedFinding("", None, result.fingerprint),):
            if finding.suppression is None:
                yield _know(article, result, finding), _tell(article, result, finding)


def _know(article: ArticleReport, result: Result, finding: PlacedFinding) -> Known:
    duty = result.obligation
    mark = finding.fingerprint or f"{result.message}\n{finding.message}"
    return Known(article.source, duty.rule, duty.policy, str(result.outcome), mark)


def _tell(article: ArticleReport, result: Result, finding: PlacedFinding) -> Told:
    line, column = (finding.place.line, finding.place.column) if finding.place else (1, 1)
    mark = "review: " if result.outcome is Outcome.REVIEW else ""
    detail = f": {finding.message}" if finding.message and finding.message != result.message else ""
    return Told(article.source, line, column, result.obligation.rule, f"{mark}{result.message}{detail}")
