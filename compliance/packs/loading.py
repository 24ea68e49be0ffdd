"""Loads packs: from the cache where no file changed, else from the files, with all their mistakes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from compliance.caching import digest, load_cached
from compliance.errors import PackError, Problem
from compliance.lexicon import FORMAT as PHRASES
from compliance.model.library import Library
from compliance.packs.files import PackFiles, find_pack_files
from compliance.packs.keeping import FORMAT, Kept, Reasons, add_reasons, make_library

if TYPE_CHECKING:
    from compliance.packs.building import Built

Schemas = Mapping[str, Mapping[str, object]]


def load_packs(
    paths: Sequence[Path],
    check_schemas: Schemas,
    *,
    kinds: Iterable[str] = (),
    complete: bool = False,
    disabled: Sequence[str] = (),
) -> Library:
    """Return the rules and policies of all packs, by id.

    ``check_schemas`` are the JSON Schemas of the parameters of each kind of check; ``kinds`` are kinds of evidence
    beyond the built-in ones. Unless ``complete``, rules come without what only their readers and tests need: rationale,
    references and examples. ``disabled`` are plugins that the run leaves out. Raises `PackError` with all mistakes of
    all files.
    """
    packs, problems = _find_all(paths)
    more_kinds = sorted(kinds)
    key = digest(_list_parts(packs, check_schemas, more_kinds))

    @cache
    def build() -> Built:
        from compliance.packs.building import build_packs  # noqa: PLC0415 - only when a file changed

        return build_packs(packs, check_schemas, more_kinds, disabled=disabled, problems=problems)

    if problems:
        build()
    folders = [pack.folder for pack in packs]
    library = make_library(load_cached("packs", key, lambda: build().kept, Kept), folders)
    if not complete:
        return library
    return add_reasons(library, load_cached("reasons", key, lambda: build().reasons, dict[str, Reasons]))


def _find_all(paths: Iterable[Path]) -> tuple[list[PackFiles], list[Problem]]:
    """Return the packs that are there, each once, and what is wrong with the paths of others."""
    packs: list[PackFiles] = []
    problems: list[Problem] = []
    distinct: dict[Path, Path] = {}
    for path in paths:
        distinct.setdefault(path.resolve(), path)
    for path in distinct.values():
        try:
            packs.append(find_pack_files(path))
        except PackError as error:
            problems.extend(error.problems)
    return packs, problems


def _list_parts(packs: Iterable[PackFiles], check_schemas: Schemas, kinds: Sequence[str]) -> Iterator[bytes]:
    """Yield everything that decides about what is built."""
    yield msgspec.json.encode([FORMAT, PHRASES, check_schemas, kinds], order="deterministic", enc_hook=repr)
    for pack in packs:
        yield b"%d" % len(pack.paths)
        yield from pack.stamps()
