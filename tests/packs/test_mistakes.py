"""What authors of rule and policy files are told: where exactly, what is wrong, what was meant."""

from pathlib import Path

import pytest

from compliance.errors import PackError, PluginError
from compliance.packs import load_packs

from .conftest import PACK, POLICY, RULE, SCHEMAS, MakePack

RULE_FILE = "core/copyright/notice-present.yaml"
POLICY_FILE = "publishers/daily-example.yaml"


def mistakes(*packs: Path) -> list[str]:
    with pytest.raises(PackError) as caught:
        load_packs(packs, SCHEMAS)
    return [str(problem).removeprefix("sample/") for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        (
            "severity: error",
            "severity: eror",
            "3:11: severity: 'eror' is not one of error, warning, note; did you mean 'error'?",
        ),
        ("severity: error", "sevrity: error", "3:1: unknown key 'sevrity'; did you mean 'severity'?"),
        ("severity: error\n", "", "1:1: the key 'severity' is missing"),
        ("since: 0.1.0", "since: 0.1", "4:8: since: 0.1 is not text"),
        ("since: 0.1.0", "since: soon", "4:8: since: 'soon' is not a version such as 0.1.0"),
        ("title: The", "title: '' # The", "2:8: title: must not be empty"),
        ("[https://law.example/17/401]", "[]", "9:13: references: needs at least 1, has 0"),
        (
            "https://law.example/17/401",
            "law.example",
            "9:14: references: 'law.example' is not an address that starts with https://",
        ),
        ("[https://law.example/17/401]", "{a: b}", "9:13: references: a mapping is not a list"),
        (
            "kind: requires",
            "kind: require",
            "11:9: check.kind: no check is of the kind 'require'; did you mean 'requires'?",
        ),
        (
            "kind: requires",
            "kind: zzz",
            "11:9: check.kind: no check is of the kind 'zzz'; known kinds: requires",
        ),
        (
            "evidence: copyright-notice",
            "evidence: copyright-notices",
            "12:13: check.evidence: 'copyright-notices' is not one of copyright-notice, byline; did you mean 'copyri",
        ),
        (
            "evidence: copyright-notice",
            "evidence: byline\n  at_leas: 1",
            "13:3: check: unknown key 'at_leas'; did you mean 'at_least'?",
        ),
        (
            "evidence: copyright-notice",
            "evidence: byline\n  at_least: 0",
            "13:13: check.at_least: 0 is less than the minimum of 1",
        ),
        ("ads: no", "ads: false", "21:38: examples.passes.context.ads: false is not text"),
        ("ads: no", "ads: never", "21:38: examples.passes.context.ads: 'never' is not one of yes, no"),
        ("ads: no", "jurisdiction: us", "21:47: examples.passes.context.jurisdiction: 'us' is not a country's code"),
        ("ads: no", "date: 2026-02-30", "21:39: examples.passes.context.date: '2026-02-30': day is out of range"),
        ("format: text", "at: 1", "24:7: examples.passes: unknown key 'at'; known keys: title, article, format"),
        ("at: [1, 2]", "at: [1, 3]", "33:11: examples.fails.at: the article ends on line 2"),
        ("at: [1, 2]", "at: line 2", "33:11: examples.fails.at: 'line 2' is not a whole number or a list"),
        ("at: [1, 2]", "at: [one]", "33:12: examples.fails.at: 'one' is not a whole number"),
        ("at: [1, 2]", "findings: 0", "33:17: examples.fails.findings: 0 is less than the minimum of 1"),
        ("outcome: review", "outcome: pass", "34:16: examples.fails.outcome: 'pass' is not one of fail, review"),
        ("{at_least: 2}", "{at_least: two}", "35:24: examples.fails.with.at_least: 'two' is not a whole number"),
        (
            "{at_least: 2}",
            "{atleast: 2}",
            "35:14: examples.fails.with: unknown key 'atleast'; did you mean 'at_least'?",
        ),
        ("- title: nothing at all", "- title: the word", "26:14: examples.fails.title: another example has this title"),
        (
            "id: copyright/notice-present",
            "id: copyright/notice",
            "1:5: id: 'copyright/notice' does not agree with the file's place; write 'copyright/notice-present', or",
        ),
        (
            "id: copyright",
            "id: [copyright",
            "1:5: is not valid YAML: the list that opens here is never closed; add ], or put the text in quotes",
        ),
    ],
)
def test_a_mistake_in_a_rule_is_told_with_its_place(make_pack: MakePack, right: str, wrong: str, told: str):
    pack = make_pack({RULE_FILE: RULE.replace(right, wrong, 1)})

    [message] = mistakes(pack)

    assert message.startswith(f"{RULE_FILE}:{told}")


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("kind: publisher", "kind: item", "3:7: kind: 'item' is not one of house, statute, license, publisher"),
        ("[daily.example]", "[https://Daily.example/]", "5:9: hosts: 'https://Daily.example/' is not a host in lower"),
        ("license: CC-BY-4.0", "license: CC BY", "6:10: license: 'CC BY' is not an SPDX id, such as CC-BY-4.0"),
        ("2026-01-31", "2026-02-31", "8:14: verified_on: '2026-02-31': day is out of range for month"),
        ("2026-01-31", "January", "8:14: verified_on: 'January' is not a date such as 2026-01-31"),
        (
            "confidence: secondhand",
            "confidence: sure",
            "9:13: confidence: 'sure' is not one of read, secondhand, recalled",
        ),
        (
            "rule: copyright/notice-present",
            "rule: copyright/notice-presnt",
            "13:11: duties.rule: no rule is called 'copyright/notice-presnt'; did you mean 'copyright/notice-present'?",
        ),
        ("severity: warning", "severity: high", "14:15: duties.severity: 'high' is not one of error, warning, note"),
        (
            "[community, nonprofit]",
            "[comunity]",
            "15:18: duties.when.use: 'comunity' is not one of community, nonprofit, commercial, personal, education; ",
        ),
        ("[community, nonprofit]", "[]", "15:17: duties.when.use: needs at least 1, has 0"),
        ("[community, nonprofit]", "{a: b}", "15:17: duties.when.use: a mapping is not text or a list"),
        ("use: [community", "uses: [community", "15:12: duties.when: unknown key 'uses'; did you mean 'use'?"),
        ("reused: true", "reused: yes", "15:49: duties.when.reused: 'yes' is not true or false"),
        ("reused: true", "seen: bylines", "15:47: duties.when.seen: no evidence is of the kind 'bylines'; did you"),
        ("{at_least: 2}", "{at_most: 2}", "16:12: duties.with: unknown key 'at_most'; did you mean 'at_least'?"),
        ("{at_least: 2}", "{text: 2}", "16:18: duties.with.text: 2 is not text"),
        ("    clause: keep the copyright line\n", "", "13:5: duties: the key 'clause' is missing"),
        ("clause: anybody may", "when: always", "21:5: permissions: the key 'clause' is missing"),
        ("{paywall: yes}", "{paywall: maybe}", "23:28: prohibitions.when.any.paywall: 'maybe' is not one of yes, no"),
        ("{medium: web}", "{medium: tv}", "23:49: prohibitions.when.any.not.medium: 'tv' is not one of web, print"),
        (
            "id: daily-example",
            "id: daily",
            "1:5: id: 'daily' does not agree with the file's place; write 'daily-example', or move the file",
        ),
    ],
)
def test_a_mistake_in_a_policy_is_told_with_its_place(make_pack: MakePack, right: str, wrong: str, told: str):
    pack = make_pack({POLICY_FILE: POLICY.replace(right, wrong, 1)})

    assert mistakes(pack)[0].startswith(f"{POLICY_FILE}:{told}")


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("title: A pack for tests\n", "", "1:1: the key 'title' is missing"),
        ("rules: core", "rules: ../core", "4:8: rules: '../core' is not a folder below the pack's own"),
        ("house, publishers]", "house, publishers, statutes]", "5:31: policies: the folder 'statutes' holds no files"),
        ("rules: core", "rule: core", "4:1: unknown key 'rule'; did you mean 'rules'?"),
    ],
)
def test_a_mistake_in_a_pack_file_is_told_with_its_place(make_pack: MakePack, right: str, wrong: str, told: str):
    pack = make_pack({"pack.yaml": PACK.replace(right, wrong, 1)})

    assert mistakes(pack)[0].startswith(f"pack.yaml:{told}")


