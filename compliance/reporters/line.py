"""One line per finding, ``path:line:column: severity rule message``, for editors, terminals and CI logs."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.hookspecs import Layout
from compliance.model.result import Outcome, Report, Result, Suppression
from compliance.reporters.covered import name_outcome, show_suppression, split_result
from compliance.reporters.reasons import show_reason
from compliance.reporters.shown import group_rows, is_silent


def render_lines(report: Report, layout: Layout) -> str:
    """Return one line per finding of every fail and review.

    With ``verbose``, one per pass and per rule that is off; with ``explain``, one behind each that says why it is due.

    What concerns the article as a whole stands at 1:1. A review says so in front of its message.
    """
    lines = []
    for heading, rows in group_rows(report, layout):
        lines.extend([heading] if heading else [])
        standing = (row for row in rows if not (layout.quiet and row[1].is_suppressed))
        lines.extend(line for article, result in standing for line in _lines(article.source, result, layout))
        lines.extend([""] if heading else [])
    lines.extend(
        f"{problem.path or '-'}:{problem.line or 1}:{problem.column or 1}: error unchecked "
        f"{_one_line(problem.message)}{f'; {problem.remedy}' if problem.remedy else ''}"
        for problem in report.errors
    )
    lines.extend(
        f"{found.path}:{found.line or 1}:{found.column or 1}: {found.severity} {found.rule} "
        f"{_one_line(found.message)}{f'; {found.remedy}' if found.remedy else ''}"
        for found in (() if is_silent(layout) else report.record_findings)
    )
    lines.extend(
        f"{remark.path or '-'}:{remark.line or 1}:{remark.column or 1}: remark {_one_line(remark.message)}"
        for remark in (() if layout.quiet else report.remarks)
    )
    if layout.statistics:
        from compliance.reporters.tallies import render_tallies  # noqa: PLC0415

        lines.append(render_tallies(report))
    text = "".join(f"{line}\n" for line in lines)
    if not (layout.colour or layout.hyperlinks):
        return text
    from compliance.reporters.painting import paint_lines  # noqa: PLC0415

    return paint_lines(text, report, layout)


def _lines(source: str, result: Result, layout: Layout) -> Iterator[str]:
    if result.outcome is Outcome.PASS:
        yield f"{source}:1:1: pass {result.obligation.rule}"
    elif result.outcome is Outcome.NOT_APPLICABLE:
        yield f"{source}:1:1: off {result.obligation.rule} {_one_line(result.message)}"
    else:
        yield from _result_lines(source, result)
    if layout.explain:
        reason = "; ".join(show_reason(result.obligation))
        yield f"{source}:1:1: because {result.obligation.rule} {_one_line(reason)}"


def _result_lines(source: str, result: Result) -> Iterator[str]:
    if not any(finding.place for finding in result.findings) and not any(f.suppression for f in result.findings):
        yield f"{source}:1:1: {_head(result, result.suppression)}{_end(result.suppression)}"
        return
    for finding, suppression in split_result(result):
        if finding is None:
            continue
        place = f"{finding.place.line}:{finding.place.column}" if finding.place else "1:1"
        detail = f": {_one_line(finding.message)}" if finding.message and finding.message != result.message else ""
        yield f"{source}:{place}: {_head(result, suppression)}{detail}{_end(suppression)}"


def _head(result: Result, suppression: Suppression | None) -> str:
    """Return severity, rule and message; what an exception covers is no error any more, nor a warning."""
    mark = "review: " if result.outcome is Outcome.REVIEW else ""
    weight = name_outcome(result, suppression) if suppression else result.obligation.severity
    return f"{weight} {result.obligation.rule} {mark}{_one_line(result.message)}"


def _end(suppression: Suppression | None) -> str:
    return f"; covered: {show_suppression(suppression)}" if suppression else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())
