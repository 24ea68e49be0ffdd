"""Packs that change other packs' rules: what comes of it, and what is wrong with how they say so."""

from pathlib import Path

import pytest

from compliance.errors import PackError
from compliance.model.library import Library
from compliance.model.rule import Change
from compliance.packs import building, load_packs

from .conftest import RULE, SCHEMAS, MakePack

NOTICE = "copyright/notice-present"
HOUSE = """\
name: house
version: 1.0.0
title: A house that changes rules
adjust:
"""
OFF = f"""\
  - rule: {NOTICE}
    off: true
    reason: our readers
      know who we are
"""
SEVERITY = f"  - {{rule: {NOTICE}, severity: note, reason: it matters less here}}\n"
PARAMETER = f"  - {{rule: {NOTICE}, with: {{at_least: 3}}, reason: three are better}}\n"


def write_house(adjust: str, folder: str = "house", name: str = "house") -> Path:
    Path(folder).mkdir()
    text = HOUSE.replace("name: house", f"name: {name}") + adjust
    Path(folder, "pack.yaml").write_text(text, encoding="utf-8")
    return Path(folder)


def load(make_pack: MakePack, adjust: str) -> Library:
    return load_packs([make_pack(), write_house(adjust)], SCHEMAS, complete=True)


def mistakes(*packs: Path) -> list[str]:
    with pytest.raises(PackError) as caught:
        load_packs(packs, SCHEMAS)
    return [str(problem) for problem in caught.value.problems]


def test_a_rule_that_is_switched_off_says_by_whom_why_and_where(make_pack: MakePack):
    rule = load(make_pack, OFF).rules[NOTICE]

    assert rule.off == Change("house", "off", None, True, "our readers know who we are", "house/pack.yaml", 6)
    assert str(rule.off) == "switched off"


def test_a_severity_is_changed(make_pack: MakePack):
    rule = load(make_pack, SEVERITY).rules[NOTICE]

    assert (rule.severity, rule.set_severity, rule.off) == ("note", "note", None)
    assert [str(change) for change in rule.changes] == ["severity: error → note"]


def test_a_severity_holds_whatever_policies_of_other_packs_say(make_pack: MakePack):
    library = load(make_pack, SEVERITY)

    assert library.policies["daily-example"].duties[0].severity is None


def test_policies_of_the_pack_itself_keep_their_severity(make_pack: MakePack):
    house = write_house(SEVERITY)
    (house / "policies").mkdir()
    duty = f"duties: [{{rule: {NOTICE}, severity: warning, clause: in this house}}]\n"
    (house / "policies" / "mine.yaml").write_text(f"id: mine\nname: Mine\nkind: house\n{duty}", encoding="utf-8")

    policies = load_packs([make_pack(), house], SCHEMAS).policies

    assert (policies["mine"].duties[0].severity, policies["daily-example"].duties[0].severity) == ("warning", None)


def test_parameters_take_the_place_of_the_rules_own(make_pack: MakePack):
    rule = load(make_pack, PARAMETER).rules[NOTICE]

    assert rule.check.params == {"evidence": "copyright-notice", "at_least": 3}
    assert [str(change) for change in rule.changes] == ["at_least: unset → 3"]


def test_parameters_of_a_policy_are_somebodys_terms_and_stay(make_pack: MakePack):
    assert load(make_pack, PARAMETER).policies["daily-example"].duties[0].params == {"at_least": 2}


def test_the_parameters_that_a_rules_examples_are_about_are_kept(make_pack: MakePack):
    assert load(make_pack, PARAMETER).rules[NOTICE].own_params == {"evidence": "copyright-notice"}


def test_several_packs_can_change_different_things_of_one_rule(make_pack: MakePack):
    packs = [make_pack(), write_house(SEVERITY), write_house(PARAMETER, "second", "second")]

    rule = load_packs(packs, SCHEMAS).rules[NOTICE]

    assert [(change.pack, change.key) for change in rule.changes] == [
        ("house", "severity"),
        ("second", "with.at_least"),
    ]


def test_changes_are_kept_in_the_cache(make_pack: MakePack, monkeypatch: pytest.MonkeyPatch):
    packs = [make_pack(), write_house(SEVERITY + PARAMETER)]
    first = load_packs(packs, SCHEMAS)
    monkeypatch.delattr(building, "build_packs")

    assert load_packs(packs, SCHEMAS) == first
    assert [change.line for change in first.rules[NOTICE].changes] == [5, 6]


def test_a_changed_reason_is_read_anew(make_pack: MakePack):
    packs = [make_pack(), write_house(SEVERITY)]
    load_packs(packs, SCHEMAS)
    (packs[1] / "pack.yaml").write_text(HOUSE + SEVERITY.replace("less here", "more here"), encoding="utf-8")

    assert load_packs(packs, SCHEMAS).rules[NOTICE].changes[0].reason == "it matters more here"


