"""What packs say of themselves, what they need, and what is wrong between them."""

from pathlib import Path

import pytest

from compliance.errors import PackError
from compliance.model.pack import Pack
from compliance.packs import load_packs
from compliance.packs.versions import is_within

from .conftest import SCHEMAS, MakePack

HOUSE = """\
name: house
version: 1.0.0
title: A house
policies: [policies]
"""


def write_house(text: str = HOUSE, folder: str = "house") -> Path:
    Path(folder, "policies").mkdir(parents=True)
    Path(folder, "pack.yaml").write_text(text, encoding="utf-8")
    name = f"my-{folder}"
    Path(folder, "policies", f"{name}.yaml").write_text(f"id: {name}\nname: {name}\nkind: house\n", encoding="utf-8")
    return Path(folder)


def mistakes(*packs: Path) -> list[str]:
    with pytest.raises(PackError) as caught:
        load_packs(packs, SCHEMAS)
    return [str(problem) for problem in caught.value.problems]


def test_a_pack_is_read_as_it_is_written(make_pack: MakePack):
    said = "description: >\n  What the house\n  asks.\nlicense: MIT OR Apache-2.0\nrequires: {sample: '>=1.0.0'}\n"

    library = load_packs([make_pack(), write_house(HOUSE + said)], SCHEMAS)

    assert library.packs == {
        "house": Pack(
            name="house",
            version="1.0.0",
            title="A house",
            description="What the house asks.",
            license="MIT OR Apache-2.0",
            requires={"sample": ">=1.0.0"},
            folder="house",
        ),
        "sample": Pack("sample", "1.0.0", "A pack for tests", folder="sample"),
    }


def test_rules_and_policies_say_which_pack_they_come_from(make_pack: MakePack):
    library = load_packs([make_pack(), write_house()], SCHEMAS)

    assert (library.rules["copyright/notice-present"].pack, library.policies["my-house"].pack) == ("sample", "house")


@pytest.mark.parametrize(
    ("version", "bounds", "kept"),
    [
        ("1.0.0", ">=1.0.0", True),
        ("1.0.0", ">1.0.0", False),
        ("1.10.0", ">=1.9.0, <2.0.0", True),
        ("2.0.0", ">=1.9.0,<2.0.0", False),
        ("0.9.9", "<= 1.0.0", True),
        ("1.0.1", "==1.0.0", False),
        ("1.0.1", "!=1.0.0", True),
        ("1.0.0", "!=1.0.0", False),
    ],
)
def test_versions_are_compared_by_their_numbers(version: str, bounds: str, kept: bool):
    assert is_within(version, bounds) is kept


@pytest.mark.parametrize(
    ("requires", "told"),
    [
        (
            "{sampel: '>=1.0.0'}",
            "house/pack.yaml:5:12: requires: no pack is called 'sampel'; did you mean 'sample'?",
        ),
        (
            "{weather: '>=1.0.0'}",
            "house/pack.yaml:5:12: requires: no pack is called 'weather'; install it, or name its folder with --pack",
        ),
        (
            "{sample: '>=1.1.0'}",
            (
                "house/pack.yaml:5:20: requires: the pack 'sample' is here in version 1.0.0, not >=1.1.0; install "
                "another version of it, or widen the bounds"
            ),
        ),
        (
            "{sample: 1.0.0}",
            "house/pack.yaml:5:20: requires.sample: '1.0.0' is not bounds of a version, such as '>=0.1.0, <1.0.0'",
        ),
        ("[sample]", "house/pack.yaml:5:11: requires: a list is not a mapping"),
    ],
)
def test_a_pack_that_is_needed_and_not_there_is_told(make_pack: MakePack, requires: str, told: str):
    assert mistakes(make_pack(), write_house(f"{HOUSE}requires: {requires}\n")) == [told]


def test_a_license_is_an_expression_of_spdx(make_pack: MakePack):
    assert mistakes(make_pack(), write_house(f"{HOUSE}license: do what you want\n")) == [
        (
            "house/pack.yaml:5:10: license: 'do what you want' is not an SPDX id or expression, such as CC-BY-4.0 or "
            "'MIT OR Apache-2.0'"
        )
    ]


def test_nobody_is_blamed_for_needing_a_pack_whose_file_is_wrong(make_pack: MakePack):
    pack = make_pack({"pack.yaml": "name: sample\nversion: 1\ntitle: A pack\n"})

    messages = mistakes(pack, write_house(f"{HOUSE}requires: {{sample: '>=1.0.0'}}\n"))

    assert messages == ["sample/pack.yaml:2:10: version: 1 is not text"]


def test_two_packs_of_one_name_are_both_told(make_pack: MakePack):
    second = write_house(folder="second")

    assert mistakes(make_pack(), write_house(), second) == [
        (
            "second/pack.yaml:1:7: name: 'house' is taken by house/pack.yaml; leave one of the two out, an installed "
            "one with --no-plugin house, or rename one"
        )
    ]


def test_a_copy_of_a_pack_is_told_once_though_all_in_it_is_taken(make_pack: MakePack):
    [message] = mistakes(make_pack(), make_pack(folder="copy"))

    assert message.startswith("copy/pack.yaml:1:7: name: 'sample' is taken by sample/pack.yaml; leave one of the two")


def test_a_pack_may_do_nothing_but_change_rules(make_pack: MakePack):
    Path("only").mkdir()
    text = (
        "name: only\nversion: 1.0.0\ntitle: Only\nadjust:\n- {rule: copyright/notice-present, off: true, reason: x}\n"
    )
    Path("only", "pack.yaml").write_text(text, encoding="utf-8")

    assert load_packs([make_pack(), Path("only")], SCHEMAS).rules["copyright/notice-present"].off


def test_a_policy_extends_one_of_another_pack(make_pack: MakePack):
    house = write_house()
    text = "id: daily-north\nname: Daily North\nkind: publisher\nextends: daily-example\n"
    (house / "policies" / "daily-north.yaml").write_text(text, encoding="utf-8")

    policy = load_packs([make_pack(), house], SCHEMAS).policies["daily-north"]

    assert (policy.pack, [(duty.rule, duty.via) for duty in policy.duties]) == (
        "house",
        [("copyright/notice-present", "daily-example")],
    )


def test_a_policy_of_another_pack_can_be_extended_whichever_is_named_first(make_pack: MakePack):
    house = write_house()
    text = "id: daily-north\nname: Daily North\nkind: publisher\nextends: daily-example\n"
    (house / "policies" / "daily-north.yaml").write_text(text, encoding="utf-8")
    pack = make_pack()

    assert load_packs([pack, house], SCHEMAS).policies == load_packs([house, pack], SCHEMAS).policies
