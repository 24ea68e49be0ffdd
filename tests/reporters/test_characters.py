"""Text that formats can hold, whatever is in it."""

import json
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from compliance.hookspecs import Layout
from compliance.reporters import gitlab, rdjsonl, sarif
from compliance.reporters.characters import encode_json, make_readable
from compliance.reporters.json import render_json
from compliance.reporters.xml_text import escape_text, quote_attribute
from compliance.testing.sample import CREDIT, GUEST, REPORT

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=60)
XML_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=60)


def report_about(text):
    result = replace(CREDIT, message=text, remedy=text, fingerprint=text)
    return replace(REPORT, articles=(replace(GUEST, source=text, results=(result,)),), errors=())


@given(ANYTHING)
def test_json_holds_any_text_in_readable_form(text):
    assert json.loads(encode_json({"a": [text]})) == {"a": [make_readable(text)]}


@given(st.text(max_size=60))
def test_text_without_surrogates_stays_as_it_is(text):
    assert make_readable(text) == text


@given(ANYTHING)
def test_formats_of_json_hold_a_report_about_any_text(text):
    report = report_about(text)

    assert len(json.loads("".join(gitlab.render_pieces(report, Layout())))) == 1
    assert len(json.loads("".join(sarif.render_pieces(report, Layout())))["runs"][0]["results"]) == 1
    assert json.loads(render_json(report, Layout()))["articles"][0]["source"] == make_readable(text)
    assert [json.loads(line) for line in "".join(rdjsonl.render_pieces(report, Layout())).split("\n")[:-1]]


@given(XML_TEXT)
def test_xml_gives_back_what_it_can_hold(text):
    element = ElementTree.fromstring(f"<a b={quote_attribute(text)}>{escape_text(text)}</a>")

    assert (element.get("b"), element.text or "") == (text, text)


def test_line_ends_and_tabs_come_back_from_xml():
    text = "a\r\nb\tc\rd"

    assert ElementTree.fromstring(f"<a b={quote_attribute(text)}>{escape_text(text)}</a>").get("b") == text
    assert ElementTree.fromstring(f"<a>{escape_text(text)}</a>").text == text
