"""Output formats, one per module; each imports its own library only when it renders."""

from __future__ import annotations

from compliance.hookspecs import Reporter
from compliance.reporters.json import render_pieces as render_json_pieces
from compliance.reporters.line import render_lines
from compliance.reporters.table import render_table

REPORTERS: tuple[Reporter, ...] = (
    Reporter("table", render_table),
    Reporter("json", render_json_pieces),
    Reporter("line", render_lines),
)
