"""The report as workflow commands of GitHub Actions: annotations, and a group of log lines for each article.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions has the commands. How they are read, and
so what is to be escaped, is in the runner itself (actions/runner, ``Runner.Common/ActionCommand.cs``): in the data
``%``, CR and LF, in properties also ``:`` and ``,``. A line is a command if it starts with ``::``, or has ``##[`` in it
anywhere: what an article or its name brings into the log is kept from being either.

GitHub shows 10 errors, 10 warnings and 10 notices of a step, and 50 annotations of a job (actions/toolkit,
``docs/problem-matchers.md``, "Limitations"; ``_maxCountPerIssueType`` in the runner's ``ExecutionContext.cs``), and
passes over the rest without a word. Here the most severe ones are annotations, all others are lines of the log, and the
last notice says how many these are. A fail is annotated by its severity. A review is a warning where the obligation
weighs as an error, else a notice: somebody has to look, but nothing is known to be wrong. What an exception covers is
no annotation, but a line of the log with its reason; what could not be checked is an error.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum
from itertools import chain

from msgspec import Struct

from compliance.errors import Problem
from compliance.hookspecs import Layout
from compliance.model.result import (
    ArticleReport,
    Outcome,
    PlacedFinding,
    RecordFinding,
    Report,
    Result,
    Verdict,
)
from compliance.model.rule import Severity
from compliance.reporters.covered import TOLD, name_outcome, show_suppression, split_result
from compliance.reporters.reasons import show_authority, show_reason
from compliance.reporters.table import show_counts

LIMIT = 10
"""Annotations of one level that GitHub shows of a step."""
_LENGTH = 4_000
"""Characters of a message; the runner cuts what is longer than 4,096 (``_maxIssueMessageLength``)."""


class Level(StrEnum):
    """The commands that annotate."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


_LEVELS = {Severity.ERROR: Level.ERROR, Severity.WARNING: Level.WARNING, Severity.NOTE: Level.NOTICE}


class Annotation(Struct, frozen=True):
    """What is to be told of a place; lines and columns are 1-based, 0 where unknown, the end exclusive."""

    level: Level
    outcome: str
    title: str
    message: str
    file: str = ""
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0


class _Room:
    """How many annotations of each level are still to be shown, and how many were not."""

    def __init__(self, wanted: Mapping[Level, int]) -> None:
        is_tight = any(count > LIMIT for count in wanted.values())
        self._left = dict.fromkeys(Level, LIMIT)
        if is_tight:
            self._left[Level.NOTICE] -= 1  # for the remainder
        self.passed_over: Counter[Level] = Counter()

    def take(self, level: Level) -> bool:
        """Say whether one more of a level is shown."""
        if self._left[level] > 0:
            self._left[level] -= 1
            return True
        self.passed_over[level] += 1
        return False


def render_pieces(report: Report, layout: Layout) -> Iterator[str]:
    """Yield what could not be checked, what is wrong with exceptions, then each article as a group, and the rest."""
    general = [*map(_annotate_problem, report.errors), *map(_annotate_record, report.record_findings)]
    room = _Room(Counter(annotation.level for annotation in chain(general, _annotate_all(report))))
    for annotation in general:
        yield _show(annotation, room)
    for article in report.articles:
        lines = list(_show_article(article, layout, room))
        if lines:
            yield f"::group::{escape_data(f'{_one_line(article.source)}: {article.verdict}')}\n"
            yield from lines
            yield "::endgroup::\n"
    for remark in report.remarks:
        yield _log(f"remark: {remark}")
    if room.passed_over:
        yield _show_remainder(room.passed_over)
    yield _log(f"compliance: {show_counts(report.summary)}")


def escape_data(text: str) -> str:
    r"""Return text as the data of a command.

    >>> escape_data("100 %\nof: it")
    '100 %25%0Aof: it'
    """
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """Return text as the value of a property.

    >>> escape_property("a, b: 5 %")
    'a%2C b%3A 5 %25'
    """
    return escape_data(text).replace(":", "%3A").replace(",", "%2C")


