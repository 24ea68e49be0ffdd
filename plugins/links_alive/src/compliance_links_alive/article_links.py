"""Which links of an article are to be asked: those of origin statements, license grants and image credits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from compliance.hyperlinks import classify, host_of
from compliance.model.article import Scope
from compliance.model.evidence import Evidence, Kind, LicenseStatement, LinkValue, OriginStatement, Target
from compliance.model.seen import Seen
from compliance.model.source import Span

ROLES = ("origin", "license", "credits")
_NOWHERE = frozenset({Target.PLACEHOLDER, Target.MISSING, Target.RELATIVE, Target.MAIL})
"""Targets that cannot be asked; the kind of check `links-sound` speaks of them."""


class ArticleLink(Struct, frozen=True):
    """A link to ask: its address, its words, and where it stands (None: the article as a whole)."""

    url: str
    words: str
    span: Span | None = None


def find_links(seen: Seen, role: str) -> tuple[ArticleLink, ...]:
    """Return the links of a role (``all``: of each) in the order of the source, each place once."""
    finders = {"origin": _find_origin, "license": _find_license, "credits": _find_credits}
    found = [link for name in ROLES if role in {name, "all"} for link in finders[name](seen)]
    unique = {(link.url, link.span): link for link in found if classify(link.url) not in _NOWHERE}
    return tuple(sorted(unique.values(), key=lambda link: (link.span is None, link.span or Span(0, 0))))


def _find_origin(seen: Seen) -> Iterator[ArticleLink]:
    """Yield links of statements that name another outlet, and addresses that are stated without a link.

    A link beside a statement, as in "Read the original article", counts if it leads to the same host.
    """
    statements = [item for item in seen.of_kind(Kind.ORIGIN_STATEMENT) if _names_another(item)]
    links = [link for link in _hyperlinks(seen) if link.value.target is not Target.LICENSE]
    hosts = {
        host for item in statements if isinstance(item.value, OriginStatement) and (host := host_of(item.value.url))
    }
    blocks = _blocks_of(seen, statements)
    own = [
        link
        for link in links
        if _touch_one(link.span, statements)
        or (link.value.host in hosts and any(_holds(block, link.span) for block in blocks))
    ]
    yield from (link.as_link() for link in own)
    linked = {link.value.url for link in own}
    for item in statements:
        if isinstance(item.value, OriginStatement) and item.value.url and item.value.url not in linked:
            yield ArticleLink(item.value.url, item.value.name or item.text, item.span)
    stated = {item.value.url for item in statements if isinstance(item.value, OriginStatement)}
    for origin in seen.origins:
        if origin.url and origin.url not in stated | linked:
            yield ArticleLink(origin.url, origin.name, origin.span)


def _find_license(seen: Seen) -> Iterator[ArticleLink]:
    """Yield links of license grants that speak of the article, and addresses that metadata declare."""
    grants = seen.of_kind(Kind.LICENSE_GRANT)
    statements = [item for item in seen.of_kind(Kind.ORIGIN_STATEMENT) if _names_another(item)]
    own = [
        link
        for link in _hyperlinks(seen)
        if _touch_one(link.span, grants)
        and (link.value.target is Target.LICENSE or not _touch_one(link.span, statements))
    ]
    yield from (link.as_link() for link in own)
    for item in grants:
        near = {link.value.url for link in own if _touch(link.span, item.span)}
        if isinstance(item.value, LicenseStatement) and item.value.url and item.value.url not in near:
            yield ArticleLink(item.value.url, item.value.name or item.value.id or item.text, item.span)


def _find_credits(seen: Seen) -> Iterator[ArticleLink]:
    """Yield the links of image credits."""
    credited = seen.of_kind(Kind.IMAGE_CREDIT, scope=None)
    return (link.as_link() for link in _hyperlinks(seen) if _touch_one(link.span, credited))


class _Hyperlink(Struct, frozen=True):
    value: LinkValue
    span: Span

    def as_link(self) -> ArticleLink:
        return ArticleLink(self.value.url, self.value.words, self.span)


def _hyperlinks(seen: Seen) -> list[_Hyperlink]:
    """Return the links that are the article's or an image's, and not the page's."""
    return [
        _Hyperlink(item.value, item.span)
        for item in seen.evidence
        if isinstance(item.value, LinkValue) and item.scope in {Scope.ARTICLE, Scope.IMAGE}
    ]


def _names_another(item: Evidence) -> bool:
    return isinstance(item.value, OriginStatement) and item.value.names_another


def _blocks_of(seen: Seen, statements: Iterable[Evidence]) -> list[Span]:
    """Return the spans of the blocks in which statements stand."""
    spans = [item.span for item in statements]
    blocks = [seen.article.span(block.start, block.end) for block in seen.article.blocks] if seen.article else []
    return [block for block in blocks if any(_holds(block, span) for span in spans)]


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _touch_one(span: Span, items: Sequence[Evidence]) -> bool:
    return any(_touch(span, item.span) for item in items)


def _touch(one: Span, other: Span) -> bool:
    """Whether two spans overlap or adjoin: a link's start tag stands right before its words."""
    return one.start <= other.end and other.start <= one.end