def test_all_mistakes_of_all_files_are_told_at_once_and_in_order(make_pack: MakePack):
    pack = make_pack(
        {
            RULE_FILE: RULE.replace("error", "eror").replace("since: 0.1.0\n", ""),
            POLICY_FILE: POLICY.replace("kind: publisher", "kind: item"),
            "house/ours.yaml": "id: ours\nid: ours\n",
        }
    )

    assert mistakes(pack) == [
        f"{RULE_FILE}:1:1: the key 'since' is missing",
        f"{RULE_FILE}:3:11: severity: 'eror' is not one of error, warning, note; did you mean 'error'?",
        "house/ours.yaml:1:1: the key 'kind' is missing",
        "house/ours.yaml:1:1: the key 'name' is missing",
        "house/ours.yaml:2:1: the key 'id' stands twice, first on line 1; keep one of them",
        f"{POLICY_FILE}:3:7: kind: 'item' is not one of house, statute, license, publisher",
    ]


def test_policies_are_not_blamed_for_a_rule_that_is_broken(make_pack: MakePack):
    assert mistakes(make_pack({RULE_FILE: "id: [\n"})) == [
        (
            f"{RULE_FILE}:1:5: is not valid YAML: the list that opens here is never closed; "
            "add ], or put the text in quotes"
        )
    ]


