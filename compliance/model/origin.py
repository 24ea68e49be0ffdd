"""Where an article comes from: the chain of works that it reuses, and how that is known."""

from __future__ import annotations

from msgspec import Struct

from compliance.model.source import Span


class Rival(Struct, frozen=True):
    """Another outlet that is named in an origin's place, by what it is named, and where."""

    name: str
    trust: str
    span: Span | None = None


class Origin(Struct, frozen=True):
    """One hop of the chain; ``hop`` 0 is the nearest to this copy, ``policy`` the id of its publisher's terms or empty.

    ``trust`` says what it is known by: configuration, front-matter, metadata, statement, link, holder; see
    `compliance.terms.origins.TRUST`.
    """

    name: str
    url: str = ""
    policy: str = ""
    trust: str = "statement"
    relation: str = "republished"
    """As in `compliance.model.evidence.OriginStatement`."""
    hop: int = 0
    author: str = ""
    span: Span | None = None
    rivals: tuple[Rival, ...] = ()
    """Who is named in its place by what is trusted less."""
