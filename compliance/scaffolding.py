"""Writes files that people are to fill in: templates that ship, with a few names put in."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from string import Template

from compliance.errors import UsageError

FOLDER = Path(__file__).parent / "templates"


def render_template(path: str, values: Mapping[str, str]) -> str:
    """Return a template below ``compliance/templates/`` with its ``$names`` filled in; ``$$`` is a dollar sign.

    Raises `KeyError` for a name without a value: a template that ships is wrong.
    """
    return Template((FOLDER / path).read_text(encoding="utf-8")).substitute(values)


def write_new_files(folder: Path, texts: Mapping[str, str], *, force: bool = False) -> list[Path]:
    """Write texts by their paths below a folder, in the order of the paths, and return where they are.

    Raises `UsageError`, before anything is written, if one of the files exists (unless ``force`` has it written over),
    and where one cannot be written.
    """
    paths = [folder / name for name in sorted(texts)]
    if not force and (taken := next((path for path in paths if os.path.lexists(path)), None)):
        raise UsageError(f"{taken.as_posix()}: exists, and is not written over; choose another name, or move it away")
    for name, path in zip(sorted(texts), paths, strict=True):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(texts[name], encoding="utf-8", newline="\n")
        except OSError as error:
            raise UsageError(f"{path.as_posix()}: cannot be written: {error.strerror or error}") from error
    return paths
