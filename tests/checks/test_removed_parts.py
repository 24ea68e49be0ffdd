"""`parts-removed`: images, frames and quotations that stay behind."""

from compliance.checks import removed_parts
from compliance.model.result import Outcome
from tests.checks.evidence_at import judge, messages
from tests.checks.whole_article import look

IMAGE = '<figure><img src="{}" alt="Square"><figcaption>{}</figcaption></figure>'


def ask(page, **params):
    return judge(removed_parts.CHECK, params, look(f"<article><p>The water.</p>{page}</article>", suffix=".html"))


def test_text_alone_passes():
    assert ask("<p>More.</p>").outcome is Outcome.PASS


def test_an_image_of_the_origins_site_was_carried_over():
    found = ask(IMAGE.format("https://img.harborweekly.example/a.jpg", "Photo: Paul Painter"))
    assert messages(found) == ['the image "Square" is loaded from img.harborweekly.example']


def test_an_image_that_is_credited_to_the_origin_was_carried_over():
    found = ask(IMAGE.format("/a.jpg", "Photo: Paul Painter/Harbor Weekly"))
    assert found.outcome is Outcome.FAIL
    assert messages(found)[0].startswith('the image "Square" is credited to ')


def test_holders_that_the_terms_name_count_like_the_origin():
    assert ask(IMAGE.format("/a.jpg", "Photo: Pia Pencil"), holders=["Pia Pencil"]).outcome is Outcome.FAIL


def test_any_other_image_is_for_a_person_to_see():
    found = ask(IMAGE.format("/a.jpg", "Photo: Pia Pencil"))
    assert (found.outcome, messages(found)) == (Outcome.REVIEW, ['the image "Square" is to be looked at'])


def test_an_image_with_a_license_of_its_own_stays():
    assert ask(IMAGE.format("/a.jpg", "Photo: Harbor Weekly, CC BY 4.0")).outcome is Outcome.PASS


def test_a_frame_is_for_a_person_to_see():
    found = ask('<iframe src="https://video.example/embed/1"></iframe>')
    assert messages(found) == ["the frame from video.example is to be looked at"]


def test_a_counter_is_no_part():
    page = '<img src="https://counter.harborweekly.example/content/1/count.gif" width="1" height="1" alt="">'
    assert ask(page).outcome is Outcome.PASS


def test_quotations_are_looked_at_where_the_terms_name_them():
    page = "<blockquote><p>A long passage.</p></blockquote>"
    assert ask(page, parts=["image"]).outcome is Outcome.PASS
    assert messages(ask(page, parts=["quotation"])) == ['the quotation "A long passage." is to be looked at']


def test_parts_that_the_terms_do_not_name_are_no_matter():
    assert ask(IMAGE.format("https://harborweekly.example/a.jpg", ""), parts=["frame"]).outcome is Outcome.PASS
