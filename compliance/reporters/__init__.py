"""Output formats, one per module; each imports its own library only when it renders."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module

from compliance.hookspecs import Layout, Reporter
from compliance.model.result import Report
from compliance.reporters.json import render_pieces as render_json_pieces
from compliance.reporters.line import render_lines
from compliance.reporters.table import render_table


def _load_when_asked(module: str, function: str) -> Callable[[Report, Layout], Iterable[str]]:
    """Return a renderer whose module is imported when it renders, not before."""

    def render(report: Report, layout: Layout) -> Iterable[str]:
        pieces: Iterable[str] = getattr(import_module(module), function)(report, layout)
        return pieces

    return render


REPORTERS: tuple[Reporter, ...] = (
    Reporter("table", render_table),
    Reporter("json", render_json_pieces),
    Reporter("line", render_lines),
    Reporter("github", _load_when_asked("compliance.reporters.github", "render_github")),
    Reporter("markdown", _load_when_asked("compliance.reporters.markdown", "render_markdown")),
    Reporter("csv", _load_when_asked("compliance.reporters.csv", "render_csv")),
    Reporter("jsonl", _load_when_asked("compliance.reporters.jsonl", "render_json_lines")),
    Reporter("tap", _load_when_asked("compliance.reporters.tap", "render_tap")),
)
