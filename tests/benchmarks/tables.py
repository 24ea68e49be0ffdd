"""Rows as tables for people, and the page that keeps the last of them."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from tabulate import tabulate

from tests.benchmarks.gates import Row

PAGE = Path(__file__).with_name("README.md")
HEADERS = ("what", "ours", "the other's", "ratio", "gate", "excellent", "holds", "note")
BEGIN, END = "<!-- begin of the last result -->\n", "<!-- end of the last result -->\n"


def render_rows(rows: Sequence[Row]) -> str:
    """Return the gates and whether they hold as a table that Markdown reads, too."""
    return tabulate([_cells(row) for row in rows], headers=HEADERS, tablefmt="github", disable_numparse=True)


def render_profile(title: str, seconds: Mapping[str, float]) -> str:
    """Return milliseconds and shares of each stage."""
    total = sum(seconds.values())
    cells = [(stage, f"{took * 1000:.0f}", f"{took / total:.1%}") for stage, took in seconds.items()]
    cells.append(("all", f"{total * 1000:.0f}", ""))
    align = ("left", "right", "right")
    return tabulate(cells, headers=(title, "ms", "share"), tablefmt="github", disable_numparse=True, colalign=align)


def describe_machine() -> str:
    """Return the day, the processor, how many cores there are, and the version of Python."""
    system = f"{platform.system()} on {platform.machine()}"
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{date.today().isoformat()}, {os.cpu_count()} cores, {system}, {python}."


def write_result(text: str, page: Path = PAGE) -> None:
    """Put a result into the page, in place of the one before."""
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


def _cells(row: Row) -> tuple[str, ...]:
    sign = "≥" if row.faster else "≤"
    shown = row.ratio is not None and row.other is not None
    return (
        row.what,
        _number(row.ours, row.unit),
        _number(row.other, row.unit),
        f"{row.ratio:.2f}×" if shown else "",
        _bound(row.gate, sign, row),
        _bound(row.excellent, sign, row),
        row.verdict,
        row.note,
    )


def _number(value: float | None, unit: str) -> str:
    return "" if value is None else f"{value:.3g} {unit}" if value < 100 else f"{value:.0f} {unit}"


def _bound(bound: float | None, sign: str, row: Row) -> str:
    if bound is None:
        return ""
    return f"{sign} {bound:g}{'×' if row.other is not None or row.ours is None else ' ' + row.unit}"
