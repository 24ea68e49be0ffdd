"""What ``plugins list`` prints: a row for each plugin and each sort of thing that it brings, or everything as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from compliance.model.listing import ListedPlugin

HEADERS = ("plugin", "version", "distribution", "from", "brings")
_WIDTH = 60
"""Columns of what a plugin brings."""


def render_table(listed: Sequence[ListedPlugin]) -> str:
    """Return a table with a row for each plugin."""
    from tabulate import tabulate  # noqa: PLC0415 - slow to import

    rows = [
        (one.name, one.version or "–", one.distribution or "–", one.found, "\n".join(_list_brought(one)) or "nothing")
        for one in listed
    ]
    return tabulate(rows, headers=HEADERS, tablefmt="simple", disable_numparse=True) + "\n"


def _list_brought(plugin: ListedPlugin) -> Iterator[str]:
    from textwrap import wrap  # noqa: PLC0415

    for label, names in sorted(plugin.brings.items()):
        yield from wrap(f"{label}: {', '.join(names)}", _WIDTH, subsequent_indent="  ", break_on_hyphens=False)


def render_json(listed: Sequence[ListedPlugin]) -> str:
    """Return all plugins with everything that they bring."""
    value = msgspec.json.encode({"plugins": listed}, order="sorted")
    return msgspec.json.format(value, indent=2).decode() + "\n"


FORMATS: Mapping[str, Callable[[Sequence[ListedPlugin]], str]] = {"table": render_table, "json": render_json}
