"""What there is to tell of a plugin."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field


class ListedPlugin(Struct, frozen=True):
    """A plugin with where it comes from, and the names of what it brings, by what it is (``readers``)."""

    name: str
    version: str
    distribution: str
    found: str = field(name="from")
    """``built in``, ``entry point``, ``--plugin`` or ``configuration``."""
    brings: Mapping[str, tuple[str, ...]]
