"""The report as Checkstyle's XML, which many viewers of build servers read.

The format is what Checkstyle's ``XMLLogger`` writes (version 4.3 and later): files with errors, each with line, column,
severity (``error``, ``warning``, ``info``), message and source. It has no word for what is waived or known: that is an
``info`` whose message says why.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from compliance.hookspecs import Layout
from compliance.model.result import Report
from compliance.model.rule import Severity
from compliance.reporters.addresses import name_relative
from compliance.reporters.entries import NOWHERE, Entry, list_entries
from compliance.reporters.xml_text import quote_attribute

_SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "info"}


def render_pieces(report: Report, layout: Layout) -> Iterator[str]:
    """Yield the document file by file; what concerns a file as a whole stands on line 1."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n'
    for path, entries in groupby(list_entries(report), lambda entry: entry.path):
        yield f"  <file name={quote_attribute(name_relative(path) if path else NOWHERE)}>\n"
        yield from map(_render_error, entries)
        yield "  </file>\n"
    yield "</checkstyle>\n"


def _render_error(entry: Entry) -> str:
    place = f'line="{entry.place.line}" column="{entry.place.column}"' if entry.place else 'line="1"'
    return (
        f'    <error {place} severity="{_SEVERITIES[entry.level]}"'
        f" message={quote_attribute(entry.text)} source={quote_attribute(entry.rule)}/>\n"
    )
