"""Each machine-readable standard that pages state rights in, and the evidence that it brings."""

import pytest

from compliance.extractors import EXTRACTORS
from compliance.model.evidence import Kind
from tests.extractors.extracting import find
from tests.readers.reading import html

FERN = "https://fern.example/2024/05/tide"
DEED = "https://creativecommons.org/licenses/by/4.0/"


def record(words, kind="NewsArticle"):
    start = f'<script type="application/ld+json">{{"@type": "{kind}", "headline": "The tide that stayed", '
    return f"{start}{words}}}</script>"


def see(head):
    """Return the kinds and values of all evidence in a page with this head."""
    article = html(
        f"<html><head>{head}</head><body><article><p>The water stayed until noon.</p></article></body></html>"
    )
    found = [(item.kind, item.value) for extractor in EXTRACTORS for item in find(extractor, article)]
    return {str(kind): value for kind, value in found}


@pytest.mark.parametrize(
    ("standard", "head", "kind", "field", "value"),
    [
        ("tdmrep", '<meta name="tdm-reservation" content="1">', Kind.RESERVATION, "what", "no-tdm"),
        (
            "rsl",
            f'<link rel="license" type="application/rsl+xml" href="{FERN}.xml">',
            Kind.RESERVATION,
            "terms",
            f"{FERN}.xml",
        ),
        ("robots", '<meta name="robots" content="noindex">', Kind.RESERVATION, "what", "no-index"),
        ("robots", '<meta name="robots" content="noml">', Kind.RESERVATION, "what", "no-ai-training"),
        ("link rels", f'<link rel="canonical" href="{FERN}">', Kind.CANONICAL_URL, "url", FERN),
        ("link rels", f'<link rel="license" href="{DEED}">', Kind.LICENSE_GRANT, "id", "CC-BY-4.0"),
        ("metas", f'<meta name="syndication-source" content="{FERN}">', Kind.ORIGIN_STATEMENT, "url", FERN),
        ("metas", f'<meta name="original-source" content="{FERN}">', Kind.ORIGIN_STATEMENT, "url", FERN),
        ("metas", '<meta name="author" content="Ann Author">', Kind.BYLINE, "name", "Ann Author"),
        (
            "schema.org",
            record('"author": {"@type": "Person", "name": "Ann Author"}'),
            Kind.BYLINE,
            "name",
            "Ann Author",
        ),
        (
            "schema.org",
            record('"publisher": {"@type": "Organization", "name": "The Fern"}'),
            Kind.PUBLISHER,
            "name",
            "The Fern",
        ),
        ("schema.org", record(f'"isBasedOn": "{FERN}"'), Kind.ORIGIN_STATEMENT, "url", FERN),
        ("schema.org", record(f'"license": "{DEED}"'), Kind.LICENSE_GRANT, "id", "CC-BY-4.0"),
        (
            "schema.org",
            record('"copyrightHolder": {"name": "The Fern"}, "copyrightYear": 2024'),
            Kind.COPYRIGHT_NOTICE,
            "holders",
            ("The Fern",),
        ),
        (
            "schema.org",
            record('"copyrightNotice": "© 2024 The Fern"'),
            Kind.COPYRIGHT_NOTICE,
            "holders",
            ("The Fern",),
        ),
        ("schema.org", record('"datePublished": "2024-05-03"'), Kind.DATE, "date", "2024-05-03"),
        (
            "schema.org",
            record(f'"acquireLicensePage": "{FERN}/license"'),
            Kind.PERMISSION_STATEMENT,
            "contact",
            f"{FERN}/license",
        ),
        ("schema.org", record(f'"usageInfo": "{FERN}/terms"'), Kind.PERMISSION_STATEMENT, "contact", f"{FERN}/terms"),
        ("iptc", '<meta name="plus:DataMining" content="DMI-PROHIBITED">', Kind.RESERVATION, "what", "no-tdm"),
        (
            "iptc",
            record(
                '"digitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"', "ImageObject"
            ),
            Kind.DIGITAL_SOURCE,
            "code",
            "digitalCapture",
        ),
        ("dublin core", f'<meta name="dcterms.license" content="{DEED}">', Kind.LICENSE_GRANT, "id", "CC-BY-4.0"),
        (
            "dublin core",
            '<meta name="DC.rights" content="© 2024 The Fern">',
            Kind.COPYRIGHT_NOTICE,
            "holders",
            ("The Fern",),
        ),
        (
            "dublin core",
            '<meta name="dcterms.rightsHolder" content="The Fern">',
            Kind.COPYRIGHT_NOTICE,
            "holders",
            ("The Fern",),
        ),
        ("dublin core", f'<meta name="DC.source" content="{FERN}">', Kind.ORIGIN_STATEMENT, "url", FERN),
        ("dublin core", f'<meta name="dcterms.source" content="{FERN}">', Kind.ORIGIN_STATEMENT, "url", FERN),
        ("dublin core", f'<meta name="dcterms.isVersionOf" content="{FERN}">', Kind.ORIGIN_STATEMENT, "url", FERN),
        ("dublin core", '<meta name="DC.creator" content="Ann Author">', Kind.BYLINE, "name", "Ann Author"),
        ("dublin core", '<meta name="DC.publisher" content="The Fern">', Kind.PUBLISHER, "name", "The Fern"),
    ],
)
def test_a_standard_brings_evidence(standard, head, kind, field, value):
    assert getattr(see(head)[kind], field) == value


@pytest.mark.parametrize(
    "caption",
    ["Photo: Ann Author/The Fern", "Credit: Ann Author", "Photo by Ann Author"],
)
def test_what_photo_metadata_call_the_credit_line_is_looked_for_where_readers_see_it(caption):
    article = html(
        f'<article><p>Text.</p><figure><img src="a.jpg"><figcaption>{caption}</figcaption></figure></article>'
    )
    found = [item.value for extractor in EXTRACTORS for item in find(extractor, article)]
    assert ["Ann Author" in value.credit for value in found if hasattr(value, "credit")] == [True]
