"""What installed distributions announce to us: plugins, and packs, which are found without running their code."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from compliance.errors import PluginError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

PLUGINS, PACKS = "compliance", "compliance.packs"
"""Groups of entry points (https://packaging.python.org/specifications/entry-points/)."""

PACK_FILE = "pack.yaml"
_METADATA = (".dist-info", ".egg-info")


class InstalledPack(Struct, frozen=True):
    """A pack that a distribution brings, by the name of its entry point."""

    name: str
    folder: Path
    distribution: str
    """Name and version."""


def find_groups() -> frozenset[str]:
    """Return which of our groups any distribution has.

    `importlib.metadata` costs as much to import as the rest of a short run, so the installed distributions are asked
    first, by file name, whether any of them has an entry point for us.
    """
    marks = {group: f"[{group}]".encode() for group in (PLUGINS, PACKS)}
    contents = list(_read_entry_points())
    return frozenset(group for group, mark in marks.items() if any(mark in content for content in contents))


def find_plugins() -> list[EntryPoint]:
    """Return the entry points of installed plugins, by name."""
    return _find_points(PLUGINS)


def find_packs(disabled: Collection[str] = ()) -> tuple[InstalledPack, ...]:
    """Return the packs of installed distributions, by name, but for those that are left out.

    Raises `PluginError` for the first one whose folder cannot be found, and for two of one name.
    """
    found: dict[str, InstalledPack] = {}
    for point in _find_points(PACKS):
        if point.name in disabled:
            continue
        pack = InstalledPack(point.name, _find_folder(point), name_distribution(point))
        if other := found.get(point.name):
            if other.folder == pack.folder:  # the same distribution, found twice on the path
                continue
            raise PluginError(
                f"pack {point.name!r} comes from {other.distribution} and from {pack.distribution}; "
                f"uninstall one of them, or leave both out with --no-plugin {point.name}"
            )
        found[point.name] = pack
    return tuple(found.values())


def name_distribution(point: EntryPoint) -> str:
    """Return name and version of the distribution that an entry point belongs to."""
    return f"{point.dist.name} {point.dist.version}" if point.dist else "an unknown distribution"


def _find_points(group: str) -> list[EntryPoint]:
    from importlib.metadata import entry_points  # noqa: PLC0415

    return sorted(entry_points(group=group), key=lambda point: point.name)


def _read_entry_points() -> Iterator[bytes]:
    """Yield what each distribution on the path announces."""
    for folder in filter(None, sys.path):
        try:
            names = os.listdir(folder)  # noqa: PTH208 - a run waits for this: paths as objects take thrice the time
        except OSError:
            continue
        for name in names:
            if name.endswith(_METADATA):
                yield _read(f"{folder}/{name}/entry_points.txt")


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 - as above
            return stream.read()
    except OSError:
        return b""


def _find_folder(point: EntryPoint) -> Path:
    """Return the folder of the module that an entry point names, or of the package: the one with a pack's file."""
    way_out = f"report it to its author, or leave it out with --no-plugin {point.name}"
    head = f"pack {point.name!r} of {name_distribution(point)}"
    if point.attr:
        raise PluginError(f"{head}: {point.value!r} names an object; a pack is named by its module alone; {way_out}")
    folders = _locate(point.module.split("."))
    if not folders:
        raise PluginError(f"{head}: there is no module {point.module!r}; {way_out}")
    for folder in folders:
        if (folder / PACK_FILE).is_file():
            return folder
    raise PluginError(f"{head}: the folder {folders[0].as_posix()} holds no {PACK_FILE}; {way_out}")


def _locate(parts: Sequence[str]) -> list[Path]:
    """Return the folders in which a module may lie. Only its first part is asked for: no parent is imported."""
    from importlib.util import find_spec  # noqa: PLC0415

    try:
        spec = find_spec(parts[0])
    except (ImportError, ValueError, AttributeError):
        return []
    if spec is None:
        return []
    if spec.submodule_search_locations is None:  # a module in one file
        return [Path(spec.origin).parent] if spec.origin and len(parts) == 1 else []
    folders = [Path(location, *parts[1:]) for location in spec.submodule_search_locations]
    modules = [Path(location, *parts[1:-1]) for location in spec.submodule_search_locations if len(parts) > 1]
    inner = [folder for folder in modules if (folder / f"{parts[-1]}.py").is_file()]
    return [folder for folder in (*folders, *inner) if folder.is_dir()]
