"""Check kind `link-marker`: links to some hosts, of some quality, stand in the article as often as they must."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from fnmatch import fnmatchcase
from urllib.parse import unquote

from msgspec import Struct

from compliance.checks.counting import COUNT_ORDER, COUNTS, judge_count
from compliance.checks.destinations import ORIGIN, leads
from compliance.checks.judging import describe_target, join_words, not_applicable, quote
from compliance.checks.naming import names_of, names_origin
from compliance.checks.params import FLAG, TEXTS, Params, describe, make_schema, read_texts, some_of
from compliance.checks.placement import PLACEMENT, SURROUNDINGS, Placement, read_placement
from compliance.checks.selecting import touch
from compliance.checks.telling import ADDRESS, LINKED, SOURCE, STORY, tell
from compliance.checks.wording import PATTERNS, Matcher, Wording
from compliance.hookspecs import Check, KindExample
from compliance.hyperlinks import host_of
from compliance.model.evidence import Evidence, Kind, LinkValue, Target
from compliance.model.result import Finding, Judgement
from compliance.model.seen import Seen
from compliance.model.source import Span


class _Link(Struct, frozen=True):
    item: Evidence
    value: LinkValue
    is_detour: bool
    """Whether it leads there through a redirector or a shortener."""


class _Quality(Struct, frozen=True):
    """What is asked of a link besides where it leads; an empty one asks nothing."""

    targets: tuple[str, ...]
    addresses: tuple[str, ...]
    words: tuple[str, ...]
    matcher: Matcher
    rel_without: tuple[str, ...]
    direct: bool

    def find_faults(self, link: _Link) -> Iterator[str]:
        """Yield what is wrong with a link."""
        value = link.value
        if self.direct and link.is_detour:
            yield "goes through a redirect, so that nobody sees where it leads"
        elif self.targets and value.target not in self.targets:
            yield describe_target(value.target, value.url)
        if self.addresses and not any(fnmatchcase(_strip(value.url), pattern) for pattern in self.addresses):
            yield f"leads to {value.url}"
        if self.words and not self.matcher.matches(value.words):
            yield f"is not on the words {join_words(map(quote, self.words))}"
        if refused := [word for word in self.rel_without if word in value.rel]:
            yield f"is marked {join_words(refused, 'and')}"


def judge(params: Params, seen: Seen) -> Judgement:
    """Pass if enough links lead there and have all that is asked; others that lead there are near misses."""
    hosts, placement = read_texts(params, "to"), read_placement(params)
    if ORIGIN in hosts and not seen.about:
        return not_applicable("no other origin is known")
    quality = _read_quality(params, seen)
    links = [link for link in _find_links(seen, hosts) if params.get("direct") or not link.is_detour]
    if params.get("if_any") and not links:
        return not_applicable("there is no such link")
    faults = {link.item.span: list(quality.find_faults(link)) for link in links}
    sound = [link for link in links if not faults[link.item.span]]
    placed = set(placement.keep((link.item.span for link in sound), seen))
    near = list(_find_near(links, faults, placement, placed))
    found = [
        Finding(f"the link {quote(link.value.words)}", link.item.span) for link in sound if link.item.span in placed
    ]
    return judge_count(params, found, near, f"no link leads to {_describe(hosts, seen)}")


def _read_quality(params: Params, seen: Seen) -> _Quality:
    return _Quality(
        targets=read_texts(params, "targets"),
        addresses=read_texts(params, "addresses"),
        words=read_texts(params, "words_linked"),
        matcher=Wording(read_texts(params, "words_linked")).fill(seen),
        rel_without=read_texts(params, "rel_without"),
        direct=bool(params.get("direct")),
    )


def _find_links(seen: Seen, hosts: tuple[str, ...]) -> Iterator[_Link]:
    statements = [item for item in seen.of_kind(Kind.ORIGIN_STATEMENT) if _names(item, seen)] if ORIGIN in hosts else []
    for item in seen.of_kind(Kind.HYPERLINK):
        value = item.value
        if not isinstance(value, LinkValue):
            continue
        shortened = value.target is Target.SHORTENER and any(touch(item.span, other.span) for other in statements)
        detour = bool(hosts) and (shortened or _is_wrapped(value, hosts, seen))
        if not hosts or detour or leads(value.url, hosts, seen):
            yield _Link(item, value, detour)


def _is_wrapped(value: LinkValue, hosts: tuple[str, ...], seen: Seen) -> bool:
    """Whether an address holds one on another host, to which a redirector passes readers on."""
    inner = "https://" + unquote(value.url).partition("://")[2].partition("://")[2]
    host = host_of(inner)
    return host not in {"", value.host} and value.target is not Target.ARCHIVE and leads(inner, hosts, seen)


def _names(item: Evidence, seen: Seen) -> bool:
    return any(names_origin(item, names_of(hop, seen.policies)) for hop in seen.about)


def _find_near(
    links: list[_Link], faults: Mapping[Span, list[str]], placement: Placement, placed: Set[Span]
) -> Iterator[Finding]:
    for link in links:
        reasons = faults[link.item.span]
        if not reasons and link.item.span not in placed:
            reasons = [f"does not stand {placement.describe()}"]
        if reasons:
            yield Finding(f"the link {quote(link.value.words)} {join_words(reasons, 'and')}", link.item.span)


def _strip(url: str) -> str:
    return url.partition("://")[2].removeprefix("www.") or url


def _describe(hosts: tuple[str, ...], seen: Seen) -> str:
    names = [*(host for host in hosts if host != ORIGIN), *(hop.name for hop in seen.about if ORIGIN in hosts)]
    return join_words(names) if names else "what is asked for"


CHECK = Check(
    "link-marker",
    judge,
    make_schema(
        {
            "to": describe(TEXTS, "hosts that a link leads to, or 'origin'; left out, any link counts"),
            "targets": describe(
                some_of([str(target) for target in Target]), "what it leads to; left out, anything will do"
            ),
            "addresses": describe(
                TEXTS,
                "addresses without https://, one of which it has; * stands for anything; left out, any will do",
            ),
            "words_linked": describe(PATTERNS, "patterns, one of which its words hold; left out, any words will do"),
            "rel_without": describe(TEXTS, "what it is not marked, such as 'nofollow'; left out, it may be anything"),
            "direct": describe(FLAG, "a link through a redirect or shortener is a finding", default=False),
            "if_any": describe(FLAG, "ask nothing of an article without such a link", default=False),
            **PLACEMENT,
            **SURROUNDINGS,
            **COUNTS,
        },
        ordered=COUNT_ORDER,
    ),
    about="Links to some hosts, of some quality, stand in the article as often as they must.",
    cost="one comparison of each link's address with the hosts",
    examples=(
        KindExample(
            "The outlet's site is linked, on the outlet's name.",
            {"to": "harborweekly.example", "words_linked": "^Harbor Weekly$"},
            passes=tell(STORY, SOURCE),
            fails=tell(STORY, f"Read [the original]({ADDRESS})."),
        ),
        KindExample(
            "Where the original is linked, search engines may follow.",
            {"to": "origin", "rel_without": ["nofollow", "ugc", "sponsored"], "if_any": True},
            passes=tell(STORY, SOURCE),
            fails=tell(STORY, LINKED.replace("<a ", '<a rel="nofollow" ')),
        ),
    ),
)
