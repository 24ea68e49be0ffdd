"""What is weak in packs that load, each with its place."""

import pytest

from compliance.api import Session
from compliance.linting import find_weaknesses
from compliance.linting.demands import contradict, is_limit
from compliance.model.rule import CheckSpec
from tests.weak_packs import POLICY, RULE, load, write_pack

TRY = "try another article, or drop one of them"
SAY_WHY = "say why it is asked, and what goes wrong without it"
RULE_FILE, POLICY_FILE = "rules/words/tide-named.yaml", "policies/ours.yaml"


def lint(tmp_path, files):
    pack = write_pack(tmp_path, files)
    found = find_weaknesses(load(pack), {"sample"})
    return [str(problem).removeprefix(f"{pack.as_posix()}/") for problem in found]


def with_line(old, new):
    assert RULE.count(old) == 1
    return {RULE_FILE: RULE.replace(old, new)}


def test_the_core_pack_is_not_weak():
    assert [str(problem) for problem in find_weaknesses(Session().complete_library)] == []


def test_the_sound_pack_is_not_weak(tmp_path):
    assert lint(tmp_path, {}) == []


def test_other_packs_than_those_named_are_not_told_of(tmp_path):
    pack = write_pack(tmp_path, with_line("message: no tide", "message: no tide."))

    assert list(find_weaknesses(load(pack), {"core"})) == []
    assert len(list(find_weaknesses(load(pack)))) == 1


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "rationale: Readers of the harbor want to know of which tide it is told.",
            "rationale: Because.",
            f"5:12: rationale: 'Because.' is too short to be a reason; {SAY_WHY}",
        ),
        (
            "rationale: Readers of the harbor want to know of which tide it is told.",
            "rationale: The article names  the tide.",
            f"5:12: rationale: says the same as the title; {SAY_WHY}",
        ),
        (
            "title: The article names the tide",
            "title: The article names the tide.",
            "2:8: title: ends with a stop; leave it out: tables show the title as a heading",
        ),
        (
            'remedy: Write "the tide" into the text.',
            "remedy: name the tide.",
            '6:9: remedy: is no sentence; tell what to do, as in "Add a copyright line."',
        ),
        (
            'remedy: Write "the tide" into the text.',
            "remedy: Name the tide",
            '6:9: remedy: is no sentence; tell what to do, as in "Add a copyright line."',
        ),
        (
            "message: no tide",
            "message: Missing tide",
            "11:10: message: starts with a capital; start it in lower case: reports put it behind the rule's name",
        ),
        (
            "message: no tide",
            "message: no tide.",
            "11:10: message: ends with a stop; leave it out: reports put the message into sentences of their own",
        ),
        (
            "title: at the start",
            "title: In a  sentence",
            "16:14: examples.passes.title: another example has this title; say what sets them apart",
        ),
        (
            "article: The harbor slept.\n",
            'article: "The  flood came."\n',
            f"22:16: examples.fails.article: is the same as in the example on line 19; {TRY}",
        ),
    ],
)
def test_weak_words_are_told_with_their_place(tmp_path, old, new, expected):
    assert lint(tmp_path, with_line(old, new)) == [f"{RULE_FILE}:{expected}"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("message: no tide", "message: RSS feed without tide"),
        ("message: no tide", "message: Harbor Weekly is not named beside the tide, as Harbor Weekly asks"),
        ("message: no tide", "message: 2 tides at most"),
        ("message: no tide", "message: is the tide named?"),
        ('remedy: Write "the tide" into the text.', 'remedy: Write "the tide."'),
        ('remedy: Write "the tide" into the text.', "remedy: 潮の名前を書いてください。"),
        ("article: The harbor slept.\n", "article: The flood came.\n      context: {ads: yes}\n"),
        ("article: The harbor slept.\n", "article: The flood came.\n      with: {at_least: 2}\n"),
        ("article: The harbor slept.\n", "article: The flood came.\n      format: text\n"),
    ],
)
def test_words_that_only_look_weak_are_not_told(tmp_path, old, new):
    assert lint(tmp_path, with_line(old, new)) == []


def test_a_rule_that_no_policy_asks_for_is_told(tmp_path):
    files = {POLICY_FILE: "id: ours\nname: Our House\nkind: house\n"}

    (found,) = lint(tmp_path, files)

    assert found.startswith(f"{RULE_FILE}:1:5: id: no policy asks for 'words/tide-named', so it is never judged; ")


def test_a_rule_that_no_example_fails_is_told(tmp_path):
    asking = RULE.replace("title: another word\n", "title: another word\n      outcome: review\n").replace(
        "title: nothing at all\n", "title: nothing at all\n      outcome: review\n"
    )

    (found,) = lint(tmp_path, {RULE_FILE: asking})

    assert found.startswith(f"{RULE_FILE}:19:5: examples.fails: no example fails the rule: all ask for review; ")


