"""The report for reviewdog: one ``Diagnostic`` of the Reviewdog Diagnostic Format a line (``-f=rdjsonl``).

The format is ``proto/rdf/reviewdog.proto`` of reviewdog. Its columns count bytes of UTF-8, of which a report knows
nothing; so ranges are of whole lines, which is what a review is written to. It has no word for what is waived or
known: that is a note whose message says why.
"""

from __future__ import annotations

from collections.abc import Iterator

from compliance.hookspecs import Layout
from compliance.model.result import Report
from compliance.model.rule import Severity
from compliance.model.source import Place
from compliance.reporters.addresses import name_relative
from compliance.reporters.characters import encode_json
from compliance.reporters.entries import NOWHERE, Entry, list_entries

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}


def render_pieces(report: Report, layout: Layout) -> Iterator[str]:
    """Yield a line per problem."""
    name = report.tool.get("name", "")
    for entry in list_entries(report):
        yield f"{encode_json(_make_diagnostic(entry, name))}\n"


def _make_diagnostic(entry: Entry, tool: str) -> dict[str, object]:
    location: dict[str, object] = {"path": name_relative(entry.path) if entry.path else NOWHERE}
    if entry.place:
        location["range"] = _make_range(entry.place)
    code = {"value": entry.rule, "url": entry.terms_url} if entry.terms_url else {"value": entry.rule}
    return {
        "message": entry.text,
        "location": location,
        "severity": _SEVERITIES[entry.level],
        "source": {"name": tool},
        "code": code,
    }


def _make_range(place: Place) -> dict[str, object]:
    """Return the lines; an end before the first character of a line is that of the line before."""
    is_before_line = place.end_column == 1 and place.end_line > place.line
    return {"start": {"line": place.line}, "end": {"line": place.end_line - is_before_line}}
