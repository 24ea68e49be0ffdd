"""Reads files with a parser alone and throws away what it says: ``python drain.py pyromark|turbohtml FOLDER``."""

from __future__ import annotations

import sys
from collections import deque
from pathlib import Path


def drain_markdown(folder: Path) -> None:
    """Go through the events of every Markdown file."""
    import pyromark

    for path in sorted(folder.iterdir()):
        deque(pyromark.events_with_range(path.read_text(encoding="utf-8")), maxlen=0)


def drain_pages(folder: Path) -> None:
    """Go through the tokens of every page."""
    import turbohtml

    for path in sorted(folder.iterdir()):
        deque(turbohtml.tokenize(path.read_text(encoding="utf-8")), maxlen=0)


if __name__ == "__main__":
    {"pyromark": drain_markdown, "turbohtml": drain_pages}[sys.argv[1]](Path(sys.argv[2]))
