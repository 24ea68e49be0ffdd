"""Publishers: who publishes the page, by metadata, structured data, front matter, and datelines in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance.dates import find_dates
from compliance.extractors.schema_org import find_main_records
from compliance.extractors.wording import find_wordings, read_months
from compliance.hookspecs import Extractor
from compliance.hyperlinks import host_of
from compliance.model.article import Article, Carrier, Field, Scope
from compliance.model.evidence import Evidence, Kind, Publisher
from compliance.model.scan import Scan
from compliance.model.source import Span
from compliance.patterns import compile_late

_META = {
    "og:site_name": (90, "site"),
    "application-name": (70, "site"),
    "dc.publisher": (75, "publisher"),
    "dcterms.publisher": (75, "publisher"),
    "citation_publisher": (75, "publisher"),
    "publisher": (60, "publisher"),  # less where it is a company's legal name
    "apple-mobile-web-app-title": (62, "site"),
    "cre": (55, "publisher"),
    "syndication-source": (20, "provider"),
}
_FRONT_MATTER = compile_late(r"^(?:publisher|publication|outlet|site|site_name)(?:\.name)?$")
_TITLE_PARTS = compile_late(r"\s+[|–—·»«:-]+\s+|\s*[|»«]\s*")
_ANY_PARTS = compile_late(r"\s+[-–—·:_«|»]+\s+|\s*[|»«]\s*|:\s+|_")
_LONGEST = 60
"""Characters of an outlet's name in a page's title."""
_LONGEST_NAME = 5
"""Words of an outlet's name that the host's name is a part of."""
_PLAIN_LABELS = frozenset({"blog", "blogs", "news", "blogspot", "wordpress", "medium", "github", "wikidot", "substack"})
"""Labels of a host that say nothing of the outlet: what it offers, or who keeps it."""
_WEEKDAY = compile_late(
    r"^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)|"
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)|(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)|"
    r"(?:lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica))$",
    re.IGNORECASE,
)
_COMPANY = compile_late(r"\b(?:Inc|Ltd|LLC|GmbH|AG|S\.A|Corp|plc)\b")
_SITE_TYPES = frozenset({"WebSite", "NewsMediaOrganization"})
_CREDITS = ("byline-prefix", "byline-role", "photo-credit")
"""Word lists of what stands before a person's name."""
_TOP = 12
"""Article blocks from the top among which a dateline is looked for."""


def extract(article: Article, scan: Scan) -> Iterator[Evidence]:
    """Yield names of the page's publisher; a dateline may name the outlet that a copy was taken from."""
    for field in article.fields:
        if field.carrier is Carrier.META and (known := _META.get(field.name)):
            trust, role = known
            if _is_name(field.value):
                less = 25 if _COMPANY.search(field.value) else 0
                yield _make(field.value, field.span, Carrier.META, trust - less, role)
        elif field.carrier is Carrier.FRONT_MATTER and _FRONT_MATTER.match(field.name) and _is_name(field.value):
            yield _make(field.value, field.span, Carrier.FRONT_MATTER, 80, "publisher")
        elif field.name == "title" and field.carrier is Carrier.META:
            yield from _read_title(article, field)
    yield from _read_records(article)
    yield from _read_datelines(article, scan)


def _read_records(article: Article) -> Iterator[Evidence]:
    for record in find_main_records(article):
        trust = 88 if record.carrier is Carrier.JSON_LD else 78
        for publisher in record.records("publisher"):
            for text in publisher.texts("name"):
                yield _make(text.value, text.span, record.carrier, trust, "publisher")
        for text in record.texts("publisher"):
            if _is_name(text.value):
                yield _make(text.value, text.span, record.carrier, trust, "publisher")
    for record in article.records:
        if _SITE_TYPES & set(record.types):
            for text in record.texts("name"):
                yield _make(text.value, text.span, record.carrier, 65, "site")


