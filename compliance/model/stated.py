"""One value of a configuration, and who says it."""

from __future__ import annotations

from msgspec import Struct, field


class StatedValue(Struct, frozen=True):
    """A value with its keys, as in a configuration file."""

    keys: tuple[str, ...]
    value: object
    origin: str = field(name="from")
    """``built in``, ``path:line:column``, ``command line (--option)``; of a list, perhaps several of these."""
    is_setting: bool = True
    """False for what only an article can have, and no key of a file says at its root."""
