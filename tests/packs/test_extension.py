"""Policies that extend others: what they take over, and what is wrong with how they say so."""

import pytest

from compliance.model.policy import Confidence, Policy
from compliance.packs import load_packs

from .conftest import SCHEMAS, MakePack
from .test_mistakes import mistakes

UK = "publishers/daily-uk.yaml"
UK_POLICY = """\
id: daily-uk
name: The Daily Example UK
kind: publisher
extends: daily-example
places: [daily.example/uk/*]
valid_from: 2025-01-01
valid_until: 2026-12-31
"""
OWN_DUTY = "duties: [{rule: copyright/notice-present, clause: as the British do}]\n"


def load(make_pack: MakePack, text: str) -> Policy:
    return load_packs([make_pack({UK: text})], SCHEMAS).policies["daily-uk"]


def test_an_edition_takes_over_what_it_does_not_say_itself(make_pack: MakePack):
    edition = load(make_pack, UK_POLICY)

    assert [duty.clause for duty in edition.duties] == ["keep the copyright line"]
    assert [clause.clause for clause in edition.permissions] == ["anybody may"]
    assert [clause.clause for clause in edition.prohibitions] == ["not behind a paywall, and only on the web"]
    assert {clause.via for clause in (*edition.duties, *edition.permissions)} == {"daily-example"}
    assert (edition.license, edition.contact) == ("CC-BY-4.0", "rights@daily.example")
    assert (edition.terms_url, edition.verified_on) == ("https://daily.example/terms", "2026-01-31")


def test_an_edition_keeps_its_own_name_places_and_dates(make_pack: MakePack):
    edition = load(make_pack, UK_POLICY)

    assert (edition.name, edition.hosts, edition.places) == ("The Daily Example UK", (), ("daily.example/uk/*",))
    assert (edition.valid_from, edition.valid_until) == ("2025-01-01", "2026-12-31")
    assert edition.all_hosts == ("daily.example",)
    assert edition.all_names == ("The Daily Example UK", "The Daily Example", "Daily")


def test_a_duty_of_its_own_replaces_those_for_the_same_rule(make_pack: MakePack):
    edition = load(make_pack, UK_POLICY + OWN_DUTY)

    assert [(duty.clause, duty.via) for duty in edition.duties] == [("as the British do", "")]


def test_own_permissions_come_behind_those_taken_over(make_pack: MakePack):
    edition = load(make_pack, UK_POLICY + "permissions: [{clause: in print too}]\n")

    assert [clause.clause for clause in edition.permissions] == ["anybody may", "in print too"]


@pytest.mark.parametrize(
    ("dropped", "left"),
    [
        ("copyright/notice-present", (0, 1, 1)),
        ("permissions", (1, 0, 1)),
        ("prohibitions", (1, 1, 0)),
    ],
)
def test_what_is_dropped_is_not_taken_over(make_pack: MakePack, dropped: str, left: tuple[int, int, int]):
    edition = load(make_pack, f"{UK_POLICY}drop: [{dropped}]\n")

    assert (len(edition.duties), len(edition.permissions), len(edition.prohibitions)) == left


@pytest.mark.parametrize(
    ("own", "known"),
    [
        ("", [Confidence.SECONDHAND, Confidence.SECONDHAND, Confidence.RECALLED]),
        ("confidence: read\n", [Confidence.READ, Confidence.SECONDHAND, Confidence.RECALLED]),
        ("confidence: recalled\n", [Confidence.RECALLED, Confidence.RECALLED, Confidence.RECALLED]),
    ],
)
def test_what_is_taken_over_is_known_no_better_than_either_policy(make_pack: MakePack, own: str, known: list):
    edition = load(make_pack, UK_POLICY + own)

    taken = [*edition.duties, *edition.permissions, *edition.prohibitions]
    assert [clause.confidence for clause in taken] == known


def test_an_edition_of_an_edition_takes_over_from_both(make_pack: MakePack):
    pack = make_pack(
        {
            UK: UK_POLICY,
            "publishers/a-daily-wales.yaml": "id: a-daily-wales\nname: Wales\nkind: publisher\nextends: daily-uk\n"
            "permissions: [{clause: in Welsh}]\n",
        }
    )

    wales = load_packs([pack], SCHEMAS).policies["a-daily-wales"]

    assert [(clause.clause, clause.via) for clause in wales.permissions] == [
        ("anybody may", "daily-example"),
        ("in Welsh", ""),
    ]
    assert wales.all_hosts == ("daily.example",)


