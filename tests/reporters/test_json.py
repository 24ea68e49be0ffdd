"""The report as JSON: literal text, and its schema, which is generated, shipped and current."""

import json
from pathlib import Path

from jsonschema import Draft202012Validator
from msgspec.structs import replace

import compliance
from compliance.hookspecs import Layout
from compliance.model.origin import Origin, Rival
from compliance.reporters.json import render_json
from compliance.reporters.report_schema import render_report_schema
from compliance.testing.sample import CLEAN, COVERED, NOTHING, OWN, REPORT, SAMPLE
from tests.reporters.large import make_large_report
from tests.reporters.strange import make_strange_report

SCHEMA = Path(compliance.__file__).parent / "schemas" / "report.schema.json"


def validate(text: str) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(text))


def test_the_shipped_schema_is_current():
    text = SCHEMA.read_text(encoding="utf-8")

    assert text == render_report_schema(), "run python -m compliance.reporters.report_schema"


def test_a_report_with_every_outcome_is_valid():
    validate(render_json(SAMPLE, Layout()))


def test_a_report_with_many_findings_is_valid():
    validate(render_json(make_large_report(), Layout()))


def test_a_report_with_strange_names_is_valid_and_keeps_them_apart():
    report = make_strange_report()
    text = render_json(report, Layout())

    validate(text)
    assert len({article["source"] for article in json.loads(text)["articles"]}) == len(report.articles)


def test_a_result_that_is_covered_says_by_what():
    waived, known = json.loads(render_json(replace(SAMPLE, articles=(COVERED,)), Layout()))["articles"][0]["results"]

    assert (waived["suppressed"], waived["fingerprint"]) == (True, "a1")
    assert waived["suppression"] == {
        "kind": "waiver",
        "reason": "the agency forbids a link – until “the archive” is open",
        "owner": "Åsa Öberg",
        "expires": "2027-01-31",
        "ticket": "DESK-12",
        "recorded_at": "waivers.toml:3",
    }
    assert (known["suppressed"], known["suppression"]) == (True, None)
    assert [(finding["fingerprint"], finding["suppression"]["kind"]) for finding in known["findings"]] == [
        ("b2", "baseline"),
        ("b3", "baseline"),
    ]


def test_what_is_wrong_with_a_waiver_is_told_and_results_that_are_covered_are_counted():
    document = json.loads(render_json(SAMPLE, Layout()))

    assert document["summary"]["suppressed"] == 2
    assert document["record_findings"] == [
        {
            "source": "waivers.toml",
            "line": 9,
            "column": 1,
            "rule": "exceptions/waiver-in-force",
            "severity": "warning",
            "message": "the waiver of Åsa Öberg ended on 2026-10-31",
            "remedy": "mend the articles, or agree on another day",
        }
    ]


def test_a_report_without_articles_is_valid():
    validate(render_json(NOTHING, Layout()))


def test_the_layout_changes_nothing():
    assert render_json(REPORT, Layout()) == render_json(REPORT, Layout(40, verbose=True))


def test_letters_are_written_as_they_are():
    assert '"source": "guest/旅行.md"' in render_json(REPORT, Layout())


def test_the_whole_report_is_one_object():
    article = replace(OWN, results=())

    assert (
        render_json(replace(CLEAN, articles=(article,)), Layout())
        == """\
{
  "schema_version": "1.1",
  "tool": {
    "name": "article-compliance",
    "version": "0.0"
  },
  "context": {
    "values": {},
    "assumed": []
  },
  "fail_on": "error",
  "summary": {
    "articles": 1,
    "pass": 1,
    "fail": 0,
    "review": 0,
    "errors": 0,
    "suppressed": 0
  },
  "articles": [
    {
      "source": "own.md",
      "verdict": "pass",
      "context": {
        "values": {
          "medium": "web",
          "use": "community"
        },
        "assumed": [
          "medium"
        ]
      },
      "questions": [],
      "asked": [],
      "origins": [],
      "results": []
    }
  ],
  "errors": [],
  "record_findings": []
}
"""
    )


def test_a_result_keeps_its_authority_and_its_places():
    results = json.loads(render_json(REPORT, Layout()))["articles"][0]["results"]

    assert results[0] == {
        "rule": "source/links-to-original",
        "policy": "lighthouse",
        "authority": "publisher",
        "severity": "error",
        "outcome": "fail",
        "message": "no link leads to the original article",
        "remedy": "link to the address of the article",
        "clause": "Link to the original.",
        "terms_url": "https://lighthouse.example/terms",
        "verified_on": "2026-11-20",
        "confidence": "read",
        "because": {
            "condition": "medium is web or app",
            "condition_met": True,
            "condition_unknown": [],
            "inherited_from": "lighthouse-trust",
            "origins": ["The Lighthouse"],
            "also": [],
        },
        "unknown": [],
        "permission": None,
        "findings": [
            {
                "message": "[The Lighthouse](#) leads nowhere",
                "line": 3,
                "column": 4,
                "end_line": 3,
                "end_column": 23,
                "fingerprint": None,
                "suppression": None,
            },
            {
                "message": "[原文](#) leads nowhere",
                "line": 12,
                "column": 1,
                "end_line": 12,
                "end_column": 8,
                "fingerprint": None,
                "suppression": None,
            },
            {
                "message": "no address is given",
                "line": None,
                "column": None,
                "end_line": None,
                "end_column": None,
                "fingerprint": None,
                "suppression": None,
            },
        ],
        "fingerprint": None,
        "suppressed": False,
        "suppression": None,
    }


def test_passes_and_what_is_not_applicable_are_in_the_report():
    results = json.loads(render_json(REPORT, Layout()))["articles"][0]["results"]

    assert [result["outcome"] for result in results] == ["fail", "fail", "review", "pass", "notApplicable"]


def test_a_problem_without_a_place_has_none():
    assert json.loads(render_json(REPORT, Layout()))["errors"] == [
        {
            "source": "broken.md",
            "line": 2,
            "column": 5,
            "message": "front matter is no YAML",
            "remedy": "mend it",
        },
        {"source": "empty.md", "line": None, "column": None, "message": "is empty", "remedy": ""},
    ]


def test_a_question_is_asked_in_words_with_the_policies_that_hang_on_it():
    article = json.loads(render_json(REPORT, Layout()))["articles"][0]

    assert article["questions"] == ["ads"]
    assert article["asked"] == [
        {"key": "ads", "question": "is advertising sold around it (ads=yes or no)?", "policies": ["item"]}
    ]


def test_a_condition_that_is_unknown_says_what_would_settle_it():
    because = json.loads(render_json(REPORT, Layout()))["articles"][0]["results"][2]["because"]

    assert (because["condition"], because["condition_met"]) == ("ads is no", None)
    assert because["condition_unknown"] == ["ads"]


def test_whoever_is_named_in_an_origins_place_is_told():
    origin = Origin("The Lighthouse", rivals=(Rival("The Harbour", "holder"),))
    document = json.loads(
        render_json(replace(CLEAN, articles=(replace(CLEAN.articles[0], origins=(origin,)),)), Layout())
    )

    assert document["articles"][0]["origins"][0]["contradicted_by"] == [{"name": "The Harbour", "known_by": "holder"}]
