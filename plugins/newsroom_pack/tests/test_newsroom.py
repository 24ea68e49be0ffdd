"""The pack of an invented newsroom: what it asks for, what it changes, and what it lets the program read."""

import tomllib
from functools import cache
from pathlib import Path

import pytest

from compliance.api import Session
from compliance.cli import main
from compliance.model.result import Result
from compliance.model.settings import Settings
from compliance.yaml_marks import parse_yaml

ROOT = Path(__file__).parents[1]
SETTINGS = Settings(packs=(str(ROOT),), disabled_plugins=("newsroom",))
"""The pack in this folder, whether or not a copy is installed."""

ARTICLE = """\
# Tidvattnet som stannade

Av Ebba Författare

12 maj 2026

Vattnet stod kvar på torget till klockan tolv.

![Torget](https://fjardbladet.example/torget.jpg)

Denna artikel publicerades först av [Skärgårdsposten](https://skargardsposten.example/2026/05/tidvattnet).

Fel i texten? Skriv till rattelse@fjardbladet.example.
"""


@cache
def session() -> Session:
    return Session(SETTINGS)


def see(text: str) -> set[tuple[str, str]]:
    article = session().examiner.read_bytes("a.md", text.encode())
    evidence, _ = session().examiner.extract(article)
    return {(str(item.kind), item.text) for item in evidence}


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Return a function that judges an article, and returns the results by their rules."""
    monkeypatch.chdir(tmp_path)

    def run(text: str) -> dict[str, Result]:
        Path("a.md").write_text(text, encoding="utf-8")
        return {result.obligation.rule: result for result in session().check(["a.md"]).articles[0].results}

    return run


def test_the_pack_is_in_order(capsys):
    code = main(["packs", "check", str(ROOT), "--no-plugin", "newsroom"])

    assert (code, capsys.readouterr().out) == (
        0,
        "newsroom 1.0.0: 2 rules, 3 policies, 4 changes of other packs' rules: 8 examples good, nothing is weak\n",
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Denna artikel publicerades först av Skärgårdsposten.", "origin-statement"),
        ("Källa: Skärgårdsposten", "origin-statement"),
        ("Av Ebba Författare", "byline"),
        ("3 augusti 2026", "date"),
        ("Åsikterna är skribentens egna.", "disclaimer"),
        ("Redaktionen ansvarar inte för länkar.", "disclaimer"),
        ("Alla rättigheter förbehålles", "reservation"),
        ("Texten publiceras under CC BY 4.0.", "license-grant"),
        ("Texten är lätt redigerad.", "modification-notice"),
    ],
)
def test_swedish_wording_is_read(text: str, kind: str):
    page = f"# Tidvattnet\n\n{text}\n\nVattnet stod kvar på torget till klockan tolv.\n"

    assert kind in {seen for seen, _ in see(page)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Av alla artiklar om vattnet var denna den första.", "byline"),
        ("Artikeln handlar om källor och om floder.", "origin-statement"),
        ("Alla har rättigheter, sade borgmästaren.", "reservation"),
        ("Hon ansvarar för hamnen.", "disclaimer"),
    ],
)
def test_near_misses_in_swedish_are_no_evidence(text: str, kind: str):
    page = f"# Tidvattnet\n\nVattnet stod kvar på torget till klockan tolv.\n\n{text}\n"

    assert kind not in {seen for seen, _ in see(page)}


def test_without_the_pack_nobody_understands_swedish():
    plain = Session(Settings(disabled_plugins=("newsroom",)))
    article = plain.examiner.read_bytes("a.md", ARTICLE.encode())

    evidence, _ = plain.examiner.extract(article)

    assert {str(item.kind) for item in evidence} == {"title", "image", "hyperlink"}


def test_the_house_asks_for_its_own_rules(check):
    results = check(ARTICLE)

    assert (results["newsroom/corrections-address"].outcome, results["newsroom/origin-told-in-swedish"].outcome) == (
        "pass",
        "pass",
    )


def test_what_the_house_asks_for_fails_where_it_is_not_there(check):
    results = check(ARTICLE.replace("rattelse@", "lasare@").replace("publicerades först av", "är lånad av"))

    assert results["newsroom/corrections-address"].outcome == "fail"


def test_the_neighbours_license_asks_for_what_it_extends_and_for_more(check):
    results = check(ARTICLE)

    assert {
        rule: (result.obligation.policy, result.obligation.via)
        for rule, result in results.items()
        if result.obligation.policy == "licenseref-nordisk-delning-1.0"
    } == {
        "attribution/author-named": ("licenseref-nordisk-delning-1.0", "cc-by-4.0"),
        "attribution/credit-at-top": ("licenseref-nordisk-delning-1.0", ""),
        "attribution/origin-credited": ("licenseref-nordisk-delning-1.0", "cc-by-4.0"),
        "attribution/title-stated": ("licenseref-nordisk-delning-1.0", "cc-by-4.0"),
        "copyright/notice-present": ("licenseref-nordisk-delning-1.0", ""),
        "disclaimer/no-endorsement": ("licenseref-nordisk-delning-1.0", "cc-by-4.0"),
        "integrity/changes-noted": ("licenseref-nordisk-delning-1.0", "cc-by-4.0"),
        "license/linked": ("licenseref-nordisk-delning-1.0", "cc-by-4.0"),
        "license/no-further-restrictions": ("licenseref-nordisk-delning-1.0", "cc-by-4.0"),
        "license/warranty-notice-kept": ("licenseref-nordisk-delning-1.0", "cc-by-4.0"),
        "permission/use-granted": ("licenseref-nordisk-delning-1.0", "cc-by-4.0"),
    }


def test_a_picture_without_a_credit_is_an_error_in_this_house(check):
    result = check(ARTICLE)["images/credited"]

    assert (result.outcome, result.obligation.severity) == ("fail", "error")


def test_a_notice_needs_no_year_in_this_house(check):
    result = check(f"{ARTICLE}\n© Ebba Författare\n")["copyright/notice-complete"]

    assert (result.outcome, result.obligation.check.params) == ("pass", {"parts": ["holder"]})


def test_the_waived_rule_stands_in_the_report_with_its_reason(check):
    result = check(ARTICLE.replace("https://skargardsposten.example/2026/05/tidvattnet", "https://bit.ly/x1"))[
        "source/links-are-direct"
    ]

    assert result.outcome == "notApplicable"
    assert result.message == (
        "switched off by newsroom: our letter to subscribers replaces every link by a counting one when it is sent; "
        "the editor sees the direct links before"
    )


def test_the_distribution_has_the_version_and_license_of_the_pack():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pack = parse_yaml("pack.yaml", (ROOT / "pack.yaml").read_bytes()).value

    assert (project["version"], project["license"]) == (pack["version"], pack["license"])
    assert list(project["entry-points"]["compliance.packs"]) == [pack["name"]]
