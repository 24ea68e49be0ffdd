"""The report as SARIF 2.1.0 (OASIS standard): one result per finding, with rules, suppressions and notifications.

``sarif`` holds everything. ``sarif-alerts`` leaves out what passes or does not apply, and gives each result a line:
GitHub's code scanning makes an alert of every result, whatever its ``kind`` and its suppressions, and its documentation
demands a region; what an exception covers is of level ``note`` there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from compliance.hookspecs import Layout
from compliance.model.result import ArticleReport, Outcome, PlacedFinding, RecordFinding, Report, Result
from compliance.model.rule import Severity
from compliance.reporters.characters import encode_json
from compliance.reporters.entries import place_at
from compliance.reporters.sarif_results import Files, Json, make_record_result, make_result
from compliance.reporters.sarif_rules import RuleBook
from compliance.reporters.sarif_run import make_head, make_invocation, make_tool

LIMIT = 25_000
"""Results of a run that GitHub takes ("SARIF results exceed one or more limits", results per run)."""
ALERTS = frozenset({Outcome.FAIL, Outcome.REVIEW})

Said = tuple[ArticleReport, Result, PlacedFinding]


class _Log(Struct):
    """What is gathered while results are written, and is written behind them."""

    report: Report
    outcomes: frozenset[Outcome]
    rules: RuleBook
    files: Files


def render_pieces(report: Report, layout: Layout) -> Iterator[str]:
    """Yield the log, one result a line."""
    return _render(_Log(report, frozenset(Outcome), RuleBook(), Files()))


def render_alerts(report: Report, layout: Layout) -> Iterator[str]:
    """Yield the log with what fails or asks for review only, for GitHub's code scanning."""
    return _render(_Log(report, ALERTS, RuleBook(), Files(with_lines=True)))


def _render(log: _Log) -> Iterator[str]:
    report = log.report
    for article in report.articles:
        log.files.find(article.source)
    total = len(report.record_findings) + sum(1 for _ in _list_findings(log))
    yield make_head()
    yield from _render_list("results", _make_results(log, total))
    yield from _render_list("artifacts", log.files.list_artifacts())
    yield f'"invocations":[{encode_json(make_invocation(report, max(0, total - LIMIT)))}],\n'
    yield f'"tool":{encode_json(make_tool(report, log.rules))}\n'
    yield "}\n]\n}\n"


def _render_list(key: str, items: Iterable[Json]) -> Iterator[str]:
    """Yield a list that is a property of the run."""
    before = f'"{key}":[\n'
    for item in items:
        yield before + encode_json(item)
        before = ",\n"
    yield "\n],\n" if before == ",\n" else f'"{key}":[],\n'


def _make_results(log: _Log, total: int) -> Iterator[Json]:
    """Yield results: those of records of exceptions, then as they stand in the report; of too many, the worst first."""
    for record in log.report.record_findings:
        yield _make_record(log, record)
    said = _list_findings(log) if total <= LIMIT else _list_worst(log, LIMIT - len(log.report.record_findings))
    for article, result, finding in said:
        rule = log.rules.find(result.obligation)
        made = make_result(result, finding, rule, log.files.locate(article.source, finding.place))
        yield _play_down(made) if log.outcomes == ALERTS else made


def _play_down(made: Json) -> Json:
    """Return a result that blocks nothing where an exception covers it: GitHub makes an alert of it all the same."""
    return {**made, "level": str(Severity.NOTE)} if made.get("suppressions") and made["kind"] == "fail" else made


def _make_record(log: _Log, record: RecordFinding) -> Json:
    location = log.files.locate(record.path, place_at(record.line, record.column))
    return make_record_result(record, log.rules.find_named(record.rule, record.severity), location)


def _list_findings(log: _Log) -> Iterator[Said]:
    """Yield every finding of the outcomes that are asked for; a result without findings is one itself."""
    for article in log.report.articles:
        for result in article.results:
            if result.outcome in log.outcomes:
                for finding in result.findings or (PlacedFinding("", None, result.fingerprint),):
                    yield article, result, finding


def _list_worst(log: _Log, count: int) -> Iterator[Said]:
    """Yield so many findings at most: first what fails, then what is to be reviewed, then what is covered."""
    for rank in range(4):
        for said in _list_findings(log):
            if _rank(said) == rank:
                if count <= 0:
                    return
                count -= 1
                yield said


def _rank(said: Said) -> int:
    _, result, finding = said
    if result.outcome not in ALERTS:
        return 3
    if finding.suppression or result.suppression:
        return 2
    return 0 if result.outcome is Outcome.FAIL else 1
