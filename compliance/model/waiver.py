"""A recorded exception: who waives which rules for which articles, why, and until when."""

from __future__ import annotations

from msgspec import Struct


class Waiver(Struct, frozen=True):
    """One record of the waiver file."""

    rules: tuple[str, ...]
    """Ids of rules, or shell patterns of such."""
    articles: tuple[str, ...]
    """Shell patterns of paths, as seen from the configuration's folder."""
    reason: str
    owner: str
    expires: str = ""
    """Last day on which it holds, ``YYYY-MM-DD``; empty: it is permanent."""
    ticket: str = ""
    fingerprint: str = ""
    """Of the one finding that it speaks of; empty: of all."""
    path: str = ""
    line: int = 0
    column: int = 0
    rule_place: tuple[int, int] = (0, 0)
    """Line and column of the key that names the rules."""

    @property
    def place(self) -> str:
        """``path:line`` of the record."""
        return f"{self.path}:{self.line}"

    @property
    def terms(self) -> tuple[object, ...]:
        """What it says, wherever it stands in the file."""
        return self.rules, self.articles, self.reason, self.owner, self.expires, self.ticket, self.fingerprint
