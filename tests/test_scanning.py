"""The scanner finds the lexicon's phrases in flat text, and refuses what RE2 cannot do."""

import pytest

from compliance.errors import PackError
from compliance.model.article import Article, Block
from compliance.model.scan import Phrase
from compliance.model.source import SourceText
from compliance.scanning import MAX_HITS, Scanner, compile_phrase, expand_pattern


def article(text: str, *kinds: str) -> Article:
    blocks, start = [], 0
    for kind, line in zip(kinds or ("paragraph",), text.split("\n"), strict=False):
        size = len(line.encode())
        blocks.append(Block(kind, start, start + size))
        start += size + 1
    return Article(SourceText("a.md", text.encode(), text), "markdown", text.encode(), blocks=blocks)


def phrase(pattern: str, *needs: str, **attributes: str) -> Phrase:
    return Phrase("cue", "en", pattern, (needs,) if needs else (), attributes)


def found(text: str, *phrases: Phrase) -> list[str]:
    return [text.encode()[hit.start : hit.end].decode() for hit in Scanner(phrases).scan(article(text)).of("cue")]


def test_case_and_white_space_do_not_matter() -> None:
    assert found("First  Published here", phrase("first published", "first")) == ["First  Published"]


def test_straight_quotes_match_typographic_ones() -> None:
    assert found("the author’s “own” view", phrase('author\'s "own"', "author")) == ["author’s “own”"]


def test_a_phrase_without_its_literal_is_not_looked_for() -> None:
    assert found("first published", phrase("first published", "absent")) == []


def test_a_phrase_without_literals_is_always_looked_for() -> None:
    assert found("abc", phrase("b")) == ["b"]


def test_a_word_list_is_handed_on_and_not_looked_for() -> None:
    scan = Scanner([phrase("may", "may", scan="no")]).scan(article("In May"))
    assert scan.of("cue") == ()
    assert [entry.pattern for entry in scan.entries("cue")] == ["may"]


def test_code_is_left_out() -> None:
    scan = Scanner([phrase("here", "here")]).scan(article("here\nhere", "code", "paragraph"))
    assert [hit.start for hit in scan.of("cue")] == [5]


def test_named_groups_keep_their_ranges() -> None:
    scan = Scanner([phrase("by (?P<name>[a-z]+)", "by")]).scan(article("é by ann"))
    assert [hit.groups for hit in scan.of("cue")] == [{"name": (6, 9)}]


def test_hits_of_one_phrase_are_capped() -> None:
    scan = Scanner([phrase("a", "a")]).scan(article("a" * (MAX_HITS + 50)))
    assert len(scan.of("cue")) == MAX_HITS


def test_other_scripts_match_without_regard_to_case() -> None:
    assert found("ВПЕРВЫЕ опубликовано", phrase("впервые", "впервые")) == ["ВПЕРВЫЕ"]


@pytest.mark.parametrize("pattern", ["a(?=b)", "(?<!a)b", r"(a)\1", "a++"])
def test_look_around_and_back_references_are_refused(pattern: str) -> None:
    with pytest.raises(PackError, match="look-around, a back-reference or possessive"):
        compile_phrase(phrase(pattern))


def test_a_broken_pattern_says_what_is_wrong() -> None:
    with pytest.raises(PackError, match="missing"):
        compile_phrase(phrase("(a"))


def test_spaces_in_classes_stay_single_signs() -> None:
    assert expand_pattern("[a b]c") == r"[a\sb]c"


def test_much_text_gives_the_same_hits_as_little() -> None:
    scanner = Scanner([phrase("first published", "first"), phrase("zuerst", "zuerst"), phrase("öl", "öl")])
    text = "First published zuerst, ÖL."
    before = scanner.scan(article(text)).of("cue")
    scanner.scan(article("word " * 20_000))
    assert scanner.scan(article(text)).of("cue") == before
    assert len(before) == 3
