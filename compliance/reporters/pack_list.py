"""What ``packs list`` prints: packs as a table or as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

import msgspec

from compliance.model.library import Library

Sources = Mapping[str, str]
"""Name and version of the distribution that a pack's folder belongs to, by the folder; none for other folders."""

_HEADERS = ("name", "version", "title", "rules", "policies", "from", "license")
_TITLE, _FROM = 2, 5
_NARROWEST = 16
"""Signs of a title, or of where a pack comes from, that stand on a line at least."""


def render_table(library: Library, sources: Sources, width: int) -> str:
    """Return a line for each pack, under a heading; titles and places are broken where the columns would not do."""
    from tabulate import tabulate  # noqa: PLC0415 - slow to import

    rules, policies = _count(library)
    rows = [
        (
            pack.name,
            pack.version,
            pack.title,
            str(rules[pack.name]),
            str(policies[pack.name]),
            sources.get(pack.folder, pack.folder),
            pack.license or "-",
        )
        for pack in library.packs.values()
    ]
    taken = [max(map(len, cells)) + 2 for cells in zip(*rows, _HEADERS, strict=True)]
    left = (width + 2 - sum(taken) + taken[_TITLE] + taken[_FROM]) // 2 - 2
    widths: list[int | None] = [None] * len(_HEADERS)
    widths[_TITLE] = widths[_FROM] = max(_NARROWEST, left)
    return tabulate(rows, _HEADERS, tablefmt="plain", disable_numparse=True, maxcolwidths=widths) + "\n"


def render_json(library: Library, sources: Sources, width: int) -> str:
    """Return the same as a list, with descriptions, what the packs need, and how much they change of others."""
    rules, policies = _count(library)
    changes = Counter(change.pack for rule in library.rules.values() for change in rule.changes)
    found = [
        {
            "name": pack.name,
            "version": pack.version,
            "title": pack.title,
            "description": pack.description or None,
            "license": pack.license or None,
            "requires": dict(pack.requires),
            "rules": rules[pack.name],
            "policies": policies[pack.name],
            "changes": changes[pack.name],
            "folder": pack.folder,
            "distribution": sources.get(pack.folder),
        }
        for pack in library.packs.values()
    ]
    return msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n"


def _count(library: Library) -> tuple[Counter[str], Counter[str]]:
    """Return how many rules and policies each pack has."""
    return Counter(r.pack for r in library.rules.values()), Counter(p.pack for p in library.policies.values())


FORMATS: Mapping[str, Callable[[Library, Sources, int], str]] = {"table": render_table, "json": render_json}
