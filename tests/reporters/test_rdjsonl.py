"""rdjsonl: literal text, and protobuf's own reader of its messages, which is how reviewdog reads them."""

# ruff: noqa: E501
import pytest
from google.protobuf import descriptor_pool, json_format, message_factory
from google.protobuf.descriptor_pb2 import FieldDescriptorProto as Field
from google.protobuf.descriptor_pb2 import FileDescriptorProto
from msgspec.structs import replace

from compliance.hookspecs import Layout
from compliance.model.result import PlacedFinding
from compliance.model.source import Place
from compliance.reporters.rdjsonl import render_pieces
from compliance.testing.sample import CLEAN, COVERED, CREDIT, GUEST, LINK, NOTHING, REPORT, SAMPLE
from tests.reporters.large import make_large_report
from tests.reporters.strange import make_strange_report

MESSAGES = {
    "Diagnostic": {"message": "", "location": "Location", "severity": "Severity", "source": "Source", "code": "Code"},
    "Location": {"path": "", "range": "Range"},
    "Range": {"start": "Position", "end": "Position"},
    "Position": {"line": None, "column": None},
    "Source": {"name": "", "url": ""},
    "Code": {"value": "", "url": ""},
}
"""Fields of the format's messages (reviewdog's proto/rdf/reviewdog.proto) that concern us: strings, messages, int32."""


def make_diagnostic_class():
    file = FileDescriptorProto(name="rdf.proto", package="reviewdog.rdf", syntax="proto3")
    severity = file.enum_type.add(name="Severity")
    for number, name in enumerate(("UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO")):
        severity.value.add(name=name, number=number)
    for name, fields in MESSAGES.items():
        message = file.message_type.add(name=name)
        for number, (key, kind) in enumerate(fields.items(), start=1):
            message.field.add(name=key, number=number, label=Field.LABEL_OPTIONAL, **describe(kind))
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName("reviewdog.rdf.Diagnostic"))


def describe(kind):
    if not kind:
        return {"type": Field.TYPE_INT32 if kind is None else Field.TYPE_STRING}
    return {
        "type": Field.TYPE_ENUM if kind == "Severity" else Field.TYPE_MESSAGE,
        "type_name": f".reviewdog.rdf.{kind}",
    }


Diagnostic = make_diagnostic_class()


def render(report):
    return "".join(render_pieces(report, Layout()))


def read(report):
    return [json_format.Parse(line, Diagnostic()) for line in render(report).splitlines()]


def report_of(*results):
    return replace(CLEAN, articles=(replace(GUEST, source="./a.md", results=results),))


def lines_of(place):
    (diagnostic,) = read(report_of(replace(CREDIT, findings=(PlacedFinding("", place),))))
    return diagnostic.location.range.start.line, diagnostic.location.range.end.line


@pytest.mark.parametrize(
    ("report", "count"),
    [(SAMPLE, 15), (CLEAN, 0), (NOTHING, 1), (make_strange_report(), 64), (make_large_report(), 10_403)],
    ids=["all", "clean", "none", "odd", "large"],
)
def test_every_line_is_a_diagnostic_with_message_path_and_severity(report, count):
    diagnostics = read(report)

    assert len(diagnostics) == count
    assert all(d.message and d.location.path and d.severity and d.code.value for d in diagnostics)


def test_the_reader_refuses_what_is_no_diagnostic():
    with pytest.raises(json_format.ParseError):
        json_format.Parse('{"messages": "no such key"}', Diagnostic())


def test_a_finding_is_a_line():
    assert render(report_of(replace(LINK, findings=LINK.findings[1:2]))) == (
        '{"message":"no link leads to the original article: [原文](#) leads nowhere; link to the address of the article",'
        '"location":{"path":"a.md","range":{"start":{"line":12},"end":{"line":12}}},"severity":"ERROR",'
        '"source":{"name":"article-compliance"},'
        '"code":{"value":"source/links-to-original","url":"https://lighthouse.example/terms"}}\n'
    )


def test_severities_are_those_of_reviewdog_and_what_asks_a_person_is_no_more_than_information():
    severities = {(diagnostic.code.value, diagnostic.severity) for diagnostic in read(REPORT)}

    assert severities == {
        ("source/links-to-original", 1),
        ("images/credited", 2),
        ("permission/use-granted", 3),
        ("unchecked", 1),
    }


def test_what_is_covered_is_information_with_its_reason():
    diagnostics = read(replace(CLEAN, articles=(COVERED,)))

    assert {diagnostic.severity for diagnostic in diagnostics} == {3}
    assert all(
        "(waived: the agency" in diagnostic.message or "(in the baseline: known" in diagnostic.message
        for diagnostic in diagnostics
    )


def test_a_range_that_ends_before_a_line_does_not_hold_that_line():
    assert lines_of(Place(3, 5, 5, 1)) == (3, 4)
    assert lines_of(Place(3, 5, 5, 2)) == (3, 5)
    assert lines_of(Place(3, 1, 3, 1)) == (3, 3)


def test_what_concerns_the_article_as_a_whole_has_no_range():
    (diagnostic,) = read(report_of(replace(LINK, findings=LINK.findings[2:])))

    assert not diagnostic.location.HasField("range")
