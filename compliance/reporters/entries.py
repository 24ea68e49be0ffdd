"""A report as a list of problems, for formats that know nothing else: one entry per finding, error and record finding.

Passes, what does not apply and remarks are no problems, and are in no such list.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from compliance.errors import Problem
from compliance.model.result import (
    ArticleReport,
    Outcome,
    PlacedFinding,
    RecordFinding,
    Report,
    Result,
    Suppression,
    SuppressionKind,
)
from compliance.model.rule import Severity
from compliance.model.source import Place
from compliance.reporters.characters import make_line
from compliance.reporters.covered import show_suppression

UNCHECKED = "unchecked"
"""In place of a rule, for what could not be checked."""
NOWHERE = "."
"""In place of a path, where a format demands one and the problem has none."""
_COVERED = {
    SuppressionKind.WAIVER: "waived",
    SuppressionKind.DIRECTIVE: "waived in the article",
    SuppressionKind.BASELINE: "in the baseline",
}


class Entry(Struct, frozen=True):
    """A problem. ``place`` None means the file as a whole, an empty ``path`` the run as a whole."""

    path: str
    place: Place | None
    rule: str
    severity: Severity
    message: str
    remedy: str = ""
    is_review: bool = False
    terms_url: str = ""
    fingerprint: str = ""
    suppression: Suppression | None = None

    @property
    def text(self) -> str:
        """What is wrong, what to do, and why it does not decide, on one line."""
        mark = "review: " if self.is_review else ""
        remedy = f"; {self.remedy}" if self.remedy else ""
        covered = f" ({name_suppression(self.suppression)})" if self.suppression else ""
        return make_line(f"{mark}{self.message}{remedy}{covered}")

    @property
    def level(self) -> Severity:
        """Its severity; a note where it asks a person, or is covered, and so is no failure."""
        return Severity.NOTE if self.is_review or self.suppression else self.severity


def list_entries(report: Report) -> Iterator[Entry]:
    """Yield what could not be checked, what is wrong with records of exceptions, then the articles' findings."""
    yield from map(_make_error, report.errors)
    yield from map(_make_record, report.record_findings)
    for article in report.articles:
        yield from list_article_entries(article)


def list_article_entries(article: ArticleReport) -> Iterator[Entry]:
    """Yield an entry per finding of what fails or asks for review, or one where there are no findings."""
    for result in article.results:
        if result.outcome in {Outcome.FAIL, Outcome.REVIEW}:
            for finding in result.findings or (PlacedFinding("", None, result.fingerprint),):
                yield _make_entry(article.source, result, finding)


def describe_finding(result: Result, finding: PlacedFinding) -> str:
    """Return what a result says, and what the finding adds to it."""
    if not finding.message or finding.message == result.message:
        return result.message
    return f"{result.message}: {finding.message}" if result.message else finding.message


def name_suppression(suppression: Suppression) -> str:
    """Return in words what covers a finding, and why.

    >>> name_suppression(Suppression(SuppressionKind.WAIVER, "agreed", owner="Ann", expires="2027-01-31", ticket="D-1"))
    'waived: agreed (Ann, until 2027-01-31, D-1)'
    """
    return make_line(f"{_COVERED[suppression.kind]}: {show_suppression(suppression)}")


def place_at(line: int, column: int) -> Place | None:
    """Return the place of a line and column, of which 0 is unknown."""
    return Place(line, max(column, 1), line, max(column, 1)) if line else None


def _make_entry(source: str, result: Result, finding: PlacedFinding) -> Entry:
    obligation = result.obligation
    return Entry(
        path=source,
        place=finding.place,
        rule=obligation.rule,
        severity=obligation.severity,
        message=describe_finding(result, finding),
        remedy=result.remedy,
        is_review=result.outcome is Outcome.REVIEW,
        terms_url=obligation.terms_url,
        fingerprint=finding.fingerprint,
        suppression=finding.suppression or result.suppression,
    )


def _make_error(problem: Problem) -> Entry:
    place = place_at(problem.line, problem.column)
    return Entry(problem.path, place, UNCHECKED, Severity.ERROR, problem.message, problem.remedy)


def _make_record(record: RecordFinding) -> Entry:
    place = place_at(record.line, record.column)
    return Entry(record.path, place, record.rule, record.severity, record.message, record.remedy)
