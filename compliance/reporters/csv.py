"""The report as comma-separated values: a row for each finding of each result, whatever its outcome, and for the rest.

RFC 4180: CRLF at the end of rows, a header, quotes around cells that need them. Spreadsheets take a cell for a formula
that starts with ``=``, ``+``, ``-``, ``@``, a tab or a line end, also as a full-width letter; such cells get an
apostrophe in front, as https://owasp.org/www-community/attacks/CSV_Injection has it, since articles come from anybody.
Lines and columns are numbers, and never get one.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from compliance.errors import Problem
from compliance.hookspecs import Layout
from compliance.model.result import ArticleReport, Remark, Report, Result
from compliance.reporters.covered import split_result

COLUMNS = (
    *("type", "article", "line", "column", "end_line", "end_column", "verdict"),
    *("rule", "outcome", "severity", "authority", "policy", "message", "detail", "remedy"),
    *("clause", "terms_url", "verified_on", "fingerprint"),
    *("suppression", "suppression_reason", "suppression_owner", "suppression_expires", "suppression_ticket"),
    "suppression_recorded_at",
)
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
Row = Mapping[str, object]


def render_pieces(report: Report, layout: Layout) -> Iterator[str]:
    """Yield the header, then a row for each finding; ``type`` is finding, error, record-finding or remark."""
    yield _write([COLUMNS])
    for article in report.articles:
        yield _write(_lay_out(row) for result in article.results for row in _make_rows(article, result))
    rest = [*map(_make_error, report.errors), *_make_record_findings(report), *map(_make_remark, report.remarks)]
    if rest:
        yield _write(map(_lay_out, rest))


def guard(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    >>> guard("=1+1"), guard("own.md")
    ("'=1+1", 'own.md')
    """
    return f"'{text}" if text[:1] in _FORMULA and text else text


def _write(rows: Iterable[Iterable[object]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def _lay_out(row: Row) -> list[object]:
    cells = (row.get(column, "") for column in COLUMNS)
    return [guard(cell) if isinstance(cell, str) else cell for cell in cells]


def _make_rows(article: ArticleReport, result: Result) -> Iterator[Row]:
    obligation = result.obligation
    shared = {
        "type": "finding",
        "article": article.source,
        "verdict": str(article.verdict),
        "rule": obligation.rule,
        "outcome": str(result.outcome),
        "severity": str(obligation.severity),
        "authority": str(obligation.authority),
        "policy": obligation.policy,
        "message": result.message,
        "remedy": result.remedy,
        "clause": obligation.clause,
        "terms_url": obligation.terms_url,
        "verified_on": obligation.verified_on,
    }
    for finding, suppression in split_result(result):
        row: dict[str, object] = {**shared, "fingerprint": finding.fingerprint if finding else result.fingerprint}
        if finding is not None:
            row["detail"] = finding.message
        if finding is not None and finding.place is not None:
            place = finding.place
            row.update(line=place.line, column=place.column, end_line=place.end_line, end_column=place.end_column)
        if suppression is not None:
            row.update(
                suppression=str(suppression.kind),
                suppression_reason=suppression.reason,
                suppression_owner=suppression.owner,
                suppression_expires=suppression.expires,
                suppression_ticket=suppression.ticket,
                suppression_recorded_at=suppression.recorded_at,
            )
        yield row


def _make_error(problem: Problem) -> Row:
    place = _make_place(problem.path, problem.line, problem.column)
    return {"type": "error", **place, "message": problem.message, "remedy": problem.remedy}


def _make_record_findings(report: Report) -> Iterator[Row]:
    for finding in report.record_findings:
        yield {
            "type": "record-finding",
            **_make_place(finding.path, finding.line, finding.column),
            "rule": finding.rule,
            "severity": str(finding.severity),
            "message": finding.message,
            "remedy": finding.remedy,
        }


def _make_remark(remark: Remark) -> Row:
    return {"type": "remark", **_make_place(remark.path, remark.line, remark.column), "message": remark.message}


def _make_place(path: str, line: int, column: int) -> Row:
    return {"article": path, "line": line or "", "column": column or ""}
