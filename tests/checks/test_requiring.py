"""`requires` and `forbids`: evidence that must be there, and evidence that must not."""

from compliance.checks import forbidding, requiring
from compliance.model.article import Carrier, Scope
from compliance.model.evidence import Byline, CopyrightNotice, Disclaimer, Kind, LicenseStatement, Reservation
from compliance.model.result import Outcome
from tests.checks.evidence_at import at, judge, messages, seen, starts, statement

NOTICE = CopyrightNotice(("2024",), ("Ann Author",), "©")
BYLINE = {"evidence": "byline", "where": {"role": "author"}}


def require(params, *evidence):
    return judge(requiring.CHECK, params, seen(*evidence))


def test_nothing_seen_is_one_finding_without_a_place():
    found = require({"evidence": "copyright-notice"})
    assert (found.outcome, messages(found), starts(found)) == (Outcome.FAIL, ["no copyright notice seen"], [])


def test_one_piece_is_enough():
    assert require({"evidence": "copyright-notice"}, at(5, NOTICE)).outcome is Outcome.PASS


def test_any_of_several_kinds_is_enough():
    assert require({"evidence": ["byline", "copyright-notice"]}, at(5, NOTICE)).outcome is Outcome.PASS


def test_a_second_one_can_be_asked_for():
    found = require({"evidence": "copyright-notice", "at_least": 2}, at(5, NOTICE))
    assert messages(found) == ["1 of 2 seen"]


def test_two_are_at_least_two():
    assert require({"evidence": "copyright-notice", "at_least": 2}, at(5, NOTICE), at(50, NOTICE)).outcome == "pass"


def test_a_translator_is_no_author():
    assert require(BYLINE, at(5, Byline("Tess", "translator"))).outcome is Outcome.FAIL


def test_a_field_is_compared_without_regard_to_case():
    assert require(BYLINE, at(5, Byline("Ænn Öthor", "Author"))).outcome is Outcome.PASS


def test_a_property_of_the_value_can_be_asked_for():
    params = {"evidence": "origin-statement", "where": {"names_another": True}}
    assert require(params, statement(5, "Harbor Weekly")).outcome is Outcome.PASS


def test_a_field_that_the_value_has_not_never_fits():
    assert require({"evidence": "byline", "where": {"colour": "red"}}, at(5, Byline("Ann"))).outcome is Outcome.FAIL


def test_the_sites_own_line_is_a_near_miss_with_its_place():
    found = require({"evidence": "copyright-notice"}, at(5, NOTICE, "© 2024 Ann Author", scope=Scope.SITE))
    assert messages(found) == ['"© 2024 Ann Author" speaks of the site, not of the article']
    assert starts(found) == [5]


def test_what_readers_comment_is_no_near_miss():
    found = require({"evidence": "copyright-notice"}, at(5, NOTICE, scope=Scope.COMMENT))
    assert messages(found) == ["no copyright notice seen"]


def test_evidence_too_far_down_is_a_near_miss():
    found = require({"evidence": "copyright-notice", "placement": "top"}, at(9000, NOTICE, "© 2024 Ann Author"))
    assert messages(found) == ['"© 2024 Ann Author" does not stand at the top of the article']


def test_evidence_in_the_first_fifth_stands_at_the_top():
    assert require({"evidence": "copyright-notice", "placement": "top"}, at(1999, NOTICE)).outcome is Outcome.PASS


def test_evidence_in_the_last_third_stands_at_the_bottom():
    assert require({"evidence": "copyright-notice", "placement": "bottom"}, at(7000, NOTICE)).outcome is Outcome.PASS


def test_metadata_stands_nowhere():
    item = at(5, NOTICE, carrier=Carrier.META)
    assert require({"evidence": "copyright-notice", "placement": "top"}, item).outcome is Outcome.FAIL


def test_a_carrier_can_be_asked_for():
    params = {"evidence": "copyright-notice", "carriers": ["text"]}
    assert require(params, at(5, NOTICE, carrier=Carrier.JSON_LD)).outcome is Outcome.FAIL


def test_a_kind_that_is_no_substitute_is_named_with_the_reason():
    mention = at(5, LicenseStatement("CC-BY-4.0"), "CC BY 4.0", kind=Kind.LICENSE_MENTION)
    found = require({"evidence": "license-grant", "near": {"license-mention": "is only mentioned"}}, mention)
    assert messages(found) == ['"CC BY 4.0" is only mentioned']


def test_a_plugins_kind_can_be_asked_for():
    assert require({"evidence": "ai-note"}, at(5, Disclaimer("ai"), kind="ai-note")).outcome is Outcome.PASS


def forbid(*evidence):
    params = {"evidence": "reservation", "where": {"what": ["no-tdm", "no-ai-training"]}, "because": "reserves mining"}
    return judge(forbidding.CHECK, params, seen(*evidence))


def test_nothing_forbidden_passes():
    assert forbid().outcome is Outcome.PASS


def test_another_reservation_is_not_forbidden():
    assert forbid(at(5, Reservation("all-rights-reserved"))).outcome is Outcome.PASS


def test_each_forbidden_piece_is_a_finding():
    found = forbid(at(50, Reservation("no-tdm"), "B"), at(5, Reservation("no-ai-training"), "A"))
    assert (found.outcome, starts(found)) == (Outcome.FAIL, [5, 50])
    assert messages(found) == ['"A" reserves mining', '"B" reserves mining']
