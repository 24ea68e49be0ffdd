"""Statements of origin in metadata: front matter, shortcodes, comment lines, ``isBasedOn`` of structured data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from compliance.extractors.origin_names import is_name, name_of_url
from compliance.extractors.own_outlet import Outlet
from compliance.hyperlinks import classify
from compliance.model.article import Article, Carrier, Field, Record, Text
from compliance.model.evidence import Evidence, Kind, OriginStatement, Target
from compliance.model.scan import Phrase, Scan, normalise_lines
from compliance.model.source import Span
from compliance.patterns import compile_late
from compliance.scanning import compile_phrase

_URL_KEYS = {
    "source_url": "republished",
    "source_link": "republished",
    "sourceurl": "republished",
    "source.url": "republished",
    "source.link": "republished",
    "source": "republished",
    "original": "republished",
    "original_url": "republished",
    "originalurl": "republished",
    "original_link": "republished",
    "original_post": "republished",
    "original_article": "republished",
    "original.url": "republished",
    "original_source": "republished",
    "original_source_url": "republished",
    "originally_published": "republished",
    "originally_published_at": "republished",
    "republished_from": "republished",
    "reposted_from": "republished",
    "external": "republished",
    "external_url": "republished",
    "external_link": "republished",
    "externalurl": "republished",
    "syndicated_from": "syndicated",
    "syndication_source": "syndicated",
    "syndication-source": "syndicated",
    "original-source": "republished",
    "crosspost": "cross-post",
    "crossposted_from": "cross-post",
    "cross_post": "cross-post",
    "crosspost_url": "cross-post",
    "cross_posted_from": "cross-post",
    "translation_url": "translation",
    "translated_from": "translation",
    "translation_of": "translation",
    "via": "republished",
    "dc.source": "republished",
    "dcterms.source": "republished",
    "dcterms.isversionof": "adapted",
}
"""Keys that give the origin's address, after ``-`` is read as ``_`` and list numbers are dropped."""

_NAME_KEYS = (
    "source_name",
    "source.name",
    "source.title",
    "source_site",
    "source",
    "original_site",
    "original_publisher",
    "original_publication",
    "original.name",
    "original.site",
    "original_source",
    "originally_published_by",
    "republished_from",
    "syndicated_from",
    "translation_site",
    "crosspost.name",
    "publication",
)
_LIST = compile_late(
    r"^(?:crossposts?|cross_posts?|syndications?|originals?|sources?)(?:\.\d+)?\.(url|link|href|name|site|title)$"
)
_SHORTCODE = compile_late(
    r"^shortcode\.(?:[\w-]*(?:crosspost|cross-post|republish|syndicat|original|reposted?)[\w-]*)\.(src|url|href|link|name|title|site)$"
)
_MARKUP = compile_late(
    r"\[(?P<words>[^\]]+)\]\((?P<url>[^)\s]+)\)|<a\s[^>]*?href=[\"']?(?P<href>[^\"'\s>]+)[^>]*>(?P<text>[^<]*)</a>"
)


class _Named(NamedTuple):
    name: str = ""
    url: str = ""
    relation: str = "republished"


def find_in_fields(article: Article, scan: Scan, outlet: Outlet) -> Iterator[Evidence]:
    """Yield what the metadata says of the article's origin."""
    front = [field for field in article.fields if field.carrier in {Carrier.FRONT_MATTER, Carrier.META}]
    yield from _from_keys(front, outlet)
    yield from _from_shortcodes(front)
    for field in front:
        if field.carrier is Carrier.FRONT_MATTER and 24 <= len(field.value) <= 1500 and " " in field.value.strip():
            yield from _from_sentence(field, scan)
    for record in article.records:
        yield from _from_record(record, outlet)


def _from_keys(fields: list[Field], outlet: Outlet) -> Iterator[Evidence]:
    names = {_plain_key(f.name): f for f in reversed(fields) if not _is_url(f.value)}
    name_field = next((names[key] for key in _NAME_KEYS if key in names and len(names[key].value) <= 80), None)
    name = _spell(name_field.value) if name_field else ""
    done: set[str] = set()
    for field in fields:
        key = _plain_key(field.name)
        relation = _URL_KEYS.get(key) or (
            "cross-post" if (m := _LIST.match(key)) and m[1] in {"url", "link", "href"} else ""
        )
        if not relation or not _is_url(field.value) or field.value in done:
            continue
        if field.carrier is Carrier.META and outlet.is_named("", field.value):
            continue
        done.add(field.value)
        own_name = names[key.rpartition(".")[0] + ".name"].value if key.rpartition(".")[0] + ".name" in names else name
        yield _make(field, _Named(own_name, field.value, relation), 60 if key == "via" else 74)
    if (
        name_field
        and not done
        and _plain_key(name_field.name) in {"republished_from", "syndicated_from", "original_site"}
    ):
        yield _make(name_field, _Named(name), 66)


