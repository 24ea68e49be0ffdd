"""Statements of another origin: in front matter and structured data, in the text, and by an agency's signature."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from msgspec.structs import replace

from compliance.extractors.block_text import open_passage
from compliance.extractors.origin_fields import find_in_fields
from compliance.extractors.origin_names import make_name_reader, name_of_url
from compliance.extractors.origin_wording import Reader, find_edges
from compliance.extractors.own_outlet import find_outlet
from compliance.extractors.wire_copy import find_wire_copy
from compliance.hookspecs import Extractor
from compliance.model.article import Article
from compliance.model.evidence import Evidence, Kind, OriginStatement, Target
from compliance.model.scan import Scan
from compliance.outlet_names import squeeze

_LABEL = 60
"""Trust of labels such as "Source:", which pictures and tables have too."""

_ADDRESSED = frozenset({Target.DEEP, Target.ARCHIVE, Target.SHORTENER})


def extract(article: Article, scan: Scan) -> Iterator[Evidence]:
    """Yield every statement; what says that the article is this outlet's own, or offers it to others, is told apart."""
    outlet = find_outlet(article)
    reader = Reader(article, make_name_reader(scan), outlet, find_edges(article))
    stated = [*find_in_fields(article, scan, outlet), *reader.read(scan), *find_wire_copy(article, scan, outlet)]
    yield from chain(complete_addresses(drop_repeated_labels(stated)), _offers(article, scan))


def drop_repeated_labels(statements: Sequence[Evidence]) -> list[Evidence]:
    """Drop what stands word for word at two places: pictures and tables are labelled so, an article once."""
    counts = Counter((item.text, item.value) for item in statements if item.trust <= _LABEL and not _address(item))
    return [item for item in statements if counts[item.text, item.value] < 2]


def complete_addresses(statements: Sequence[Evidence]) -> Iterator[Evidence]:
    """Yield the statements; one that names an outlet without its article's address takes it from one that only links.

    "Originally published by the Daily Fern." and, below, "Source: https://fern.example/a-story" are one statement.
    """
    bare = [item.value for item in statements if isinstance(item.value, OriginStatement) and _only_links(item.value)]
    for item in statements:
        value = item.value
        if not isinstance(value, OriginStatement) or not value.names_another or value.target in _ADDRESSED:
            yield item
            continue
        fitting = [other for other in bare if _is_host_of(value.name, other.url)] or (bare if len(bare) == 1 else [])
        if fitting and value.relation != "wire":
            value = replace(value, url=fitting[0].url, target=fitting[0].target)
        yield replace(item, value=value)


def _address(item: Evidence) -> str:
    return item.value.url if isinstance(item.value, OriginStatement) else ""


def _only_links(value: OriginStatement) -> bool:
    """Whether a statement leads to an article and has no name but the host's."""
    return value.names_another and value.target is Target.DEEP and value.name in {"", name_of_url(value.url)}


def _is_host_of(name: str, url: str) -> bool:
    """Whether a host is called like a name: universetoday.example, Universe Today."""
    squeezed, host = squeeze(name), squeeze(name_of_url(url))
    return len(squeezed) >= 4 and (squeezed in host or host in squeezed)


def _offers(article: Article, scan: Scan) -> Iterator[Evidence]:
    for hit in scan.of("outbound-offer"):
        if passage := open_passage(article, hit.start):
            sentence = passage.find_sentence(*passage.range_of(hit))
            yield passage.make(Kind.ORIGIN_STATEMENT, OriginStatement("offer"), *sentence, trust=30)


EXTRACTOR = Extractor("origin-statement", extract)
