"""Which folders and files a run depends on: articles, configuration and what stands beside it, originals, packs."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from compliance import api
from compliance.cli.arguments import make_settings
from compliance.errors import ComplianceError
from compliance.file_lists import read_file_list
from compliance.libraries import find_folders
from compliance.model.settings import Settings

_RECORDS = frozenset({".toml", ".json"})
"""Suffixes of what stands beside a configuration and decides: permissions, waivers, a baseline."""
_RULES = frozenset({".yaml", ".yml", ".toml"})


class Places(Struct, frozen=True):
    """Folders to look at, none of them with what is below it, and which files in them matter; all paths are absolute.

    ``suffixes`` are those of articles.
    """

    articles: frozenset[str]
    beside: frozenset[str]
    packs: frozenset[str]
    files: frozenset[str]
    suffixes: frozenset[str]
    written: frozenset[str]

    @property
    def folders(self) -> frozenset[str]:
        """All folders to look at, and those of single files."""
        found = {*self.articles, *self.beside, *self.packs, *map(os.path.dirname, self.files)}
        return frozenset(folder for folder in found if os.path.isdir(folder))  # noqa: PTH112

    def holds(self, path: str) -> bool:
        """Say whether a change of a file may change the report. What the run writes itself does not."""
        folder, name = os.path.split(path)
        suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122
        if path in self.written:
            return False
        if path in self.files:
            return True
        if name.startswith("."):
            return name == ".gitignore" and folder in self.articles
        return (
            (folder in self.articles and (suffix in self.suffixes or not suffix))
            or (folder in self.beside and suffix in _RECORDS)
            or (folder in self.packs and (suffix in _RULES or not suffix))
        )


def find_places(options: argparse.Namespace) -> Places:
    """Return what a run with these options depends on, as far as can be told where something of it is broken."""
    try:
        settings = replace(make_settings(options), problems=())
    except ComplianceError:
        settings = Settings(packs=tuple(options.pack))
    packs, suffixes = _find_packs(settings)
    named = [settings.file, settings.permissions, settings.original, options.config or "", options.files_from or ""]
    paths = list(_find_paths(options))
    folders = [path for path in paths if os.path.isdir(path)]  # noqa: PTH112
    return Places(
        articles=_absolute(folder for path in folders for folder in _walk(path)),
        beside=_absolute([".", *(os.path.dirname(name) for name in named if name)]),  # noqa: PTH120
        packs=_absolute(folder for pack in packs for folder in _walk(pack)),
        files=_absolute([*paths, *filter(None, named), *_find_originals(settings), *_find_indexes(options)]),
        suffixes=suffixes,
        written=_absolute(file for file in (text.partition("=")[2] for text in options.format) if file),
    )


def _find_paths(options: argparse.Namespace) -> Iterator[str]:
    """Yield the paths that are named and listed, or the working folder where neither is done."""
    yield from options.paths
    if options.files_from is not None:
        with suppress(ComplianceError):  # the run tells it
            yield from read_file_list(options.files_from)
    elif not options.paths:
        yield os.curdir


def _find_indexes(options: argparse.Namespace) -> Iterator[str]:
    """Yield what changes when something is staged, where what is staged is judged."""
    if options.staged:
        from compliance.picking import find_repositories  # noqa: PLC0415

        with suppress(ComplianceError):
            yield from (f"{folder}/.git/index" for folder in find_repositories(options.paths or [os.curdir]))


def _find_packs(settings: Settings) -> tuple[Sequence[str], frozenset[str]]:
    """Return the folders of all packs, and the suffixes of articles; plugins have a say in both."""
    try:
        session = api.Session(settings, lenient=True)
        folders = [str(folder) for folder in find_folders(session.registry, settings)]
        readers = session.registry.readers.values()
        suffixes = frozenset(suffix for reader in readers for suffix in reader.suffixes)
        return folders, suffixes | frozenset(
            suffix for collection in session.registry.collections.values() for suffix in collection.suffixes
        )
    except ComplianceError:
        return settings.packs, frozenset({".md", ".html", ".htm", ".txt"})


def _find_originals(settings: Settings) -> Iterator[str]:
    """Yield the originals that the configuration names, each copy's own where a star stands for its name."""
    for rule in settings.path_rules:
        if rule.original:
            path = Path(settings.folder, rule.original)
            yield from map(str, path.parent.glob(path.name) if "*" in path.name else [path])


def _walk(folder: str) -> Iterator[str]:
    """Yield a folder and all below it; hidden ones hold nothing that is read."""
    for parent, folders, _ in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield parent


def _absolute(paths: Iterator[str] | Sequence[str]) -> frozenset[str]:
    return frozenset(os.path.abspath(path) for path in paths)  # noqa: PTH100 - as the watcher gives them
