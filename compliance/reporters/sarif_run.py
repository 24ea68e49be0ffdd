"""What SARIF says of a run besides its results: tool, invocation, and notifications of what could not be checked."""

from __future__ import annotations

from compliance.model.result import Report
from compliance.reporters.characters import encode_json
from compliance.reporters.entries import UNCHECKED, place_at
from compliance.reporters.sarif_results import ROOT, Json, make_address, make_message
from compliance.reporters.sarif_rules import RuleBook
from compliance.verdict import exit_code

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_NOTIFICATIONS = {
    UNCHECKED: ("something could not be checked", "do what the message says, and check again"),
    "remark": ("what else is to be said of the report", "nothing is to be done; it changes no outcome"),
    "results-left-out": ("there are more results than a run may have", "see the JSON report, which has them all"),
}


def make_head() -> str:
    """Return the log up to the first property of its only run that depends on the report (3.13, 3.14).

    Columns are counted in characters (3.14.17).
    """
    bases = {ROOT: {"description": {"text": "The folder in which the check ran."}}}
    return (
        f'{{\n"$schema":{encode_json(SCHEMA)},\n"version":"2.1.0",\n"runs":[\n{{\n'
        f'"columnKind":"unicodeCodePoints",\n"originalUriBaseIds":{encode_json(bases)},\n'
    )


def make_tool(report: Report, rules: RuleBook) -> Json:
    """Return the tool (3.18) with the rules that results refer to."""
    return {
        "driver": {
            "name": report.tool.get("name", ""),
            "version": report.tool.get("version", ""),
            "rules": list(rules.list_descriptors()),
            "notifications": [_describe(name, *texts) for name, texts in _NOTIFICATIONS.items()],
        }
    }


def _describe(name: str, text: str, remedy: str) -> Json:
    """Return the descriptor of notifications of one name (3.49), with all that GitHub's checks of the file ask for."""
    return {
        "id": name,
        "shortDescription": {"text": text},
        "fullDescription": {"text": text},
        "help": {"text": remedy},
    }


def make_invocation(report: Report, left_out: int) -> Json:
    """Return the invocation (3.20): whether all could be checked, and what could not."""
    notifications = [
        _make_notification(UNCHECKED, "error", text, p.path, (p.line, p.column))
        for p in report.errors
        for text in [f"{p.message}; {p.remedy}" if p.remedy else p.message]
    ]
    notifications += [
        _make_notification("remark", "note", r.message, r.path, (r.line, r.column)) for r in report.remarks
    ]
    if left_out:
        text = f"{left_out} results are left out, as a run may have 25,000; the JSON report has them all"
        notifications.append(_make_notification("results-left-out", "warning", text, "", (0, 0)))
    return {
        "executionSuccessful": not report.errors,
        "exitCode": exit_code(report),
        "toolExecutionNotifications": notifications,
    }


def _make_notification(name: str, level: str, text: str, path: str, at: tuple[int, int]) -> Json:
    """Return a notification (3.58)."""
    made: dict[str, object] = {"descriptor": {"id": name}, "level": level, "message": make_message(text)}
    if path:
        place = place_at(*at)
        region = {"region": {"startLine": place.line, "startColumn": place.column}} if place else {}
        made["locations"] = [{"physicalLocation": {"artifactLocation": make_address(path), **region}}]
    return made
