"""``compliance terms``: duties, matrix and errors, for an article, a publisher and a license."""

import json
from pathlib import Path

import pytest

from compliance.cli import main

ROOT = Path(__file__).parents[1]
TWO_HOPS = "seeds/two-hops.md"
CONTACT = "rights@greenvalleyreview.example"

NONCOMMERCIAL = ("community", "nonprofit", "personal", "education")
LINKED = ("web", "newsletter", "social", "app")
MEDIA = (*LINKED, "print", "broadcast", "dataset")
AS_IS = ("", "ads", "paywall", "excerpt")
BY_NC_ND = {
    # Section 2(a)(1)(A): reproduced and shared, the whole or a part, for NonCommercial purposes only. Section 1 defines
    # these by what the use is meant for, not by advertising. Section 2(a)(4): in all media and formats; Section 4(a):
    # also as part of a database. All of it subject to the conditions of Section 3(a).
    **{(use, medium, flag): "yes-if" for use in NONCOMMERCIAL for medium in MEDIA for flag in AS_IS},
    # Section 2(a)(1)(A): not for other purposes.
    **{("commercial", medium, flag): "no" for medium in MEDIA for flag in (*AS_IS, "edited", "translated")},
    # Sections 2(a)(1)(B) and 3(a)(1): adapted material, such as a translation (Section 1), is not shared.
    **{(use, medium, flag): "no" for use in NONCOMMERCIAL for medium in MEDIA for flag in ("edited", "translated")},
}
"""CC BY-NC-ND 4.0 by hand from the legal code: use, medium, and what is yes beside them."""
CONDITIONS = {
    "attribution/author-named",  # Section 3(a)(1)(A)(i): identification of the creators
    "attribution/origin-credited",  # 3(a)(1)(A)(i): and of any others designated to receive attribution
    "copyright/notice-present",  # 3(a)(1)(A)(ii)
    "license/warranty-notice-kept",  # 3(a)(1)(A)(iii), (iv): notices on this license and on warranties
    "license/stated",  # 3(a)(1)(C): indicate that it is under this license
    "license/no-further-restrictions",  # 2(a)(5)(B)
    "disclaimer/no-endorsement",  # 2(a)(6)
    "attribution/title-stated",  # no condition of version 4.0; good practice
}
CONDITIONS_WHERE_LINKS_ARE = {
    "license/linked",  # 3(a)(1)(C): and include its text, or the URI or hyperlink to it
    "source/links-to-original",  # 3(a)(1)(A)(v), as far as reasonably practicable
}


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "120")


