"""Check kind `links-to-origin`: every hop of the chain has a link to its article; near misses are named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from msgspec import Struct

from compliance.checks.judging import describe_target, not_applicable, quote, settle
from compliance.checks.naming import hosts_of, is_name, mentions, names_of, names_origin
from compliance.checks.params import Params, describe, make_schema, one_of, read_text
from compliance.checks.placement import PLACEMENT, Placement, read_placement
from compliance.checks.selecting import touch
from compliance.checks.telling import ADDRESS, HOME, SOURCE, STORY, tell
from compliance.hookspecs import Check, KindExample
from compliance.hyperlinks import host_of
from compliance.model.article import Carrier, Scope
from compliance.model.evidence import Evidence, Kind, LinkValue, OriginStatement, Target
from compliance.model.origin import Origin
from compliance.model.result import Finding, Judgement
from compliance.model.seen import Seen
from compliance.model.source import Span
from compliance.terms.origins import leads_to

UNADDRESSED = frozenset({"wire", "provided"})
"""Relations of hops that have no public address: agencies deliver to their customers."""
_SERVICE_PAGES = frozenset(
    {
        *("about", "about-us", "advertise", "contact", "contact-us", "donate", "donation", "donations", "faq"),
        *("impressum", "imprint", "join", "login", "member", "members", "membership", "newsletter", "newsletters"),
        *("privacy", "privacy-policy", "register", "shop", "store", "subscribe", "support", "support-us", "terms"),
    }
)
"""Last parts of addresses of pages that are never an article, though deep."""


class _Anchor(Struct, frozen=True):
    """A link that might be the one to the original, and where it stands."""

    value: LinkValue
    span: Span


class _Hop(Struct, frozen=True):
    """An origin with all it is known by, and the statements that name it."""

    origin: Origin
    names: tuple[str, ...]
    hosts: tuple[str, ...]
    statements: tuple[Evidence, ...]

    @property
    def is_placed(self) -> bool:
        """Whether its hosts are known from a policy."""
        return bool(self.hosts)

    def states(self, anchor: _Anchor) -> bool:
        """Whether the link stands in a statement of this origin."""
        return any(touch(item.span, anchor.span) for item in self.statements)


def judge(params: Params, seen: Seen) -> Judgement:
    """Pass if each hop has a link of the wanted target at the place; hops that only agencies are have none to give."""
    origins = [origin for origin in seen.about if origin.relation not in UNADDRESSED]
    if not origins:
        return not_applicable("no origin with a public address is known")
    wanted = {Target.DEEP}
    if read_text(params, "target", "article") == "home-or-article":
        wanted.add(Target.HOME_PAGE)
    anchors = tuple(_find_anchors(seen.evidence))
    hops = [_make_hop(origin, seen) for origin in origins]
    placement = read_placement(params)
    sound = [(hop, tuple(anchor for anchor in anchors if _is_link_to(anchor, hop, wanted))) for hop in hops]
    found = (
        finding
        for hop, links in sound
        for finding in (_find_misplaced(links, placement, seen) if links else _explain(hop, anchors, seen))
    )
    return settle({finding.span or finding.message: finding for finding in found}.values())


def _find_misplaced(links: Sequence[_Anchor], placement: Placement, seen: Seen) -> Iterator[Finding]:
    """Yield the links to an original if none stands where it must; elsewhere there may be more of them."""
    if not placement.keep((link.span for link in links), seen):
        where = placement.describe()
        yield from (Finding(f"the link {quote(link.value.words)} does not stand {where}", link.span) for link in links)


def _make_hop(origin: Origin, seen: Seen) -> _Hop:
    names = names_of(origin, seen.policies)
    statements = (item for item in seen.of_kind(Kind.ORIGIN_STATEMENT) if _names_another(item))
    return _Hop(
        origin, names, hosts_of(origin, seen.policies), tuple(item for item in statements if names_origin(item, names))
    )


def _names_another(item: Evidence) -> bool:
    return isinstance(item.value, OriginStatement) and item.value.names_another


def _find_anchors(evidence: Iterable[Evidence]) -> Iterator[_Anchor]:
    """Yield the article's links, and the addresses that front matter gives: a page template links them."""
    for item in evidence:
        match item.value:
            case LinkValue() as value if item.scope is Scope.ARTICLE:
                yield _Anchor(value, item.span)
            case OriginStatement(url=url, target=target) as value if url and item.carrier is Carrier.FRONT_MATTER:
                yield _Anchor(LinkValue(url, target, host_of(url), value.name), item.span)
            case _:
                pass


def _is_link_to(anchor: _Anchor, hop: _Hop, wanted: Iterable[Target]) -> bool:
    value = anchor.value
    if value.target not in wanted or _is_service_page(value.url):
        return False
    if leads_to(hop.origin, value, hop.hosts):
        return True
    return not hop.is_placed and (mentions(value.words, hop.names) or hop.states(anchor))


def _is_service_page(url: str) -> bool:
    try:
        path = urlsplit(url).path
    except ValueError:
        return False
    return path.rstrip("/").rpartition("/")[2].lower().partition(".")[0] in _SERVICE_PAGES


def _explain(hop: _Hop, anchors: Sequence[_Anchor], seen: Seen) -> Iterator[Finding]:
    anchors = [a for a in anchors if a.value.target is not Target.LICENSE]
    near = [a for a in anchors if is_name(a.value.words, hop.names) or hop.states(a)]
    named = (a for a in anchors if a.value.target is not Target.MAIL and mentions(a.value.words, hop.names))
    near = near or list(named)
    if not near:
        near = [a for a in anchors if a.value.target is not Target.DEEP and leads_to(hop.origin, a.value, hop.hosts)]
    if near:
        yield from (_describe(anchor, hop) for anchor in near)
        return
    name = quote(hop.origin.name)
    if hop.statements:
        yield from (Finding(f"names {name}, but links to no article of it", item.span) for item in hop.statements)
        return
    yield Finding(f"no link leads to the article of {name}", hop.origin.span)


def _describe(anchor: _Anchor, hop: _Hop) -> Finding:
    value = anchor.value
    reason = describe_target(value.target, value.url)
    if value.target is Target.DEEP:
        where = "which is no article" if _is_service_page(value.url) else f"not to {quote(hop.origin.name)}"
        reason = f"leads to {value.url}, {where}"
    return Finding(f"the link {quote(value.words)} {reason}", anchor.span)


CHECK = Check(
    "links-to-origin",
    judge,
    make_schema(
        {
            "target": describe(
                one_of(["article", "home-or-article"]), "whether a link to the outlet's home page will do", "article"
            ),
            **PLACEMENT,
        }
    ),
    about="Each outlet that the article has come through has a link to its article; near misses are named.",
    cost="one comparison of each link's address with that of each outlet of the chain",
    examples=(
        KindExample(
            "A link leads to the original article, and not only to its site.",
            {"target": "article"},
            passes=tell(STORY, SOURCE),
            fails=tell(STORY, SOURCE.replace(ADDRESS, HOME)),
        ),
        KindExample(
            "A link to the outlet or its article stands in the first twenty words.",
            {"target": "home-or-article", "placement": "first-words", "words": 20},
            passes=tell(SOURCE, STORY),
            fails=tell(STORY, "It had come in the night, with the wind, and nobody had been warned of it.", SOURCE),
        ),
    ),
)
