"""Bylines: who wrote, edited, translated or photographed the article, from every carrier. Commenters are left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from compliance.extractors.person_names import split_names, tidy_name
from compliance.extractors.schema_org import find_main_records
from compliance.hookspecs import Extractor
from compliance.hyperlinks import classify
from compliance.model.article import Article, Block, Carrier, Field, Record, Scope, Text
from compliance.model.evidence import Byline, Evidence, Kind, Target
from compliance.model.scan import Phrase, Scan
from compliance.model.source import Span

_FRONT_MATTER = re.compile(r"^(?:params\.)?(?:authors?|by|byline|writers?|creators?)(?:\.\d+)?(?:\.name)?$")
_ROLES = {
    re.compile(r"^(?:editors?)(?:\.\d+)?(?:\.name)?$"): "editor",
    re.compile(r"^(?:translators?)(?:\.\d+)?(?:\.name)?$"): "translator",
}
_META = frozenset(
    "author byl dc.creator dcterms.creator dc.creator.personalname citation_author parsely-author sailthru.author "
    "article:author_name article.author cxenseparse:author og:article:author article:author author_name twitter:data1".split()
)
_URL = re.compile(r"https?://\S+")
_LONGEST = 160
"""Characters of a block that can be a byline as a whole."""
_TOP, _BOTTOM = 14, 10
"""Blocks from the top and the bottom of the article in which an unmarked byline may stand."""
_ORGANISATIONS = frozenset({"Organization", "NewsMediaOrganization", "Corporation", "Thing"})


def extract(article: Article, scan: Scan) -> Iterator[Evidence]:
    """Yield one piece of evidence per name. Trust: front matter, structured data, links, marked blocks, plain lines."""
    own_names = {" ".join(name.casefold().split()) for name in _find_site_names(article)}
    for item in _find(article, scan):
        value = item.value
        is_site = isinstance(value, Byline) and value.name.casefold() in own_names
        if not is_site or item.carrier is Carrier.FRONT_MATTER:
            yield item


def _find(article: Article, scan: Scan) -> Iterator[Evidence]:
    for field in article.fields:
        yield from _read_field(field)
    for record in find_main_records(article):
        yield from _read_record(record)
    yield from _read_links(article)
    yield from _read_blocks(article, scan)


def _find_site_names(article: Article) -> Iterator[str]:
    for field in article.fields:
        if field.name in {"og:site_name", "application-name", "publisher", "dc.publisher"}:
            yield field.value
    for record in find_main_records(article):
        for publisher in record.records("publisher"):
            yield from (text.value for text in publisher.texts("name"))


def _read_field(field: Field) -> Iterator[Evidence]:
    if field.carrier is Carrier.FRONT_MATTER:
        role = next((role for pattern, role in _ROLES.items() if pattern.match(field.name)), "")
        if role or _FRONT_MATTER.match(field.name):
            yield from _read_front_matter(field, role or "author")
    elif field.carrier is Carrier.META and field.name in _META and not _URL.match(field.value):
        if field.name != "twitter:data1":
            for name in split_names(_strip_by(field.value)):
                yield _make(name, field.value, field.span, Carrier.META, 72)


def _read_front_matter(field: Field, role: str) -> Iterator[Evidence]:
    """Yield the names of a front-matter value; what is no name (a login, a team) is kept as it stands."""
    value = " ".join(_URL.sub(" ", field.value).split())
    if not value:
        return
    names = list(split_names(value)) if "," in value or " and " in value else [tidy_name(value)]
    for name in [name for name in names if name] or [value]:
        yield _make(name, field.value, field.span, Carrier.FRONT_MATTER, 90, role)


def _read_record(record: Record) -> Iterator[Evidence]:
    trust = 85 if record.carrier is Carrier.JSON_LD else 80
    for name, role in (("author", "author"), ("creator", "author"), ("editor", "editor"), ("translator", "translator")):
        if name == "creator" and "author" in record.properties:
            continue
        for value in record.properties.get(name, ()):
            less = 10 if isinstance(value, Record) and _ORGANISATIONS & set(value.types) else 0
            for text in [value] if isinstance(value, Text) else value.texts("name"):
                for person in split_names(_strip_by(text.value)):
                    yield _make(person, text.value, text.span, record.carrier, trust - less, role)


def _read_links(article: Article) -> Iterator[Evidence]:
    for link in article.links:
        if "author" in link.rel and link.scope is Scope.ARTICLE:
            words = article.text(link.start, link.end)
            for name in split_names(_strip_by(words)):
                yield _make(name, words, article.span(link.start, link.end), Carrier.REL, 76, url=link.url)


def _strip_by(text: str) -> str:
    return re.sub(r"^\s*(?:by|von|par|por|di)\s+", "", text, flags=re.IGNORECASE)


@lru_cache(maxsize=4)
def _compile(prefixes: tuple[str, ...], roles: tuple[str, ...]) -> re.Pattern[str]:
    """Return what matches the head of a byline; group ``role`` takes part where another role than author is named."""
    heads = "|".join(map(_loosen, prefixes)) or "(?!)"
    others = "|".join(map(_loosen, roles)) or "(?!)"
    return re.compile(
        rf"^[\s|•·–—-]*(?:(?P<role>{others})|(?P<by>{heads}))(?=[\s:：]|(?<=[:：/・]))[\s:：]*", re.IGNORECASE
    )


def _loosen(pattern: str) -> str:
    return pattern.replace(" ", r"\s+")


def _read_blocks(article: Article, scan: Scan) -> Iterator[Evidence]:
    roles = tuple(scan.entries("byline-role"))
    head = _compile(
        tuple(entry.pattern for entry in scan.entries("byline-prefix")), tuple(entry.pattern for entry in roles)
    )
    own = [block for block in article.blocks if block.scope is Scope.ARTICLE and block.kind != "code"]
    edge = {id(block) for block in (*own[:_TOP], *own[-_BOTTOM:])}
    for block in own:
        marked = bool(block.hints & {"byline", "author"}) and "bio" not in block.hints
        if block.end - block.start > _LONGEST * 2 or not (marked or id(block) in edge):
            continue
        text = article.text(block.start, block.end)
        if len(text) <= _LONGEST:
            yield from _read_line(article, block, text, head, roles, marked=marked)
        if id(block) in edge:
            yield from _read_profile_line(article, block)


def _read_line(
    article: Article, block: Block, text: str, head: re.Pattern[str], roles: Iterable[Phrase], *, marked: bool
) -> Iterator[Evidence]:
    found = head.match(text)
    if found and found["role"]:
        role = next((p.attributes.get("role", "editor") for p in roles if _matches(p, found["role"])), "editor")
        trust = 60
    elif found:
        role, trust = "author", 74 if marked else 60
    elif marked and block.kind != "heading":
        role, trust = "author", 66
    else:
        return
    rest = text[found.end() :] if found else text
    for name in split_names(rest):
        if marked or " " in name or not name.isascii():
            start = text.find(name, found.end() if found else 0)
            yield _make(name, text, _cut(article, block, text, start, name), Carrier.TEXT, trust, role)


def _matches(phrase: Phrase, words: str) -> bool:
    return re.fullmatch(_loosen(phrase.pattern), words, re.IGNORECASE) is not None


def _cut(article: Article, block: Block, text: str, start: int, name: str) -> Span:
    """Return the span of a name inside a block, or of the block where the name was put together."""
    if start < 0:
        return article.span(block.start, block.end)
    first = block.start + len(text[:start].encode())
    return article.span(first, first + len(name.encode()))


def _read_profile_line(article: Article, block: Block) -> Iterator[Evidence]:
    """Yield a name that is linked to a profile at the start of a line, with an affiliation behind it."""
    link = next(iter(article.links_within(block.start, block.end)), None)
    if link is None or link.start - block.start > 3 or classify(link.url) is not Target.PROFILE:
        return
    behind = article.text(link.end, block.end)
    name = tidy_name(article.text(link.start, link.end))
    if " " in name and re.match(r"\s*,\s+\S", behind):
        words = article.text(block.start, block.end)
        yield _make(name, words, article.span(link.start, link.end), Carrier.TEXT, 55, url=link.url)


def _make(  # noqa: PLR0913 - one argument per part of the evidence
    name: str, text: str, span: Span, carrier: Carrier, trust: int, role: str = "author", *, url: str = ""
) -> Evidence:
    return Evidence(Kind.BYLINE, Byline(name, role, url), text, span, Scope.ARTICLE, carrier, trust)


EXTRACTOR = Extractor("byline", extract)
