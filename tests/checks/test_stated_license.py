"""`license-stated`: a grant that names, links and dates the license, and what only looks like one."""

import pytest

from compliance.checks import stated_license
from compliance.checks.license_ids import are_same, split_license
from compliance.model.article import Scope
from compliance.model.evidence import Kind, LicenseStatement, Target
from compliance.model.result import Outcome
from tests.checks.evidence_at import at, judge, link, messages, seen, starts

DEED = "https://creativecommons.org/licenses/by/4.0/"
BY = LicenseStatement("CC-BY-4.0", name="CC BY 4.0")


def state(params, *evidence):
    return judge(stated_license.CHECK, params, seen(*evidence))


def test_no_license_is_one_finding_without_a_place():
    found = state({})
    assert (found.outcome, messages(found), starts(found)) == (Outcome.FAIL, ["the article states no license"], [])


def test_a_grant_states_it():
    assert state({}, at(5, BY)).outcome is Outcome.PASS


def test_a_mention_does_not():
    found = state({}, at(5, BY, "CC BY 4.0", kind=Kind.LICENSE_MENTION))
    assert messages(found) == ['"CC BY 4.0" mentions a license, but does not place the article under it']


def test_the_license_of_an_image_does_not():
    assert starts(state({}, at(5, BY, scope=Scope.IMAGE))) == [5]


def test_the_license_that_is_asked_for_must_be_it():
    found = state({"ids": ["CC-BY-ND-4.0"]}, at(5, BY, "CC BY 4.0"))
    assert messages(found) == ['"CC BY 4.0" says CC-BY-4.0: does not name CC-BY-ND-4.0']


def test_an_untyped_license_is_none_that_is_asked_for():
    assert state({"ids": ["CC-BY-4.0"]}, at(5, LicenseStatement("LicenseRef-CC"))).outcome is Outcome.FAIL


def test_an_untyped_license_will_do_where_none_is_asked_for():
    assert state({}, at(5, LicenseStatement("LicenseRef-CC", name="a Creative Commons license"))).outcome == "pass"


def test_a_port_will_do():
    assert state({"ids": ["CC-BY-3.0"]}, at(5, LicenseStatement("CC-BY-3.0-US"))).outcome is Outcome.PASS


def test_link_and_version_are_not_judged_without_a_license():
    assert state({"parts": ["link", "version"]}).outcome is Outcome.NOT_APPLICABLE


def test_the_name_alone_is_not_linked():
    assert messages(state({"parts": ["link"]}, at(5, BY, "CC BY 4.0"))) == [
        '"CC BY 4.0" is not linked to the license\'s text'
    ]


def test_the_grants_own_address_links_it():
    assert state({"parts": ["link"]}, at(5, LicenseStatement("CC-BY-4.0", DEED))).outcome is Outcome.PASS


def test_a_link_to_the_deed_inside_the_grant_links_it():
    assert state({"parts": ["link"]}, at(5, BY), link(8, "CC BY 4.0", DEED, Target.LICENSE)).outcome is Outcome.PASS


def test_another_link_inside_the_grant_does_not():
    item = link(8, "CC BY 4.0", "https://harborweekly.example/terms", Target.DEEP)
    assert state({"parts": ["link"]}, at(5, BY), item).outcome is Outcome.FAIL


def test_a_type_without_a_version_lacks_it():
    found = state({"parts": ["version"]}, at(5, LicenseStatement("LicenseRef-CC-BY-ND"), "CC BY-ND"))
    assert messages(found) == ['"CC BY-ND" does not say which version of the license']


def test_two_grants_can_have_the_parts_between_them():
    named, linked = at(5, BY), at(50, LicenseStatement("LicenseRef-CC-BY", DEED))
    assert state({"parts": ["name", "link", "version"]}, named, linked).outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("CC-BY-4.0", "CC-BY-4.0", True),
        ("CC-BY-3.0", "CC-BY-3.0-DE", True),
        ("LicenseRef-CC-BY", "CC-BY-4.0", True),
        ("LicenseRef-CC", "CC-BY-NC-ND-4.0", True),
        ("CC-BY-4.0", "CC-BY-3.0", False),
        ("LicenseRef-CC-BY", "CC-BY-SA-4.0", False),
        ("CC0-1.0", "CC-BY-4.0", False),
        ("LicenseRef-all-rights-reserved", "CC-BY-4.0", False),
    ],
)
def test_licenses_are_compared_by_family_and_version(one, other, same):
    assert are_same(one, other) is same
    assert are_same(other, one) is same


def test_an_id_without_a_version_is_taken_apart_too():
    assert split_license("LicenseRef-all-rights-reserved") == ("all-rights-reserved", "")
