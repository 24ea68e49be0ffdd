"""`carriers-agree`: metadata and text say the same."""

from compliance.checks import agreement
from compliance.model.article import Carrier
from compliance.model.evidence import Byline, LicenseStatement
from compliance.model.result import Outcome
from tests.checks.evidence_at import at, judge, messages, seen, starts

AUTHORS = {"evidence": "byline", "field": "name"}
LICENSES = {"evidence": "license-grant", "field": "id"}


def agree(params, *evidence):
    return judge(agreement.CHECK, params, seen(*evidence))


def test_one_carrier_cannot_disagree():
    assert agree(AUTHORS, at(5, Byline("Ann")), at(50, Byline("Ben"))).outcome is Outcome.NOT_APPLICABLE


def test_one_shared_name_is_enough():
    texts = at(50, Byline("Ben")), at(60, Byline("Ånn Author"))
    assert agree(AUTHORS, at(5, Byline("ann author"), carrier=Carrier.META), *texts).outcome is Outcome.PASS


def test_who_differs_from_the_text_is_a_finding():
    found = agree(AUTHORS, at(5, Byline("Wanda"), carrier=Carrier.META), at(50, Byline("Ann")))
    assert (starts(found), messages(found)) == ([5], ["the meta says Wanda, the text says Ann"])


def test_metadata_is_compared_with_metadata_where_the_text_is_silent():
    meta, json = at(5, Byline("Ann"), carrier=Carrier.META), at(50, Byline("Ben"), carrier=Carrier.JSON_LD)
    assert messages(agree(AUTHORS, meta, json)) == ["the json-ld says Ben, the meta says Ann"]


def test_a_less_exact_license_is_no_other():
    meta = at(5, LicenseStatement("CC-BY-4.0"), carrier=Carrier.META)
    assert agree(LICENSES, meta, at(50, LicenseStatement("LicenseRef-CC-BY"))).outcome is Outcome.PASS


def test_another_license_is_a_finding():
    meta = at(5, LicenseStatement("CC-BY-4.0"), carrier=Carrier.META)
    assert starts(agree(LICENSES, meta, at(50, LicenseStatement("CC-BY-NC-4.0")))) == [5]


def test_empty_values_say_nothing():
    meta = at(5, LicenseStatement(""), carrier=Carrier.META)
    assert agree(LICENSES, meta, at(50, LicenseStatement("CC-BY-NC-4.0"))).outcome is Outcome.NOT_APPLICABLE
