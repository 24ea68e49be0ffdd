"""Passages against passages: what differs, what is an aside, and how much two texts are alike."""

from compliance.comparison.difference import Passage, Role, compare

STORM = "Nobody had seen a tide like this since the year of the great storm."
SQUARE = "The water did not leave the market square until noon."
OTHER = "The council of another town will vote on the budget for schools next year."


def passages(*texts: str, role: Role = Role.TEXT) -> list[Passage]:
    return [Passage(text, 100 * number, role) for number, text in enumerate(texts)]


def changes(original: list[Passage], copy: list[Passage]) -> list[tuple[str, str]]:
    return [(" ".join(c.original.words), " ".join(c.copy.words)) for c in compare(original, copy).changes]


def test_the_same_passages_do_not_differ():
    assert changes(passages(SQUARE, STORM), passages(SQUARE, STORM)) == []


def test_passages_may_be_split_or_joined():
    assert changes(passages(f"{SQUARE} {STORM}"), passages(SQUARE, STORM)) == []


def test_a_changed_word():
    assert changes(passages(SQUARE), passages(SQUARE.replace("market", "town"))) == [("market", "town")]


def test_a_lost_end_and_an_added_passage_are_two_changes():
    cut = "Nobody had seen a tide like this."
    found = changes(passages(STORM, SQUARE), passages(cut, "The editors add a line of their own here.", SQUARE))
    assert found == [
        ("since the year of the great storm", "."),
        ("", "The editors add a line of their own here"),
    ]


def test_an_aside_that_the_other_version_lacks_does_not_count():
    assert changes(passages(SQUARE), [*passages(SQUARE), Passage("Photo: Paul Painter", 900, Role.ASIDE)]) == []
    assert changes([*passages(SQUARE), Passage("Photo: Paul Painter", 900, Role.ASIDE)], passages(SQUARE)) == []


def test_what_one_side_takes_for_an_aside_counts_where_the_other_has_it_word_for_word():
    assert changes(passages(SQUARE, STORM), [*passages(SQUARE), Passage(STORM, 900, Role.ASIDE)]) == []


def test_what_may_be_an_aside_counts_where_the_other_version_has_something_like_it():
    unsure = Passage(STORM.replace("great", "big"), 900, Role.UNSURE)
    assert changes(passages(SQUARE, STORM), [*passages(SQUARE), unsure]) == [("great", "big")]
    assert changes(passages(SQUARE), [*passages(SQUARE), unsure]) == []


def test_an_excerpt_has_few_of_the_originals_passages_but_all_its_own():
    likeness = compare(passages(SQUARE, STORM, OTHER), passages(SQUARE)).likeness
    assert (likeness.copy, likeness.best) == (1.0, 1.0)
    assert 0.3 < likeness.original < 0.4


def test_another_text_is_not_alike():
    assert compare(passages(OTHER), passages(SQUARE, STORM)).likeness.best < 0.5


def test_nothing_is_like_nothing():
    assert compare([], []).likeness.best == 0.0
    assert changes([], passages(SQUARE)) == [("", "The water did not leave the market square until noon .")]


def test_words_lead_back_to_their_bytes():
    text = compare(passages("„Flüsse“ steigen.", "Das Wasser fällt."), []).original
    assert [text.place(n) for n in (0, 1, 2, 5)] == [(0, 3), (3, 10), (10, 13), (100, 103)]
    assert text.place(99) == (117, 118)
