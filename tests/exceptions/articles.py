"""What the tests of exceptions share: an article with a fault, and a look at what is said of it."""

import json
from pathlib import Path

from compliance.cli import main

FAULT = "source/links-to-original"
STORY = """\
# The tide that stayed

By Ann Author

Harbour Echo, 3 May 2024

The water did not leave the market square until noon.

This article was first published by [The Lighthouse](#). The views are those of the author.

© 2024 Ann Author
"""


def write(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def check(capsys, *arguments: str) -> tuple[int, str]:
    """Return exit code, and what is printed on both streams."""
    code = main(["check", *arguments])
    captured = capsys.readouterr()
    return code, captured.out + captured.err


def read_report(capsys, *arguments: str) -> tuple[int, dict[str, object]]:
    code = main(["check", *arguments, "--format", "json"])
    return code, json.loads(capsys.readouterr().out)