@pytest.mark.parametrize("wrong", ["rules: ../core", "ruls: core", "rules: [core]"])
def test_policies_are_not_blamed_where_it_is_not_known_where_the_rules_are(make_pack: MakePack, wrong: str):
    told = mistakes(make_pack({"pack.yaml": PACK.replace("rules: core", wrong)}))

    assert len(told) == 1
    assert told[0].startswith("pack.yaml:4:")


def test_what_is_wrong_in_a_pack_is_told_although_its_own_file_is_wrong_too(make_pack: MakePack):
    pack = make_pack(
        {"pack.yaml": PACK.replace("version: 1.0.0", "version: 1"), RULE_FILE: RULE.replace("error", "eror")}
    )

    assert [message.partition(": ")[0] for message in mistakes(pack)] == [f"{RULE_FILE}:3:11", "pack.yaml:2:10"]


def test_a_wrong_shape_hides_neither_patterns_nor_parameters_nor_names(make_pack: MakePack):
    rule = RULE.replace("severity: error", "severity: 1").replace(
        "evidence: copyright-notice", "evidence: byline, title"
    )
    policy = POLICY.replace("kind: publisher", "kind: item").replace("{at_least: 2}", "{at_least: two}")

    told = mistakes(make_pack({RULE_FILE: rule, POLICY_FILE: policy}))

    assert [message.partition(": ")[0] for message in told] == [
        f"{RULE_FILE}:3:11",
        f"{RULE_FILE}:12:13",
        f"{POLICY_FILE}:3:7",
    ]


def test_a_condition_that_can_never_hold_is_told_at_its_smallest_part(make_pack: MakePack):
    policy = POLICY.replace(
        "{use: [community, nonprofit], reused: true}", "{any: [{ads: yes, not: {ads: yes}}, {reused: true}]}"
    )

    assert mistakes(make_pack({POLICY_FILE: policy})) == [
        (
            f"{POLICY_FILE}:15:18: duties.when.any: can never hold: it contradicts itself on 'ads'; "
            "no use of any article meets it: mend it, or leave it out"
        )
    ]


def test_the_plugin_that_would_bring_a_kind_is_named(make_pack: MakePack):
    pack = make_pack({RULE_FILE: RULE.replace("kind: requires", "kind: links-alive")})

    assert mistakes(pack) == [
        (
            f"{RULE_FILE}:11:9: check.kind: no check is of the kind 'links-alive'; "
            "the plugin 'links-alive' brings it: install compliance-links-alive"
        )
    ]


def test_a_plugin_that_is_left_out_and_would_bring_a_kind_is_named(make_pack: MakePack):
    pack = make_pack({RULE_FILE: RULE.replace("kind: requires", "kind: links-alive")})

    with pytest.raises(PackError, match="brings it, and this run leaves it out: take it out of --no-plugin"):
        load_packs([pack], SCHEMAS, disabled=["links-alive"])


def test_a_file_that_is_no_mapping_is_told(make_pack: MakePack):
    assert mistakes(make_pack({"house/ours.yaml": "- id: ours\n"})) == [
        "house/ours.yaml:1:1: a list is not a mapping; write keys and values, as in 'id: …', and no '- ' before them"
    ]


def test_one_example_each_way_is_too_little(make_pack: MakePack):
    shorter = RULE[: RULE.index("    - title: the word alone")]

    assert mistakes(make_pack({RULE_FILE: shorter})) == [f"{RULE_FILE}:26:5: examples.fails: needs at least 2, has 1"]


def test_a_parameter_that_nobody_gives_is_missed_where_the_rule_is_used(make_pack: MakePack):
    without = RULE.replace("\n  evidence: copyright-notice", "")

    assert mistakes(make_pack({RULE_FILE: without}))[-1] == (
        f"{POLICY_FILE}:16:11: duties.with: the key 'evidence' is missing"
    )


def test_a_parameter_may_come_from_whoever_uses_the_rule(make_pack: MakePack):
    rule = (
        RULE.replace("\n  evidence: copyright-notice", "")
        .replace("format: text", "with: {evidence: byline}")
        .replace("context: {use: community, ads: no}", "with: {evidence: byline}")
        .replace("at_least: 2", "evidence: byline")
        .replace("- title: nothing at all", "- title: nothing at all\n      with: {evidence: byline}")
    )
    pack = make_pack({RULE_FILE: rule, POLICY_FILE: POLICY.replace("{at_least: 2}", "{evidence: byline}")})

    assert load_packs([pack], SCHEMAS).policies["daily-example"].duties[0].params == {"evidence": "byline"}


