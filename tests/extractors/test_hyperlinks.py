"""Every hyperlink is evidence."""

from compliance.extractors.hyperlinks import EXTRACTOR
from compliance.model.evidence import LinkValue, Target
from tests.extractors.extracting import in_markdown, in_page, values


def test_links_keep_words_host_and_target() -> None:
    assert values(in_markdown(EXTRACTOR, "See [the *Fern*](https://www.fern.example/a/day) and [here](#).")) == [
        LinkValue("https://www.fern.example/a/day", Target.DEEP, "fern.example", "the Fern"),
        LinkValue("#", Target.PLACEHOLDER, "", "here"),
    ]


def test_rel_is_kept() -> None:
    found = in_page(EXTRACTOR, '<p><a rel="author" href="/author/ann">Ann</a></p>')
    assert values(found) == [LinkValue("/author/ann", Target.RELATIVE, "", "Ann", ("author",))]


def test_bare_addresses_are_links() -> None:
    assert len(in_markdown(EXTRACTOR, "https://fern.example/a")) == 1


def test_a_text_without_links_has_none() -> None:
    assert in_markdown(EXTRACTOR, "Nothing to follow.") == []
