"""JUnit XML: literal suites, the schema of Jenkins' plugin, and a reader."""

# ruff: noqa: E501
from pathlib import Path
from xml.etree import ElementTree

import pytest
import xmlschema
from hypothesis import given
from hypothesis import strategies as st
from junitparser import JUnitXml
from msgspec.structs import replace

from compliance.errors import Problem
from compliance.hookspecs import Layout
from compliance.model.result import Outcome
from compliance.reporters.junit import render_pieces
from compliance.testing.sample import BYLINE, CLEAN, COVERED, FAIR_USE, GUEST, LINK, NOTHING, PERMISSION, REPORT, SAMPLE
from tests.reporters.large import make_large_report
from tests.reporters.strange import NAMES, make_strange_report

SCHEMA = xmlschema.XMLSchema(str(Path(__file__).parent / "schemas" / "junit-10.xsd"))


def render(report):
    return "".join(render_pieces(report, Layout()))


def report_of(*results):
    return replace(CLEAN, articles=(replace(GUEST, source="a.md", results=results),))


def ends_of(report):
    """Return what each case ends with, and the type that it gives."""
    cases = ElementTree.fromstring(render(report)).iter("testcase")
    return [[(end.tag, end.get("type")) for end in case] for case in cases]


@pytest.mark.parametrize(
    "report",
    [SAMPLE, CLEAN, NOTHING, make_strange_report(), make_large_report()],
    ids=["all", "clean", "none", "odd", "large"],
)
def test_a_document_is_valid_by_the_schema_of_jenkins(report):
    SCHEMA.validate(ElementTree.fromstring(render(report)))


def test_the_schema_refuses_a_document_that_is_wrong():
    assert not SCHEMA.is_valid(ElementTree.fromstring(render(CLEAN).replace("<testcase", "<case")))


@pytest.mark.parametrize(
    ("report", "counts"),
    [(SAMPLE, (15, 4, 5, 2)), (make_large_report(), (2003, 601, 1000, 2))],
    ids=["all", "large"],
)
def test_junitparser_counts_what_the_suites_say(report, counts):
    document = JUnitXml.fromstring(render(report).encode())
    suites = ElementTree.fromstring(render(report))
    said = tuple(sum(int(suite.get(key)) for suite in suites) for key in ("tests", "failures", "skipped", "errors"))
    document.update_statistics()

    assert (document.tests, document.failures, document.skipped, document.errors) == counts == said


def test_an_article_is_a_suite_and_an_obligation_a_case():
    assert (
        render(report_of(LINK, BYLINE))
        == """\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="article-compliance">
  <testsuite name="a.md" tests="2" failures="1" errors="0" skipped="0">
    <testcase classname="a.md" name="source/links-to-original [lighthouse]">
      <failure type="error" message="no link leads to the original article; link to the address of the article">a.md:3:4: no link leads to the original article: [The Lighthouse](#) leads nowhere
a.md:12:1: no link leads to the original article: [原文](#) leads nowhere
a.md: no link leads to the original article: no address is given
publisher: lighthouse – Link to the original. – https://lighthouse.example/terms</failure>
    </testcase>
    <testcase classname="a.md" name="attribution/author-named [cc-by-4.0]"/>
  </testsuite>
</testsuites>
"""
    )


def test_what_asks_a_person_or_does_not_apply_is_skipped():
    assert ends_of(report_of(PERMISSION, FAIR_USE)) == [[("skipped", "review")], [("skipped", "notApplicable")]]


def test_what_is_covered_is_skipped_with_its_reason():
    text = render(replace(CLEAN, articles=(COVERED,)))

    assert ends_of(replace(CLEAN, articles=(COVERED,))) == [[("skipped", "suppressed")], [("skipped", "suppressed")]]
    assert 'message="waived: the agency forbids a link – until “the archive” is open (Åsa Öberg, until ' in text
    assert 'message="in the baseline: known since 2026-10-01 (' in text


def test_what_is_covered_in_part_only_fails():
    first, second = COVERED.results[1].findings
    result = replace(COVERED.results[1], findings=(first, replace(second, suppression=None)))

    assert ends_of(report_of(result)) == [[("failure", "warning")]]


def test_what_could_not_be_checked_is_an_error_of_its_file():
    (suite,) = ElementTree.fromstring(render(replace(NOTHING, errors=(Problem("b.md", 2, 5, "is torn", "mend it"),))))

    assert (suite.get("name"), suite.get("errors")) == ("b.md", "1")
    assert suite.find("testcase/error").get("message") == "b.md:2:5: is torn; mend it"


def test_what_is_wrong_with_a_waiver_is_a_failure_of_its_file():
    suite = ElementTree.fromstring(render(SAMPLE)).find("testsuite[@name='waivers.toml']")

    assert suite.find("testcase").get("name") == "exceptions/waiver-in-force"
    assert suite.find("testcase/failure").get("message").startswith("waivers.toml:9:1: the waiver of Åsa Öberg ended")


def test_remarks_are_in_a_suite_without_cases():
    suite = ElementTree.fromstring(render(SAMPLE))[-1]

    assert suite.get("tests") == "0"
    assert suite.find("system-out").text == "three articles are due on Friday\nguest/旅行.md:12:1: 原文 is gone"


def test_cases_of_one_name_are_told_apart():
    names = [case.get("name") for case in ElementTree.fromstring(render(report_of(BYLINE, BYLINE))).iter("testcase")]

    assert names == ["attribution/author-named [cc-by-4.0]", "attribution/author-named [cc-by-4.0] (2)"]


def test_each_strange_name_has_a_suite_of_its_own():
    suites = {suite.get("name") for suite in ElementTree.fromstring(render(make_strange_report()))}

    assert suites == {
        *(
            name
            for name in NAMES
            if "\x07" not in name and "\uffff" not in name and not name.startswith(("no-", "half"))
        ),
        "bell�.md",
        "noncharacter-�.md",
        "no-text-\\udcff.md",
        "half-\\ud800.md",
        "article-compliance",
    }


@given(st.text(st.characters(exclude_categories=()), max_size=40), st.sampled_from(list(Outcome)))
def test_any_text_gives_a_document_that_is_well_formed(text, outcome):
    result = replace(LINK, outcome=outcome, message=text, remedy=text)
    report = replace(
        REPORT, articles=(replace(GUEST, source=text, results=(result,)),), errors=(Problem(text, 1, 1, text),)
    )

    assert len(list(ElementTree.fromstring(render(report).encode()).iter("testcase"))) == 2
