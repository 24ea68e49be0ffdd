"""What a run reads of an export, from two environment variables."""

from __future__ import annotations

import os
from collections.abc import Mapping

from msgspec import Struct

STATUSES = "COMPLIANCE_WORDPRESS_STATUSES"
TYPES = "COMPLIANCE_WORDPRESS_TYPES"


class Choice(Struct, frozen=True):
    """Which items are articles; others are left out."""

    statuses: frozenset[str] = frozenset({"publish", "future"})
    """What readers see, or will see without anybody's doing."""
    types: frozenset[str] = frozenset({"post", "page"})

    def __str__(self) -> str:
        """Say what is read.

        >>> str(Choice())
        "item of type 'page' or 'post' with status 'future' or 'publish'"
        """
        return f"item of type {_list(self.types)} with status {_list(self.statuses)}"


def read_choice(environment: Mapping[str, str] = os.environ) -> Choice:
    """Return the choice that the environment makes; names are parted by commas or spaces.

    >>> sorted(read_choice({STATUSES: "publish, draft"}).statuses)
    ['draft', 'publish']
    """
    default = Choice()
    return Choice(
        _split(environment.get(STATUSES, "")) or default.statuses, _split(environment.get(TYPES, "")) or default.types
    )


def _list(names: frozenset[str]) -> str:
    return " or ".join(repr(name) for name in sorted(names))


def _split(value: str) -> frozenset[str]:
    return frozenset(value.replace(",", " ").lower().split())
