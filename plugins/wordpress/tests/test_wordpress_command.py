"""The whole way: the command reads an export and gives one verdict per post, with lines of the export."""

import io
import json
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from compliance.cli import main

EXPORT = Path(__file__).parent / "exports" / "moss_weekly.xml"
INSTALLED = any(point.name == "wordpress" for point in entry_points(group="compliance"))
PLUGIN = [] if INSTALLED else ["--plugin", "compliance_wordpress"]


@pytest.fixture
def export(tmp_path, monkeypatch):
    """A folder of its own with the export, as the working directory."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "export.xml").write_bytes(EXPORT.read_bytes())
    return tmp_path / "export.xml"


def run(capsys, *arguments: str) -> tuple[int, dict]:
    code = main([*arguments, "--format", "json", *PLUGIN])
    return code, json.loads(capsys.readouterr().out)


def verdicts(report: dict) -> dict[str, str]:
    return {article["source"]: article["verdict"] for article in report["articles"]}


def test_each_post_has_a_verdict(export, capsys):
    code, report = run(capsys, "check", "export.xml")

    assert verdicts(report) == {
        "export.xml#11": "review",
        "export.xml#20": "pass",
        "export.xml#30": "review",
        "export.xml#2": "pass",
    }
    assert (code, report["errors"]) == (0, [])


def test_findings_lead_to_the_exports_lines(export, capsys):
    _, report = run(capsys, "check", "export.xml")
    tide = next(article for article in report["articles"] if article["source"] == "export.xml#20")
    (finding,) = (
        finding for result in tide["results"] if result["rule"] == "license/linked" for finding in result["findings"]
    )

    assert (finding["line"], finding["column"]) == (142, 28)
    assert EXPORT.read_text(encoding="utf-8").splitlines()[141][27:].startswith("CC-BY-4.0")


def test_a_folder_is_searched_for_exports_and_other_xml_is_no_article(export, capsys):
    Path("sitemap.xml").write_text("<urlset/>", encoding="utf-8")

    code, report = run(capsys, "check", ".")

    assert (code, len(report["articles"]), report["errors"]) == (0, 4, [])


def test_an_export_comes_through_standard_input(export, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(EXPORT.read_bytes())))

    code, report = run(capsys, "check", "-", "--stdin-name", "export.xml")

    assert (code, next(iter(verdicts(report)))) == (0, "export.xml#11")


def test_what_is_cut_off_is_said_and_what_came_before_is_judged(export, capsys):
    export.write_bytes(EXPORT.read_bytes()[: EXPORT.read_bytes().index(b"From the feed")])

    code, report = run(capsys, "check", "export.xml")

    assert list(verdicts(report)) == ["export.xml#11", "export.xml#20"]
    assert [(error["source"], error["line"], error["message"]) for error in report["errors"]] == [
        ("export.xml", 150, "the export is cut off: it ends inside the item that begins in line 149")
    ]
    assert code == 2


def test_nothing_is_written(export, capsys):
    run(capsys, "check", "export.xml")

    assert [path.name for path in export.parent.iterdir()] == ["export.xml"]
    assert export.read_bytes() == EXPORT.read_bytes()