def _plain_key(name: str) -> str:
    key = name.lower().replace("-", "_") if not name.startswith(("dc", "syndication", "original-")) else name.lower()
    return re.sub(r"\.\d+$", "", re.sub(r"\.\d+\.", ".", key)) if not _LIST.match(key) else re.sub(r"\.\d+", "", key)


def _spell(value: str) -> str:
    """Return a name as words where it is written as a slug."""
    value = value.strip()
    return value.upper() if re.fullmatch(r"[a-z]?\d+[a-z]", value) else value


def _from_shortcodes(fields: list[Field]) -> Iterator[Evidence]:
    found: dict[str, dict[str, Field]] = {}
    for field in fields:
        if match := _SHORTCODE.match(field.name):
            found.setdefault(field.name.rpartition(".")[0], {})[match[1]] = field
    for parts in found.values():
        address = next((parts[key] for key in ("src", "url", "href", "link") if key in parts), None)
        name = next((parts[key] for key in ("name", "title", "site") if key in parts), None)
        found_at = address or name
        if found_at is not None:
            url = address.value.strip().strip("<>") if address else ""
            yield _make(found_at, _Named(name.value if name else "", url, "cross-post"), 76)


def _from_sentence(field: Field, scan: Scan) -> Iterator[Evidence]:
    """Yield the statement that a value holds as a sentence, such as ``preface: This post was first published on …``."""
    normalised = normalise_lines(field.value)
    best: tuple[int, Phrase, int] | None = None
    for phrase in scan.entries("origin-statement"):
        if "position" in phrase.attributes or not phrase.may_occur(normalised):
            continue
        for match in compile_phrase(phrase).finditer(field.value.encode()):
            trust = int(phrase.attributes.get("trust", "60"))
            if best is None or trust > best[0]:
                best = trust, phrase, match.end()
    if best is None:
        return
    rest = field.value.encode()[best[2] :].decode(errors="replace")
    link = _MARKUP.search(rest) or _MARKUP.search(field.value)
    name, url = "", ""
    if link:
        name, url = (link["words"] or link["text"] or "").strip(), link["url"] or link["href"] or ""
    else:
        name = re.split(r"[.,;(]\s|\.$|\s(?:on|in|under|by|and)\s", rest.strip())[0].strip()
    if url or is_name(name):
        yield _make(field, _Named(name, url, best[1].attributes.get("relation", "republished")), best[0])


def _from_record(record: Record, outlet: Outlet) -> Iterator[Evidence]:
    for key, relation in (("isBasedOn", "adapted"), ("isBasedOnUrl", "adapted"), ("translationOfWork", "translation")):
        for value in record.properties.get(key, ()):
            named, span = _read_value(value)
            if named.url and not outlet.is_named(named.name, named.url):
                item = OriginStatement(relation, named.name or name_of_url(named.url), named.url, classify(named.url))
                yield Evidence(Kind.ORIGIN_STATEMENT, item, named.url, span, carrier=record.carrier, trust=72)


def _read_value(value: Text | Record) -> tuple[_Named, Span]:
    if isinstance(value, Text):
        return _Named(url=value.value if _is_url(value.value) else ""), value.span
    url = next((t.value for t in value.texts("url")), value.identity)
    publisher = next((t.value for r in value.records("publisher") for t in r.texts("name")), "")
    return _Named(publisher, url if _is_url(url) else ""), value.span


def _is_url(value: str) -> bool:
    return bool(re.match(r"<?(?:https?:)?//\S+>?$|www\.\S+$", value.strip()))


def _make(field: Field, named: _Named, trust: int) -> Evidence:
    url = named.url.strip().strip("<>")
    value = OriginStatement(
        relation=named.relation,
        name=named.name or name_of_url(url),
        url=url,
        target=classify(url) if url else Target.MISSING,
    )
    return Evidence(Kind.ORIGIN_STATEMENT, value, field.value, field.span, carrier=field.carrier, trust=trust)
