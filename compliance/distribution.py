"""Makes a wheel of a pack's folder: pip installs it, and the program finds it there. No Python has to be written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from compliance.errors import UsageError
from compliance.installed import PACKS

if TYPE_CHECKING:
    from compliance.model.pack import Pack

PREFIX = "compliance-pack-"
"""Stands before a pack's name in that of its distribution."""

_TEXTS = ("LICENSE*", "LICENCE*", "COPYING*", "NOTICE*")
_README = "README.md"


def build_wheel(pack: Pack, root: Path, paths: Sequence[str], out: Path) -> Path:
    """Write a wheel with the files of a pack, given as ``paths`` below its ``root``, and return where it is.

    The same files make the same bytes. Raises `UsageError` where it cannot be built.
    """
    try:
        from hatchling import build  # noqa: PLC0415 - an extra
    except ImportError as error:
        message = "packs are built with hatchling, which is not installed; pip install 'article-compliance[build]'"
        raise UsageError(message) from error
    target = out.resolve()
    try:
        target.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory() as folder:
            _lay_out(pack, root, paths, Path(folder))
            with chdir(folder):
                return out / build.build_wheel(str(target))
    except OSError as error:
        raise UsageError(f"{out.as_posix()}: cannot be written: {error.strerror or error}") from error
    except (ValueError, TypeError) as error:  # what hatchling says of wrong metadata
        raise UsageError(f"{root.as_posix()}: no wheel can be made of it: {error}") from error


def name_module(pack: str) -> str:
    """Return the module in which a pack's files lie once they are installed.

    >>> name_module("river-herald")
    'compliance_pack_river_herald'
    """
    return (PREFIX + pack).replace("-", "_").replace(".", "_")


def _lay_out(pack: Pack, root: Path, paths: Sequence[str], folder: Path) -> None:
    """Write what hatchling wants to see into a folder."""
    module = folder / name_module(pack.name)
    for path in paths:
        (module / path).parent.mkdir(parents=True, exist_ok=True)
        (module / path).write_bytes((root / path).read_bytes())
    (module / "__init__.py").write_text(f'"""The pack {pack.name}, as data."""\n', encoding="utf-8")
    texts = sorted({path.name for pattern in _TEXTS for path in root.glob(pattern) if path.is_file()})
    readme = [_README] if (root / _README).is_file() else []
    for name in (*texts, *readme):
        (folder / name).write_bytes((root / name).read_bytes())
    project = "".join(_render_project(pack, texts, readme))
    (folder / "pyproject.toml").write_text(project, encoding="utf-8", newline="\n")


def _render_project(pack: Pack, texts: Sequence[str], readme: Sequence[str]) -> Iterator[str]:
    """Yield the lines of ``pyproject.toml``."""
    project: Mapping[str, object] = {
        "name": PREFIX + pack.name,
        "version": pack.version,
        "description": pack.description or pack.title,
        "requires-python": ">=3.11",
        "dependencies": ["article-compliance"],
        "license-files": texts,
        **({"license": pack.license} if pack.license else {}),
        **({"readme": readme[0]} if readme else {}),
    }
    yield from _render_table("build-system", {"requires": ["hatchling"], "build-backend": "hatchling.build"})
    yield from _render_table("project", project)
    yield from _render_table(f'project.entry-points."{PACKS}"', {pack.name: name_module(pack.name)})
    yield from _render_table("tool.hatch.build", {"ignore-vcs": True})
    yield from _render_table("tool.hatch.build.targets.wheel", {"packages": [name_module(pack.name)]})


def _render_table(name: str, values: Mapping[str, object]) -> Iterator[str]:
    """Yield a table of TOML, whose texts, lists and truths are written as in JSON."""
    yield f"[{name}]\n"
    yield from (f"{json.dumps(key)} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())
    yield "\n"
