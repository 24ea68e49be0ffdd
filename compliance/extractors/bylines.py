"""Bylines: who wrote, edited, translated or photographed the article, from every carrier. Commenters are left out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from msgspec import Struct

from compliance.dates import FoundDate, find_dates
from compliance.extractors.person_names import split_names, tidy_name
from compliance.extractors.schema_org import find_main_records
from compliance.extractors.wording import read_months
from compliance.hookspecs import Extractor
from compliance.hyperlinks import classify, host_of
from compliance.model.article import Article, Block, Carrier, Field, Record, Scope, Text
from compliance.model.evidence import Byline, Evidence, Kind, Target
from compliance.model.scan import Phrase, Scan
from compliance.model.source import Span
from compliance.patterns import compile_kept, compile_late

_FRONT_MATTER = compile_late(
    r"^(?:(?:primary_)?authors?|author_?names?|by|byline|(?:written|posted)_?by|writers?|creators?)(?:\.\d+)?(?:\.name)?$"
)
"""Ghost's API says ``primary_author`` and ``authors``."""
_ROLES = {
    compile_late(r"^(?:editors?)(?:\.\d+)?(?:\.name)?$"): "editor",
    compile_late(r"^(?:translators?)(?:\.\d+)?(?:\.name)?$"): "translator",
}
_META = frozenset(
    (
        "author",
        "byl",
        "dc.creator",
        "dcterms.creator",
        "dc.creator.personalname",
        "citation_author",
        "parsely-author",
        "sailthru.author",
        "article:author",
        "article:author_name",
        "article.author",
        "author_name",
        "cxenseparse:author",
        "og:article:author",
    )
)
_URL = compile_late(r"https?://\S+")
_LONGEST = 160
"""Characters of a block that can be a byline as a whole."""
_TOP, _BOTTOM = 14, 10
"""Blocks from the top and the bottom of the article in which an unmarked byline may stand."""
_MOST = 4
"""Names, and lines, of a byline without a head; what has more is a list of something else."""
_UNSURE = frozenset({75, 70, 66, 52})
"""Trust of names that may as well be an organisation's or the site's."""
_UNHEADED = 66
"""Trust in a name that the markup alone calls an author's."""
_ORGANISATION = compile_late(
    r"\b(?:GmbH|Inc|Ltd|LLC|AG|Media|Redaktion|Redaction|News|Team|Agency|Press|Staff|Network)\b"
)
_ORGANISATIONS = frozenset({"Organization", "NewsMediaOrganization", "Corporation", "Thing"})


def extract(article: Article, scan: Scan) -> Iterator[Evidence]:
    """Yield one piece of evidence per name. Trust: front matter, structured data, links, marked blocks, plain lines."""
    own_names = {" ".join(name.casefold().split()) for name in _find_site_names(article)}
    for item in _find(article, scan):
        value = item.value
        name = value.name.casefold() if isinstance(value, Byline) else ""
        is_site = name in own_names
        if _is_host(name, article) and item.carrier in {Carrier.META, Carrier.JSON_LD}:
            continue
        if not (is_site and (item.carrier is Carrier.META or item.trust in _UNSURE)):
            yield item


def _find(article: Article, scan: Scan) -> Iterator[Evidence]:
    for field in article.fields:
        yield from _read_field(field)
    for record in find_main_records(article):
        yield from _read_record(record)
    yield from _read_links(article)
    yield from _read_blocks(article, scan)


def _is_host(name: str, article: Article) -> bool:
    """Whether a name of one word is the host's that the page comes from, with or without its domain."""
    host = host_of(article.source.url or "")
    return bool(host) and name in {host, host.rpartition(".")[0]}


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
        for name in _drop_initials(split_names(_strip_by(field.value))):
            trust = 50 if _ORGANISATION.search(name) else 72
            yield _make(Byline(name), field.value, field.span, Carrier.META, trust)