def show_annotation(annotation: Annotation) -> str:
    """Return the command, without a line end.

    Columns go with one line only: the runner drops them where a place spans several (``ValidateLinesAndColumns`` in
    its ``ActionCommandManager.cs``).
    """
    spans_lines = annotation.end_line not in {0, annotation.line}
    properties = {
        "file": annotation.file,
        "line": annotation.line,
        "endLine": annotation.end_line,
        "col": 0 if spans_lines else annotation.column,
        "endColumn": 0 if spans_lines else annotation.end_column,
        "title": annotation.title,
    }
    given = ",".join(f"{key}={escape_property(str(value))}" for key, value in properties.items() if value)
    message = annotation.message if len(annotation.message) <= _LENGTH else f"{annotation.message[: _LENGTH - 1]}…"
    return f"::{annotation.level} {given}::{escape_data(message)}"


def _show(annotation: Annotation, room: _Room) -> str:
    """Return an annotation, or a line of the log where there is no room for it."""
    if room.take(annotation.level):
        return f"{show_annotation(annotation)}\n"
    place = f"{annotation.line}:{annotation.column}" if annotation.column else ""
    where = ":".join(filter(None, (annotation.file, place)))
    return _log(f"{annotation.outcome} {where + ' ' if where else ''}{annotation.title}: {annotation.message}")


def _log(text: str) -> str:
    """Return a line of the log that is no command, whatever it holds; it starts with a word of ours."""
    return f"{_one_line(text).replace('##[', '## [')}\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _show_article(article: ArticleReport, layout: Layout, room: _Room) -> Iterator[str]:
    for result in article.results:
        obligation = result.obligation
        is_shown = result.outcome in TOLD
        if is_shown:
            yield from _show_result(article, result, room)
        elif layout.verbose and (result.outcome is Outcome.PASS or result.is_off):
            is_shown = True
            yield _log(f"{'off' if result.is_off else 'pass'} {obligation.rule}: {result.message or obligation.clause}")
        if layout.explain and is_shown:
            yield _log(f"because {obligation.rule}: {'; '.join(show_reason(obligation))}")
    if article.verdict is Verdict.REVIEW or article.questions:
        yield from (_log(f"open question: {question.key}") for question in article.questions)


def _show_result(article: ArticleReport, result: Result, room: _Room) -> Iterator[str]:
    for finding, suppression in split_result(result):
        if suppression is None:
            yield _show(_annotate(article, result, finding), room)
            continue
        place = finding.place if finding else None
        where = f"{article.source}:{place.line}:{place.column}" if place else article.source
        outcome = name_outcome(result, suppression)
        detail = finding.message if finding and finding.message else result.message
        yield _log(f"{outcome} {where} {result.obligation.rule}: {detail}; covered: {show_suppression(suppression)}")


def _annotate_all(report: Report) -> Iterator[Annotation]:
    for article in report.articles:
        for result in article.results:
            for finding, suppression in split_result(result) if result.outcome in TOLD else ():
                if suppression is None:
                    yield _annotate(article, result, finding)


def _annotate(article: ArticleReport, result: Result, finding: PlacedFinding | None) -> Annotation:
    obligation = result.obligation
    level = _LEVELS[obligation.severity]
    if result.outcome is Outcome.REVIEW:
        level = Level.WARNING if level is Level.ERROR else Level.NOTICE
    detail = finding.message if finding and finding.message != result.message else ""
    words = (": ".join(filter(None, (result.message, detail))), result.remedy, f"asked by {show_authority(obligation)}")
    place = finding.place if finding else None
    return Annotation(
        level,
        name_outcome(result),
        obligation.rule if result.outcome is Outcome.FAIL else f"{obligation.rule} (review)",
        "\n".join(filter(None, words)),
        article.source,
        line=place.line if place else 1,
        column=place.column if place else 0,
        end_line=place.end_line if place else 0,
        end_column=place.end_column if place else 0,
    )


def _annotate_problem(problem: Problem) -> Annotation:
    message = "\n".join(filter(None, (problem.message, problem.remedy)))
    place = (problem.path, problem.line, problem.column)
    return Annotation(Level.ERROR, "error", "could not be checked", message, *place)


def _annotate_record(finding: RecordFinding) -> Annotation:
    message = "\n".join(filter(None, (finding.message, finding.remedy)))
    place = (finding.path, finding.line, finding.column)
    return Annotation(_LEVELS[finding.severity], str(finding.severity), finding.rule, message, *place)


def _show_remainder(passed_over: Counter[Level]) -> str:
    counts = ", ".join(f"{passed_over[level]} {level}s" for level in Level if passed_over[level])
    message = f"… {passed_over.total()} more, see the table ({counts}): GitHub shows {LIMIT} of each in a step"
    return f"{show_annotation(Annotation(Level.NOTICE, '', 'compliance', message))}\n"
