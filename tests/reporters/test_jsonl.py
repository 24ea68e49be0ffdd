"""The report as JSON Lines: each line is valid by the shipped schema, which is generated and current."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, ValidationError

import compliance
from compliance.hookspecs import Layout
from compliance.reporters.json import render_json
from compliance.reporters.jsonl import render_pieces
from compliance.reporters.report_line_schema import render_line_schema
from compliance.testing.sample import CLEAN, NOTHING, SAMPLE
from tests.reporters.large import make_large_report

SCHEMA = Path(compliance.__file__).parent / "schemas" / "report-line.schema.json"


def read(report):
    validator = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    lines = [json.loads(line) for line in "".join(render_pieces(report, Layout())).splitlines()]
    for line in lines:
        validator.validate(line)
    return lines


def test_the_shipped_schema_is_current():
    text = SCHEMA.read_text(encoding="utf-8")

    assert text == render_line_schema(), "run python -m compliance.reporters.report_line_schema"
    Draft202012Validator.check_schema(json.loads(text))


def test_articles_come_first_and_the_run_last():
    assert [line["type"] for line in read(SAMPLE)] == [
        *("article", "article", "article", "article", "article"),
        *("error", "error", "record_finding", "remark", "remark", "run"),
    ]


def test_lines_say_what_the_json_report_says():
    whole = json.loads(render_json(SAMPLE, Layout()))
    lines = [dict(line) for line in read(SAMPLE)]
    parts = {"article": "articles", "error": "errors", "record_finding": "record_findings", "remark": "remarks"}
    run = lines.pop()

    assert run == {"type": "run", **{key: value for key, value in whole.items() if key not in parts.values()}}
    assert lines == [{"type": kind, **item} for kind, key in parts.items() for item in whole[key]]


def test_each_object_is_on_one_line_with_letters_as_they_are():
    text = "".join(render_pieces(CLEAN, Layout()))

    assert [line[:18] for line in text.splitlines()] == ['{"type":"article",', '{"type":"run","sch']
    assert '"source":"guest/旅行.md"' in "".join(render_pieces(SAMPLE, Layout()))


def test_a_run_without_articles_has_its_errors():
    assert [line["type"] for line in read(NOTHING)] == ["error", "run"]


def test_a_line_without_its_type_is_not_valid():
    with pytest.raises(ValidationError):
        Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate({"source": "a.md"})


def test_ten_thousand_findings_are_valid():
    lines = read(make_large_report())
    results = [result for line in lines if line["type"] == "article" for result in line["results"]]

    assert sum(len(result["findings"]) for result in results if result["outcome"] == "fail") == 10_000
