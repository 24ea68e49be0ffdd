"""Which plugins and packs are installed, as their installers wrote it down; loads none of them.

`importlib.metadata` costs as much to import as the rest of a short run; what is needed of it is a line of a file
(https://packaging.python.org/specifications/entry-points/).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

PLUGINS, PACKS = "compliance", "compliance.packs"
"""Groups of entry points."""

PACK_FILE = "pack.yaml"

_METADATA = (".dist-info", ".egg-info")


class EntryPoint(Struct, frozen=True, order=True):
    """A plugin or pack: name, the ``module:attribute`` that it is, and the folder of its distribution's metadata."""

    name: str
    reference: str
    metadata: str

    @property
    def distribution(self) -> str:
        """Name and version of the distribution."""
        return " ".join(filter(None, read_distribution(self.metadata))) or "an unknown distribution"


def find_entry_points() -> Mapping[str, Sequence[EntryPoint]]:
    """Return what is installed in each of our groups, by name.

    Of two distributions of one name the first on the path counts.
    """
    seen: set[str] = set()
    found: dict[str, list[EntryPoint]] = {PLUGINS: [], PACKS: []}
    for folder in dict.fromkeys(filter(None, sys.path)):
        for name in _list_metadata(folder):
            distribution = name.partition("-")[0].removesuffix(".egg").lower().replace(".", "_")
            if distribution not in seen:
                seen.add(distribution)
                for group, point in _read_entry_points(f"{folder}/{name}"):
                    found[group].append(point)
    return {group: sorted(points) for group, points in found.items()}


def list_distributions() -> Iterator[tuple[str, str]]:
    """Yield name (as PEP 503 normalises it) and version of each distribution, by the names of their metadata's folders.

    Of two of one name, the one that counts comes last.
    """
    for folder in reversed(list(dict.fromkeys(filter(None, sys.path)))):
        for entry in _list_metadata(folder):
            name, _, rest = entry.rpartition(".")[0].partition("-")
            yield name.lower().replace("_", "-").replace(".", "-"), rest.partition("-py")[0]


def _list_metadata(folder: str) -> list[str]:
    try:
        names = os.listdir(folder)  # noqa: PTH208 - a run waits for this: paths as objects take thrice the time
    except OSError:
        return []
    return [name for name in names if name.endswith(_METADATA)]


def _read_entry_points(metadata: str) -> Iterator[tuple[str, EntryPoint]]:
    content = _read(f"{metadata}/entry_points.txt")
    if f"[{PLUGINS}".encode() not in content:
        return
    section = ""
    for line in map(str.strip, content.decode("utf-8", "replace").splitlines()):
        if line.startswith("["):
            section = line.strip("[] ")
        elif section in {PLUGINS, PACKS} and "=" in line and line[0] not in "#;":
            name, _, value = line.partition("=")
            reference = value.partition("[")[0].strip()
            yield (
                section,
                EntryPoint(name.strip() or reference, reference, metadata),
            )  # a plugin can be left out by name


def read_distribution(metadata: str) -> tuple[str, str]:
    """Return name and version of the distribution whose metadata are in a folder; empty where there are none."""
    content = _read(f"{metadata}/METADATA") or _read(f"{metadata}/PKG-INFO")
    fields = {"name": "", "version": ""}
    for line in content.decode("utf-8", "replace").splitlines():
        if not line:
            break
        key, _, value = line.partition(":")
        if key.lower() in fields:
            fields[key.lower()] = value.strip()
    return fields["name"], fields["version"]


def find_metadata(file: str) -> str:
    """Return the folder of the metadata of the distribution that installed a module's file, or nothing."""
    for folder in dict.fromkeys(filter(None, sys.path)):
        if not file.startswith(os.path.join(folder, "")):  # noqa: PTH118 - as a text, to compare
            continue
        installed = os.path.relpath(file, folder).replace(os.sep, "/").encode()
        for name in _list_metadata(folder):
            if any(line.startswith(installed + b",") for line in _read(f"{folder}/{name}/RECORD").splitlines()):
                return f"{folder}/{name}"
    return ""


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 - as above
            return stream.read()
    except OSError:
        return b""
