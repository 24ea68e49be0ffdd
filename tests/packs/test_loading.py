"""Packs from disk to a library, fresh and from the cache."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from compliance.errors import PackError
from compliance.model.context import ALWAYS, All, Any, Is, Not, Reused, Seen
from compliance.model.policy import Authority, Clause, Confidence, Duty, Policy
from compliance.model.rule import CheckSpec, Example, Rule, Severity
from compliance.packs import building, load_packs

from .conftest import RULE, SCHEMAS, MakePack


def test_a_rule_is_read_as_it_is_written(make_pack: MakePack):
    library = load_packs([make_pack()], SCHEMAS, complete=True)

    assert library.rules == {
        "copyright/notice-present": Rule(
            id="copyright/notice-present",
            title="The article carries a copyright line",
            severity=Severity.ERROR,
            since="0.1.0",
            rationale="Readers must see who holds the rights.",
            remedy="Add a copyright line.",
            message="no copyright line",
            check=CheckSpec("requires", {"evidence": "copyright-notice"}),
            references=("https://law.example/17/401",),
            examples=(
                Example(
                    "symbol, year and holder",
                    "A text.\n\n© 2024 Ann Author\n",
                    "pass",
                    context={"use": "community", "ads": "no"},
                ),
                Example("the word", "Copyright 2024 Ann Author", "pass", format="text"),
                Example("nothing at all", "A text.\n", "fail", findings=1),
                Example(
                    "the word alone is not a notice",
                    "A text.\nCopyright is a difficult matter.\n",
                    "review",
                    at=(1, 2),
                    findings=2,
                    params={"at_least": 2},
                ),
            ),
            path="sample/core/copyright/notice-present.yaml",
            pack="sample",
        )
    }


def test_a_policy_is_read_as_it_is_written(make_pack: MakePack):
    library = load_packs([make_pack()], SCHEMAS)

    assert library.policies["daily-example"] == Policy(
        id="daily-example",
        name="The Daily Example",
        authority=Authority.PUBLISHER,
        aliases=("Daily",),
        hosts=("daily.example",),
        license="CC-BY-4.0",
        terms_url="https://daily.example/terms",
        verified_on="2026-01-31",
        confidence=Confidence.SECONDHAND,
        duties=(
            Duty(
                "copyright/notice-present",
                All((Is("use", ("community", "nonprofit")), Reused())),
                {"at_least": 2},
                "keep the copyright line",
                Severity.WARNING,
                "Copy the line.",
                Confidence.READ,
            ),
        ),
        permissions=(Clause(ALWAYS, "anybody may"),),
        prohibitions=(
            Clause(
                Any((Is("paywall", ("yes",)), Not(Is("medium", ("web",))))),
                "not behind a paywall, and only on the web",
                confidence=Confidence.RECALLED,
            ),
        ),
        contact="rights@daily.example",
        note="Seen on the terms page.",
        path="sample/publishers/daily-example.yaml",
        pack="sample",
    )


def test_conditions_may_ask_for_evidence(make_pack: MakePack):
    house = "id: ours\nname: Ours\nkind: house\npermissions:\n- when: {seen: byline, date: 2026-01-31}\n  clause: may\n"

    library = load_packs([make_pack({"house/ours.yaml": house})], SCHEMAS)

    assert library.policies["ours"].permissions[0].when == All((Is("date", ("2026-01-31",)), Seen("byline")))


def test_what_a_house_asks_of_itself_is_known(make_pack: MakePack):
    assert load_packs([make_pack()], SCHEMAS).policies["ours"].confidence is Confidence.READ


def test_terms_that_do_not_say_how_well_they_are_known_are_recalled(make_pack: MakePack):
    pack = make_pack({"publishers/weekly.yaml": "id: weekly\nname: Weekly\nkind: publisher\n"})

    assert load_packs([pack], SCHEMAS).policies["weekly"].confidence is Confidence.RECALLED


def test_judging_does_without_the_reasons_of_rules(make_pack: MakePack):
    rule = load_packs([make_pack()], SCHEMAS).rules["copyright/notice-present"]

    assert (rule.rationale, rule.references, rule.examples) == ("", (), ())
    assert rule.remedy == "Add a copyright line."


def test_an_article_as_a_whole_that_fails_has_one_finding_without_a_line(make_pack: MakePack):
    rule = load_packs([make_pack()], SCHEMAS, complete=True).rules["copyright/notice-present"]

    assert (rule.examples[2].at, rule.examples[2].findings) == ((), 1)


def test_a_pack_that_is_named_twice_is_read_once(make_pack: MakePack):
    pack = make_pack()

    assert list(load_packs([pack, pack.absolute()], SCHEMAS).policies) == ["daily-example", "ours"]


def test_no_packs_are_an_empty_library():
    library = load_packs([], {})

    assert (dict(library.rules), dict(library.policies)) == ({}, {})


def test_rules_and_policies_stand_in_the_order_of_their_ids(make_pack: MakePack):
    first = make_pack()
    other = RULE.replace("copyright/notice-present", "byline/present")
    second = make_pack({"core/byline/present.yaml": other}, folder="second")
    for path in ("core/copyright/notice-present.yaml", "publishers/daily-example.yaml", "house/ours.yaml"):
        (second / path).unlink()
    (second / "pack.yaml").write_text("name: second\nversion: 1.0.0\ntitle: Second\nrules: core\n")

    library = load_packs([first, second], SCHEMAS)

    assert list(library.rules) == ["byline/present", "copyright/notice-present"]
    assert list(library.policies) == ["daily-example", "ours"]


def test_the_default_folders_are_rules_and_policies(tmp_path: Path):
    (tmp_path / "rules").mkdir()
    (tmp_path / "policies").mkdir()
    (tmp_path / "pack.yaml").write_text("name: small\nversion: 1.0.0\ntitle: Small\n")
    (tmp_path / "rules" / "notice.yaml").write_text(RULE.replace("copyright/notice-present", "notice"))
    (tmp_path / "policies" / "ours.yaml").write_text("id: ours\nname: Ours\nkind: house\n")

    library = load_packs([tmp_path], SCHEMAS)

    assert (list(library.rules), list(library.policies)) == (["notice"], ["ours"])


def test_hidden_files_and_other_kinds_of_files_are_left_alone(make_pack: MakePack):
    pack = make_pack({".cache/x.yaml": "[", "core/.draft.yaml": "[", "core/README.md": "Words."})

    assert list(load_packs([pack], SCHEMAS).rules) == ["copyright/notice-present"]


def test_a_second_load_is_the_same_and_builds_nothing(make_pack: MakePack, monkeypatch: pytest.MonkeyPatch):
    pack = make_pack()
    first = load_packs([pack], SCHEMAS, complete=True)
    monkeypatch.delattr(building, "build_packs")

    assert load_packs([pack], SCHEMAS, complete=True) == first


def test_a_changed_file_is_read_anew(make_pack: MakePack):
    load_packs([make_pack()], SCHEMAS)
    pack = make_pack({"house/ours.yaml": "id: ours\nname: Our House\nkind: house\n"})

    assert load_packs([pack], SCHEMAS).policies["ours"].name == "Our House"


def test_a_renamed_file_is_read_anew(make_pack: MakePack):
    pack = make_pack()
    load_packs([pack], SCHEMAS)
    (pack / "house" / "ours.yaml").rename(pack / "house" / "theirs.yaml")

    with pytest.raises(PackError, match="'ours' does not agree with the file's place"):
        load_packs([pack], SCHEMAS)


def test_changed_parameters_of_a_check_are_compared_anew(make_pack: MakePack):
    pack = make_pack()
    load_packs([pack], SCHEMAS)

    with pytest.raises(PackError, match="unknown key 'evidence'"):
        load_packs([pack], {"requires": {"type": "object", "additionalProperties": False}})


def test_the_same_pack_in_another_folder_has_its_own_paths(make_pack: MakePack):
    load_packs([make_pack()], SCHEMAS)
    pack = make_pack(folder="copied")

    assert load_packs([pack], SCHEMAS).policies["ours"].path == "copied/house/ours.yaml"


def test_without_a_cache_packs_are_loaded_all_the_same(make_pack: MakePack, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COMPLIANCE_CACHE_DIR", "")

    assert list(load_packs([make_pack()], SCHEMAS).policies) == ["daily-example", "ours"]


def test_a_load_from_the_cache_imports_neither_yaml_nor_pydantic_nor_jsonschema(make_pack: MakePack):
    load_packs([make_pack()], SCHEMAS)
    program = (
        "import sys; from pathlib import Path; from compliance.packs import load_packs;"
        f"load_packs([Path('sample')], {SCHEMAS!r});"
        "print({'yaml', 'pydantic', 'jsonschema'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(building.__file__).parents[2])},
    )

    assert done.stdout == "set()\n"


def test_policies_that_ask_for_a_rule_are_found(make_pack: MakePack):
    library = load_packs([make_pack()], SCHEMAS)

    assert [policy.id for policy in library.policies_with("copyright/notice-present")] == ["daily-example"]
