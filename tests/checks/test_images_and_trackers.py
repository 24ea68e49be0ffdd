"""`images-credited` and `tracker-kept`: what else travels with the text."""

import pytest

from compliance.checks import image_credits, kept_tracker
from compliance.model.article import Scope
from compliance.model.evidence import ImageValue, Tracker
from compliance.model.result import Outcome
from tests.checks.evidence_at import at, judge, messages, seen, starts
from tests.checks.whole_article import look


def credit(*evidence):
    return judge(image_credits.CHECK, {}, seen(*evidence))


def test_without_images_nothing_is_judged():
    assert credit().outcome is Outcome.NOT_APPLICABLE


def test_a_credited_image_passes():
    assert credit(at(5, ImageValue("/a.jpg", "", credited=True))).outcome is Outcome.PASS


def test_each_image_without_a_credit_is_a_finding():
    found = credit(at(5, ImageValue("/a.jpg", "Überflutet")), at(50, ImageValue("https://x.example/b.jpg", "")))
    assert messages(found) == ['the image "Überflutet" has no credit', 'the image "b.jpg" has no credit']


def test_a_counter_is_no_image():
    url = "https://counter.harborweekly.example/1.gif"
    counter = at(5, Tracker(url, "counter.harborweekly.example"))
    assert credit(counter, at(5, ImageValue(url, ""))).outcome is Outcome.NOT_APPLICABLE


def test_images_of_the_site_are_not_judged():
    assert credit(at(5, ImageValue("/logo.png", "Logo"), scope=Scope.SITE)).outcome is Outcome.NOT_APPLICABLE


ADDRESSES = {"addresses": ["counter.harborweekly.example/content/*/count*"]}
KEPT = "https://counter.harborweekly.example/content/12/count.gif?x=1"


def keep(*urls):
    trackers = [at(10 * number, Tracker(url, "counter.harborweekly.example"), url) for number, url in enumerate(urls)]
    return judge(kept_tracker.CHECK, ADDRESSES, seen(*trackers))


def test_a_missing_counter_has_no_place():
    found = keep()
    assert starts(found) == []
    assert messages(found) == ["nothing is loaded from counter.harborweekly.example/content/*/count*"]


def test_the_counter_is_known_by_its_address():
    assert keep("https://other.example/1.gif", KEPT).outcome is Outcome.PASS


def test_an_address_without_a_scheme_will_do():
    assert keep("//counter.harborweekly.example/content/12/count").outcome is Outcome.PASS


def test_a_counter_that_was_taken_for_an_image_will_do():
    assert judge(kept_tracker.CHECK, ADDRESSES, seen(at(5, ImageValue(KEPT, "")))).outcome is Outcome.PASS


def test_the_right_host_with_another_address_is_a_near_miss():
    found = keep("https://counter.harborweekly.example/blank.gif")
    assert messages(found) == ['the counter "counter.harborweekly.example/blank.gif" does not count this article']


def test_another_sites_counter_is_no_near_miss():
    assert starts(keep("https://other.example/1.gif")) == []


def picture(credit, **params):
    text = f"The water stayed.\n\n![Square](https://copy.example/a.jpg)\n\n{credit}\n"
    return judge(image_credits.CHECK, params, look(text))


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"any_of": "^photo by "}, "which is not how the terms want it"),
        ({"without": "[(]c[)]|©"}, "which the terms leave out"),
        ({"holders": ["Harbor Weekly"]}, "who is none of those whose images may be used"),
        ({"refused": ["Getty Images"]}, "whose images may not be used"),
    ],
)
def test_a_credit_is_compared_with_what_the_terms_want(params, reason):
    found = picture("Photo: © Pia Pencil/Getty Images", **params)
    assert len(found.findings) == 1
    assert messages(found)[0].endswith(reason)


def test_a_credit_as_the_terms_want_it_passes():
    params = {"any_of": "^photo by ", "without": "©", "holders": ["Paul Painter"], "refused": ["Getty Images"]}
    assert picture("Photo by Paul Painter", **params).outcome is Outcome.PASS


def test_a_credit_belongs_to_the_image_before_it():
    text = "![A](/a.jpg)\n\nPhoto by Paul Painter\n\nThe water.\n\n![B](/b.jpg)\n\nPhoto by Pia Pencil\n"
    found = judge(image_credits.CHECK, {"holders": ["Paul Painter"]}, look(text))
    assert [message.split(" is ")[0] for message in messages(found)] == ['the image "B"']


def test_a_missing_credit_fails_whatever_else_is_asked():
    assert messages(picture("The council met.", refused=["Getty Images"])) == ['the image "Square" has no credit']


def count(counter, link="https://harborweekly.example/tide-123456", **params):
    text = f"The water stayed.\n\nRead the [original]({link}).\n\n{counter}\n"
    return judge(kept_tracker.CHECK, {"addresses": ["counter.harborweekly.example/*"], **params}, look(text))


COUNTER = '<img src="https://counter.harborweekly.example/{}/count.gif" width="{}" height="1" alt="">'


def test_the_counter_counts_the_article_that_is_linked():
    assert count(COUNTER.format(123456, 1), same_article=True).outcome is Outcome.PASS
    found = count(COUNTER.format(654321, 1), same_article=True)
    assert messages(found) == ['the counter "counter.harborweekly.example/654321/count.gif" counts another article']


def test_where_no_number_is_linked_a_person_compares():
    assert count(COUNTER.format(123456, 1), "https://copy.example/a-1", same_article=True).outcome is Outcome.REVIEW
    assert (
        count(COUNTER.format("abc", 1), "https://harborweekly.example/a", same_article=True).outcome is Outcome.REVIEW
    )


def test_a_picture_without_a_size_is_no_invisible_counter():
    picture = '<p>The tide.</p><img src="https://harborweekly.example/tide.jpg">'

    assert count(picture, addresses=["harborweekly.example/*"], invisible=True).outcome is Outcome.FAIL


def test_a_counter_is_no_larger_than_a_pixel():
    assert count(COUNTER.format(123456, 1), invisible=True).outcome is Outcome.PASS
    found = count(COUNTER.format(123456, 20), invisible=True)
    assert messages(found)[0].endswith("is a picture, larger than one pixel or of no size")


def test_a_script_has_no_size():
    script = '<script src="https://counter.harborweekly.example/count.js" async></script>'
    assert count(script, invisible=True).outcome is Outcome.PASS
