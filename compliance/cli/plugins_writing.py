"""``compliance plugins new``: the folder of a new plugin, with its code, tests and what installs it."""

from __future__ import annotations

import argparse
import keyword
import re
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

from compliance._version import __version__
from compliance.cli.arguments import make_settings
from compliance.cli.plugins_options import KINDS
from compliance.errors import UsageError
from compliance.plugins import load_registry
from compliance.scaffolding import FOLDER, render_template, write_new_files

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_LONGEST = 40
_RESERVED = frozenset({"article-compliance", "builtin", "compliance", "core", "pack", "src", "tests"})
_EXAMPLES = {
    "command": "compliance $name story.md",
    "reader": "compliance check story.$name",
    "collection": "compliance check posts.$name",
    "reporter": "compliance check story.md --format $name",
    "extractor": "compliance inspect story.md",
    "evidence-kind": "compliance inspect story.md",
}
"""How a plugin of a kind is tried, where it is not by checking a story."""


def run(options: argparse.Namespace) -> int:
    """Write the folder, and say what to do next."""
    name, kind = options.name, options.kind
    if reason := next(_find_reasons_against(name, kind, options), ""):
        raise UsageError(f"{name!r} is no name for a plugin: {reason}")
    folder = Path(options.folder) / name
    for path in write_new_files(folder, render_plugin(name, kind)):
        sys.stdout.write(f"{path.as_posix()}: written\n")
    place = folder.as_posix()
    sys.stdout.write(f"\nTry it, and then make it yours:\n\n  pip install -e {place}\n  python -m pytest {place}\n")
    sys.stdout.write("  compliance plugins list\n")
    return 0


def render_plugin(name: str, kind: str) -> dict[str, str]:
    """Return the files of a new plugin by their paths in its folder."""
    values = {
        "name": name,
        "module": name.replace("-", "_"),
        "title": name.replace("-", " ").capitalize(),
        "brings": KINDS[kind],
        "release": __version__,
    }
    values["example"] = _EXAMPLES.get(kind, "compliance check story.md").replace("$name", name)
    return {
        _find_target(part, values): render_template(f"plugins/{folder}/{part}", values)
        for folder in ("common", kind)
        for part in _list_templates(f"plugins/{folder}")
    }


def _list_templates(folder: str) -> Iterator[str]:
    """Yield the paths of templates below a folder of them."""
    root = FOLDER / folder
    yield from sorted(path.relative_to(root).as_posix() for path in root.rglob("*.txt"))


def _find_target(template: str, values: dict[str, str]) -> str:
    """Return where the text of a template goes: ``MODULE`` and ``NAME`` stand for the plugin's own.

    >>> _find_target("src/MODULE/__init__.py.txt", {"module": "house_style", "name": "house-style"})
    'src/house_style/__init__.py'
    """
    path = template.removesuffix(".txt").replace("MODULE", values["module"]).replace("NAME", values["name"])
    return ".gitignore" if PurePosixPath(path).name == "gitignore" else path


def _find_reasons_against(name: str, kind: str, options: argparse.Namespace) -> Iterator[str]:
    """Yield why a plugin cannot be called so, and what to do about it."""
    module = name.replace("-", "_")
    if not _NAME.fullmatch(name) or len(name) > _LONGEST:
        yield f"write small letters, digits and single hyphens, {_LONGEST} at most, such as house-style"
        return
    if name in _RESERVED or keyword.iskeyword(module) or module in sys.stdlib_module_names:
        yield "it has a meaning already; choose another, such as house-style"
        return
    if (spec := find_spec(module)) and spec.origin:
        yield f"a module called {module!r} is installed already; choose another"
    settings = make_settings(options)
    registry = load_registry(settings.plugins, settings.disabled_plugins, lenient=True)
    label = kind.replace("-", " ")
    is_kind = kind in {"extractor", "evidence-kind"} and name in registry.kinds
    is_command = kind == "command" and find_spec(f"compliance.cli.{module}") is not None
    if is_kind or is_command or f"{label}:{name}" in registry.owners:
        yield f"there is {'an' if label[0] in 'aeio' else 'a'} {label} of this name already; choose another"
    if kind in {"reader", "collection"} and f"suffix:.{name}" in registry.owners:
        yield f"files that end in '.{name}' are read already; choose another"
