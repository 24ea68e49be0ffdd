"""A recorded grant of a rights holder: who gave whom leave, for which works and uses, when, and the proof."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field


class ProofState(StrEnum):
    """What became of the proof of a permission, as far as can be seen without a network."""

    KEPT = "kept"
    """The file is there and has the recorded SHA-256."""
    ELSEWHERE = "elsewhere"
    """It is an address, which nobody looked up."""
    GONE = "gone"
    CHANGED = "changed"


class Permission(Struct, frozen=True):
    """One record. Of ``works`` and ``titles``, one at least must fit an article."""

    grantor: str
    """Who gave it: the name of an outlet, an author, a policy's id or a host."""
    grantee: str
    """Whom it was given to."""
    works: tuple[str, ...] = ()
    """Shell patterns of the addresses of the works."""
    titles: tuple[str, ...] = ()
    scope: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Keys of the context with the values that it holds for; a key that is not named is not restricted, and of those
    that no use or medium implies (``edited``, ``ads`` …) it says nothing."""
    starts: str = ""
    """First day, ISO 8601; empty: no beginning."""
    ends: str = ""
    """Last day, ISO 8601; empty: no end."""
    proof: str = ""
    """A file, relative to the file of the record, or an address."""
    sha256: str = ""
    proof_state: ProofState = ProofState.ELSEWHERE
    note: str = ""
    place: str = ""
    """``path:line`` of the record."""


class Grant(Struct, frozen=True):
    """What a recorded permission means for one hop of an article: it fits, it does not, or a question decides."""

    permission: Permission
    hop: int
    reason: str = ""
    """Why it does not fit; empty: it fits, unless something is ``unknown``."""
    unknown: tuple[str, ...] = ()
    """Keys of the context that would settle it."""

    @property
    def fits(self) -> bool:
        """Whether it permits the use."""
        return not self.reason and not self.unknown

    def describe(self) -> str:
        """Return who gave it, to whom, and where it is recorded, as part of a sentence."""
        record = self.permission
        to = f" to {record.grantee}" if record.grantee else ""
        return f"the permission of {record.grantor}{to} ({record.place})"
