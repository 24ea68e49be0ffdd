"""Whether packs can stand beside each other: each has a name of its own, and finds the packs that it needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compliance.errors import Problem
from compliance.packs.entries import PackEntry
from compliance.packs.versions import is_within
from compliance.spelling import suggest


def find_clashes(packs: Sequence[PackEntry]) -> Iterator[Problem]:
    """Yield packs whose name another one has already."""
    owners: dict[str, PackEntry] = {}
    for entry in packs:
        owner = owners.setdefault(entry.pack.name, entry)
        if owner is not entry:
            message = f"name: {entry.pack.name!r} is taken by {owner.file.name}"
            remedy = f"leave one of the two out, an installed one with --no-plugin {entry.pack.name}, or rename one"
            yield entry.file.problem(("name",), message, remedy)


def find_unmet(packs: Sequence[PackEntry], *, all_known: bool) -> Iterator[Problem]:
    """Yield packs that are needed and not there, or in another version.

    Unless ``all_known``, a pack's file is wrong, and it may be the one that is missed: then only versions are compared.
    """
    versions = {entry.pack.name: entry.pack.version for entry in packs}
    for entry in packs:
        for name, bounds in entry.pack.requires.items():
            keys = ("requires", name)
            if name in versions:
                if not is_within(versions[name], bounds):
                    message = f"requires: the pack {name!r} is here in version {versions[name]}, not {bounds}"
                    yield entry.file.problem(keys, message, "install another version of it, or widen the bounds")
            elif all_known:
                remedy = suggest(name, versions, otherwise="install it, or name its folder with --pack")
                yield entry.file.problem(keys, f"requires: no pack is called {name!r}", remedy, at_key=True)
