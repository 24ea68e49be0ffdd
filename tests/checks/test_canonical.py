"""`canonical-to-origin`: a canonical address is the original's, or there is none."""

from compliance.checks import canonical
from compliance.model.evidence import CanonicalUrl
from compliance.model.result import Outcome
from tests.checks.evidence_at import HARBOR, MEADOW, MEADOW_POLICY, at, judge, seen, starts


def point(*urls, about=(MEADOW,)):
    addresses = [at(10 * number, CanonicalUrl(url), url) for number, url in enumerate(urls)]
    return judge(canonical.CHECK, {}, seen(*addresses, about=about, policies=(MEADOW_POLICY,)))


def test_without_an_address_nothing_is_judged():
    assert point().outcome is Outcome.NOT_APPLICABLE


def test_without_an_origin_nothing_is_judged():
    assert point("https://meadowpost.example/a", about=()).outcome is Outcome.NOT_APPLICABLE


def test_the_originals_address_passes():
    assert point("https://www.meadowpost.example/a").outcome is Outcome.PASS


def test_any_hop_will_do():
    assert point("https://harborweekly.example/a", about=(MEADOW, HARBOR)).outcome is Outcome.PASS


def test_the_copys_own_address_is_a_finding():
    assert starts(point("https://meadowpost.example/a", "https://river.example/a")) == [10]
