"""With ``--only``, exceptions from rules that were not judged are neither unused nor gone."""

import pytest

from compliance.cli import main
from tests.exceptions.articles import FAULT, read_report, write

pytestmark = pytest.mark.usefixtures("folder")
WAIVER = f"""\
[[waiver]]
rule = "{FAULT}"
articles = "*.md"
reason = "the agency forbids links"
owner = "Åsa Öberg"
expires = 2026-03-31
"""
OTHER = "copyright/notice-present"


def rules(capsys, *arguments: str) -> list[str]:
    _, found = read_report(capsys, ".", *arguments)
    return [finding["rule"] for finding in found.get("record_findings", [])]


def remarks(capsys, *arguments: str) -> str:
    _, found = read_report(capsys, ".", *arguments)
    return "\n".join(remark["message"] for remark in found.get("remarks", []))


def test_a_waiver_of_another_rule_is_not_called_unused(capsys):
    write("waivers.toml", WAIVER)

    assert rules(capsys, "--only", OTHER) == []


def test_a_waiver_that_covers_nothing_is_called_unused_only_where_all_is_judged(capsys):
    write("story.md", "# A\n")
    write("waivers.toml", WAIVER)

    assert rules(capsys) == ["exceptions/waiver-used"]
    assert rules(capsys, "--only", OTHER) == []


def test_known_findings_are_called_gone_only_where_all_is_judged(capsys):
    main(["baseline", "write"])
    capsys.readouterr()
    assert "gone" not in remarks(capsys)
    assert "gone" not in remarks(capsys, "--only", OTHER)

    write("story.md", "# A\n")
    assert "of the baseline" in remarks(capsys)
    assert "of the baseline" not in remarks(capsys, "--only", OTHER)