def test_a_rule_that_only_asks_a_person_needs_no_example_that_fails(tmp_path):
    asking = RULE.replace("  kind: text-marker\n  any_of: the tide\n", "  kind: manual\n  question: is it the tide?\n")
    asking = asking.replace("Flood", "").replace(
        "      article: The flood", "      outcome: review\n      article: The flood"
    )
    asking = asking.replace(
        "      article: The harbor slept.\n", "      outcome: review\n      article: The harbor slept.\n"
    )

    assert lint(tmp_path, {RULE_FILE: asking}) == []


def duty(when):
    return {POLICY_FILE: f"{POLICY}    when: {when}\n"}


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (
            "{use: personal, any: [{ads: yes}, {use: commercial}]}",
            "7:45: duties.when.any: can never hold: use is commercial, beside what else is asked there",
        ),
    ],
)
def test_a_condition_that_can_never_hold_is_told(tmp_path, when, expected):
    assert lint(tmp_path, duty(when)) == [f"{POLICY_FILE}:{expected}; correct it, or drop it"]


@pytest.mark.parametrize(
    "when",
    ["{use: [community, commercial]}", "{any: [{ads: yes}, {ads: no}]}", "{reused: false}", "{date: 2026-01-31}"],
)
def test_a_condition_that_can_hold_is_not_told(tmp_path, when):
    assert lint(tmp_path, duty(when)) == []


PUBLISHER = """\
id: daily-example
name: The Daily Example
kind: publisher
hosts: [daily.example]
valid_from: 2026-01-01
valid_until: 2026-12-31
permissions:
  - clause: anybody may
    when: {when}
"""


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (
            "{reused: false}",
            "can never hold: the article has no other origin, where the policy speaks of articles from another outlet",
        ),
        (
            "{date: 2027-01-31}",
            "can never hold: date is 2027-01-31, where the policy is in force from 2026-01-01 to 2026-12-31",
        ),
    ],
)
def test_a_condition_that_can_never_hold_where_the_policy_speaks_is_told(tmp_path, when, expected):
    found = lint(tmp_path, {"policies/daily-example.yaml": PUBLISHER.replace("{when}", when)})

    assert found == [f"policies/daily-example.yaml:9:11: permissions.when: {expected}; correct it, or drop it"]


FORBID = RULE.replace("words/tide-named", "words/tide-unnamed").replace(
    "  any_of: the tide\n", "  any_of: the tide\n  at_most: 0\n"
)
FORBID = FORBID.replace("passes:", "was:").replace("fails:", "passes:").replace("was:", "fails:")
FORBID_FILE = "rules/words/tide-unnamed.yaml"
BOTH = "  - rule: words/tide-unnamed\n    clause: do not name the tide\n"


def test_two_duties_of_one_policy_that_never_both_pass_are_told(tmp_path):
    (found,) = lint(tmp_path, {FORBID_FILE: FORBID, POLICY_FILE: POLICY + BOTH})

    assert found == (
        f"{POLICY_FILE}:7:11: duties: 'words/tide-unnamed' and 'words/tide-named', which this policy asks for, "
        "can never both pass: one asks for at least 1 of the same, the other allows none; "
        "change one of them, or the conditions under which they are due"
    )


def test_two_duties_that_are_never_due_at_once_are_not_told(tmp_path):
    policy = f"{POLICY}    when: {{ads: yes}}\n{BOTH}    when: {{ads: no}}\n"

    assert lint(tmp_path, {FORBID_FILE: FORBID, POLICY_FILE: policy}) == []


def test_a_duty_of_the_house_that_a_publishers_excludes_is_told_at_the_publishers(tmp_path):
    publisher = f"id: daily-example\nname: The Daily Example\nkind: publisher\nhosts: [daily.example]\nduties:\n{BOTH}"

    (found,) = lint(tmp_path, {FORBID_FILE: FORBID, "policies/daily-example.yaml": publisher})

    assert found.startswith(
        "policies/daily-example.yaml:6:11: duties: 'words/tide-unnamed' and 'words/tide-named', which the policy 'ours'"
    )


def test_duties_of_two_publishers_may_exclude_each_other(tmp_path):
    one = f"id: one\nname: One\nkind: publisher\nhosts: [one.example]\nduties:\n{BOTH}"
    two = (
        "id: two\nname: Two\nkind: publisher\nhosts: [two.example]\nduties:\n  - {rule: words/tide-named, clause: it}\n"
    )

    files = {FORBID_FILE: FORBID, POLICY_FILE: "id: ours\nname: Ours\nkind: house\n", "policies/one.yaml": one}
    assert lint(tmp_path, {**files, "policies/two.yaml": two}) == []


