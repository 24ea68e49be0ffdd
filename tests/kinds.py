"""Writes the documentation of the kinds of checks: ``python -m tests.kinds``. `test_kinds` holds it current."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import compliance.checks
from compliance.checks import CHECKS
from compliance.hookspecs import Check
from compliance.reporters.kinds import list_parameters, show_check

KINDS = Path(compliance.checks.__file__).parent / "KINDS.md"
_HEAD = """\
# The kinds of checks

A rule names one of these as its `check.kind`, and gives it the parameters beside it. What a rule leaves out, the
policies that name the rule may give (`with`). [README.md](README.md) says which requirement of real terms is written
with which kind; `compliance explain KIND` prints what stands here with articles that pass and that do not, for the
kinds of plugins too.

This page is written by `python -m tests.kinds` from what each kind's module says of itself.
"""


def render(checks: Iterable[Check]) -> str:
    """Return the page."""
    known = sorted(checks, key=lambda check: check.kind)
    rows = [f"| [`{check.kind}`](#{check.kind}) | {_escape(check.about)} | {_escape(check.cost)} |" for check in known]
    parts = [_HEAD, "| kind | asks | costs |\n|---|---|---|\n" + "\n".join(rows) + "\n"]
    return "\n".join([*parts, *map(_render_kind, known)])


def _render_kind(check: Check) -> str:
    return "\n".join(
        [f"## {check.kind}\n", f"{_escape(check.about)} Costs {_escape(check.cost)}.\n", *_list_parts(check)]
    )


def _list_parts(check: Check) -> Iterator[str]:
    cells = (
        (f"`{item.name}`", _escape(item.values), _tell_default(item.default, item.is_required), _escape(item.about))
        for item in list_parameters(check.schema)
    )
    rows = [f"| {' | '.join(row)} |" for row in cells]
    if rows:
        yield "| parameter | values | left out | meaning |\n|---|---|---|---|\n" + "\n".join(rows) + "\n"
    else:
        yield "It takes no parameters.\n"
    for example in check.examples:
        yield f"{_escape(example.asks)}\n"
        yield f"```yaml\n{show_check(check.kind, example.params)}```\n"


def _tell_default(default: str, is_required: bool) -> str:
    return "must be given" if is_required else f"`{default}`" if default else ""


def _escape(text: str) -> str:
    return text.replace("|", "\\|").replace("*", "\\*")


if __name__ == "__main__":
    KINDS.write_text(render(CHECKS), encoding="utf-8")
