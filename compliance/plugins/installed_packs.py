"""Packs that distributions bring without code: found where they lie, and nothing of them is imported."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from compliance.errors import PluginError
from compliance.installed import PACK_FILE, EntryPoint


class InstalledPack(Struct, frozen=True):
    """A pack that a distribution brings, by the name of its entry point."""

    name: str
    folder: Path
    distribution: str
    """Name and version."""


def find_packs(points: Iterable[EntryPoint], disabled: Collection[str] = ()) -> tuple[InstalledPack, ...]:
    """Return the packs of installed distributions, by name, but for those that are left out.

    Raises `PluginError` for the first one whose folder cannot be found, and for two of one name.
    """
    found: dict[str, InstalledPack] = {}
    for point in points:
        if point.name in disabled:
            continue
        pack = InstalledPack(point.name, _find_folder(point), point.distribution)
        if other := found.get(point.name):
            if other.folder == pack.folder:  # the same distribution, found twice on the path
                continue
            raise PluginError(
                f"pack {point.name!r} comes from {other.distribution} and from {pack.distribution}; "
                f"uninstall one of them, or leave both out with --no-plugin {point.name}"
            )
        found[point.name] = pack
    return tuple(found.values())


def _find_folder(point: EntryPoint) -> Path:
    """Return the folder of the module that an entry point names, or of the package: the one with a pack's file."""
    way_out = f"report it to its author, or leave it out with --no-plugin {point.name}"
    head = f"pack {point.name!r} of {point.distribution}"
    module, colon, _ = point.reference.partition(":")
    if colon:
        raise PluginError(
            f"{head}: {point.reference!r} names an object; a pack is named by its module alone; {way_out}"
        )
    folders = _locate(module.split("."))
    if not folders:
        raise PluginError(f"{head}: there is no module {module!r}; {way_out}")
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
