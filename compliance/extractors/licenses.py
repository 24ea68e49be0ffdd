"""Licenses granted or only named: in metadata, by rel=license, and in the text; each with what it is about."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import chain, islice

from compliance.extractors.block_text import LONGEST_BLOCK, Passage
from compliance.extractors.license_subjects import Mention, Setting, judge_setting
from compliance.extractors.margins import find_margins
from compliance.extractors.schema_org import find_main_records
from compliance.hookspecs import Extractor
from compliance.model.article import Article, Carrier, Field, Scope, Text
from compliance.model.evidence import Evidence, Kind, LicenseStatement
from compliance.model.scan import Hit, Scan
from compliance.patterns import compile_late
from compliance.spdx import UNTYPED, find_license, find_license_names, find_license_of_url

_MARKS = (
    "commons",
    "licen",
    "lizenz",
    "cc ",
    "cc-",
    "cc0",
    "(cc)",
    "public domain",
    "gemeinfrei",
    "domain",
    "gfdl",
    "ogl",
    "コモンズ",
    "知识共享",
    "커먼즈",
    "dominio",
    "domínio",
    "odbl",
)
_META = {
    "dc.rights",
    "dcterms.rights",
    "dcterms.license",
    "dc.rights.license",
    "license",
    "licence",
    "rights",
    "copyright",
    "dc.license",
    "cc:license",
    "article:license",
}
_REL = {"link:license", "rdfa:license", "link:copyright"}
_FRONT_MATTER = {
    "license",
    "licence",
    "license.name",
    "license.url",
    "license_url",
    "licence_url",
    "rights",
    "license.id",
    "copyright",
    "lizenz",
    "licencia",
}
_NAMES_LICENSE = compile_late(r"licen|lizenz|commons|\bcc\b|rights|rechte|://|by[-/]|terms|here|hier", re.IGNORECASE)
_IMAGE_PAGE = compile_late(r"/wiki/File:|\.(?:jpe?g|png|gif|svg|webp)(?:[?#]|$)|flickr\.com/photos", re.IGNORECASE)
_MOST = 60
"""Licenses of one block that are judged; no one grants more."""

_REACH = 60
"""Characters between a license's name and a link to its deed that still belong together."""


def extract(article: Article, scan: Scan) -> Iterator[Evidence]:
    """Yield grants and mentions; metadata first."""
    yield from chain(_read_fields(article), _read_records(article), _read_text(article, scan))


def _read_fields(article: Article) -> Iterator[Evidence]:
    for field in article.fields:
        front = field.carrier is Carrier.FRONT_MATTER and field.name in _FRONT_MATTER
        declares = front or (field.carrier is Carrier.META and field.name in _META) or field.name in _REL
        if declares and (id_ := find_license_of_url(field.value) or find_license(field.value)):
            scope, trust = (Scope.ARTICLE, 82) if front else (Scope.SITE, 74)
            yield _declare(id_, field, field.carrier, scope, trust)


def _read_records(article: Article) -> Iterator[Evidence]:
    for record in find_main_records(article):
        nested = (text for node in record.records("license") for name in ("url", "name") for text in node.texts(name))
        for text in (*record.texts("license"), *nested):
            if id_ := find_license_of_url(text.value) or find_license(text.value):
                yield _declare(id_, text, record.carrier, Scope.ARTICLE, 78)


def _declare(id_: str, carrier: Field | Text, kind: Carrier, scope: Scope, trust: int) -> Evidence:
    url = carrier.value if "://" in carrier.value and " " not in carrier.value.strip() else ""
    value = LicenseStatement(id_, url, "" if url else carrier.value, "declared")
    return Evidence(Kind.LICENSE_GRANT, value, carrier.value, carrier.span, scope, kind, _weigh(id_, trust))


def _weigh(id_: str, trust: int) -> int:
    """Return less trust for a license whose type or version is not told."""
    return trust - 14 if id_ == UNTYPED else trust - 4 if id_.startswith("LicenseRef-") else trust


def _read_text(article: Article, scan: Scan) -> Iterator[Evidence]:
    deeds = [link.start for link in article.links if "://" in link.url and find_license_of_url(link.url)]
    folded = article.flat.decode().lower()
    if not deeds and not any(mark in folded for mark in _MARKS):
        return
    cues = ("license-grant", "license-subject", "origin-statement")
    hits = sorted((hit for cue in cues for hit in scan.of(cue)), key=_start_of)
    margins = find_margins(article)
    for index, block in enumerate(article.blocks):
        linked = bisect_left(deeds, block.start) < bisect_right(deeds, block.end)
        if block.kind == "code" or block.end - block.start > LONGEST_BLOCK:
            continue
        raw = article.flat[block.start : block.end].decode()
        if not (linked or any(mark in raw.lower() for mark in _MARKS)):
            continue
        passage = Passage(article, block, raw)
        around = hits[bisect_left(hits, block.start, key=_start_of) : bisect_left(hits, block.end, key=_start_of)]
        for mention in find_mentions(passage)[:_MOST]:
            yield _make(passage, mention, judge_setting(passage, mention, around, scan, marginal=index in margins))


def _start_of(hit: Hit) -> int:
    return hit.start


def find_mentions(passage: Passage) -> list[Mention]:
    """Return the licenses of a block; a name and the deed that it is linked to, or that stands behind it, are one."""
    names = islice(find_license_names(passage.text), _MOST)
    named = [Mention(*name, words=passage.text[name.start : name.end]) for name in names]
    found: list[Mention] = []
    for link in passage.links(0, len(passage.text) + 1)[:_MOST]:
        id_ = find_license_of_url(link.url) if "/" in link.url else ""
        if not id_:
            continue
        start, end = passage.to_index(link.start), passage.to_index(link.end)
        near = [mention for mention in named if mention.start <= end + 3 and start - mention.end <= _REACH]
        partner = min(near, key=lambda mention: abs(mention.start - start), default=None)
        words = passage.text[start:end]
        beside = any(_IMAGE_PAGE.search(other.url) for other in passage.links(max(0, start - _REACH), end + _REACH))
        foreign = not partner and (beside or (bool(words.strip()) and not _NAMES_LICENSE.search(words)))
        if partner and _agree(partner.id, id_):
            named.remove(partner)
            start, end = min(start, partner.start), max(end, partner.end)
            words = partner.words
        found.append(Mention(start, end, id_, link.url, words.strip(), foreign))
    return sorted((*found, *named), key=lambda mention: mention.start)


def _agree(name: str, deed: str) -> bool:
    """Whether a name may mean the license of a deed: it says less, or the same."""
    bare = name.removeprefix("LicenseRef-")
    return name == UNTYPED or deed.startswith(bare) or bare.startswith(deed.removeprefix("LicenseRef-"))


def _make(passage: Passage, mention: Mention, setting: Setting) -> Evidence:
    value = LicenseStatement(mention.id, mention.url, " ".join(mention.words.split()), setting.strength)
    granted = setting.strength in {"granted", "declared"}
    kind = Kind.LICENSE_GRANT if granted else Kind.LICENSE_MENTION
    start, end = (setting.start, setting.end) if granted else (mention.start, mention.end)
    trust = _weigh(mention.id, setting.trust)
    return passage.make(kind, value, start, max(end, mention.end), scope=setting.scope, trust=trust)


EXTRACTOR = Extractor("license", extract)
