"""``compliance packs``: looks after policies. ``verify`` tells which are due for a new look at the terms."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import to_builtins

from compliance import api
from compliance.cli.arguments import make_settings, open_output, parse_outputs
from compliance.drift import Drift, Page, has_fingerprint, make_fingerprint, read_page, read_pages, verify
from compliance.errors import UsageError
from compliance.permissions import find_today

CHANGED = 1
"""Exit code where a saved page has lost a sentence."""


def run(options: argparse.Namespace) -> int:
    """Run one of the group's commands."""
    session = api.Session(make_settings(options))
    return {"verify": _verify, "fingerprint": _fingerprint}[options.action](session, options)


def _verify(session: api.Session, options: argparse.Namespace) -> int:
    """Print which policies are due; 1 where a page changed. Age alone is a note."""
    outputs = parse_outputs(options.format, list(FORMATS))
    policies = session.library.policies
    max_age = session.settings.terms_max_age if options.max_age is None else options.max_age
    pages = None
    if options.terms_dir is not None:
        pages = read_pages(Path(options.terms_dir), policies, session.examiner)
    found = list(verify(policies.values(), find_today(), max_age, pages))
    for output in outputs:
        stream = open_output(output.file)
        stream.write(FORMATS[output.format](found, max_age))
        if stream is not sys.stdout:
            stream.close()
    return CHANGED if any(drift.page is Page.CHANGED for drift in found) else 0


def _fingerprint(session: api.Session, options: argparse.Namespace) -> int:
    """Print the fingerprint of a sentence that stands in a saved page."""
    fingerprint = make_fingerprint(options.sentence)
    if not has_fingerprint(read_page(session.examiner, Path(options.file)), fingerprint):
        raise UsageError(f"{options.file}: the sentence does not stand there; copy it from the page as it is shown")
    sys.stdout.write(f"{fingerprint}\n")
    return 0


def _render_table(found: Sequence[Drift], max_age: int) -> str:
    """Return a line for each policy that needs a look, and a count of all."""
    rows = [(drift.policy, drift.verified_on or "no date", "; ".join(_list_notes(drift))) for drift in found]
    rows = [row for row in rows if row[2]]
    widths = [max((len(row[column]) for row in rows), default=0) for column in (0, 1)]
    lines = [f"{name:<{widths[0]}}  {day:<{widths[1]}}  {notes}" for name, day, notes in rows]
    return "\n".join([*lines, *([""] if lines else []), _count(found, max_age), ""])


def _list_notes(drift: Drift) -> Iterator[str]:
    if drift.page is Page.CHANGED:
        yield "CHANGED: a key sentence is not on the page any more"
    if drift.page in {Page.MISSING, Page.UNMARKED}:
        yield str(drift.page)
    if drift.is_old:
        yield "nobody knows when it was compared" if drift.age is None else f"compared {drift.age} days ago"


def _count(found: Sequence[Drift], max_age: int) -> str:
    old = sum(drift.is_old for drift in found)
    parts = [f"{old} not compared within {max_age} days"]
    if any(drift.page for drift in found):
        parts += [f"{sum(drift.page is page for drift in found)} {page}" for page in Page]
    return f"{len(found)} policies: {', '.join(parts)}"


def _render_json(found: Sequence[Drift], max_age: int) -> str:
    value = {"max_age": max_age, "policies": to_builtins(found)}
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


FORMATS = {"table": _render_table, "json": _render_json}