def run(capsys, *arguments: str) -> tuple[int, str, str]:
    code = main(["terms", *arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def survey(capsys, *arguments: str) -> dict[str, object]:
    code, out, err = run(capsys, *arguments, "--format", "json")
    assert (code, err) == (0, "")
    return json.loads(out)


def read_answers(document: dict[str, object]) -> dict[tuple[str, str, str], str]:
    """Return the answers of a matrix by use, medium, and the flag that is yes, if one is."""
    return {
        (
            cell["context"]["use"],
            cell["context"]["medium"],
            next((key for key, value in cell["context"].items() if value == "yes"), ""),
        ): cell["answer"]
        for cell in document["matrix"]
    }


def find_cell(document: dict[str, object], **context: str) -> dict[str, object]:
    """Return the first cell of a matrix in a context: where it does not say otherwise, the plain one."""
    return next(cell for cell in document["matrix"] if cell["context"].items() >= context.items())


def test_by_nc_nd_is_answered_as_its_legal_code_says(capsys):
    assert read_answers(survey(capsys, "--license", "CC-BY-NC-ND-4.0", "--matrix")) == BY_NC_ND


@pytest.mark.parametrize("medium", MEDIA)
def test_by_nc_nd_hangs_on_the_conditions_of_its_legal_code(capsys, medium):
    document = survey(capsys, "--license", "CC-BY-NC-ND-4.0", "--matrix")
    rules = {condition["rule"] for condition in find_cell(document, use="community", medium=medium)["conditions"]}
    assert rules == CONDITIONS | (CONDITIONS_WHERE_LINKS_ARE if medium in LINKED else set())


def test_every_answer_has_its_reason_and_every_ask_and_no_says_whom_to_ask(capsys):
    cells = survey(capsys, "--license", "CC-BY-NC-ND-4.0", "--matrix")["matrix"]
    assert all(cell["reason"] and cell["terms_url"] and cell["authority"] == "license" for cell in cells)
    assert all(bool(cell["contact"]) == (cell["answer"] in {"ask", "no"}) for cell in cells)


def test_a_dedication_to_the_public_domain_answers_yes(capsys):
    answers = set(read_answers(survey(capsys, "--license", "CC0-1.0", "--matrix")).values())
    assert answers <= {"yes", "yes-if"}


def test_a_license_without_a_policy_is_spoken_for_by_its_nearest(capsys):
    document = survey(capsys, "--license", "CC-BY-3.0-DE")
    assert "CC-BY-3.0-DE" in document["subject"]


def test_a_publishers_matrix_asks_the_contact_of_its_terms(capsys):
    document = survey(capsys, "--publisher", "global-research", "--matrix")
    printed = find_cell(document, use="community", medium="print")
    assert (printed["answer"], printed["contact"]) == ("ask", "publications@globalresearch.ca")
    assert find_cell(document, use="community", medium="web")["answer"] == "yes-if"
    assert find_cell(document, use="commercial", medium="web")["answer"] == "ask"
    assert find_cell(document, use="community", medium="dataset")["answer"] == "ask"


def test_the_worst_of_several_bans_is_the_answer_and_all_are_named(capsys):
    document = survey(capsys, "--publisher", "the-texan", "--matrix")
    whole = find_cell(document, use="community", medium="web", edited="no", excerpt="no")
    changed = find_cell(document, use="community", medium="web", edited="yes", excerpt="no")
    assert (whole["answer"], changed["answer"]) == ("ask", "no")
    assert changed["reason"] == f"{whole['reason']}; words may not be changed"


def test_the_two_hops_ask_the_contact_that_the_article_gives(capsys):
    document = survey(capsys, TWO_HOPS, "--matrix")
    assert set(read_answers(document).values()) == {"ask"}
    asked = {cell["contact"] for cell in document["matrix"]}
    assert asked == {CONTACT}
    assert find_cell(document, use="commercial", medium="web")["reason"].startswith(
        "the article itself restricts this use: "
    )
    assert find_cell(document, use="community", medium="web")["reason"].startswith(
        "the article itself seems to permit this use: confirm it: "
    )
    assert document["farther_origins"][0]["name"] == "Ottermouth Ledger"


def test_a_reservation_for_machines_is_a_no_for_datasets_and_for_nothing_else(capsys, tmp_path):
    page = tmp_path / "tide.html"
    head = '<title>The tide</title><meta name="robots" content="noai">'
    credit = 'First published by <a href="https://fern.example/2024/tide">The Fern</a>, licensed under CC BY 4.0.'
    page.write_text(f"{head}<h1>The tide</h1><p>By Ann Author</p><p>The tide came in.</p><p>{credit}</p>", "utf-8")

    answers = read_answers(survey(capsys, str(page), "--matrix"))

    assert answers["community", "dataset", ""] == "no"
    assert answers["community", "web", ""] == "yes-if"


def test_the_matrix_is_printed_with_numbered_reasons(capsys):
    _, out, _ = run(capsys, TWO_HOPS, "--matrix")
    assert "│ community            │ ask [1] │ ask [2] │" in out
    assert "[2] ask: the article itself restricts this use: " in out
    assert f"whom to ask: {CONTACT}" in " ".join(out.split())
    assert out.endswith("This report is no legal advice.\n")


def test_duties_are_listed_with_clause_authority_and_condition(capsys):
    document = survey(capsys, "--publisher", "propublica", "--context", "use=community")
    known = {duty["rule"]: duty for duty in document["obligations"]}
    credit = known["attribution/origin-credited"]
    assert (credit["authority"], credit["policy"], credit["due"], credit["condition"]) == (
        "publisher",
        "propublica",
        "yes",
        None,
    )
    assert credit["terms_url"].startswith("https://www.propublica.org/")
    assert known["images/rights-cleared"]["condition"] == "an image is seen"
    assert {duty["authority"] for duty in document["obligations"]} == {"publisher", "license"}


def test_a_condition_that_the_context_settles_is_gone(capsys):
    open_, settled = (
        {duty["rule"]: duty["due"] for duty in survey(capsys, "--license", "CC-BY-NC-ND-4.0", *context)["obligations"]}
        for context in ((), ("--context", "edited=yes"))
    )
    assert (open_["integrity/changes-noted"], settled["integrity/changes-noted"]) == ("depends", "yes")


def test_duties_of_an_article_are_those_that_it_is_judged_by(capsys):
    document = survey(capsys, TWO_HOPS, "--context", "use=community")
    assert {duty["authority"] for duty in document["obligations"]} >= {"house", "statute"}
    assert document["matrix"] == []


def test_the_table_of_duties_names_the_terms(capsys):
    _, out, _ = run(capsys, "--license", "CC-BY-4.0", "--context", "use=community")
    assert "  this use: " in out
    assert "license: cc-by-4.0" in out
    assert "cc-by-4.0: https://creativecommons.org/licenses/by/4.0/" in out


def test_a_recorded_permission_is_the_answer(capsys, tmp_path):
    records = tmp_path / "permissions.toml"
    records.write_text(
        '[[permissions]]\ngrantor = "Green Valley Review"\ngrantee = "Us"\nproof = "https://us.example/letter"\n'
        'titles = ["Volunteers Pull Nine Tons of Rubbish from the Lower Fenner"]\nuses = ["commercial"]\n',
        encoding="utf-8",
    )
    document = survey(capsys, TWO_HOPS, "--matrix", "--permissions", str(records))
    cell = find_cell(document, use="commercial", medium="print")
    assert (cell["answer"], cell["reason"].partition(" (")[0]) == (
        "yes",
        "the permission of Green Valley Review to Us",
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--publisher", "globl-research"], "no publisher's policy is called 'globl-research'; did you mean 'global-"),
        (["--license", "CC-BUY-NC-4.0"], "no license is called 'CC-BUY-NC-4.0'; did you mean 'CC-BY-NC-4.0'?"),
        (["--license", "zzz"], "no license is called 'zzz'; `compliance explain` lists them all"),
        ([], "name an article, --publisher or --license, and only one of them"),
        (["a.md", "--license", "CC0-1.0"], "name an article, --publisher or --license, and only one of them"),
        (["none.md"], "none.md: cannot be read: No such file or directory"),
        (["--license", "CC0-1.0", "--format", "yaml"], "no format is called 'yaml'; use one of table, json"),
        (["--license", "CC0-1.0", "--context", "use=sale"], "'sale' is no value of context 'use'"),
    ],
)
def test_what_is_wrong_ends_with_2(capsys, arguments, message):
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith(f"compliance: {message}")


def test_a_publisher_is_found_by_name_and_host_too(capsys):
    subjects = {
        survey(capsys, "--publisher", name)["subject"] for name in ("propublica", "ProPublica", "propublica.org")
    }
    assert subjects == {"ProPublica"}


def test_the_survey_can_go_to_a_file(capsys, tmp_path):
    assert run(capsys, "--license", "CC0-1.0", "--format", f"json={tmp_path / 'terms.json'}") == (0, "", "")
    assert json.loads((tmp_path / "terms.json").read_text(encoding="utf-8"))["obligations"]
