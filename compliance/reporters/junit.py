"""The report as JUnit XML: a suite per article, a case per obligation.

The format is the one that Jenkins and GitLab read (``junit-10.xsd`` of Jenkins' xUnit plugin). Whatever fails is a
failure, whether or not it is as bad as ``--fail-on``; ``type`` tells its severity. What asks for review, does not
apply, or is covered by a waiver or the baseline is skipped, and says why. What could not be checked is an error.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from compliance.errors import Problem
from compliance.hookspecs import Layout
from compliance.model.result import ArticleReport, Outcome, RecordFinding, Remark, Report, Result
from compliance.reporters.characters import make_line
from compliance.reporters.entries import UNCHECKED, describe_finding, name_suppression
from compliance.reporters.xml_text import escape_text, quote_attribute


class _Case(Struct, frozen=True):
    """A test case; ``end`` is ``failure``, ``error`` or ``skipped``, or empty where it passes."""

    name: str
    end: str = ""
    kind: str = ""
    message: str = ""
    details: str = ""


def render_pieces(report: Report, layout: Layout) -> Iterator[str]:
    """Yield the document suite by suite."""
    name = report.tool.get("name", "")
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name={quote_attribute(name)}>\n'
    for path, problems in groupby(report.errors, lambda problem: problem.path):
        yield from _render_suite(path or name, [_make_error(problem) for problem in problems])
    for path, records in groupby(report.record_findings, lambda record: record.path):
        yield from _render_suite(path, [_make_record(record) for record in records])
    for article in report.articles:
        yield from _render_suite(article.source, _make_cases(article))
    if report.remarks:
        yield from _render_remarks(name, report.remarks)
    yield "</testsuites>\n"


def _render_suite(name: str, cases: Sequence[_Case]) -> Iterator[str]:
    ends = Counter(case.end for case in cases)
    quoted = quote_attribute(name)
    yield (
        f'  <testsuite name={quoted} tests="{len(cases)}" failures="{ends["failure"]}"'
        f' errors="{ends["error"]}" skipped="{ends["skipped"]}">\n'
    )
    names = Counter[str]()
    for case in cases:
        names[case.name] += 1
        number = f" ({names[case.name]})" if names[case.name] > 1 else ""
        yield f"    <testcase classname={quoted} name={quote_attribute(case.name + number)}{_render_end(case)}\n"
    yield "  </testsuite>\n"


def _render_end(case: _Case) -> str:
    """Return the rest of a case, behind its name."""
    if not case.end:
        return "/>"
    head = f"<{case.end} type={quote_attribute(case.kind)} message={quote_attribute(make_line(case.message))}"
    body = f"{head}>{escape_text(case.details)}</{case.end}>" if case.details else f"{head}/>"
    return f">\n      {body}\n    </testcase>"


def _render_remarks(name: str, remarks: Iterable[Remark]) -> Iterator[str]:
    """Yield a suite without cases that says what else is to be said."""
    text = "\n".join(map(str, remarks))
    yield f'  <testsuite name={quote_attribute(name)} tests="0" failures="0" errors="0" skipped="0">\n'
    yield f"    <system-out>{escape_text(text)}</system-out>\n  </testsuite>\n"


def _make_cases(article: ArticleReport) -> list[_Case]:
    return [_make_case(article.source, result) for result in article.results]


def _make_case(source: str, result: Result) -> _Case:
    obligation = result.obligation
    name = f"{obligation.rule} [{obligation.policy or obligation.authority}]"
    if result.outcome is Outcome.PASS:
        return _Case(name)
    if result.outcome is Outcome.NOT_APPLICABLE:
        return _Case(name, "skipped", "notApplicable", result.message or "does not apply")
    details = "\n".join(_describe(source, result))
    message = f"{result.message}; {result.remedy}" if result.remedy else result.message
    if result.is_suppressed:
        return _Case(name, "skipped", "suppressed", f"{_show_cover(result)} – {message}", details)
    if result.outcome is Outcome.REVIEW:
        return _Case(name, "skipped", "review", f"review: {message}", details)
    return _Case(name, "failure", str(obligation.severity), message, details)


def _describe(source: str, result: Result) -> Iterator[str]:
    """Yield a line per finding, then whose word it is."""
    for finding in result.findings:
        place = f":{finding.place.line}:{finding.place.column}" if finding.place else ""
        covered = f" ({name_suppression(finding.suppression)})" if finding.suppression else ""
        yield f"{make_line(source)}{place}: {make_line(describe_finding(result, finding))}{covered}"
    obligation = result.obligation
    authority = f"{obligation.authority}: {obligation.policy}" if obligation.policy else str(obligation.authority)
    yield make_line(" – ".join(filter(None, (authority, obligation.clause, obligation.terms_url))))


def _show_cover(result: Result) -> str:
    """Return what covers a result, each reason once."""
    covers = [result.suppression, *(finding.suppression for finding in result.findings)]
    return "; ".join(dict.fromkeys(name_suppression(cover) for cover in covers if cover))


def _make_error(problem: Problem) -> _Case:
    return _Case("can be checked", "error", UNCHECKED, str(problem))


def _make_record(record: RecordFinding) -> _Case:
    message = f"{record.message}; {record.remedy}" if record.remedy else record.message
    place = f"{record.path}:{record.line}:{record.column}: " if record.line else ""
    return _Case(record.rule, "failure", str(record.severity), f"{place}{message}")
