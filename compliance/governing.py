"""Which changes, beside those of an article itself, can make its report another one: of what it is judged by."""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from compliance.changes import Changes
from compliance.git import GitError, find_place, read_at
from compliance.model.settings import BASELINE_FILE, PERMISSION_FILE, WAIVER_FILE, Settings

CONFIGURATIONS = ("compliance.toml", "pyproject.toml")
RECORDS = (PERMISSION_FILE, WAIVER_FILE, BASELINE_FILE)
"""Files that are looked for beside the configuration."""


def find_governing(settings: Settings, packs: Sequence[Path], proofs: Sequence[str]) -> Iterator[str]:
    """Yield the files and folders that all articles depend on, whether or not they exist (any more).

    ``packs`` are folders of rules and policies, ``proofs`` those files that permissions rest on.
    """
    home = settings.folder or os.curdir
    if settings.file:
        yield settings.file
    here = Path.cwd()
    for folder in (here, *here.parents):
        yield from (str(folder / name) for name in CONFIGURATIONS)
    yield from (str(Path(home, name)) for name in RECORDS)
    yield from filter(None, (settings.permissions, settings.waivers, settings.baseline))
    yield from (*map(str, packs), *settings.packs, *proofs)
    for rule in settings.path_rules:
        yield from (str(Path(home, name)) for name in rule.packs)
    yield from sorted(_list_modules())


def find_cause(governing: Iterator[str], changes: Changes, base: str) -> str:
    """Return the first of what governs all articles that changed; nothing if none did."""
    inside = f"{changes.root.rstrip(os.sep)}{os.sep}"
    places = (place for path in governing for place in (find_place(path), os.path.realpath(path)))
    for path in dict.fromkeys(places):
        if not f"{path}{os.sep}".startswith(inside) or not changes.has(path):
            continue
        if os.path.basename(path) != "pyproject.toml" or _has_other_table(path, base):  # noqa: PTH119
            return path
    return ""


def _has_other_table(path: str, base: str) -> bool:
    """Whether what a ``pyproject.toml`` says of this program is not what it said at a commit: it says much else."""
    try:
        before = read_at(base, path)
    except GitError:
        return True
    now = Path(path).read_bytes() if Path(path).is_file() else None
    return _read_table(before) != _read_table(now)


def _read_table(data: bytes | None) -> object:
    try:
        tables: object = tomllib.loads((data or b"").decode())
    except ValueError:
        return data
    for key in ("tool", "compliance"):
        tables = tables.get(key) if isinstance(tables, Mapping) else None
    return tables


def _list_modules() -> Iterator[str]:
    """Yield the files of the code that is loaded: plugins, and what they load in their turn."""
    for module in list(sys.modules.values()):
        file = getattr(module, "__file__", None)
        if isinstance(file, str):
            yield file
