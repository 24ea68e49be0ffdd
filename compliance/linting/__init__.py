"""Weaknesses of packs that load: rules that say too little, that nobody asks for, or that cannot be met together."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from compliance.errors import Problem
from compliance.linting.conflicts import find_conflicts
from compliance.linting.reachability import find_unreachable
from compliance.linting.use import find_unused
from compliance.linting.wording import find_weak_wording
from compliance.model.library import Library
from compliance.packs.places import read_marks


def find_weaknesses(library: Library, packs: Collection[str] | None = None) -> Iterator[Problem]:
    """Yield what is weak in the packs of the names, or in all, by file and place. The library must be complete."""
    yield from sorted(set(_find_all(library, packs)))


def _find_all(library: Library, packs: Collection[str] | None) -> Iterator[Problem]:
    for rule in library.rules.values():
        if packs is None or rule.pack in packs:
            file = read_marks(rule.path)
            yield from find_weak_wording(rule, file)
            yield from find_unused(rule, file, library)
    for policy in library.policies.values():
        if packs is None or policy.pack in packs:
            yield from find_unreachable(policy)
    yield from find_conflicts(library, packs)
