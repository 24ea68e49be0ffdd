"""`images-credited` and `tracker-kept`: what else travels with the text."""

from compliance.checks import image_credits, kept_tracker
from compliance.model.article import Scope
from compliance.model.evidence import ImageValue, Tracker
from compliance.model.result import Outcome
from tests.checks.evidence_at import at, judge, messages, seen, starts


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