def test_a_plugins_kind_of_evidence_may_be_asked_for(make_pack: MakePack):
    pack = make_pack({POLICY_FILE: POLICY.replace("reused: true", "seen: ai-label")})

    library = load_packs([pack], SCHEMAS, kinds=["ai-label"])

    assert "daily-example" in library.policies


def test_a_file_outside_of_the_packs_folders_is_told(make_pack: MakePack):
    assert mistakes(make_pack({"licences/cc-by.yaml": "id: cc-by\n"})) == [
        "licences/cc-by.yaml: is in none of the pack's folders; move it into core/, house/, publishers/, lexicon/"
    ]


def test_the_other_suffix_is_told(make_pack: MakePack):
    assert mistakes(make_pack({"house/theirs.yml": "id: theirs\n"})) == [
        "house/theirs.yml: ends in .yml; call it .yaml"
    ]


def test_two_packs_with_the_same_rule_are_told(make_pack: MakePack):
    other = PACK.replace("name: sample", "name: second")
    first, second = make_pack(), make_pack({"pack.yaml": other}, folder="second")

    assert mistakes(first, second)[0] == (
        "second/core/copyright/notice-present.yaml:1:5: id: 'copyright/notice-present' is taken by "
        "sample/core/copyright/notice-present.yaml:1:5; choose another"
    )


def test_two_publishers_at_the_same_host_are_told(make_pack: MakePack):
    pack = make_pack({"publishers/zeta.yaml": "id: zeta\nname: Zeta\nkind: publisher\nhosts: [daily.example]\n"})

    assert mistakes(pack) == [
        (
            "publishers/zeta.yaml:4:9: hosts: the policy 'daily-example' speaks for 'daily.example' already; "
            "take it out here, or at sample/publishers/daily-example.yaml:5:9"
        )
    ]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ("name: The DAILY example", "2:7: name: the policy 'daily-example' is called 'The DAILY example' already"),
        ("name: Zeta\naliases: [daily]", "3:11: aliases: the policy 'daily-example' is called 'daily' already"),
    ],
)
def test_two_publishers_with_one_name_are_told(make_pack: MakePack, names: str, told: str):
    pack = make_pack({"publishers/zeta.yaml": f"id: zeta\n{names}\nkind: publisher\n"})

    (mistake,) = mistakes(pack)
    assert mistake.startswith(f"publishers/zeta.yaml:{told}; take it out here, or at sample/publishers/daily-example")


def test_a_pack_without_rules_and_policies_is_told(tmp_path: Path):
    (tmp_path / "pack.yaml").write_text(PACK)

    assert mistakes(tmp_path) == [f"{tmp_path}/pack.yaml:1:1: the pack holds no rules and no policies"]


def test_folders_that_are_no_packs_are_told_together(tmp_path: Path):
    (tmp_path / "empty").mkdir()

    assert mistakes(tmp_path / "missing", tmp_path / "empty") == [
        f"{tmp_path}/empty: holds no pack.yaml; name a pack's folder, or add one with name, version and title",
        f"{tmp_path}/missing: is not a folder; name a folder that holds a pack.yaml",
    ]


def test_wrong_files_are_not_cached(make_pack: MakePack):
    pack = make_pack({RULE_FILE: RULE.replace("error", "eror")})
    mistakes(pack)

    assert len(mistakes(pack)) == 1


def test_a_check_with_a_wrong_schema_is_a_mistake_of_its_plugin(make_pack: MakePack):
    with pytest.raises(PluginError, match="check 'requires': its schema of parameters is wrong: 'text' is not valid"):
        load_packs([make_pack()], {"requires": {"type": "text"}})


def test_two_policies_for_the_same_license_are_told(make_pack: MakePack):
    license_of = "id: {}\nname: Attribution\nkind: license\nlicense: CC-BY-4.0\n"
    pack = make_pack({"house/cc.yaml": license_of.format("cc"), "publishers/cc-by.yaml": license_of.format("cc-by")})

    assert mistakes(pack) == [
        (
            "publishers/cc-by.yaml:4:10: license: the policy 'cc' speaks for 'CC-BY-4.0' already; "
            "take it out here, or at sample/house/cc.yaml:4:10"
        )
    ]


def test_a_file_that_cannot_be_read_is_told(make_pack: MakePack):
    pack = make_pack()
    (pack / "house" / "gone.yaml").symlink_to("nowhere")

    assert mistakes(pack) == ["house/gone.yaml: cannot be read: No such file or directory"]


def test_an_alias_as_a_key_is_told(make_pack: MakePack):
    pack = make_pack({"house/ours.yaml": "id: &x ours\n*x : ours\n"})

    assert mistakes(pack) == ["house/ours.yaml:2:1: a key must be text"]
