"""Whether the terms that policies were written from still read as they did: what was found of each, and of all."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field


class Page(StrEnum):
    """What came of comparing a policy's fingerprints with its saved page."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    MISSING = "no page"
    UNMARKED = "no fingerprint"


class Drift(Struct, frozen=True):
    """One policy: when its terms were last compared, how long ago, and what its page says."""

    policy: str
    terms_url: str
    verified_on: str
    age: int | None
    """Days; None where no date is known."""
    is_old: bool
    """Compared longer ago than is allowed, or nobody knows when."""
    page: Page | None = None
    """None where no pages were given."""


class Drifts(Struct, frozen=True):
    """All policies by id, with how many were not compared within ``max_age`` days, and what came of their pages."""

    policies: tuple[Drift, ...]
    max_age: int
    old: int
    pages: Mapping[Page, int] = field(default_factory=dict)
    """Empty where no pages were given."""
