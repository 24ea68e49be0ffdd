"""What a check gets to see: the evidence of one article, its chain of origins, and the context."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from compliance.model.article import Article, Carrier, Scope
from compliance.model.context import Context
from compliance.model.evidence import Evidence
from compliance.model.origin import Origin
from compliance.model.permission import Grant
from compliance.model.policy import Policy
from compliance.model.source import Span


class Version(Struct, frozen=True):
    """An article and what is seen in it."""

    article: Article
    evidence: tuple[Evidence, ...]


class Versions(Struct, frozen=True, eq=False):
    """An article and the original that it is a copy of; every copy has a value of its own, known by its identity."""

    copy: Version
    original: Version


class Seen(Struct, frozen=True):
    """Evidence in the order of the source, and what an obligation is about.

    ``body`` is the span of the article's own text in source bytes: placement is judged against it.
    """

    evidence: Sequence[Evidence]
    context: Context = field(default_factory=Context)
    origins: tuple[Origin, ...] = ()
    """The whole chain, nearest hop first."""
    about: tuple[Origin, ...] = ()
    """The hops that the obligation speaks of."""
    policies: Sequence[Policy] = ()
    """The policies of those hops."""
    grants: tuple[Grant, ...] = ()
    """What recorded permissions mean for the hops."""
    body: Span = Span(0, 0)
    articles_publisher: str = ""
    article: Article | None = None
    """Its blocks, images and fields, for checks that count or look at a place; None where there is evidence only."""
    versions: Versions | None = None
    """Where the original was given: what to compare."""

    def of_kind(
        self, kind: str, *, scope: Scope | None = Scope.ARTICLE, carrier: Carrier | None = None
    ) -> tuple[Evidence, ...]:
        """Return the evidence of a kind; ``scope`` None means any scope, ``carrier`` None any carrier."""
        return tuple(
            e
            for e in self.evidence
            if e.kind == kind and (scope is None or e.scope is scope) and (carrier is None or e.carrier is carrier)
        )
