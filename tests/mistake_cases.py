"""The corpus of wrong files: each case says what is wrong, changes sound files or adds others, and holds what is told.

A case is a text file below ``tests/mistakes/``. Behind its first paragraph, which says what is wrong, come sections:
``--- change PATH`` replaces lines that start with ``-`` by those that start with ``+`` in a sound file,
``--- file PATH`` is a whole file, ``--- command`` holds other arguments than the usual ones, and ``--- expected`` what
the program prints to standard error, to the letter.

``python -m tests.mistake_cases NAME…`` writes what is told now into cases: read it before you keep it.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "mistakes"
SOUND = FOLDER / "sound"
USUAL = "check article.md --pack pack"
_HEAD = re.compile(r"^--- (change|file|command|expected) ?(.*)\n", re.MULTILINE)


class Case(NamedTuple):
    """One wrong file, or several."""

    name: str
    about: str
    changes: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, str], ...]
    command: str
    expected: str


def find_cases() -> list[Path]:
    """Return the paths of all cases, in their order."""
    return sorted(FOLDER.glob("*/*.txt"))


def read_case(path: Path) -> Case:
    """Return a case from its file."""
    about, *parts = _HEAD.split(path.read_text(encoding="utf-8"))
    sections = [tuple(parts[start : start + 3]) for start in range(0, len(parts), 3)]

    def take(kind: str) -> tuple[tuple[str, str], ...]:
        return tuple((name, text) for found, name, text in sections if found == kind)

    command = take("command")
    return Case(
        name=f"{path.parent.name}/{path.stem}",
        about=about.strip(),
        changes=take("change"),
        files=take("file"),
        command=command[0][1].strip() if command else USUAL,
        expected=dict(take("expected")).get("", ""),
    )


def write_files(case: Case, folder: Path) -> None:
    """Write the sound files into a folder, with the mistakes of a case."""
    shutil.copytree(SOUND, folder, dirs_exist_ok=True)
    for name, text in case.files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name, text in case.changes:
        path = folder / name
        changed = path.read_text(encoding="utf-8")
        for old, new in _list_changes(text):
            assert changed.count(old) == 1, f"{case.name}: {old!r} stands {changed.count(old)} times in {name}"
            changed = changed.replace(old, new)
        path.write_text(changed, encoding="utf-8")


def _list_changes(text: str) -> Iterator[tuple[str, str]]:
    """Yield what is replaced, and by what: whole lines."""
    for block in re.findall(r"(?:^-.*\n)+(?:^\+.*\n)*", text, re.MULTILINE):
        lines = block.splitlines(keepends=True)
        yield (
            "".join(line[1:] for line in lines if line[0] == "-"),
            "".join(line[1:] for line in lines if line[0] == "+"),
        )


def _rewrite(path: Path) -> None:
    case = read_case(path)
    with tempfile.TemporaryDirectory() as folder:
        write_files(case, Path(folder))
        command = [sys.executable, "-m", "compliance", *case.command.split()]
        environment = {**os.environ, "PYTHONPATH": str(FOLDER.parents[1])}
        told = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False).stderr.decode()
    text = path.read_text(encoding="utf-8").partition("--- expected\n")[0]
    path.write_text(f"{text}--- expected\n{told}", encoding="utf-8")


if __name__ == "__main__":
    for path in find_cases():
        if any(name in f"{path.parent.name}/{path.stem}" for name in sys.argv[1:]):
            _rewrite(path)
