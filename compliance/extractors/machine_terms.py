"""What pages say to machines about mining, training and licenses: robots words, TDMRep, RSL, PLUS. Judges nothing.

Sources: ``tdm-reservation`` and ``tdm-policy`` are those of the TDM Reservation Protocol (W3C community group, final
report of 10 May 2024); RSL 1.0 (rslstandard.org) is linked with ``rel=license`` and its own media type, or stands in a
script element; ``DMI-…`` are the values of PLUS's property Data Mining, which IPTC photo metadata took over; ``noai``
and ``noimageai`` are DeviantArt's, ``noml`` Mojeek's, ``notrain`` is custom.
"""

from __future__ import annotations

from collections.abc import Iterator

from compliance.extractors.schema_org import find_image_records, find_main_records
from compliance.model.article import Article, Carrier, Field, Scope, Text
from compliance.model.evidence import Evidence, Kind, Reservation
from compliance.patterns import compile_late

_ROBOTS = frozenset({"robots", "googlebot", "x-robots-tag"})
_TRAINERS = frozenset({"gptbot", "ccbot", "google-extended"})
"""Agents that collect for training: what is closed to them is closed to that."""
_ROBOT_WORDS = {
    "noai": "no-ai-training",
    "noimageai": "no-ai-training",
    "noml": "no-ai-training",
    "notrain": "no-ai-training",
    "noindex": "no-index",
    "none": "no-index",
}
_MINING = frozenset({"plus:datamining", "iptc:datamining", "datamining"})
_MINING_CODES = (
    ("DMI-PROHIBITED-SEE", "machine-terms"),
    ("DMI-PROHIBITED-AIML", "no-ai-training"),
    ("DMI-PROHIBITED-GENAIML", "no-ai-training"),
    ("DMI-PROHIBITED", "no-tdm"),
)
"""What a code begins with, the most exact first; ``DMI-ALLOWED`` and ``DMI-UNSPECIFIED`` reserve nothing."""
_RSL_BAN = compile_late(r"""<prohibits\b[^>]*\btype\s*=\s*["']usage["'][^>]*>([^<]{1,400})</prohibits""")
_RSL_TRAINING = frozenset({"all", "ai-all", "ai-train"})
_LONGEST = 100_000
"""Characters of terms in a page that are read; they name a few usages."""


def find_machine_terms(article: Article) -> Iterator[Evidence]:
    """Yield what metadata reserves, and where terms for machines are to be found."""
    policy = next((field.value for field in article.fields if field.name == "tdm-policy"), "")
    for field in article.fields:
        for what, terms in dict.fromkeys(_read_field(field, policy)):
            yield _make(what, terms, field, Scope.ARTICLE, field.carrier)
    for scope, records in ((Scope.ARTICLE, find_main_records), (Scope.IMAGE, find_image_records)):
        for record in records(article):
            for name in ("DataMining", "dataMining"):
                for text in record.texts(name):
                    if what := _read_mining(text.value):
                        yield _make(what, "", text, scope, record.carrier)


def _make(what: str, terms: str, place: Field | Text, scope: Scope, carrier: Carrier) -> Evidence:
    words = " ".join(place.value[:400].split())
    return Evidence(Kind.RESERVATION, Reservation(what, terms), words, place.span, scope, carrier, 70)


def _read_field(field: Field, policy: str) -> Iterator[tuple[str, str]]:
    """Yield what a field reserves, and the address of the terms for it."""
    if field.name == "link:rsl":
        yield "machine-terms", field.value
    elif field.name == "script:rsl":
        yield from _read_rsl(field.value[:_LONGEST])
    elif field.carrier not in {Carrier.META, Carrier.FRONT_MATTER}:
        return
    elif field.name == "tdm-reservation":
        if field.value.strip() in {"1", "true"}:
            yield "no-tdm", policy
    elif field.name in _MINING:
        if what := _read_mining(field.value):
            yield what, ""
    elif field.name in _ROBOTS | _TRAINERS:
        for word in field.value.lower().replace(",", " ").split():
            if word in _ROBOT_WORDS:
                yield "no-ai-training" if field.name in _TRAINERS else _ROBOT_WORDS[word], ""


def _read_rsl(text: str) -> Iterator[tuple[str, str]]:
    yield "machine-terms", ""
    usages = {word for found in _RSL_BAN.finditer(text) for word in found[1].replace(",", " ").split()}
    if usages & _RSL_TRAINING:
        yield "no-ai-training", ""


def _read_mining(value: str) -> str:
    """Return what a value of Data Mining reserves, or nothing.

    >>> _read_mining("http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING"), _read_mining("DMI-ALLOWED")
    ('no-ai-training', '')
    """
    code = value.strip().rpartition("/")[2].upper()
    return next((what for start, what in _MINING_CODES if code.startswith(start)), "")
