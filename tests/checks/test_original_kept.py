"""`original-kept`: title, text, whole, links and images against the original, and what is asked without one."""

from functools import cache

import pytest

from compliance.api import Session
from compliance.checks import length_limit, original_kept
from compliance.comparison import ALLOWANCES
from compliance.model.context import Context
from compliance.model.result import Judgement, Outcome
from compliance.model.rule import Severity
from compliance.model.seen import Seen, Version, Versions

TITLE = "# The tide that stayed"
SQUARE = "The water did not leave the market square until noon, and nobody knew why it had come so far up the hill."
STORM = (
    "Nobody had seen a tide like this since the year of the great storm, when the harbor wall broke for the first time."
)
REPORT = "The council asked for [a report](https://council.example/report) on what the wall had cost the town in all."
CREDIT = "This article was originally published by [Harbor Weekly](https://harborweekly.example/2024/05/tide)."
IMAGE = "![The square](https://harborweekly.example/i/square-flooded.jpg)"
WHOLE = (TITLE, "By Ann Author", SQUARE, STORM, REPORT)


@cache
def session() -> Session:
    return Session()


def see(name: str, *paragraphs: str) -> Version:
    article = session().examiner.read_bytes(name, "\n\n".join(paragraphs).encode())
    return Version(article, session().examiner.extract(article)[0])


def compare(copy: tuple[str, ...], original: tuple[str, ...] = WHOLE, context=None, **params: object) -> Judgement:
    versions = Versions(see("copy.md", *copy), see("original.md", *original))
    seen = Seen(versions.copy.evidence, Context(context or {}), article=versions.copy.article, versions=versions)
    return original_kept.CHECK.judge({"question": "is it so?", "of": "text", "allow": ALLOWANCES, **params}, seen)


def tell(judgement: Judgement) -> list[str]:
    return [finding.message for finding in judgement.findings]


def test_without_an_original_a_person_is_asked_and_it_weighs_a_note():
    found = original_kept.CHECK.judge({"question": "is it so?", "of": "text"}, Seen(()))
    assert (found.outcome, found.message, found.weight) == (Outcome.REVIEW, "is it so?", Severity.NOTE)


def test_without_an_original_the_context_can_answer():
    question = {"question": "is it so?", "of": "text", "settled_by": {"context": {"edited": "no"}}}
    assert original_kept.CHECK.judge(question, Seen((), Context({"edited": "no"}))).outcome is Outcome.PASS


def test_the_same_text_passes_whatever_is_said_about_it():
    copy = (TITLE, "By Ann Author, Harbor Weekly", CREDIT, SQUARE, STORM, REPORT, "© 2024 Harbor Weekly")
    assert compare(copy).outcome is Outcome.PASS


def test_captions_and_notices_are_no_changes():
    copy = (TITLE, SQUARE, f"{IMAGE}\n*The square at noon.*", STORM, REPORT, "This article has been edited for length.")
    assert compare(copy).outcome is Outcome.PASS


def test_a_changed_word_is_shown_on_both_sides():
    found = compare((TITLE, SQUARE.replace("market", "town"), STORM, REPORT))
    assert (found.outcome, found.message) == (Outcome.FAIL, "a passage is changed (compared with original.md)")
    assert tell(found) == [
        'reads "leave the town square until", not "leave the market square until" (line 5 of the original)'
    ]
    copy = see("copy.md", TITLE, SQUARE.replace("market", "town"))
    place = copy.article.place(found.findings[0].span)
    assert (place.line, place.column, place.end_column) == (3, 29, 33)


def test_an_addition_and_a_cut_are_shown_where_they_are():
    found = compare((TITLE, SQUARE, "The editors add a line here.", REPORT))
    old = '"Nobody had seen a tide like this since the year of the grea…"'
    assert tell(found) == [f'reads "The editors add a line here.", not {old} (line 7 of the original)']
    found = compare((TITLE, SQUARE, STORM, "The editors add a line here.", REPORT))
    assert tell(found) == ['"The editors add a line here." is not in the original (near line 9 of the original)']
    found = compare((TITLE, SQUARE, REPORT))
    assert tell(found)[0].endswith("is missing here (line 7 of the original)")


def test_changes_in_other_scripts_are_found():
    original = ("# 潮", "水は正午まで市場の広場を離れなかった。誰もその理由を知らなかった。")
    found = compare(("# 潮", "水は正午まで町場の広場を離れなかった。誰もその理由を知らなかった。"), original)
    assert found.outcome is Outcome.FAIL
    assert found.findings[0].message.startswith('reads "')


def test_an_excerpt_may_end_early_where_the_context_says_that_it_is_one():
    copy = (TITLE, SQUARE, f"{STORM.partition(',')[0]}…")
    assert compare(copy, context={"excerpt": "yes"}).outcome is Outcome.PASS
    assert compare(copy, context={"excerpt": "no"}).outcome is Outcome.FAIL
    asked = compare(copy)
    assert (asked.outcome, asked.unknown) == (Outcome.REVIEW, ("excerpt",))


def test_an_excerpt_may_mark_its_gaps_but_not_change_words():
    assert compare((TITLE, SQUARE, "[…]", REPORT), context={"excerpt": "yes"}).outcome is Outcome.PASS
    changed = (TITLE, SQUARE.replace("market", "town"))
    assert compare(changed, context={"excerpt": "yes"}).outcome is Outcome.FAIL


