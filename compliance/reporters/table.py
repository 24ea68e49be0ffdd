"""The report as tables for reviewers: what is not in order, worst first, then a line per article."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from compliance.hookspecs import Layout
from compliance.model.context import QUESTIONS, Context
from compliance.model.result import Outcome, PlacedFinding, Report, Result, Summary
from compliance.reporters.covered import (
    list_covered,
    name_outcome,
    select_standing,
    show_record_finding,
    show_suppression,
)
from compliance.reporters.reasons import select_explained, show_origin, show_reason
from compliance.reporters.shown import group_rows, is_silent, select_articles, select_results

HEADERS = ("article", "rule", "outcome", "authority", "where", "what to do")
SUMMARY_HEADERS = ("article", "verdict", "fail", "review", "pass", "origin")
NARROW = 100
"""Columns below which a row is set out as a paragraph instead."""
_FRAME = 3 * len(HEADERS) + 1
"""Columns that the lines of a grid and the blanks beside them take."""
_PLACES = 6
"""Places named in one row; the JSON report has them all."""
_OUTCOMES = {
    Outcome.FAIL: "FAIL",
    Outcome.REVIEW: "review",
    Outcome.PASS: "pass",
    Outcome.NOT_APPLICABLE: "does not apply:",
}
NO_ADVICE = "This report is no legal advice."


def render_table(report: Report, layout: Layout) -> str:
    """Return one row per obligation that is not met, then a summary, the context, the questions and the errors."""
    covered = [] if layout.quiet else _render_covered(report, layout)
    parts = [_render_rows(report, layout), "\n".join(covered), _render_summary(report, layout)]
    if layout.explain and not layout.quiet:
        parts.append("\n".join(_render_reasons(report, layout)))
    if not layout.quiet:
        parts.append("\n".join(_render_context(report, layout)))
    if report.errors:
        parts.append("\n".join(("Could not be checked:", *(f"  {problem}" for problem in report.errors))))
    if report.record_findings and not is_silent(layout):
        parts.append("\n".join(("Exceptions:", *(f"  {show_record_finding(f)}" for f in report.record_findings))))
    if report.remarks and not is_silent(layout):
        parts.append("\n".join(("Remarks:", *(f"  {remark}" for remark in report.remarks))))
    if layout.statistics:
        from compliance.reporters.tallies import render_tallies  # noqa: PLC0415

        parts.append(render_tallies(report))
    if not is_silent(layout):
        parts.append("\n".join(_render_end(report)))
    text = "\n\n".join(part for part in parts if part)
    text = f"{text}\n" if text else ""
    if not (layout.colour or layout.hyperlinks):
        return text
    from compliance.reporters.painting import paint_table  # noqa: PLC0415

    return paint_table(text, report, layout)


def _render_covered(report: Report, layout: Layout) -> Iterator[str]:
    """Yield what an exception covers, each with its reason, which no row shows."""
    from wcwidth import wrap  # noqa: PLC0415

    heading = ["Covered:"]
    for article in report.articles:
        for covered in list_covered(select_results(article, layout)):
            yield from heading
            heading = []
            outcome = name_outcome(covered.result, covered.suppression)
            where = _where(covered.findings)
            yield f"  {outcome}  {covered.result.obligation.rule}  {article.source}{':' if where else ''}{where}"
            for text in (_sentence(covered.result.message), show_suppression(covered.suppression)):
                yield from (f"    {line}" for line in wrap(text, max(layout.width - 4, 20)))


def _render_rows(report: Report, layout: Layout) -> str:
    parts = []
    for heading, rows in group_rows(report, layout):
        text = _lay_out([(article.source, row) for article, row in rows if not row.is_suppressed], layout)
        parts.append("\n".join(filter(None, (heading, text))))
    return "\n\n".join(parts)


def _lay_out(rows: Sequence[tuple[str, Result]], layout: Layout) -> str:
    if not rows:
        return ""
    if layout.width < NARROW:
        return "\n\n".join(_render_paragraph(source, result, layout.width) for source, result in rows)
    cells = [_make_cells(source, result) for source, result in rows]
    widths = _fit(cells, layout.width - _FRAME)
    text = _render_grid(cells, HEADERS, widths)
    excess = text.index("\n") - layout.width  # of the upper line: headings get more room than they need
    if excess <= 0:
        return text
    return _render_grid(cells, HEADERS, [*widths[:-1], widths[-1] - excess])


def _make_cells(source: str, result: Result) -> tuple[str, ...]:
    obligation = result.obligation
    authority = f"{obligation.authority}: {obligation.policy}" if obligation.policy else str(obligation.authority)
    return (source, obligation.rule, _outcome(result), authority, _where(select_standing(result)), _advice(result))


def _outcome(result: Result) -> str:
    if result.outcome is Outcome.PASS:
        return "pass"
    if result.outcome is Outcome.NOT_APPLICABLE:
        return "off"
    return name_outcome(result)


def _advice(result: Result) -> str:
    if result.outcome in {Outcome.PASS, Outcome.NOT_APPLICABLE}:
        return result.message or result.obligation.clause
    message = _sentence(result.message)
    return f"{message} {_sentence(result.remedy)}" if result.remedy else message


def _sentence(text: str) -> str:
    """Return text that starts with a capital letter and ends with a full stop."""
    text = " ".join(text.split())
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!", ":")) else ".")


def _where(findings: Sequence[PlacedFinding]) -> str:
    places = dict.fromkeys(f"{f.place.line}:{f.place.column}" for f in findings if f.place)
    shown = list(places)[:_PLACES]
    more = f", … {len(places) - len(shown)} more" if len(places) > len(shown) else ""
    return ", ".join(shown) + more


def _fit(cells: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return the width of each column: what it needs, up to its share, and the rest for the last one."""
    from wcwidth import wcswidth  # noqa: PLC0415

    shares = (0.17, 0.17, 0.11, 0.15, 0.10)
    widths = []
    for column, share in enumerate(shares):
        needed = max(max(wcswidth(row[column]), 0) for row in (HEADERS, *cells))
        widths.append(max(min(needed, int(width * share)), len(HEADERS[column])))
    return [*widths, max(width - sum(widths), len(HEADERS[-1]))]


