"""Which pieces of evidence a check's parameters speak of, and which nearly are: what several kinds of checks share."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from compliance.checks.params import CARRIERS, SCOPES, TEXTS, WHERE, Params, Schema, one_of, read_choices, read_texts
from compliance.model.article import Carrier, Scope
from compliance.model.evidence import Evidence
from compliance.model.seen import Seen
from compliance.model.source import Span

SELECTION: Mapping[str, Schema] = {
    "evidence": TEXTS,
    "where": WHERE,
    "scopes": SCOPES,
    "carriers": CARRIERS,
    "placement": one_of(["top", "bottom"]),
}
_TOP_AT_LEAST, _TOP_AT_MOST, _TOP_SHARE = 400, 2000, 5
_BOTTOM_AT_LEAST, _BOTTOM_SHARE = 600, 3


class Selection(Struct, frozen=True):
    """Conditions on evidence; an empty one asks nothing."""

    kinds: tuple[str, ...]
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    scopes: tuple[str, ...] = (Scope.ARTICLE,)
    carriers: tuple[str, ...] = ()
    placement: str = ""

    def select(self, seen: Seen) -> tuple[Evidence, ...]:
        """Return the evidence that meets all conditions."""
        return tuple(item for item in seen.evidence if self._takes(item, seen))

    def anywhere(self) -> Selection:
        """Return the same conditions without those on the place."""
        return replace(self, placement="")

    def in_scopes(self, *scopes: Scope) -> Selection:
        """Return the same conditions for other scopes."""
        return replace(self, scopes=scopes)

    def _takes(self, item: Evidence, seen: Seen) -> bool:
        return (
            item.kind in self.kinds
            and item.scope in self.scopes
            and (not self.carriers or item.carrier in self.carriers)
            and all(has_value(item.value, name, wanted) for name, wanted in self.where.items())
            and (not self.placement or stands_at(item, self.placement, seen.body))
        )


def read_selection(params: Params, *, kinds: tuple[str, ...] = ()) -> Selection:
    """Return the selection that a check's parameters describe; ``kinds`` are meant where they name none."""
    return Selection(
        kinds=read_texts(params, "evidence", kinds),
        where=read_choices(params, "where"),
        scopes=read_texts(params, "scopes", (Scope.ARTICLE,)),
        carriers=read_texts(params, "carriers"),
        placement=str(params.get("placement", "")),
    )


def has_value(value: object, name: str, wanted: tuple[str, ...]) -> bool:
    """Whether a field of a value, or one of its entries, is one of the wanted words."""
    actual = getattr(value, name, None)
    entries = actual if isinstance(actual, tuple) else (actual,)
    folded = {word.casefold() for word in wanted}
    return any(str(entry).casefold() in folded for entry in entries if entry is not None)


def stands_at(item: Evidence, placement: str, body: Span) -> bool:
    """Whether visible evidence stands at the top or bottom of the article's text.

    The top is the first fifth, but 400 to 2,000 bytes; the bottom is the last third, but at least 600 bytes, and all
    that follows.
    """
    if item.carrier in {Carrier.META, Carrier.JSON_LD, Carrier.CONFIGURATION}:
        return False
    size = body.end - body.start
    if placement == "top":
        return item.span.start < body.start + min(max(size // _TOP_SHARE, _TOP_AT_LEAST), _TOP_AT_MOST)
    return item.span.end > body.end - max(size // _BOTTOM_SHARE, _BOTTOM_AT_LEAST)


def touch(one: Span, other: Span) -> bool:
    """Whether two spans overlap or adjoin: a link's start tag stands right before its words."""
    return one.start <= other.end and other.start <= one.end
