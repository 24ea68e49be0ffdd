"""`assert_bounded`: an extractor bears any article."""

import threading

import pytest

from compliance.extractors import EXTRACTORS
from compliance.hookspecs import Extractor
from compliance.model.evidence import Evidence
from compliance.model.source import Span
from compliance.testing import assert_bounded


def complaint(extract, **options):
    with pytest.raises(AssertionError) as caught:
        assert_bounded(Extractor("tide", extract), **options)
    return str(caught.value)


@pytest.mark.parametrize("extractor", EXTRACTORS, ids=lambda extractor: extractor.name)
def test_all_that_is_built_in_bears_any_article(extractor):
    assert_bounded(extractor)


def test_an_extractor_that_needs_a_block_breaks_at_an_empty_article():
    message = complaint(lambda article, scan: [article.blocks[0]][:0])

    assert "empty.md: raised IndexError: list index out of range" in message
    assert "emoji.md" not in message


def test_an_extractor_that_takes_a_nul_for_an_end_breaks():
    def extract(article, scan):
        if b"\0" in article.source.data:
            raise ValueError("embedded null byte")
        return ()

    assert complaint(extract).startswith("nul.txt: raised ValueError: embedded null byte")


def test_an_extractor_that_counts_characters_yields_spans_inside_them():
    def extract(article, scan):
        text = article.flat.decode()
        at = text.find("©")
        if at >= 0:
            yield Evidence("sign", None, "", Span(at, at + 1))

    assert "emoji.md: sign '': its span" in complaint(extract)


def test_an_extractor_that_does_not_end_is_named():
    over = threading.Event()

    def extract(article, scan):
        if len(article.links) > 1000:
            over.wait(60)
        return ()

    try:
        assert complaint(extract, seconds=1) == "only-links.md: did not end within 1 s"
    finally:
        over.set()
