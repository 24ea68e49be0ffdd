"""The report as JSON Lines: an object for each article, then for all that is said besides, and one for the run.

Each object is on a line of its own, and says with ``type`` what it is; the rest of it is as in the JSON report. The run
comes last: a file without it is not whole. The schema of a line is ``compliance/schemas/report-line.schema.json``.
"""

from __future__ import annotations

from collections.abc import Iterator

from compliance.hookspecs import Layout
from compliance.model.result import Report
from compliance.reporters.characters import encode_json
from compliance.reporters.json import (
    Json,
    describe_article,
    describe_problem,
    describe_record,
    describe_remark,
    describe_run,
)


def render_pieces(report: Report, layout: Layout) -> Iterator[str]:
    """Yield articles, errors, what is wrong with records of exceptions, remarks, and the run."""
    for article in report.articles:
        yield _make_line("article", describe_article(article))
    for problem in report.errors:
        yield _make_line("error", describe_problem(problem))
    for record in report.record_findings:
        yield _make_line("record_finding", describe_record(record))
    for remark in report.remarks:
        yield _make_line("remark", describe_remark(remark))
    yield _make_line("run", describe_run(report))


def _make_line(kind: str, value: Json) -> str:
    return f"{encode_json({'type': kind, **value})}\n"
