"""Which pieces of evidence a check's parameters speak of, and which nearly are: what several kinds of checks share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from compliance.checks.params import (
    CARRIERS,
    EVIDENCE,
    SCOPES,
    WHERE,
    Params,
    Schema,
    describe,
    read_choices,
    read_texts,
)
from compliance.checks.placement import PLACEMENT, Placement, read_placement
from compliance.model.article import Carrier, Scope
from compliance.model.evidence import Evidence
from compliance.model.seen import Seen
from compliance.model.source import Span

SELECTION: Mapping[str, Schema] = {
    "evidence": describe(EVIDENCE, "the kind of evidence, or several kinds"),
    "where": WHERE,
    "scopes": SCOPES,
    "carriers": CARRIERS,
    **PLACEMENT,
}
WHOLE_PAGE: Schema = describe(
    SCOPES, "what it may be about: the article itself, or something on its page", ["article", "site"]
)
"""Scopes where notices count that a site makes for all of its articles."""
_UNPLACED = frozenset({Carrier.META, Carrier.JSON_LD, Carrier.CONFIGURATION})
"""Carriers that readers do not see: what they carry stands nowhere in the text."""


class Selection(Struct, frozen=True):
    """Conditions on evidence; an empty one asks nothing."""

    kinds: tuple[str, ...]
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    scopes: tuple[str, ...] = (Scope.ARTICLE,)
    carriers: tuple[str, ...] = ()
    placement: Placement = Placement()

    def select(self, seen: Seen) -> tuple[Evidence, ...]:
        """Return the evidence that meets all conditions."""
        return self.keep(self.select_anywhere(seen), seen)

    def select_anywhere(self, seen: Seen) -> tuple[Evidence, ...]:
        """Return the evidence that meets all conditions but those on the place."""
        return tuple(item for item in seen.evidence if self._takes(item))

    def keep(self, items: Iterable[Evidence], seen: Seen) -> tuple[Evidence, ...]:
        """Return those of some pieces of evidence that stand where they must."""
        if self.placement == Placement():
            return tuple(items)
        visible = [item for item in items if item.carrier not in _UNPLACED]
        spans = set(self.placement.keep((item.span for item in visible), seen))
        return tuple(item for item in visible if item.span in spans)

    def in_scopes(self, *scopes: Scope) -> Selection:
        """Return the same conditions for other scopes, wherever it stands."""
        return replace(self, scopes=scopes, placement=Placement())

    def _takes(self, item: Evidence) -> bool:
        return (
            item.kind in self.kinds
            and item.scope in self.scopes
            and (not self.carriers or item.carrier in self.carriers)
            and all(has_value(item.value, name, wanted) for name, wanted in self.where.items())
        )


def read_selection(params: Params, *, kinds: tuple[str, ...] = ()) -> Selection:
    """Return the selection that a check's parameters describe; ``kinds`` are meant where they name none."""
    return Selection(
        kinds=read_texts(params, "evidence", kinds),
        where=read_choices(params, "where"),
        scopes=read_texts(params, "scopes", (Scope.ARTICLE,)),
        carriers=read_texts(params, "carriers"),
        placement=read_placement(params),
    )


def has_value(value: object, name: str, wanted: tuple[str, ...]) -> bool:
    """Whether a field of a value, or one of its entries, is one of the wanted words."""
    actual = getattr(value, name, None)
    entries = actual if isinstance(actual, tuple) else (actual,)
    folded = {word.casefold() for word in wanted}
    return any(str(entry).casefold() in folded for entry in entries if entry is not None)


def touch(one: Span, other: Span) -> bool:
    """Whether two spans overlap or adjoin: a link's start tag stands right before its words."""
    return one.start <= other.end and other.start <= one.end