@pytest.mark.parametrize(
    ("adjust", "told"),
    [
        (
            OFF.replace("notice-present", "notice-presnt"),
            (
                "house/pack.yaml:5:11: adjust: no rule is called 'copyright/notice-presnt'; did you mean "
                "'copyright/notice-present'?"
            ),
        ),
        (
            SEVERITY.replace("severity: note", "severity: noet"),
            "house/pack.yaml:5:48: adjust.severity: 'noet' is not one of error, warning, note; did you mean 'note'?",
        ),
        (
            OFF.replace("off: true", "off: false"),
            "house/pack.yaml:5:5: adjust: nothing of 'copyright/notice-present' is changed; say 'off: true',",
        ),
        (OFF.replace("off: true", "off: yes"), "house/pack.yaml:6:10: adjust.off: 'yes' is not true or false"),
        (
            f"  - {{rule: {NOTICE}, severity: note}}\n",
            "house/pack.yaml:5:5: adjust: the key 'reason' is missing",
        ),
        (
            f"  - {{rule: {NOTICE}, severity: note, reason: ' '}}\n",
            "house/pack.yaml:5:62: adjust.reason: must not be empty",
        ),
        (
            f"  - {{rule: {NOTICE}, reason: just so}}\n",
            (
                "house/pack.yaml:5:5: adjust: nothing of 'copyright/notice-present' is changed; say 'off: true', "
                "'severity' or 'with'"
            ),
        ),
        (
            f"  - {{rule: {NOTICE}, off: true, severity: note, reason: just so}}\n",
            (
                "house/pack.yaml:5:59: adjust: 'copyright/notice-present' is switched off: nothing else of it matters; "
                "keep one"
            ),
        ),
        (
            PARAMETER.replace("at_least", "at_leest"),
            "house/pack.yaml:5:45: adjust.with: unknown key 'at_leest'; did you mean 'at_least'?",
        ),
        (PARAMETER.replace("3}", "three}"), "house/pack.yaml:5:55: adjust.with.at_least: 'three' is not a whole"),
        (PARAMETER.replace("{at_least: 3}", "{}"), "house/pack.yaml:5:44: adjust.with: needs at least 1, has 0"),
        (
            SEVERITY + SEVERITY,
            (
                "house/pack.yaml:6:48: adjust: 'copyright/notice-present' (severity) is changed at house/pack.yaml:5:5 "
                "already; keep one of the two"
            ),
        ),
    ],
)
def test_a_mistake_in_a_change_is_told_with_its_place(make_pack: MakePack, adjust: str, told: str):
    [message] = mistakes(make_pack(), write_house(adjust))

    assert message.startswith(told)


@pytest.mark.parametrize(
    ("first", "second", "what"),
    [
        (SEVERITY, SEVERITY, "severity"),
        (PARAMETER, PARAMETER, "at_least"),
        (OFF, OFF, "off"),
        (OFF, SEVERITY, "severity"),
        (PARAMETER, OFF, "off"),
    ],
)
def test_two_packs_that_change_the_same_are_both_named(make_pack: MakePack, first: str, second: str, what: str):
    packs = [make_pack(), write_house(first), write_house(second, "second", "second")]

    [message] = mistakes(*packs)

    assert message.startswith("second/pack.yaml:")
    assert message.endswith(
        f": adjust: the packs 'house' and 'second' both change 'copyright/notice-present' ({what}), the first at "
        "house/pack.yaml:5:5; leave one of the two out"
    )


def test_a_pack_changes_its_own_rules_in_their_files(make_pack: MakePack):
    pack = make_pack()
    text = (pack / "pack.yaml").read_text(encoding="utf-8")
    (pack / "pack.yaml").write_text(f"{text}adjust:\n{SEVERITY}", encoding="utf-8")

    assert mistakes(pack) == [
        "sample/pack.yaml:7:12: adjust: 'copyright/notice-present' is a rule of this pack; change it in its own file"
    ]


def test_a_parameter_that_no_policy_can_live_with_is_told_where_it_stands(make_pack: MakePack):
    schema = {**SCHEMAS["requires"], "ordered": [["at_least", "at_most"]]}
    schema["properties"] = {**schema["properties"], "at_most": {"type": "integer"}}
    adjust = f"  - {{rule: {NOTICE}, with: {{at_most: 1}}, reason: one is enough}}\n"

    with pytest.raises(PackError) as caught:
        load_packs([make_pack(), write_house(adjust)], {"requires": schema})

    assert [str(problem) for problem in caught.value.problems] == [
        "house/pack.yaml:5:44: adjust.with.at_least: 2 is more than the 1 of 'at_most', so that nothing can fit"
    ]


def test_nobody_is_blamed_for_changing_a_rule_whose_file_is_wrong(make_pack: MakePack):
    pack = make_pack({"core/copyright/notice-present.yaml": RULE.replace("severity: error", "severity: eror")})

    [message] = mistakes(pack, write_house(SEVERITY))

    assert message.startswith("sample/core/copyright/notice-present.yaml:3:11: severity: 'eror'")