def test_a_change_that_may_be_one_of_place_is_asked_about():
    original = (TITLE, SQUARE.replace("hill", "hill of Portland"))
    copy = (TITLE, SQUARE.replace("hill", "hill of Portland, Harborland"))
    found = compare(copy, original)
    assert (found.outcome, found.message) == (
        Outcome.REVIEW,
        "is this a change of time or place, as the terms allow?",
    )
    assert compare(copy, original, allow=["style"]).outcome is Outcome.FAIL


def test_another_article_is_no_original():
    other = ("# A storm", "The council of another town will vote next year on the budget for schools and roads.")
    found = compare(other)
    assert (found.outcome, found.message) == (
        Outcome.REVIEW,
        "what was given as the original does not look like it",
    )
    assert compare(other, of="links").outcome is Outcome.REVIEW
    assert compare(other, of="whole").outcome is Outcome.REVIEW


def test_an_article_without_text_cannot_be_compared():
    assert tell(compare((TITLE,))) == ["no text is seen in the copy"]
    assert tell(compare((TITLE, SQUARE), (TITLE,))) == ["no text is seen in original.md"]


def test_of_many_changes_the_first_are_shown():
    lines = [f"Boat number {n} left the harbor on the morning of the storm with all hands." for n in range(100, 140)]
    found = compare((TITLE, *(line.replace("left", "entered") for line in lines)), (TITLE, *lines))
    assert found.message == "40 passages are changed (compared with original.md); the first 10 are shown"
    assert len(found.findings) == 10


def test_a_whole_article_may_have_more_but_not_less():
    assert compare((TITLE, SQUARE, "A line more.", STORM, REPORT), of="whole").outcome is Outcome.PASS
    assert compare((TITLE, SQUARE, STORM, REPORT.replace(" in all", "")), of="whole").outcome is Outcome.PASS
    cut = compare((TITLE, SQUARE, STORM), of="whole")
    assert (cut.outcome, cut.message) == (Outcome.FAIL, "a passage is left out (compared with original.md)")


@pytest.mark.parametrize(
    "title", ["# The  tide that stayed", "# The Tide That Stayed.", "---\ntitle: The tide that stayed\n---"]
)
def test_a_title_is_the_same_but_for_style(title: str):
    assert compare((title, SQUARE), of="title").outcome is Outcome.PASS


def test_capitals_count_where_a_rule_says_so():
    assert compare(("# The Tide That Stayed", SQUARE), of="title", exact_case=True).outcome is Outcome.FAIL


def test_another_title_is_shown_beside_the_originals():
    found = compare(("# The tide that stayed away", SQUARE), of="title")
    assert tell(found) == ['"The tide that stayed away" is not the original\'s "The tide that stayed" (line 1 there)']


def test_without_a_title_there_is_nothing_to_compare():
    assert compare((SQUARE,), of="title").outcome is Outcome.REVIEW
    assert tell(compare((TITLE, SQUARE), (SQUARE,), of="title")) == ["no title is seen in original.md"]


def test_a_link_that_lost_its_target_is_shown_at_its_words():
    assert compare(WHOLE, of="links").outcome is Outcome.PASS
    found = compare(
        (TITLE, SQUARE, STORM, REPORT.replace("[a report](https://council.example/report)", "a report")), of="links"
    )
    assert found.message == "1 of 1 links of the original are missing"
    assert tell(found) == ['the link "a report" to https://council.example/report is missing (line 9 of the original)']
    assert found.findings[0].span is not None


def test_an_excerpt_keeps_the_links_that_it_shows():
    assert compare((TITLE, SQUARE, STORM), of="links", context={"excerpt": "yes"}).outcome is not Outcome.FAIL
    assert compare((TITLE, STORM, REPORT), of="links", context={"excerpt": "yes"}).outcome is Outcome.PASS
    assert compare((TITLE, SQUARE, STORM), of="links").outcome is Outcome.FAIL


def test_links_of_the_credit_line_are_not_the_texts():
    assert compare((TITLE, SQUARE), (TITLE, SQUARE, CREDIT), of="links").outcome is Outcome.NOT_APPLICABLE


def test_images_of_the_original_are_not_taken_over():
    copy = IMAGE.replace("harborweekly.example/i/square-flooded.jpg", "meadow.example/square-flooded-640x480.jpg")
    assert compare((TITLE, SQUARE), of="images").outcome is Outcome.NOT_APPLICABLE
    assert compare((TITLE, SQUARE, IMAGE), (TITLE, SQUARE), of="images").outcome is Outcome.REVIEW
    found = compare((TITLE, SQUARE, copy), (TITLE, SQUARE, IMAGE), of="images")
    assert (found.outcome, tell(found)) == (
        Outcome.FAIL,
        ['the image "The square" is taken over from the original (line 5 there)'],
    )


def test_an_image_with_a_license_of_its_own_may_be_taken_over():
    licensed = (TITLE, SQUARE, IMAGE, "Photo by Paul Painter, CC BY-SA 4.0")
    assert compare(licensed, licensed, of="images").outcome is Outcome.PASS


def limit(ratio: float, *copy: str) -> Judgement:
    versions = Versions(see("copy.md", *copy), see("original.md", *WHOLE))
    context = Context({"excerpt": "yes"})
    seen = Seen(versions.copy.evidence, context, article=versions.copy.article, versions=versions)
    return length_limit.CHECK.judge({"max_ratio": ratio}, seen)


def test_an_excerpt_is_measured_against_the_original():
    assert limit(0.5, TITLE, SQUARE).outcome is Outcome.PASS
    found = limit(0.2, TITLE, SQUARE)
    assert (found.outcome, tell(found)) == (
        Outcome.FAIL,
        ["there are 22 words, 12 (20% of the original's 61) may be shown"],
    )
