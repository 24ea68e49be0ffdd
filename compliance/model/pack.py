"""A pack: what a folder of rules and policies says of itself."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field


class Pack(Struct, frozen=True, array_like=True):
    """What ``pack.yaml`` says."""

    name: str
    version: str
    title: str
    description: str = ""
    license: str = ""
    """An SPDX expression."""
    requires: Mapping[str, str] = field(default_factory=dict)
    """Bounds of versions, such as ``>=0.1.0, <1.0.0``, by name of the pack that is needed."""
    folder: str = ""
    """Where it lies, as users may open it."""
