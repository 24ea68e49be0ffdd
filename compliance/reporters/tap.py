"""The report in the Test Anything Protocol: a test point for each article, a subtest for its obligations.

It follows https://testanything.org/tap-version-14-specification.html: what is due but not expected to hold yet is
``not ok`` with the directive of "TODO tests", which fails nobody, what was not tried is a ``SKIP``; the point
behind a subtest says what came of it as a whole ("Subtests", rule 4); ``#`` and the backslash are escaped ("Escaping");
the details are YAML, of which JSON's texts are a part ("YAML Diagnostics"). It is headed as version 13 all the same:
for that a subtest is no more than text to be passed over, consumers of either version read it, and Perl's refuses 14.
No run is ever bailed out of.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from compliance.hookspecs import Layout
from compliance.model.result import ArticleReport, Outcome, PlacedFinding, Report, Result, Suppression, Verdict
from compliance.reporters.covered import TOLD, show_suppression, split_result
from compliance.verdict import weighs

_UNPRINTABLE = re.compile(r"[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""What may not stand in YAML as it is, or ends a line there, and what JSON leaves as it is."""
_INDENT = "    "
_SPARED = "TODO"
"""The directive of the format for a point that is not met and fails nobody; a word of the protocol, no note of ours."""


def render_pieces(report: Report, layout: Layout) -> Iterator[str]:
    """Yield the plan, then each article with its obligations, what could not be checked, and what is said besides."""
    points = len(report.articles) + len(report.errors) + len(report.record_findings)
    yield "TAP version 13\n"
    yield f"1..{points}\n" if points else "1..0 # no article\n"
    number = 0
    for number, article in enumerate(report.articles, start=1):
        yield _show_article(number, article, report.fail_on)
    for problem in report.errors:
        number += 1
        name = f"{problem.path or 'the run'}: could not be checked: {problem.message}"
        details = {"message": problem.message, "remedy": problem.remedy, **_tell_place(problem.line, problem.column)}
        yield _show_point(number, name, is_met=False) + _show_details(details)
    for finding in report.record_findings:
        number += 1
        todo = "" if weighs(finding, report) else f"{_SPARED} no more than a {finding.severity}"
        place = _tell_place(finding.line, finding.column)
        details = {"severity": finding.severity, "message": finding.message, "remedy": finding.remedy, **place}
        yield _show_point(number, f"{finding.path}: {finding.rule}", is_met=False, directive=todo)
        yield _show_details(details)
    yield from (f"# remark: {_one_line(str(remark))}\n" for remark in report.remarks)


def escape(text: str) -> str:
    r"""Return text as one line that holds no directive.

    >>> print(escape("issue #1 # SKIP, in C:\\texts"))
    issue \#1 \# SKIP, in C:\\texts
    """
    return _one_line(text).replace("\\", "\\\\").replace("#", "\\#")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _show_article(number: int, article: ArticleReport, fail_on: str) -> str:
    """Return the subtest of an article; what is not met in one that does not fail is still to be done."""
    is_open = article.verdict is Verdict.REVIEW and fail_on != "review"
    fails = article.verdict is Verdict.FAIL or (article.verdict is Verdict.REVIEW and not is_open)
    results = [
        _show_result(at, result, fails=fails, is_strict=fail_on == "review")
        for at, result in enumerate(article.results, start=1)
    ]
    plan = f"1..{len(results)}\n" if results else "1..0 # nothing is asked for\n"
    inner = "".join(f"{_INDENT}{line}\n" for line in (plan + "".join(results)).splitlines())
    questions = ", ".join(question.key for question in article.questions)
    todo = f"{_SPARED} review{f': {questions}' if questions else ''}" if is_open else ""
    point = _show_point(number, article.source, is_met=article.verdict is Verdict.PASS, directive=todo)
    return f"# Subtest: {escape(article.source)}\n{inner}{point}"


def _show_result(number: int, result: Result, *, fails: bool, is_strict: bool) -> str:
    obligation = result.obligation
    authority = f"{obligation.authority}: {obligation.policy}" if obligation.policy else str(obligation.authority)
    point = _show_point(
        number,
        f"{obligation.rule} ({authority})",
        is_met=result.outcome not in TOLD,
        directive=_choose_directive(result, fails=fails, is_strict=is_strict),
    )
    return point + _show_details(_tell_result(result)) if result.outcome in TOLD else point


def _choose_directive(result: Result, *, fails: bool, is_strict: bool) -> str:
    """Return what keeps a point from failing; it is empty where the point counts."""
    if result.outcome is Outcome.NOT_APPLICABLE:
        return f"SKIP {result.message or 'does not apply'}"
    if result.outcome is Outcome.PASS:
        return ""
    if result.is_suppressed:
        return f"{_SPARED} covered: {'; '.join(dict.fromkeys(_list_reasons(result)))}"
    if result.outcome is Outcome.REVIEW and not is_strict:
        return f"{_SPARED} review: {result.message}"
    return "" if fails else f"{_SPARED} no more than a {result.obligation.severity}"


def _list_reasons(result: Result) -> Iterator[str]:
    yield from (show_suppression(suppression) for _, suppression in split_result(result) if suppression)


def _show_point(number: int, name: str, *, is_met: bool, directive: str = "") -> str:
    end = f" # {directive[:4]} {escape(directive[4:])}" if directive else ""
    return f"{'ok' if is_met else 'not ok'} {number} - {escape(name)}{end}\n"


def _tell_result(result: Result) -> Mapping[str, object]:
    return {
        "severity": result.obligation.severity,
        "message": result.message,
        "remedy": result.remedy,
        "terms": result.obligation.terms_url,
        "findings": [_tell_finding(finding) for finding in result.findings],
        "covered": _tell_suppression(result.suppression),
    }


def _tell_finding(finding: PlacedFinding) -> Mapping[str, object]:
    place = finding.place
    at = _tell_place(place.line, place.column) if place else {}
    return {"message": finding.message, **at, "covered": _tell_suppression(finding.suppression)}


def _tell_suppression(suppression: Suppression | None) -> str:
    return f"{suppression.kind}: {show_suppression(suppression)}" if suppression else ""


def _tell_place(line: int, column: int) -> Mapping[str, object]:
    return {"line": line, "column": column} if line else {}


def _show_details(details: Mapping[str, object]) -> str:
    """Return a YAML block of what is not empty."""
    lines = [f"{key}: {_quote(value)}" for key, value in details.items() if value]
    return "".join(f"  {line}\n" for line in ("---", *lines, "..."))


def _quote(value: object) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        kept = [{key: item for key, item in finding.items() if item not in {"", 0}} for finding in value]
        text = json.dumps(kept, ensure_ascii=False)
    else:
        text = json.dumps(value, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
