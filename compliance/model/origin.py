"""Where an article comes from: the chain of works that it reuses, and how that is known."""

from __future__ import annotations

from msgspec import Struct

from compliance.model.source import Span


class Origin(Struct, frozen=True):
    """One hop of the chain; ``hop`` 0 is the nearest to this copy, ``policy`` the id of its publisher's terms or empty.

    ``trust`` says what it is known by: configuration, front-matter, metadata, statement, link, holder.
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
