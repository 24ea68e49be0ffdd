"""How a picture or text came about, as metadata say: taken by a camera, drawn, or made by a trained machine."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.extractors.schema_org import find_image_records, find_main_records
from compliance.hookspecs import Extractor
from compliance.model.article import Article, Carrier, Field, Scope, Text
from compliance.model.evidence import DigitalSource, Evidence, Kind
from compliance.model.scan import Scan

_FIELDS = frozenset({"digitalsourcetype", "iptc:digitalsourcetype", "iptcext:digitalsourcetype"})
_ENDING = "DigitalSource"


def extract(article: Article, scan: Scan) -> Iterator[Evidence]:
    """Yield the codes of IPTC's digital source types: of images, and of the article where it bears one itself."""
    for field in article.fields:
        if field.name in _FIELDS and field.carrier in {Carrier.META, Carrier.FRONT_MATTER}:
            yield _make(field, Scope.IMAGE, field.carrier)
    for scope, records in ((Scope.ARTICLE, find_main_records), (Scope.IMAGE, find_image_records)):
        for record in records(article):
            for text in record.texts("digitalSourceType"):
                yield _make(text, scope, record.carrier)


def _make(place: Field | Text, scope: Scope, carrier: Carrier) -> Evidence:
    value = DigitalSource(read_code(place.value))
    return Evidence(Kind.DIGITAL_SOURCE, value, " ".join(place.value.split()), place.span, scope, carrier, 70)


def read_code(value: str) -> str:
    """Return IPTC's code, also where schema.org's name for it or an address stands.

    >>> read_code("http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia")
    'trainedAlgorithmicMedia'
    >>> read_code("https://schema.org/TrainedAlgorithmicMediaDigitalSource")
    'trainedAlgorithmicMedia'
    """
    code = value.strip().rstrip("/").rpartition("/")[2].removesuffix(_ENDING)
    return code[:1].lower() + code[1:]


EXTRACTOR = Extractor("digital-source", extract)
