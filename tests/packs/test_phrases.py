"""A pack's own lexicon: read with the pack, kept with it, and its mistakes told with their places."""

from pathlib import Path

import pytest

from compliance.api import Session
from compliance.errors import PackError
from compliance.model.settings import Settings
from compliance.packs import building, load_packs

from .conftest import PACK, SCHEMAS, MakePack

SOUND = """\
language: eo
source: invented for this test
cues:
  origin-label:
    - {phrase: "fonto ?:", example: "Fonto:", relation: republished, trust: "60"}
  month:
    - {scan: 'no', phrase: januaro, number: '1', example: januaro}
"""
FILE = "lexicon/eo.yaml"


def mistakes(pack: Path) -> list[str]:
    with pytest.raises(PackError) as caught:
        load_packs([pack], SCHEMAS)
    return [str(problem).removeprefix("sample/") for problem in caught.value.problems]


def test_phrases_come_with_the_pack(make_pack: MakePack):
    library = load_packs([make_pack({FILE: SOUND})], SCHEMAS)

    assert [(phrase.language, phrase.cue, phrase.pattern) for phrase in library.phrases] == [
        ("eo", "origin-label", "fonto ?:"),
        ("eo", "month", "januaro"),
    ]


def test_the_folder_of_phrases_can_have_another_name(make_pack: MakePack):
    pack = make_pack({"pack.yaml": f"{PACK}lexicon: words\n", "words/eo.yaml": SOUND})

    assert len(load_packs([pack], SCHEMAS).phrases) == 2


def test_a_folder_of_phrases_that_is_named_is_not_empty(make_pack: MakePack):
    pack = make_pack({"pack.yaml": f"{PACK}lexicon: words\n"})

    assert mistakes(pack) == ["pack.yaml:6:10: lexicon: the folder 'words' holds no files; leave it out"]


def test_phrases_are_kept_in_the_cache(make_pack: MakePack, monkeypatch: pytest.MonkeyPatch):
    pack = make_pack({FILE: SOUND})
    first = load_packs([pack], SCHEMAS)
    monkeypatch.delattr(building, "build_packs")

    assert load_packs([pack], SCHEMAS).phrases == first.phrases


def test_a_changed_phrase_is_read_anew(make_pack: MakePack):
    load_packs([make_pack({FILE: SOUND})], SCHEMAS)
    pack = make_pack({FILE: SOUND.replace("januaro", "jan")})

    assert load_packs([pack], SCHEMAS).phrases[1].pattern == "jan"


def test_an_article_is_read_with_the_words_of_the_pack(make_pack: MakePack):
    pack = make_pack({FILE: SOUND, "core/copyright/notice-present.yaml": "", "publishers/daily-example.yaml": ""})
    (pack / "core/copyright/notice-present.yaml").unlink()
    (pack / "publishers/daily-example.yaml").unlink()
    (pack / "pack.yaml").write_text("name: sample\nversion: 1.0.0\ntitle: Sample\npolicies: [house]\n")
    article = b"# La tajdo\n\nLa akvo restis.\n\nFonto: [Haveno](https://haveno.example/2026/tajdo)\n"
    session = Session(Settings(packs=(str(pack),)))

    evidence, _ = session.examiner.extract(session.examiner.read_bytes("a.md", article))

    assert "origin-statement" in {str(item.kind) for item in evidence}


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("language: eo", "language: de", "1:11: language: 'de' is not the language in the file's name 'eo'"),
        ("source: invented for this test\n", "", "1:1: 'source' is missing"),
        (
            "origin-label:",
            "origin-labels:",
            "4:3: cues: nothing looks for the cue 'origin-labels'; did you mean 'origin-",
        ),
        (
            "fonto ?:",
            "fonto(?=:)",
            "5:22: the look-ahead '(?=' cannot be searched for in linear time; match what follows too",
        ),
        ("fonto ?:", "fonto(", "5:22: the group that '(' opens is never closed; add"),
        (
            'example: "Fonto:"',
            "example: Source",
            "5:37: the phrase is not found in its example 'Source'; write an example that it matches, or correct the",
        ),
        (
            "fonto ?:",
            "(?:fonto)? ?:",
            "5:16: no word stands in every text that the phrase matches, so that it had to be looked for everywhere;",
        ),
    ],
)
def test_a_mistake_in_a_phrase_is_told_with_its_place(make_pack: MakePack, right: str, wrong: str, told: str):
    [message] = mistakes(make_pack({FILE: SOUND.replace(right, wrong, 1)}))

    assert message.startswith(f"{FILE}:{told}")


def test_a_cue_that_is_like_none_of_ours_is_for_a_plugin(make_pack: MakePack):
    pack = make_pack({FILE: SOUND.replace("origin-label", "weather-forecast")})

    assert load_packs([pack], SCHEMAS).phrases[0].cue == "weather-forecast"


def test_mistakes_in_phrases_are_told_with_all_others(make_pack: MakePack):
    pack = make_pack({FILE: SOUND.replace("januaro", "'('", 1), "house/ours.yaml": "id: ours\nname: Ours\nkind: x\n"})

    assert [message.partition(":")[0] for message in mistakes(pack)] == ["house/ours.yaml", "lexicon/eo.yaml"]
