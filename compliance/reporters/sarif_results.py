"""SARIF's objects for a finding: result, location and suppression; section numbers are those of SARIF 2.1.0."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from compliance.model.result import Outcome, PlacedFinding, RecordFinding, Result, Suppression, SuppressionKind
from compliance.model.rule import Severity
from compliance.model.source import Place
from compliance.reporters.addresses import make_uri
from compliance.reporters.characters import make_line
from compliance.reporters.entries import describe_finding, name_suppression, place_at

Json = Mapping[str, object]

ROOT = "SRCROOT"
"""Name of the folder that relative addresses start from (3.14.14)."""
FINGERPRINT = "compliance/v1"
"""What our fingerprints are called among partial fingerprints (3.27.17)."""
_NO_FAILURE = "none"
"""Level of whatever is no failure (3.27.10)."""
_RECORD = re.compile(r"(?P<path>.+?)(?::(?P<line>[0-9]+))?(?::(?P<column>[0-9]+))?")


class Files:
    """The files that results are in, each with its number among the artifacts of the run."""

    def __init__(self, *, with_lines: bool = False) -> None:
        self._numbers: dict[str, int] = {}
        self._with_lines = with_lines

    def find(self, path: str) -> Json:
        """Return the location of a file (3.4), which has a number from now on."""
        uri = make_uri(path)
        return {**_name_address(uri), "index": self._numbers.setdefault(uri, len(self._numbers))}

    def locate(self, path: str, place: Place | None) -> Json:
        """Return a place in a file (3.28); without a region it is the whole file."""
        physical: dict[str, object] = {"artifactLocation": self.find(path)}
        if place:
            physical["region"] = {
                "startLine": place.line,
                "startColumn": place.column,
                "endLine": place.end_line,
                "endColumn": place.end_column,
            }
        elif self._with_lines:
            physical["region"] = {"startLine": 1}
        return {"physicalLocation": physical}

    def list_artifacts(self) -> Iterator[Json]:
        """Yield the artifacts of the run (3.24), in the order of their numbers."""
        return ({"location": _name_address(uri)} for uri in self._numbers)


def make_address(path: str) -> Json:
    """Return the location of a file (3.4) that is not among the artifacts of the run."""
    return _name_address(make_uri(path))


def _name_address(uri: str) -> Json:
    return {"uri": uri} if uri.startswith("file:") else {"uri": uri, "uriBaseId": ROOT}


def make_message(text: str) -> Json:
    r"""Return a plain message (3.11); brackets and braces have a meaning there (3.11.5, 3.11.6), and are escaped.

    >>> print(make_message("[here](#) is\n{0}")["text"])
    \[here\](#) is {{0}}
    """
    line = make_line(text).replace("{", "{{").replace("}", "}}")
    if "](" in line:
        line = line.replace("[", r"\[").replace("]", r"\]")
    return {"text": line}


def make_result(result: Result, finding: PlacedFinding, rule: int, location: Json) -> Json:
    """Return the result object (3.27) of a finding."""
    obligation = result.obligation
    made: dict[str, object] = {
        "ruleId": obligation.rule,
        "ruleIndex": rule,
        "kind": _name_kind(result),
        "level": str(obligation.severity) if result.outcome is Outcome.FAIL else _NO_FAILURE,
        "message": make_message(_describe(result, finding)),
        "locations": [location],
    }
    if finding.fingerprint:
        made["partialFingerprints"] = {FINGERPRINT: finding.fingerprint}
    cover = finding.suppression or result.suppression
    if cover:
        made["suppressions"] = [_make_suppression(cover)]
    if cover and cover.kind is SuppressionKind.BASELINE:
        made["baselineState"] = "unchanged"
    properties = {
        "authority": str(obligation.authority),
        "policy": obligation.policy,
        "severity": str(obligation.severity),
        "clause": obligation.clause,
        "termsUrl": obligation.terms_url,
        "unknown": list(result.unknown),
    }
    made["properties"] = {key: value for key, value in properties.items() if value}
    return made


def make_record_result(record: RecordFinding, rule: int, location: Json) -> Json:
    """Return the result object of what is wrong with a record of exceptions."""
    remedy = f"; {record.remedy}" if record.remedy else ""
    return {
        "ruleId": record.rule,
        "ruleIndex": rule,
        "kind": "fail",
        "level": str(record.severity),
        "message": make_message(record.message + remedy),
        "locations": [location],
    }


def name_level(severity: Severity) -> str:
    """Return the severity in the words that GitHub knows as ``problem.severity`` of a rule."""
    return "recommendation" if severity is Severity.NOTE else str(severity)


def _name_kind(result: Result) -> str:
    """Return the kind (3.27.9): ``open`` is what could be settled if more were known, ``review`` is for a person."""
    return "open" if result.outcome is Outcome.REVIEW and result.unknown else str(result.outcome)


def _describe(result: Result, finding: PlacedFinding) -> str:
    if result.outcome is Outcome.PASS:
        return result.message or "is met"
    if result.outcome is Outcome.NOT_APPLICABLE:
        return result.message or "does not apply"
    text = describe_finding(result, finding) or result.obligation.message or "is not met"
    return f"{text}; {result.remedy}" if result.remedy else text


def _make_suppression(cover: Suppression) -> Json:
    """Return the suppression object (3.35): in the source where the article itself holds it."""
    details = {"owner": cover.owner, "expires": cover.expires, "ticket": cover.ticket, "source": str(cover.kind)}
    made: dict[str, object] = {
        "kind": "inSource" if cover.kind is SuppressionKind.DIRECTIVE else "external",
        "status": "accepted",
        "justification": name_suppression(cover),
        "properties": {key: value for key, value in details.items() if value},
    }
    if record := cover.recorded_at and _RECORD.fullmatch(cover.recorded_at):
        physical: dict[str, object] = {"artifactLocation": make_address(record["path"])}
        if place := place_at(int(record["line"] or 0), int(record["column"] or 0)):
            physical["region"] = {"startLine": place.line}
        made["location"] = {"physicalLocation": physical}
    return made
