"""Counts of a run's results as small tables: by outcome, rule, authority and publisher."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compliance.grouping import Tally, count_results
from compliance.model.result import Outcome, Report

_KEYS = ("outcome", "rule", "authority", "publisher")
_SHOWN = {"fail": Outcome.FAIL, "review": Outcome.REVIEW, "pass": Outcome.PASS}


def render_tallies(report: Report) -> str:
    """Return a table for each key, without a line end; every result that applied is counted once in each."""
    counted = count_results(report.articles, _KEYS)
    return "\n\n".join(("Statistics:", *(_render(key, counted[key]) for key in _KEYS if counted[key])))


def _render(key: str, tallies: Sequence[Tally]) -> str:
    from tabulate import tabulate  # noqa: PLC0415

    has_covered = any(tally.covered for tally in tallies)
    if key == "outcome":
        rows = [(tally.name, str(sum(tally.counts.values()))) for tally in tallies]
        covered = sum(tally.covered for tally in tallies)
        rows.extend([("covered", str(covered))] if covered else [])
        return tabulate(rows, headers=(key, "results"), disable_numparse=True, colalign=("left", "right"))
    headers = (key, *_SHOWN, *(["covered"] if has_covered else []))
    rows_of_all = [list(_cells(tally, has_covered=has_covered)) for tally in tallies]
    alignment = ("left", *("right" for _ in headers[1:]))
    return tabulate(rows_of_all, headers=headers, disable_numparse=True, colalign=alignment)


def _cells(tally: Tally, *, has_covered: bool) -> Iterator[str]:
    yield tally.name
    yield from (str(tally.counts[outcome]) for outcome in _SHOWN.values())
    if has_covered:
        yield str(tally.covered)