def _read_front_matter(field: Field, role: str) -> Iterator[Evidence]:
    """Yield the names of a front-matter value; what is no name (a login, a team) is kept as it stands."""
    value = " ".join(_URL.sub(" ", field.value).split())
    if not value:
        return
    names = list(split_names(value)) if "," in value or " and " in value else [tidy_name(value)]
    for name in [name for name in names if name] or [value]:
        yield _make(Byline(name, role), field.value, field.span, Carrier.FRONT_MATTER, 90)


def _read_record(record: Record) -> Iterator[Evidence]:
    trust = 85 if record.carrier is Carrier.JSON_LD else 80
    for name, role in (("author", "author"), ("creator", "author"), ("editor", "editor"), ("translator", "translator")):
        if name == "creator" and "author" in record.properties:
            continue
        for value in record.properties.get(name, ()):
            less = 10 if isinstance(value, Record) and _ORGANISATIONS & set(value.types) else 0
            for text in [value] if isinstance(value, Text) else value.texts("name"):
                for person in split_names(_strip_by(text.value)):
                    yield _make(Byline(person, role), text.value, text.span, record.carrier, trust - less)


def _read_links(article: Article) -> Iterator[Evidence]:
    for link in article.links:
        if "author" in link.rel and link.scope is Scope.ARTICLE:
            words = article.text(link.start, link.end)
            for name in split_names(_strip_by(words)):
                yield _make(Byline(name, url=link.url), words, article.span(link.start, link.end), Carrier.REL, 76)


def _drop_initials(names: Iterable[str]) -> list[str]:
    """Return names without an outlet's in capitals that stands among full ones ("Ann Author, TIDE")."""
    found = list(names)
    return [name for name in found if not name.isupper() or " " in name] if any(map(_is_full, found)) else found


def _strip_by(text: str) -> str:
    return re.sub(r"^\s*(?:by|von|par|por|di)\s+", "", text, flags=re.IGNORECASE)


@lru_cache(maxsize=4)
def _compile(prefixes: tuple[str, ...], roles: tuple[str, ...]) -> re.Pattern[str]:
    """Return what matches the head of a byline; group ``role`` takes part where another role than author is named."""
    heads = "|".join(map(_loosen, prefixes)) or "(?!)"
    others = "|".join(map(_loosen, roles)) or "(?!)"
    return compile_kept(
        rf"^[\s|•·–—-]*(?:(?P<role>{others})|(?P<by>{heads}))(?=[\s:：]|(?<=[:：/・]))[\s:：]*", re.IGNORECASE
    )


def _loosen(pattern: str) -> str:
    return pattern.replace(" ", r"\s+")


def _read_blocks(article: Article, scan: Scan) -> Iterator[Evidence]:
    roles = tuple(scan.entries("byline-role"))
    head = _compile(
        tuple(entry.pattern for entry in scan.entries("byline-prefix")), tuple(entry.pattern for entry in roles)
    )
    months = read_months(scan)
    own = [block for block in article.blocks if block.scope is Scope.ARTICLE and block.kind != "code"]
    top, bottom = {id(block) for block in own[:_TOP]}, {id(block) for block in own[-_BOTTOM:]}
    known: set[str] = set()
    for marked, blocks in groupby(own, _is_marked):
        found: list[Evidence] = []
        for block in blocks:
            near = id(block) in top or id(block) in bottom
            if not (marked or near):
                continue
            text = article.text(block.start, block.end)
            line = _Line(article, block, text, marked=marked, top=id(block) in top)
            found.extend(_read_line(line, head, roles, months))
            if near and len(text) <= _LONGEST:
                found.extend(_read_profile_line(article, block))
        yield from _drop_biography(found, known)
        known.update(_name_of(item) for item in found)


def _is_marked(block: Block) -> bool:
    return bool(block.hints & {"byline", "author"}) and not block.hints & {"bio", "license"}