@pytest.mark.parametrize("ends", ["2025-12-31", "2026-06-30"])
def test_policies_that_are_never_in_force_at_once_do_not_exclude_each_other(tmp_path, ends):
    old = f"id: old\nname: Old\nkind: house\nvalid_until: {ends}\nduties:\n{BOTH}"
    new = f"{POLICY}valid_from: 2026-01-01\n"

    found = lint(tmp_path, {FORBID_FILE: FORBID, "policies/old.yaml": old, POLICY_FILE: new})

    assert len(found) == (ends > "2026")


def test_what_a_policy_takes_over_is_told_where_it_extends(tmp_path):
    base = (
        "id: base\nname: Base\nkind: publisher\nhosts: [base.example]\nduties: [{rule: words/tide-named, clause: it}]\n"
    )
    own = "id: edition\nname: Edition\nkind: publisher\nextends: base\nplaces: [base.example/uk/*]\n"
    house = f"id: ours\nname: Ours\nkind: house\nduties:\n{BOTH}"

    found = lint(
        tmp_path,
        {FORBID_FILE: FORBID, POLICY_FILE: house, "policies/base.yaml": base, "policies/edition.yaml": own},
    )

    assert [line.partition(" 'words")[0] for line in found] == [
        "policies/base.yaml:5:17: duties:",
        "policies/edition.yaml:4:10: extends:",
    ]


def check(kind, **params):
    return CheckSpec(kind, params)


EXCLUDING = [
    (check("requires", evidence="byline"), check("forbids", evidence=["byline", "title"])),
    (
        check("requires", evidence="byline", carriers=["meta"]),
        check("forbids", evidence="byline", carriers=["meta", "text"]),
    ),
    (check("requires", evidence="byline", carriers=["meta"]), check("forbids", evidence="byline")),
    (
        check("requires", evidence="byline", where={"role": "Author"}),
        check("forbids", evidence="byline", where={"role": "author"}),
    ),
    (check("requires", evidence="byline", placement="top"), check("forbids", evidence="byline")),
    (check("text-marker", any_of="a", at_least=3), check("text-marker", any_of=["a"], at_most=2)),
    (check("text-marker", any_of="a"), check("text-marker", any_of=["a", "b"], at_most=0, because="is odd")),
    (check("link-marker", to="a.example"), check("link-marker", to=["a.example"], at_most=0)),
    (check("time-window", min_age_days=3), check("time-window", max_age_days=2)),
    (check("time-window", published_after="2026-01-01"), check("time-window", published_before="2025-01-01")),
]
COMPATIBLE = [
    (check("requires", evidence=["byline", "title"]), check("forbids", evidence="byline")),
    (check("requires", evidence="byline"), check("forbids", evidence="byline", carriers=["text"])),
    (check("requires", evidence="byline"), check("forbids", evidence="byline", scopes=["site"])),
    (check("requires", evidence="byline"), check("forbids", evidence="byline", where={"role": "author"})),
    (check("requires", evidence="byline"), check("forbids", evidence="byline", placement="top")),
    (check("requires", evidence="byline"), check("forbids", evidence="byline", unless_permitted=True)),
    (check("text-marker", any_of="a", at_least=2), check("text-marker", any_of="a", at_most=2)),
    (check("text-marker", any_of="a", at_most=5), check("text-marker", any_of="a", at_most=2)),
    (check("text-marker", any_of="a"), check("text-marker", any_of="a", at_most=0, placement="top")),
    (check("text-marker", any_of=["a", "b"]), check("text-marker", any_of="a", at_most=0)),
    (check("text-marker", any_of="{author}"), check("text-marker", any_of=["{author}", "b"], at_most=0)),
    (check("text-marker", any_of="a", at_least=2), check("text-marker", any_of=["a", "b"], at_most=1)),
    (check("link-marker", to="a.example", if_any=True), check("link-marker", to="a.example", at_most=0, if_any=True)),
    (check("time-window", min_age_days=3, since="copy"), check("time-window", max_age_days=2)),
    (check("time-window", min_age_days=2), check("time-window", max_age_days=2)),
    (check("manual", question="a"), check("manual", question="b")),
    (check("requires", evidence="byline"), check("requires", evidence="byline")),
]


@pytest.mark.parametrize(("one", "other"), EXCLUDING)
def test_checks_that_exclude_each_other_do_so_either_way_round(one, other):
    assert contradict(one, other)
    assert contradict(one, other) == contradict(other, one)
    assert is_limit(one) or is_limit(other)


@pytest.mark.parametrize(("one", "other"), COMPATIBLE)
def test_checks_that_may_both_pass_are_left_alone(one, other):
    assert contradict(one, other) == ""
    assert contradict(other, one) == ""
