"""`assert_thread_safe`: extractors and checks say the same in many threads as alone."""

import time

import pytest

from compliance.checks import CHECKS
from compliance.extractors import EXTRACTORS
from compliance.hookspecs import Check, Extractor
from compliance.model.evidence import Evidence
from compliance.model.result import Finding, Judgement, Outcome
from compliance.testing import assert_thread_safe

REQUIRES = next(check for check in CHECKS if check.kind == "requires")


class Desk:
    """Keeps the article that is in hand where every thread sees it."""

    def see(self, article, scan):
        self.article = article
        time.sleep(0.0001)
        yield Evidence("size", len(self.article.flat), "", self.article.span(0, 0))

    def judge(self, params, seen):
        self.seen = seen
        time.sleep(0.0001)
        return Judgement(Outcome.FAIL, (Finding(f"{len(self.seen.article.flat)} bytes"),))


class Counter:
    """Counts what it is asked."""

    asked = 0

    def see(self, article, scan):
        self.asked += 1
        yield Evidence("number", self.asked, "", article.span(0, 0))


@pytest.mark.parametrize("extractor", EXTRACTORS, ids=lambda extractor: extractor.name)
def test_all_extractors_that_are_built_in_are_safe(extractor):
    assert_thread_safe(extractor)


def test_a_check_is_asked_with_its_parameters():
    assert_thread_safe(REQUIRES, params={"evidence": "byline"})


def test_an_extractor_that_keeps_what_it_has_in_hand_is_told():
    with pytest.raises(AssertionError, match=r"extractor 'desk' says other things of article .* in 8 threads"):
        assert_thread_safe(Extractor("desk", Desk().see))


def test_a_check_that_keeps_what_it_has_in_hand_is_told():
    with pytest.raises(AssertionError, match=r"check 'desk' says other things of article .* in 8 threads"):
        assert_thread_safe(Check("desk", Desk().judge, {}))


def test_an_extractor_that_counts_is_told():
    with pytest.raises(AssertionError, match="extractor 'counter' says two things of one article, alone already"):
        assert_thread_safe(Extractor("counter", Counter().see))
