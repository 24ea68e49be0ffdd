"""`permission`: what the terms decided, beside what the article itself says of its reuse."""

import pytest
from msgspec.structs import replace

from compliance.checks import forbidding, permission
from compliance.model.article import Scope
from compliance.model.evidence import Evidence, Kind, LicenseStatement, PermissionStatement, Reservation
from compliance.model.permission import Grant, Permission
from compliance.model.result import Outcome
from compliance.model.source import Span
from tests.checks.evidence_at import HARBOR, MEADOW, MEADOW_POLICY, at, judge, messages, seen, starts

DESK = "desk@harborweekly.example"
GRANT = at(5, PermissionStatement("grant", ("community",), ("web",)), "grants permission")
LIMIT = at(50, PermissionStatement("restriction", ("commercial",), ("print", "web"), contact=DESK), "in print")
KNOWN = {"policy_name": "Harbor Weekly", "contact": "rights@harborweekly.example", "clause": "ask first"}


def decide(decision, *evidence, context=None, **params):
    given = {"medium": "web", **(context or {})}
    return judge(permission.CHECK, {"decision": decision, **params}, seen(*evidence, **given))


def test_what_is_granted_passes():
    assert decide("granted", GRANT, LIMIT, context={"use": "community"}).outcome is Outcome.PASS


MARK = at(50, PermissionStatement("restriction"), "not for republication")
OBTAINED = at(9, PermissionStatement("obtained"), "with permission")
LICENSE = Evidence(Kind.LICENSE_GRANT, LicenseStatement("CC-BY-4.0"), "CC BY 4.0", Span(70, 75))


def beside(item):
    return replace(item, scope=Scope.SITE)


@pytest.mark.parametrize(
    ("decision", "items", "outcome", "is_of_item"),
    [
        ("granted", [MARK], Outcome.FAIL, True),
        ("granted", [LIMIT], Outcome.FAIL, True),
        ("recalled", [MARK], Outcome.FAIL, True),
        ("unknown", [MARK], Outcome.FAIL, True),
        ("none", [MARK], Outcome.REVIEW, False),
        ("none", [LIMIT], Outcome.FAIL, False),
        ("prohibited", [MARK], Outcome.FAIL, False),
        ("granted", [MARK, OBTAINED], Outcome.REVIEW, True),
        ("granted", [MARK, LICENSE], Outcome.REVIEW, True),
        ("granted", [beside(LIMIT)], Outcome.REVIEW, False),
        ("granted", [beside(MARK)], Outcome.PASS, False),
        ("recorded", [MARK], Outcome.PASS, False),
    ],
)
def test_the_articles_own_words_go_before_the_terms_of_its_outlet(decision, items, outcome, is_of_item):
    found = decide(decision, *items, context={"use": "commercial"})
    assert (found.outcome, found.is_of_item) == (outcome, is_of_item)


def test_a_mark_is_pointed_at_and_its_contact_is_named():
    found = decide("granted", LIMIT, context={"use": "commercial"}, **KNOWN)
    assert (starts(found), found.remedy) == ([50], f"ask {DESK} for permission")


def test_what_is_prohibited_fails_and_names_the_contact_of_the_article():
    found = decide("prohibited", LIMIT, context={"use": "commercial"}, **KNOWN)
    assert (found.outcome, found.message, starts(found)) == (Outcome.FAIL, "ask first", [50])
    assert found.remedy == f"ask {DESK} for permission"


def test_every_ban_that_holds_is_a_finding():
    found = decide("prohibited", **KNOWN, also=["no edits"])
    assert messages(found) == ["ask first", "no edits"]
    assert found.message == "ask first; no edits"


def test_the_contact_of_the_terms_is_named_where_the_article_gives_none():
    found = decide("prohibited", **KNOWN)
    assert (found.remedy, messages(found)) == ("ask rights@harborweekly.example for permission", ["ask first"])


def test_without_any_contact_the_publisher_is_named():
    assert decide("prohibited", policy_name="Harbor Weekly").remedy == "ask Harbor Weekly for permission"


def test_a_permission_that_was_obtained_turns_a_ban_into_a_review():
    found = decide("prohibited", at(5, PermissionStatement("obtained"), "with permission"), **KNOWN)
    assert (found.outcome, messages(found)) == (Outcome.REVIEW, ['"with permission" is to be proved'])


def test_what_is_unknown_is_asked():
    found = decide("unknown", unknown=["edited", "paywall"])
    assert found.outcome is Outcome.REVIEW
    assert found.message == (
        "was the text changed (edited=yes or no)? must readers pay or register to see it (paywall=yes or no)?"
    )
    assert len(found.findings) == 2


def test_an_open_question_points_at_what_the_article_says():
    assert starts(decide("unknown", GRANT, LIMIT, unknown=["use"])) == [5, 50]


def test_without_terms_the_articles_own_restriction_fails():
    found = decide("none", LIMIT, context={"medium": "print"})
    assert (found.outcome, found.remedy) == (Outcome.FAIL, f"ask {DESK} for permission")
    assert found.message == "the article itself restricts this use"


def test_commercial_sites_are_not_the_whole_web():
    assert decide("none", LIMIT, context={"use": "community"}).outcome is Outcome.REVIEW


def test_without_terms_the_articles_own_grant_is_to_be_confirmed():
    found = decide("none", GRANT, context={"use": "community"})
    assert (found.outcome, starts(found)) == (Outcome.REVIEW, [5])
    assert found.message == "the article itself seems to permit this use: confirm it"


