"""``compliance rules new``: a new rule's file, to be filled in, and beside it the schema that editors read."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from msgspec.structs import replace
from pydantic import TypeAdapter, ValidationError

import compliance
from compliance import api
from compliance.cli.arguments import make_settings
from compliance.errors import PackError, UsageError
from compliance.model.settings import Settings
from compliance.packs.choosing import find_pack, shorten
from compliance.packs.files import PACK_FILE
from compliance.packs.parsing import parse_file
from compliance.packs.schema import PackShape, RuleId
from compliance.scaffolding import render_template, write_new_files
from compliance.yaml_marks import NULLS, resolve_scalar

_SCHEMA = "rule.schema.json"
_FOR_EDITORS = ".schemas"
"""Folder of the schema: hidden, so that nobody takes it for a part of the pack."""


def run_new(options: argparse.Namespace) -> int:
    """Write a rule's file in a pack or, where there is none, in any folder, and say what to do next."""
    _check_id(options.id)
    folder = Path(options.folder)
    pack = find_pack(folder)
    _check_that_it_is_free(options.id, make_settings(options), pack)
    root, below, since = (pack, *_read_pack(pack)) if pack else (folder, "", "0.1.0")
    path = Path(below, f"{options.id}.yaml")
    schema = Path(_FOR_EDITORS, _SCHEMA)
    values = {
        "id": options.id if resolve_scalar(options.id) == options.id and options.id not in NULLS else f'"{options.id}"',
        "since": since,
        "schema": Path(os.path.relpath(schema, path.parent)).as_posix(),
        "target": shorten(root / path).as_posix(),
    }
    texts = {path.as_posix(): render_template("rules/rule.yaml", values)}
    if not (root / schema).exists():
        shipped = Path(compliance.__file__).parent / "schemas" / _SCHEMA
        texts[schema.as_posix()] = shipped.read_text(encoding="utf-8")
    write_new_files(root, texts)
    sys.stdout.write(_tell_next(values["target"], is_in_pack=pack is not None))
    return 0


def _check_id(name: str) -> None:
    try:
        TypeAdapter(RuleId).validate_python(name)
    except ValidationError as error:
        message = f"{name!r} is not a rule's id; write lower-case words, such as credits/photographer-named"
        raise UsageError(message) from error


def _check_that_it_is_free(name: str, settings: Settings, pack: Path | None) -> None:
    """Raise `UsageError` for an id that a rule has; packs that do not load yet say nothing about it."""
    packs = (*settings.packs, str(pack)) if pack else settings.packs
    try:
        taken = api.Session(replace(settings, packs=packs)).complete_library.rules.get(name)
    except PackError:
        return
    if taken:
        raise UsageError(f"a rule is called {name!r} already: {taken.path}; choose another id")


def _read_pack(pack: Path) -> tuple[str, str]:
    """Return the folder of a pack's rules, and the pack's version."""
    path = pack / PACK_FILE
    _, shape = parse_file(path.as_posix(), path.read_bytes(), PackShape)
    return shape.rules, shape.version


def _tell_next(path: str, *, is_in_pack: bool) -> str:
    steps = [f"{path}: written", "", "Fill in what says REPLACE, then run", "", f"  compliance rules test {path}", ""]
    if is_in_pack:
        steps.append("It comes into force when a policy names it among its duties.")
    else:
        steps.append(f"It lies in no pack yet: a folder with a {PACK_FILE} and a policy brings it into force.")
    return "\n".join(steps) + "\n"
