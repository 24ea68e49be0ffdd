"""Digests of code: of the program's own, of the libraries that it works with, and of plugins. Judges nothing.

Code is read, not looked up by its times, so that a store that a pipeline brings along serves a fresh installation too.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from compliance.caching import digest
from compliance.installed import list_distributions
from compliance.plugins import BUILTIN, Plugin, Registry

LIBRARIES = (
    *("breame", "google-re2", "jsonschema", "msgspec", "pathspec", "pluggy", "pydantic", "pyromark", "pyyaml"),
    *("rapidfuzz", "turbohtml"),
)
"""Distributions on which results depend, by their normalised names: all dependencies but those that only show them."""

_HERE = Path(__file__).parents[1]
_CODE = (".py", ".yaml", ".toml")
_LEFT_OUT = frozenset({"__pycache__", "_rules", "schemas", "templates"})
"""Folders of the program with nothing that decides: rules come into the key as they were loaded."""

_JUDGING = frozenset({"reader", "collection", "extractor", "evidence kind", "check", "origin resolver"})
"""Parts of plugins, as in `Registry.owners`, on which results depend; packs come into the key as they were loaded."""


class UnknownCodeError(Exception):
    """It cannot be told which code makes the results, or whether it makes the same ones again: nothing is kept."""


def stamp_program() -> str:
    """Return a digest of the program's own code."""
    return digest(_read_code(_HERE, _CODE))


def stamp_libraries() -> str:
    """Return a digest of the versions of what the program works with. Raises `UnknownCodeError` for an unknown one."""
    versions = dict(list_distributions())
    missing = [name for name in LIBRARIES if name not in versions]
    if missing:
        raise UnknownCodeError(f"the versions of {', '.join(missing)} are not known")
    told = [f"{name} {versions[name]}".encode() for name in LIBRARIES]
    return digest([sys.version.encode(), sys.platform.encode(), *told])


def stamp_plugins(registry: Registry) -> str:
    """Return a digest of the plugins that results depend on. Raises `UnknownCodeError` where one must not be kept."""
    if registry.problems:
        raise UnknownCodeError("a plugin is broken")
    judging = {owner for part, owner in registry.owners.items() if part.partition(":")[0] in _JUDGING}
    parts: list[bytes] = []
    for name in sorted(judging - {BUILTIN}):
        plugin = registry.plugins[name]
        if not plugin.is_repeatable:
            raise UnknownCodeError(f"plugin {name!r} does not say that it is repeatable")
        parts += [name.encode(), digest(_read_plugin(plugin)).encode()]
    return digest(parts)


def _read_plugin(plugin: Plugin) -> Iterator[bytes]:
    """Yield the code of a plugin: what its distribution installed, its package, or its module and those beside it."""
    if not plugin.file:
        raise UnknownCodeError(f"plugin {plugin.name!r} has no file")
    record = Path(plugin.metadata, "RECORD") if plugin.metadata else None
    if record and record.is_file():  # names each file with its SHA-256, but for what is installed to be edited
        yield record.read_bytes()
    file = Path(plugin.file)
    package = _find_package(file)
    if package:
        yield from _read_code(package)
        return
    yield _read(file)
    if not record:
        for path in sorted(_find_beside(file)):
            yield os.fsencode(path)
            yield _read(path)


def _find_package(file: Path) -> Path | None:
    """Return the folder of the outermost package that a module is in."""
    found = None
    for folder in file.parents:
        if not (folder / "__init__.py").is_file():
            break
        found = folder
    return found


def _find_beside(file: Path) -> Iterator[Path]:
    """Yield the files of modules that are loaded from below a module's folder, but for ours and installed ones."""
    for module in list(sys.modules.values()):
        name = getattr(module, "__file__", None)
        path = Path(name) if isinstance(name, str) else file
        if path == file or not path.is_relative_to(file.parent) or path.is_relative_to(_HERE):
            continue
        if not {"site-packages", "dist-packages"} & set(path.relative_to(file.parent).parts):
            yield path


def _read_code(root: Path, suffixes: tuple[str, ...] = ("",)) -> Iterator[bytes]:
    """Yield names and contents of the files below a folder that end in one of the suffixes."""
    skipped = len(str(root))
    for parent, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in _LEFT_OUT)
        for name in sorted(names):
            if name.endswith(suffixes):
                path = os.path.join(parent, name)  # noqa: PTH118 - there are hundreds of them
                yield os.fsencode(path[skipped:])
                yield _read(path)


def _read(path: str | Path) -> bytes:
    try:
        with open(path, "rb", buffering=0) as stream:  # noqa: PTH123 - as above
            return stream.read()
    except OSError as error:
        raise UnknownCodeError(f"{path}: cannot be read") from error