def _read_title(article: Article, field: Field) -> Iterator[Evidence]:
    """Yield the part of a page's title that the host's name bears out, else the last one that is not the article's."""
    labels = _find_host_labels(article)
    parts = [" ".join(part.split()) for part in _ANY_PARTS.split(field.value) if part.strip()]
    likeness, _, outlet = max(
        ((_liken(part, labels), -index, part) for index, part in enumerate(parts)), default=(0, 0, "")
    )
    if likeness:
        yield _make(outlet, field.span, Carrier.META, 56, "site")
        return
    heading = next((b for b in article.blocks if b.kind == "heading" and b.scope is Scope.ARTICLE), None)
    words = " ".join(article.text(heading.start, heading.end).split()).casefold() if heading else ""
    parts = [" ".join(part.split()) for part in _TITLE_PARTS.split(field.value) if part.strip()]
    for part in reversed(parts[1:]):
        if part.casefold() not in words and len(part) <= _LONGEST and len(part.split()) <= 7:
            yield _make(part, field.span, Carrier.META, 40, "site")
            return


def _find_host_labels(article: Article) -> tuple[str, ...]:
    """Return the labels of the host that the page comes from or declares, without its top-level domain."""
    declared = (field.value for field in article.fields if field.name in {"link:canonical", "og:url"})
    host = host_of(article.source.url or next(declared, ""))
    labels = [_squash(label) for label in host.split(".")[:-1]]
    return tuple(label for label in labels if len(label) >= 4 and label not in _PLAIN_LABELS)


def _liken(part: str, labels: tuple[str, ...]) -> float:
    """Return how well a host bears a name out: ``mossweekly.example`` "The Moss Weekly" wholly, and "Moss" not at all.

    A name may also go on where the label ends: ``moss.example`` and "Moss Weekly".
    """
    name = _squash(part).removeprefix("the")
    found = [0.0]
    for label in (label.removeprefix("the") for label in labels):
        inside = name in label and len(name) >= max(4, len(label) / 2)
        longer = label in name and len(part.split()) <= _LONGEST_NAME
        if len(part) <= _LONGEST and (inside or longer):
            found.append(min(len(name), len(label)) / max(len(name), len(label)))
    return max(found)


def _squash(text: str) -> str:
    return re.sub(r"[\W_]", "", text.casefold())


def _read_datelines(article: Article, scan: Scan) -> Iterator[Evidence]:
    """Yield the outlet of a line such as "The Daily Fern, May 9, 2017": a name, a comma, a date, and nothing else."""
    months = read_months(scan)
    own = [block for block in article.blocks if block.scope is Scope.ARTICLE][:_TOP]
    for block in own:
        if block.end - block.start > 120:
            continue
        text = article.text(block.start, block.end)
        date = next(find_dates(text, months), None)
        if date is None or date.end < len(text.rstrip(" .")) or date.start < 3:
            continue
        name = text[: date.start].rstrip()
        if not name.endswith((",", "—", "–", "-", "|")) or _is_credited(name, scan):
            continue
        if _is_outlet(name := name.rstrip(" ,—–-|")):
            span = article.span(block.start, block.start + len(name.encode()))
            link = next(iter(article.links_within(block.start, block.end)), None)
            value = Publisher(name, "dateline", link.url if link else "")
            yield Evidence(Kind.PUBLISHER, value, text, span, Scope.ARTICLE, Carrier.TEXT, 50)


def _is_credited(text: str, scan: Scan) -> bool:
    """Whether a text begins as a byline or a picture's credit does: "By Ann Author" names no outlet."""
    heads = (wording for cue in _CREDITS for wording in find_wordings(scan, cue, text))
    return any(head.start == 0 and not text[head.end - 1 : head.end + 1].isalnum() for head in heads)


def _is_name(text: str) -> bool:
    return bool(text.strip()) and "://" not in text and len(text) <= 80 and not text.isdigit()


def _is_outlet(name: str) -> bool:
    words = name.split()
    if _WEEKDAY.match(words[-1]):
        return False
    return 1 <= len(words) <= 6 and name[0].isupper() and not any(c.isdigit() for c in name) and ":" not in name


def _make(name: str, span: Span, carrier: Carrier, trust: int, role: str) -> Evidence:
    name = " ".join(name.split())
    scope = Scope.ARTICLE if carrier is Carrier.FRONT_MATTER else Scope.SITE
    return Evidence(Kind.PUBLISHER, Publisher(name, role), name, span, scope, carrier, trust)


EXTRACTOR = Extractor("publisher", extract)
