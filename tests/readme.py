"""Puts real output into the README: ``python -m tests.readme`` from the project's root. `test_docs` holds it current.

A fenced block that starts with ``$ compliance check seeds …`` or ``$ compliance terms seeds …`` shows what that command
prints, with `WIDTH` columns. One below a comment that names a file of `tests/pipelines/` shows that file, which other
tests run.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
from pathlib import Path

from compliance.cli import main as run_command

README = Path(__file__).parents[1] / "README.md"
WIDTH = "120"
_BLOCK = re.compile(
    r"(```console\n\$ (?:pip install \. && )?)(compliance (?:check|terms) seeds[^\n]*)\n(.*?)(```)", re.DOTALL
)
_FILE = re.compile(r"(<!-- (tests/pipelines/[\w.-]+) -->\n```yaml\n)(.*?)(```)", re.DOTALL)


def run(command: str) -> str:
    """Return what a command prints on standard output."""
    captured = io.StringIO()
    os.environ["COLUMNS"] = WIDTH
    with contextlib.redirect_stdout(captured):
        run_command(shlex.split(command)[1:])
    return captured.getvalue()


def render(text: str) -> str:
    """Return a README with the output of its commands and the files that it shows brought up to date."""
    text = _FILE.sub(
        lambda found: f"{found[1]}{(README.parent / found[2]).read_text(encoding='utf-8')}{found[4]}", text
    )
    return _BLOCK.sub(lambda found: f"{found[1]}{found[2]}\n{run(found[2])}{found[4]}", text)


if __name__ == "__main__":
    README.write_text(render(README.read_text(encoding="utf-8")), encoding="utf-8")
