"""One line per finding, ``path:line:column: severity rule message``, for editors, terminals and CI logs."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.hookspecs import Layout
from compliance.model.result import ArticleReport, Outcome, Report, Result
from compliance.reporters.reasons import show_reason

_SHOWN = frozenset({Outcome.FAIL, Outcome.REVIEW})


def render_lines(report: Report, layout: Layout) -> str:
    """Return one line per finding of every fail and review.

    With ``verbose``, one per pass and per rule that is off; with ``explain``, one behind each that says why it is due.

    What concerns the article as a whole stands at 1:1. A review says so in front of its message.
    """
    lines = [line for article in report.articles for line in _article_lines(article, layout)]
    lines.extend(
        f"{problem.path or '-'}:{problem.line or 1}:{problem.column or 1}: error unchecked "
        f"{_one_line(problem.message)}{f'; {problem.remedy}' if problem.remedy else ''}"
        for problem in report.errors
    )
    return "".join(f"{line}\n" for line in lines)


def _article_lines(article: ArticleReport, layout: Layout) -> Iterator[str]:
    for result in article.results:
        is_passed = layout.verbose and result.outcome is Outcome.PASS
        is_off = layout.verbose and result.is_off
        if result.outcome in _SHOWN:
            yield from _result_lines(article.source, result)
        elif is_passed:
            yield f"{article.source}:1:1: pass {result.obligation.rule}"
        elif is_off:
            yield f"{article.source}:1:1: off {result.obligation.rule} {_one_line(result.message)}"
        if layout.explain and (is_passed or is_off or result.outcome in _SHOWN):
            reason = "; ".join(show_reason(result.obligation))
            yield f"{article.source}:1:1: because {result.obligation.rule} {_one_line(reason)}"


def _result_lines(source: str, result: Result) -> Iterator[str]:
    obligation = result.obligation
    mark = "review: " if result.outcome is Outcome.REVIEW else ""
    head = f"{obligation.severity} {obligation.rule} {mark}{_one_line(result.message)}"
    if not any(finding.place for finding in result.findings):
        yield f"{source}:1:1: {head}"
        return
    for finding in result.findings:
        place = f"{finding.place.line}:{finding.place.column}" if finding.place else "1:1"
        detail = f": {_one_line(finding.message)}" if finding.message and finding.message != result.message else ""
        yield f"{source}:{place}: {head}{detail}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
