"""``compliance packs new``: a folder with a pack that loads at once, to be changed into one's own."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

import compliance
from compliance import api
from compliance.cli.arguments import make_settings
from compliance.errors import UsageError
from compliance.packs.choosing import shorten
from compliance.packs.schema import SHAPES
from compliance.scaffolding import render_template, write_new_files

_FILES = {
    "pack.yaml": "pack.yaml",
    "README.md": "README.md",
    "rules/$name/corrections-address.yaml": "rule.yaml",
    "policies/$name.yaml": "policy.yaml",
}
"""Files of the new pack, and their templates."""

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def run_new(options: argparse.Namespace) -> int:
    """Write a pack with a rule, a policy and a README, and say what to do next."""
    name = options.name
    if not _NAME.fullmatch(name):
        raise UsageError(f"{name!r} is not a pack's name; write lower-case words, such as river-herald")
    library = api.Session(make_settings(options)).library
    if pack := library.packs.get(name):
        raise UsageError(f"a pack is called {name!r} already: {pack.folder}; choose another name")
    if policy := library.policies.get(name):
        raise UsageError(f"a policy is called {name!r} already: {policy.path}; choose another name")
    folder = shorten(Path(options.folder, name))
    values = {"name": name, "title": name.replace("-", " ").title()}
    texts = {
        path.replace("$name", name): render_template(f"packs/{template}", values) for path, template in _FILES.items()
    }
    write_new_files(folder, {**texts, **_list_schemas()})
    steps = ["", "Try it:", "", f"  compliance packs check {folder.as_posix()}", ""]
    sys.stdout.write("\n".join([*(f"{folder.as_posix()}/{path}: written" for path in sorted(texts)), *steps]))
    return 0


def _list_schemas() -> dict[str, str]:
    """Return the schemas that editors read, in a hidden folder, so that nobody takes them for a part of the pack."""
    shipped = Path(compliance.__file__).parent / "schemas"
    names = [f"{shape}.schema.json" for shape in SHAPES]
    return {f".schemas/{name}": (shipped / name).read_text(encoding="utf-8") for name in names}