def test_a_grant_for_another_use_is_none():
    found = decide("none", GRANT, context={"use": "nonprofit"}, policy_name="Harbor Weekly")
    assert found.message == "no terms of Harbor Weekly are known that speak of this use"
    assert found.remedy == "ask Harbor Weekly for permission"


def test_without_terms_and_words_the_rights_holder_is_asked():
    found = decide("none")
    assert (found.outcome, found.remedy) == (Outcome.REVIEW, "ask the rights holder for permission")


def test_reserved_rights_are_pointed_at():
    assert starts(decide("none", at(5, Reservation("all-rights-reserved")))) == [5]


def test_a_restriction_of_every_use_is_pointed_at():
    assert starts(decide("none", at(5, PermissionStatement("restriction")))) == [5]


def test_what_readers_comment_is_no_permission():
    comment = at(5, PermissionStatement("restriction", (), ("print",)), scope=Scope.COMMENT)
    assert decide("granted", comment, context={"medium": "print"}).outcome is Outcome.PASS


def test_what_another_outlet_of_the_chain_says_of_its_works_is_left_out():
    theirs = at(5, PermissionStatement("grant", ("community",), grantor="The Post"))
    chain = seen(theirs, about=(HARBOR, MEADOW), policies=(MEADOW_POLICY,), use="community")
    of_meadow, of_harbor = (
        judge(permission.CHECK, {"decision": "none"}, replace(chain, about=(hop,))) for hop in (MEADOW, HARBOR)
    )
    assert (starts(of_meadow), starts(of_harbor)) == ([5], [])


def test_a_grant_that_is_only_recalled_is_for_review():
    found = decide("recalled", **KNOWN)
    assert (found.outcome, found.remedy) == (Outcome.REVIEW, "compare the terms, and keep a copy of them")


RECORD = "the permission of Harbor Weekly to Our Site (permissions.toml:1)"


def test_a_recorded_permission_passes_whatever_the_article_says():
    found = decide("recorded", LIMIT, context={"use": "commercial"}, record=RECORD)
    assert (found.outcome, found.message) == (Outcome.PASS, f"{RECORD} covers this use")


def test_a_record_that_does_not_fit_fails_with_the_reason():
    found = decide("unfit", record=RECORD, reason="it expired on 2026-01-01", **KNOWN)
    assert (found.outcome, found.message) == (
        Outcome.FAIL,
        f"{RECORD} does not cover this use: it expired on 2026-01-01",
    )
    assert found.remedy == "renew or mend the record, or ask rights@harborweekly.example for permission"


def test_a_ban_that_a_record_does_not_speak_of_stays():
    found = decide("prohibited", record=RECORD, **KNOWN)
    assert (found.outcome, found.message) == (Outcome.FAIL, f"ask first; {RECORD} does not speak of that")


def test_a_question_that_a_record_leaves_open_is_asked():
    found = decide("unknown", unknown=["ads"], record=RECORD)
    assert found.message == f"is advertising sold around it (ads=yes or no)? {RECORD} does not say"


@pytest.mark.parametrize("scope", [Scope.ARTICLE, Scope.SITE])
@pytest.mark.parametrize("what", ["no-ai-training", "no-tdm"])
def test_a_dataset_is_refused_where_its_rights_are_reserved(what, scope):
    reserved = at(5, Reservation(what), "noai", scope=scope)
    found = decide("granted", reserved, context={"medium": "dataset"}, **KNOWN)
    assert (found.outcome, messages(found)) == (Outcome.FAIL, ['"noai" reserves them'])
    assert found.remedy == "leave it out, or ask rights@harborweekly.example for permission"


def test_reservations_of_a_dataset_concern_no_other_medium_and_no_comment():
    assert decide("granted", at(5, Reservation("no-tdm"))).outcome is Outcome.PASS
    comment = at(5, Reservation("no-tdm"), scope=Scope.COMMENT)
    assert decide("granted", comment, context={"medium": "dataset"}).outcome is Outcome.PASS


def test_a_dataset_without_reservation_and_without_grant_is_for_review():
    assert decide("none", context={"medium": "dataset"}).outcome is Outcome.REVIEW


def test_terms_for_machines_are_to_be_read_before_a_dataset():
    terms = at(5, Reservation("machine-terms", "https://harborweekly.example/rsl.xml"), "rsl.xml")
    found = decide("granted", terms, context={"medium": "dataset"})
    assert (found.outcome, messages(found)) == (Outcome.REVIEW, ['"rsl.xml" leads to terms for machines'])
    assert decide("granted", terms).outcome is Outcome.PASS


def test_what_is_reserved_concerns_the_outlet_that_the_copy_is_taken_from():
    given = seen(at(5, Reservation("no-tdm")), about=(MEADOW,), policies=(MEADOW_POLICY,), medium="dataset")
    assert judge(permission.CHECK, {"decision": "granted"}, given).outcome is Outcome.PASS


GRANT_OF_HARBOR = Grant(Permission("Harbor Weekly", "Our Site", place="permissions.toml:1"), 0)


def test_a_recorded_permission_settles_a_reservation():
    params = {"evidence": "reservation", "where": {"what": "no-tdm"}, "unless_permitted": True}
    given = seen(at(5, Reservation("no-tdm")), medium="dataset")
    assert judge(forbidding.CHECK, params, given).outcome is Outcome.FAIL
    found = judge(forbidding.CHECK, params, replace(given, grants=(GRANT_OF_HARBOR,)))
    assert (found.outcome, found.message) == (Outcome.PASS, f"{RECORD} covers it")
    expired = replace(GRANT_OF_HARBOR, reason="it expired")
    assert judge(forbidding.CHECK, params, replace(given, grants=(expired,))).outcome is Outcome.FAIL
