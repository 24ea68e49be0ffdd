"""`origins-agree`: who is named in an origin's place is asked about, never chosen."""

from msgspec.structs import replace

from compliance.checks import origin_agreement
from compliance.model.origin import Rival
from compliance.model.result import Outcome
from compliance.model.source import Span
from tests.checks.evidence_at import HARBOR, judge, messages, seen, starts

CONTRADICTED = replace(HARBOR, trust="front-matter", rivals=(Rival("Meadow Post", "holder", Span(40, 50)),))


def test_a_contradiction_names_both_and_by_what_they_are_known():
    found = judge(origin_agreement.CHECK, {}, seen(about=(CONTRADICTED,)))
    assert (found.outcome, starts(found)) == (Outcome.REVIEW, [40])
    assert messages(found) == ['the copyright line names "Meadow Post", the front matter "Harbor Weekly"']
    assert found.message == "is the article taken from Harbor Weekly or Meadow Post?"


def test_where_all_agree_it_passes():
    assert judge(origin_agreement.CHECK, {}, seen(about=(HARBOR,))).outcome is Outcome.PASS


def test_an_article_of_ones_own_has_nothing_to_agree_on():
    assert judge(origin_agreement.CHECK, {}, seen()).outcome is Outcome.NOT_APPLICABLE
