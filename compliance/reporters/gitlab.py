"""The report for GitLab's Code Quality widget: a JSON array of problems, with severities and fingerprints.

The format is described in GitLab's documentation, "Code Quality", section "Code Quality report format". It has no
word for what is waived or known: such a finding has the lowest severity, and its description says why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from compliance.hookspecs import Layout
from compliance.model.result import Report
from compliance.model.rule import Severity
from compliance.reporters.addresses import name_relative
from compliance.reporters.characters import encode_json, make_readable
from compliance.reporters.entries import NOWHERE, UNCHECKED, Entry, list_entries

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.NOTE: "minor"}


def render_pieces(report: Report, layout: Layout) -> Iterator[str]:
    """Yield the array, one problem a line; it is empty where nothing is wrong."""
    fingerprints = Counter[str]()
    before = "[\n"
    for entry in list_entries(report):
        yield before + encode_json(_make_issue(entry, fingerprints))
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _make_issue(entry: Entry, fingerprints: Counter[str]) -> dict[str, object]:
    path = make_readable(name_relative(entry.path) if entry.path else NOWHERE)
    place = entry.place
    return {
        "description": entry.text,
        "check_name": entry.rule,
        "fingerprint": _make_fingerprint(entry, path, fingerprints),
        "severity": _name_severity(entry),
        "location": {
            "path": path,
            "lines": {"begin": place.line, "end": place.end_line} if place else {"begin": 1},
        },
    }


def _name_severity(entry: Entry) -> str:
    """Return the severity; what could not be checked is the worst of all, as it is for the exit code."""
    if entry.suppression:
        return "info"
    return "blocker" if entry.rule == UNCHECKED else _SEVERITIES[entry.level]


def _make_fingerprint(entry: Entry, path: str, fingerprints: Counter[str]) -> str:
    """Return a fingerprint that no other problem has; GitLab shows only one of those that share one.

    It holds no line, so that what only moves is no new problem to GitLab; of equal ones, each later has a number.
    """
    key = make_readable("\0".join((path, entry.rule, entry.fingerprint or entry.message)))
    fingerprints[key] += 1
    number = fingerprints[key]
    return sha256((key if number == 1 else f"{key}\0{number}").encode()).hexdigest()
