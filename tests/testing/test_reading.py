"""`assert_reader`: a reader makes sound articles."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from compliance.hookspecs import Reader
from compliance.model.article import Block, Link, Segment
from compliance.model.source import Span
from compliance.readers import READERS
from compliance.testing import assert_reader

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.*[dl]"))
TEXT = next(reader for reader in READERS if reader.name == "text")
STORY = "The tide.\n\nThe pond.\n"


def change(**parts):
    """Return the reader of text with other parts of its articles."""
    return Reader("wiki", (".wiki",), lambda source: replace(TEXT.read(source), **parts))


def complaint(reader, text=STORY):
    with pytest.raises(AssertionError) as caught:
        assert_reader(reader, text)
    return str(caught.value)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_all_that_is_built_in_makes_sound_articles(path):
    reader = next(reader for reader in READERS if path.suffix in reader.suffixes)

    assert assert_reader(reader, path.read_bytes()).blocks


def test_the_article_is_handed_back():
    assert assert_reader(change(), STORY, "story.wiki").name == "story.wiki"


def test_nothing_is_no_article():
    assert complaint(Reader("wiki", (), lambda source: None)) == ("reader 'wiki' returned a NoneType, not an Article")


def test_flat_text_in_another_encoding_is_told():
    assert "the flat text is no UTF-8" in complaint(change(flat=b"\xff"))


def test_blocks_that_overlap_are_told():
    assert "block 2 (3–9) overlaps" in complaint(change(blocks=[Block("paragraph", 0, 5), Block("paragraph", 3, 9)]))


def test_text_without_blocks_or_segments_is_told():
    assert "there is text, but no block" in complaint(change(blocks=[]))
    assert "findings would have no place" in complaint(change(segments=[]))


def test_segments_that_lead_nowhere_are_told():
    assert "segment 1 leads outside the source" in complaint(change(segments=[Segment(0, 9, 100, 9)]))
    assert "segment 1 does not follow" in complaint(change(segments=[Segment(0, 900, 0, 9)]))


def test_links_that_stand_outside_the_source_are_told():
    message = complaint(change(links=[Link(0, 900, "https://pond.example/", Span(0, 900))]))

    assert "link at 0–900 lies outside the source" in message
    assert "its words 0–900 lie outside the flat text" in message


def test_a_reader_that_makes_another_article_each_time_is_told():
    languages = iter(("en", "de"))

    def read(source):
        return replace(TEXT.read(source), language=next(languages))

    assert complaint(Reader("wiki", (".wiki",), read)) == "reader 'wiki' makes two articles of one source"
