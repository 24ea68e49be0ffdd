"""What ``packs verify`` prints: a line for each policy that needs a look, or everything as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import msgspec

from compliance.model.drift import Drift, Drifts, Page


def render_table(found: Drifts) -> str:
    """Return a line for each policy that needs a look, and a count of all."""
    from tabulate import tabulate  # noqa: PLC0415 - slow to import

    noted = [(drift, "; ".join(_list_notes(drift))) for drift in found.policies]
    rows = [(drift.policy, drift.verified_on or "no date", notes) for drift, notes in noted if notes]
    lines = [tabulate(rows, tablefmt="plain", disable_numparse=True), ""] if rows else []
    return "\n".join([*lines, _describe(found), ""])


def render_json(found: Drifts) -> str:
    """Return all policies with what was found."""
    value = msgspec.json.encode({"max_age": found.max_age, "policies": found.policies})
    return msgspec.json.format(value, indent=2).decode() + "\n"


def _list_notes(drift: Drift) -> Iterator[str]:
    if drift.page is Page.CHANGED:
        yield "CHANGED: a key sentence is not on the page any more"
    if drift.page in {Page.MISSING, Page.UNMARKED}:
        yield str(drift.page)
    if drift.is_old:
        yield "nobody knows when it was compared" if drift.age is None else f"compared {drift.age} days ago"


def _describe(found: Drifts) -> str:
    parts = [f"{found.old} not compared within {found.max_age} days"]
    parts.extend(f"{count} {page}" for page, count in found.pages.items())
    return f"{len(found.policies)} policies: {', '.join(parts)}"


FORMATS: Mapping[str, Callable[[Drifts], str]] = {"table": render_table, "json": render_json}
