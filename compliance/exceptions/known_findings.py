"""The baseline's findings, looked up by article; an article that was renamed is known by its findings."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Set
from functools import cached_property

from compliance.discovery import name_below
from compliance.exceptions.baseline_file import Entry
from compliance.model.result import Suppression, SuppressionKind

Entries = Mapping[str, Entry]
"""Entries of one article by their fingerprints."""


class KnownFindings:
    """What the baseline holds. ``path`` is its file: articles are named as seen from its folder."""

    def __init__(self, path: str = "", entries: Iterable[Entry] = ()) -> None:
        self.path = path
        self.folder = os.path.dirname(path) or os.curdir  # noqa: PTH120 - as a text, as names of articles are
        self.by_source: dict[str, dict[str, Entry]] = {}
        for entry in entries:
            self.by_source.setdefault(entry.source, {})[entry.fingerprint] = entry
        self.renamed: dict[str, str] = {}
        """Articles that are gone, with their new names, as far as somebody found out."""

    def name(self, source: str) -> str:
        """Return what the baseline calls an article."""
        return name_below(self.folder, source)

    def find(self, name: str, present: Set[str]) -> tuple[str, Entries]:
        """Return the entries for an article with some findings, and under which name they stand.

        Where the baseline does not know the article, these are the entries of one that is gone, if all of them are
        found in this one: it was renamed.
        """
        own = self.by_source.get(name)
        if own is not None or not present:
            return name, own or {}
        for old, entries in self.vanished.items():
            if entries.keys() <= present:
                return old, entries
        return name, {}

    @cached_property
    def vanished(self) -> Mapping[str, Entries]:
        """The entries of articles that are gone, those with the most findings first."""
        gone = {source: entries for source, entries in self.by_source.items() if not self._is_there(source)}
        return dict(sorted(gone.items(), key=lambda item: (-len(item[1]), item[0])))

    def suppress(self, entry: Entry, name: str) -> Suppression:
        """Return the suppression of a finding of the article of that name by an entry."""
        known = f"known since {entry.since}" if entry.since else "known"
        renamed = "" if entry.source == name else f", as a finding of {entry.source}, which is gone"
        return Suppression(SuppressionKind.BASELINE, f"{known}{renamed}", recorded_at=self.path)

    def _is_there(self, source: str) -> bool:
        """Whether an article is still there; one that is part of a file is called by the file and a ``#``."""
        if source.startswith("<"):
            return True
        names = {source, source.partition("#")[0]}
        return any(os.path.lexists(os.path.join(self.folder, name)) for name in names)  # noqa: PTH118
