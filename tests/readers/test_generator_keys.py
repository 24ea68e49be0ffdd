"""Front matter as the usual generators and their themes have it: which evidence comes of which key."""

import pytest

from compliance import api
from compliance.cli import main
from compliance.model.settings import Settings

GENERATORS = [
    ("Hugo", "authors:\n  - Ann Author", "byline", "Ann Author"),
    ("Hugo", "params:\n  author: Ann Author", "byline", "Ann Author"),
    ("Hugo", "params:\n  authors:\n    - name: Ann Author", "byline", "Ann Author"),
    ("Hugo", "publishDate: 2026-01-31", "date", "2026-01-31"),
    ("Hugo", "lastmod: 2026-01-31", "date", "2026-01-31"),
    ("Hugo, PaperMod", "canonicalURL: https://reef.example/tide", "canonical-url", "https://reef.example/tide"),
    ("Hugo", "params:\n  canonicalURL: https://reef.example/tide", "canonical-url", "https://reef.example/tide"),
    ("Hugo, PaperMod", "cover:\n  caption: 'Photo: Ben Lens'", "image-credit", "Photo: Ben Lens"),
    ("Hugo", "params:\n  cover:\n    caption: 'Photo: Ben Lens'", "image-credit", "Photo: Ben Lens"),
    ("Hugo, Blowfish", "externalUrl: https://reef.example/tide", "origin-statement", "https://reef.example/tide"),
    ("Jekyll", "author: ann", "byline", "ann"),
    ("Jekyll", "author:\n  name: Ann Author", "byline", "Ann Author"),
    ("Jekyll", "last_modified_at: 2026-01-31", "date", "2026-01-31"),
    ("Jekyll", "canonical_url: https://reef.example/tide", "canonical-url", "https://reef.example/tide"),
    ("Jekyll, Minimal Mistakes", "header:\n  caption: 'Photo: Ben Lens'", "image-credit", "Photo: Ben Lens"),
    ("Eleventy", "date: 2026-01-31", "date", "2026-01-31"),
    ("Eleventy", "canonical: https://reef.example/tide", "canonical-url", "https://reef.example/tide"),
    ("Astro", "pubDate: 'Jan 31 2026'", "date", "Jan 31 2026"),
    ("Astro", "updatedDate: 2026-01-31", "date", "2026-01-31"),
    ("Astro", "heroImageCaption: 'Photo: Ben Lens'", "image-credit", "Photo: Ben Lens"),
    ("Astro, AstroPaper", "pubDatetime: 2026-01-31T10:00:00Z", "date", "2026-01-31T10:00:00Z"),
    ("Astro, AstroPaper", "modDatetime: 2026-01-31T10:00:00Z", "date", "2026-01-31T10:00:00Z"),
    ("Astro, Starlight", "lastUpdated: 2026-01-31", "date", "2026-01-31"),
    ("Docusaurus", "authors:\n  - name: Ann Author\n    title: Diver", "byline", "Ann Author"),
    ("Docusaurus", "last_update:\n  date: 2026-01-31", "date", "2026-01-31"),
    ("Ghost", "primary_author:\n  name: Ann Author", "byline", "Ann Author"),
    ("Ghost", "published_at: 2026-01-31", "date", "2026-01-31"),
    ("Ghost", "feature_image_caption: 'Photo: Ben Lens'", "image-credit", "Photo: Ben Lens"),
    ("any", "image-credit: Ben Lens", "image-credit", "Ben Lens"),
    ("any", "seo:\n  canonical: https://reef.example/tide", "canonical-url", "https://reef.example/tide"),
]
NOT_MEANT = [
    ("redirect_from: /2026/01/31/tide/", "canonical-url"),
    ("eleventyExcludeFromCollections: true", "byline"),
    ("heroImage: ./tide.jpg", "image-credit"),
    ("heroImageCaption: The tide at noon", "image-credit"),
    ("author_url: https://reef.example/ann", "byline"),
    ("last_update:\n  author: Ann Author", "byline"),
    ("params:\n  reading_time: 3", "date"),
]


def see(front: str, settings: Settings = Settings()) -> list[tuple[str, str]]:
    session = api.Session(settings)
    text = f"---\ntitle: The tide\n{front}\n---\nThe water is quiet.\n"
    article = session.examiner.read_bytes("tide.md", text.encode())
    return [(str(item.kind), item.text) for item in session.examiner.extract(article)[0]]


@pytest.mark.parametrize(("generator", "front", "kind", "text"), GENERATORS)
def test_a_key_of_a_generator_is_known(generator, front, kind, text):
    found = see(front)

    assert (kind, text) in found or (f"publication-{kind}", text) in found


@pytest.mark.parametrize(("front", "kind"), NOT_MEANT)
def test_a_key_that_says_something_else_is_no_evidence(front, kind):
    assert [text for found, text in see(front) if kind in found] == []


@pytest.mark.parametrize(
    ("front", "words", "kind", "text"),
    [
        ("byline_text: Ann Author", {"byline_text": "author"}, "byline", "Ann Author"),
        ("people:\n  - name: Ann Author", {"people": "author"}, "byline", "Ann Author"),
        (
            "taken: {from: https://reef.example/tide}",
            {"taken.from": "origin.url"},
            "origin-statement",
            "https://reef.example/tide",
        ),
        ("params: {Pic: Ben Lens}", {"pic": "image.credit"}, "image-credit", "Ben Lens"),
        ("home: https://reef.example/tide", {"home": "canonical"}, "canonical-url", "https://reef.example/tide"),
        ("terms: CC BY 4.0", {"terms": "license"}, "license-grant", "CC BY 4.0"),
    ],
)
def test_a_key_of_the_site_holds_what_the_configuration_says(front, words, kind, text):
    assert (kind, text) not in see(front)
    assert (kind, text) in see(front, Settings(front_matter=words))


def test_a_key_that_is_ignored_is_no_evidence():
    front = "source: https://reef.example/tide"

    assert ("origin-statement", "https://reef.example/tide") in see(front)
    assert "origin-statement" not in dict(see(front, Settings(front_matter={"source": "ignore"})))


def test_the_longest_key_speaks():
    found = see("by: {line: Ann Author, name: Ben}", Settings(front_matter={"by": "ignore", "by.line": "author"}))

    assert [text for kind, text in found if kind == "byline"] == ["Ann Author"]


def test_the_configuration_names_keys_dotted_or_quoted_in_any_case(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "compliance.toml").write_text('[front-matter]\nTaken.By = "author"\n"params.Taken.On" = "date"\n')
    (tmp_path / "tide.md").write_text("---\ntaken: {by: Ann Author}\nparams: {taken: {on: 2026-01-31}}\n---\nA text.\n")

    assert main(["inspect", "tide.md", "--format", "jsonl"]) == 0
    seen = capsys.readouterr().out

    assert "Ann Author" in seen
    assert "2026-01-31" in seen
