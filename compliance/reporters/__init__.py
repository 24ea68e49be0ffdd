"""Output formats, one per module; each imports its own library only when it renders, and most are loaded only then."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module

from compliance.hookspecs import Layout, Reporter
from compliance.model.result import Report
from compliance.reporters.line import render_lines
from compliance.reporters.table import render_table


def load_late(module: str, function: str = "render_pieces") -> Callable[[Report, Layout], str | Iterable[str]]:
    """Return a function that imports a module of this package, and the renderer in it, only when it renders."""

    def render(report: Report, layout: Layout) -> str | Iterable[str]:
        pieces: str | Iterable[str] = getattr(import_module(f"{__name__}.{module}"), function)(report, layout)
        return pieces

    return render


REPORTERS: tuple[Reporter, ...] = (
    Reporter("table", render_table),
    Reporter("json", load_late("json")),
    Reporter("line", render_lines),
    Reporter("sarif", load_late("sarif")),
    Reporter("sarif-alerts", load_late("sarif", "render_alerts")),
    Reporter("junit", load_late("junit")),
    Reporter("gitlab", load_late("gitlab")),
    Reporter("checkstyle", load_late("checkstyle")),
    Reporter("rdjsonl", load_late("rdjsonl")),
    Reporter("github", load_late("github")),
    Reporter("markdown", load_late("markdown")),
    Reporter("csv", load_late("csv")),
    Reporter("jsonl", load_late("jsonl")),
    Reporter("tap", load_late("tap")),
)