def _drop_biography(found: Sequence[Evidence], known: Collection[str]) -> Iterator[Evidence]:
    """Yield what neighbouring blocks say; where they name an author again, the rest of them is about that author."""
    again = any(_name_of(item) in known for item in found if item.trust == _UNHEADED)
    return (item for item in found if item.trust != _UNHEADED or not again or _name_of(item) in known)


def _name_of(item: Evidence) -> str:
    return item.value.name if isinstance(item.value, Byline) else ""


class _Line(Struct, frozen=True):
    """A block that may hold a byline; ``marked`` by the markup, or near the ``top``."""

    article: Article
    block: Block
    text: str
    marked: bool
    top: bool

    def cut(self, start: int, name: str) -> Span:
        """Return the span of a name inside the block, or of the block where the name was put together."""
        at = self.text.find(name, start)
        if at < 0:
            return self.article.span(self.block.start, self.block.end)
        first = self.block.start + len(self.text[:at].encode())
        return self.article.span(first, first + len(name.encode()))


def _read_line(
    line: _Line, head: re.Pattern[str], roles: Sequence[Phrase], months: Mapping[str, int]
) -> Iterator[Evidence]:
    """Yield the names of a line, piece by piece: a byline often shares its line with a date or a section."""
    dates = list(find_dates(line.text, months)) if len(line.text) <= _LONGEST else []
    for start, piece in _split_pieces(line.text, dates):
        found = head.match(piece)
        if found and found["role"]:
            role = next((p.attributes.get("role", "editor") for p in roles if _matches(p, found["role"])), "editor")
            trust = 60
        elif found:
            role, trust = "author", 74 if line.marked else 60
        elif line.marked and line.block.kind != "heading":
            role, trust = "author", _UNHEADED
        elif line.top and dates and start == 0 and not piece.rstrip().endswith(","):
            role, trust = "author", 52
        else:
            continue
        names = list(split_names(piece[found.end() :] if found else piece))
        if not found and (len(names) > _MOST or line.text.count("\n") >= _MOST or not all(map(_is_full, names))):
            continue
        for name in names:
            if line.marked or _is_full(name):
                yield _make(Byline(name, role), line.text, line.cut(start, name), Carrier.TEXT, trust)


def _is_full(name: str) -> bool:
    """Whether a name has two words, or is in a script without capitals and spaces."""
    return " " in name or (not name.isascii() and name.lower() == name.upper())


def _split_pieces(text: str, dates: Sequence[FoundDate]) -> Iterator[tuple[int, str]]:
    """Yield the pieces of a short line between dates, bars and line ends, and the head of a long one."""
    if len(text) > _LONGEST:
        head = re.split(r"[,(\n]|\s[–—-]", text[:_LONGEST], maxsplit=1)[0]
        if len(head) < 60:
            yield 0, head
        return
    position = 0
    for date in (*dates, None):
        end = date.start if date else len(text)
        for piece in re.finditer(r"[^\n|•·]+", text[position:end]):
            yield position + piece.start(), piece[0]
        position = date.end if date else end


def _matches(phrase: Phrase, words: str) -> bool:
    return re.fullmatch(_loosen(phrase.pattern), words, re.IGNORECASE) is not None


def _read_profile_line(article: Article, block: Block) -> Iterator[Evidence]:
    """Yield a name that is linked to a profile at the start of a line, with an affiliation behind it."""
    link = next(iter(article.links_within(block.start, block.end)), None)
    if link is None or link.start - block.start > 3 or classify(link.url) is not Target.PROFILE:
        return
    behind = article.text(link.end, block.end)
    name = tidy_name(article.text(link.start, link.end))
    if " " in name and re.match(r"\s*,\s+\S", behind):
        words = article.text(block.start, block.end)
        yield _make(Byline(name, url=link.url), words, article.span(link.start, link.end), Carrier.TEXT, 55)


def _make(value: Byline, text: str, span: Span, carrier: Carrier, trust: int) -> Evidence:
    return Evidence(Kind.BYLINE, value, text, span, Scope.ARTICLE, carrier, trust)


EXTRACTOR = Extractor("byline", extract)