def test_editions_come_out_of_the_cache_as_they_went_in(make_pack: MakePack):
    pack = make_pack({UK: UK_POLICY})

    assert load_packs([pack], SCHEMAS).policies == load_packs([pack], SCHEMAS).policies


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        (
            "extends: daily-example",
            "extends: daily-exmaple",
            "4:10: extends: no policy is called 'daily-exmaple'; did you mean 'daily-example'?",
        ),
        (
            "extends: daily-example",
            "extends: ours",
            "4:10: extends: 'ours' is a house, and this is a publisher; extend a policy of the same kind",
        ),
        (
            "extends: daily-example",
            "extends: daily-uk",
            "4:10: extends: goes round in a circle: daily-uk → daily-uk; leave it out in one of them",
        ),
        (
            "extends: daily-example",
            "drop: [permissions]",
            "4:7: drop: there is nothing to drop from; say what it extends",
        ),
        (
            "valid_from",
            "drop: [copyright/notice]\nvalid_from",
            "6:8: drop: 'daily-example' does not ask for 'copyright/notice'; did you mean 'copyright/notice-present'?",
        ),
        (
            "2026-12-31",
            "2024-12-31",
            "7:14: valid_until: 2024-12-31 lies before valid_from: 2025-01-01; exchange them, or correct one",
        ),
        (
            "daily.example/uk/*",
            "daily.example",
            "5:10: places: 'daily.example' is not a host and a path, such as news.example/uk/*",
        ),
    ],
)
def test_a_mistake_in_an_edition_is_told_with_its_place(make_pack: MakePack, right: str, wrong: str, told: str):
    assert mistakes(make_pack({UK: UK_POLICY.replace(right, wrong, 1)})) == [f"{UK}:{told}"]


def test_a_circle_is_told_at_each_of_its_policies(make_pack: MakePack):
    pack = make_pack(
        {
            UK: UK_POLICY.replace("extends: daily-example", "extends: daily-us"),
            "publishers/daily-us.yaml": "id: daily-us\nname: US\nkind: publisher\nextends: daily-uk\n",
            "publishers/daily-xx.yaml": "id: daily-xx\nname: XX\nkind: publisher\nextends: daily-us\n",
        }
    )

    assert mistakes(pack) == [
        f"{UK}:4:10: extends: goes round in a circle: daily-uk → daily-us → daily-uk; leave it out in one of them",
        (
            "publishers/daily-us.yaml:4:10: extends: goes round in a circle: daily-us → daily-uk → daily-us; "
            "leave it out in one of them"
        ),
    ]


def test_two_editions_at_one_place_are_told_with_both_places(make_pack: MakePack):
    other = "id: daily-us\nname: US\nkind: publisher\nplaces: [daily.example/us, daily.example/uk]\n"

    assert mistakes(make_pack({UK: UK_POLICY, "publishers/daily-us.yaml": other})) == [
        (
            "publishers/daily-us.yaml:4:28: places: the policy 'daily-uk' speaks for 'daily.example/uk' already; "
            "take it out here, or at sample/publishers/daily-uk.yaml:5:10"
        )
    ]


def test_one_edition_after_another_is_no_overlap(make_pack: MakePack):
    later = "id: daily-us\nname: US\nkind: publisher\nplaces: [daily.example/uk/*]\nvalid_from: 2027-01-01\n"

    library = load_packs([make_pack({UK: UK_POLICY, "publishers/daily-us.yaml": later})], SCHEMAS)

    assert library.policies.keys() >= {"daily-uk", "daily-us"}


def test_editions_that_share_a_day_overlap(make_pack: MakePack):
    later = "id: daily-us\nname: US\nkind: publisher\nplaces: [daily.example/uk/*]\nvalid_from: 2026-12-31\n"

    assert len(mistakes(make_pack({UK: UK_POLICY, "publishers/daily-us.yaml": later}))) == 1


def test_nobody_is_blamed_for_extending_a_policy_whose_file_is_wrong(make_pack: MakePack):
    pack = make_pack({UK: UK_POLICY, "publishers/daily-example.yaml": "id: daily-example\nkind: publisher\n"})

    assert mistakes(pack) == ["publishers/daily-example.yaml:1:1: the key 'name' is missing"]