def _render_grid(rows: Sequence[Sequence[str]], headers: Sequence[str], widths: Sequence[int] | None = None) -> str:
    from tabulate import tabulate  # noqa: PLC0415

    return tabulate(
        [*map(_make_wrapping(widths), rows)] if widths else rows,
        headers=list(headers),
        tablefmt="simple_grid" if widths else "simple",
        disable_numparse=True,
    )


def _make_wrapping(widths: Sequence[int]) -> Callable[[Sequence[str]], list[str]]:
    """Return what wraps the cells of a row. The same cells stand in many rows, and `tabulate` would wrap each anew."""
    from wcwidth import wrap  # noqa: PLC0415

    known: dict[tuple[str, int], str] = {}

    def wrap_cells(row: Sequence[str]) -> list[str]:
        cells = list(zip(row, widths, strict=True))
        known.update((cell, "\n".join(wrap(*cell))) for cell in cells if cell not in known)
        return [known[cell] for cell in cells]

    return wrap_cells


def _render_paragraph(source: str, result: Result, width: int) -> str:
    from wcwidth import wrap  # noqa: PLC0415

    obligation = result.obligation
    where = _where(select_standing(result))
    head = f"{_outcome(result)}  {obligation.rule}"
    lines = [head, f"  {source}{':' if where else ''}{where}"]
    authority = f"{obligation.authority}: {obligation.policy}" if obligation.policy else str(obligation.authority)
    for text in (f"on the word of {authority}", _advice(result)):
        lines.extend(f"  {line}" for line in wrap(text, max(width - 2, 20)))
    return "\n".join(lines)


def _render_summary(report: Report, layout: Layout) -> str:
    articles = () if is_silent(layout) else select_articles(report, layout)
    if not articles:
        return ""
    if layout.width < NARROW:
        return "\n".join(f"{article.verdict}  {article.source}" for article in articles)
    rows = [
        (
            article.source,
            article.verdict.upper() if article.verdict == "fail" else str(article.verdict),
            str(article.counts.get(Outcome.FAIL, 0)),
            str(article.counts.get(Outcome.REVIEW, 0)),
            str(article.counts.get(Outcome.PASS, 0)),
            " < ".join(origin.name for origin in article.origins),
        )
        for article in articles
    ]
    return _render_grid(rows, SUMMARY_HEADERS)


def _render_reasons(report: Report, layout: Layout) -> Iterator[str]:
    """Yield, for each article, where it comes from and why each duty is there."""
    from wcwidth import wrap  # noqa: PLC0415

    yield "Why:"
    for article in report.articles:
        yield f"  {article.source}"
        yield from (f"    taken from {show_origin(origin)}" for origin in article.origins)
        for result in select_explained(article, verbose=layout.verbose):
            yield f"    {_OUTCOMES[result.outcome]} {result.obligation.rule}"
            for reason in show_reason(result.obligation):
                yield from (f"      {line}" for line in wrap(reason, max(layout.width - 6, 20)))


def _render_context(report: Report, layout: Layout) -> Iterator[str]:
    from wcwidth import wrap  # noqa: PLC0415

    yield f"Context: {_show_context(report.context)}"
    asked: dict[str, list[str]] = {}
    for article in report.articles:
        for question in article.questions:
            hanging = f"{article.source}: {', '.join(question.policies)}"
            asked.setdefault(question.key, []).append(hanging)
    if asked:
        yield "Open questions, and what hangs on them:"
    for key, articles in asked.items():
        yield from (f"  {line}" for line in wrap(QUESTIONS.get(key, key), max(layout.width - 2, 20)))
        for hanging in articles:
            yield from (f"    {line}" for line in wrap(hanging, max(layout.width - 4, 20)))


def _show_context(context: Context) -> str:
    pairs = (
        f"{key}={value}" + (" (assumed)" if key in context.assumed else "")
        for key, value in sorted(context.values.items())
    )
    return ", ".join(pairs) or "nothing is known"


def _render_end(report: Report) -> Iterator[str]:
    yield show_counts(report.summary)
    yield NO_ADVICE


def show_counts(summary: Summary) -> str:
    """Return how many articles there are of each verdict, on one line, and what else was counted."""
    counts = f"{summary.passed} pass, {summary.failed} fail, {summary.review} to review"
    covered = f", {summary.suppressed} covered" if summary.suppressed else ""
    errors = f", {summary.errors} could not be checked" if summary.errors else ""
    return f"{summary.articles} {'article' if summary.articles == 1 else 'articles'}: {counts}{covered}{errors}"
