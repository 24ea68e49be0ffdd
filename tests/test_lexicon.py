"""Lexicon files: how they are read, what their authors are told, and that the ones that ship keep their word."""

from pathlib import Path

import pytest

from compliance.errors import PackError
from compliance.lexicon import load_phrases, reading
from compliance.model.article import Article, Block
from compliance.model.scan import Phrase, normalise_lines
from compliance.model.source import SourceText
from compliance.scanning import Scanner, compile_phrase

SOUND = """\
language: en
source: seen in newspapers
cues:
  origin-statement:
    - phrase: "first published (?:in|by) (?P<name>[A-Z])"
      relation: republished
      example: first published in The Daily Example
  month:
    - {phrase: no, number: 01, example: no}
"""


def write(folder: Path, text: str, name: str = "en.yaml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def mistakes(folder: Path) -> list[str]:
    with pytest.raises(PackError) as caught:
        load_phrases(folder)
    return [str(problem).removeprefix(f"{folder}/") for problem in caught.value.problems]


def is_found(phrase: Phrase) -> bool:
    """Tell whether a scan of its own example finds a phrase; word lists are not scanned for, only compiled."""
    if phrase.attributes.get("scan") == "no":
        return compile_phrase(phrase).search(phrase.example.encode()) is not None
    source = SourceText("example.txt", phrase.example.encode(), phrase.example)
    article = Article(source, "text", source.utf8, blocks=(Block("paragraph", 0, len(source.utf8)),))
    return len(Scanner([phrase]).scan(article).of(phrase.cue)) > 0


def test_phrases_are_read_as_they_are_written(tmp_path: Path):
    assert load_phrases(write(tmp_path, SOUND)) == (
        Phrase(
            cue="origin-statement",
            language="en",
            pattern="first published (?:in|by) (?P<name>[A-Z])",
            needs=(("first published in ", "first published by "),),
            attributes={"relation": "republished"},
            example="first published in The Daily Example",
        ),
        Phrase(cue="month", language="en", pattern="no", needs=(("no",),), attributes={"number": "01"}, example="no"),
    )


def test_files_are_read_in_the_order_of_their_names(tmp_path: Path):
    write(tmp_path, SOUND)
    write(tmp_path, SOUND.replace("language: en", "language: de"), "de.yaml")
    write(tmp_path, SOUND, "en-names.yaml")

    assert [phrase.language for phrase in load_phrases(tmp_path)] == ["de", "de", "en", "en", "en", "en"]


def test_a_second_load_is_the_same_and_reads_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    first = load_phrases(write(tmp_path, SOUND))
    monkeypatch.delattr(reading, "read_files")

    assert load_phrases(tmp_path) == first


def test_a_changed_file_is_read_anew(tmp_path: Path):
    load_phrases(write(tmp_path, SOUND))

    assert load_phrases(write(tmp_path, SOUND.replace("phrase: no", "phrase: nov")))[1].pattern == "nov"


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("language: en", "langauge: en", "en.yaml:1:1: 'langauge' is no key of a lexicon; did you mean 'language'?"),
        ("language: en", "language: de", "en.yaml:1:11: language: 'de' is not the language in the file's name 'en'"),
        ("source: seen in newspapers\n", "", "en.yaml:1:1: 'source' is missing"),
        (SOUND[SOUND.index("cues") :], "", "en.yaml:1:1: cues: must be a mapping from cues to lists of phrases"),
        ("  month:\n", "  month: []\n  year:\n", "en.yaml:8:10: month: must be a list of phrases"),
        ("- {phrase: no", "- 5\n    - {phrase: no", "en.yaml:9:7: must be a mapping with 'phrase' and 'example'"),
        ("{phrase: no", "{pattern: no", "en.yaml:9:7: 'phrase' is missing"),
        ("phrase: no", "phrase: [no]", "en.yaml:9:16: 'phrase' must be text"),
        (", example: no", "", "en.yaml:9:7: 'example' is missing"),
        ("example: no", "example: ''", "en.yaml:9:41: 'example' must be text"),
        (
            "number: 01",
            "number: [01]",
            "en.yaml:9:28: number: must be text; write lists as one text",
        ),
        (
            "{phrase: no",
            "{phrase: 'no('",
            "en.yaml:9:19: the group that '(' opens is never closed; add ), or write \\(",
        ),
        (
            "{phrase: no",
            r"{phrase: 'it''s (\w)\1'",
            (
                r"en.yaml:9:27: the back-reference '\1' cannot be searched for in linear time; "
                "write out what may come again"
            ),
        ),
        (
            "    - {",
            "    - {phrase: no, example: no}\n    - {",
            "en.yaml:10:16: the phrase stands on line 9 already",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, right: str, wrong: str, told: str):
    write(tmp_path, SOUND.replace(right, wrong, 1))

    assert mistakes(tmp_path)[0] == told


def test_mistakes_of_all_files_are_told_at_once(tmp_path: Path):
    write(tmp_path, "cues: [\n")
    write(tmp_path, "- x\n", "de.yaml")

    assert mistakes(tmp_path) == [
        "de.yaml:1:1: must be a mapping; give it the keys language, source, cues",
        "en.yaml:1:7: is not valid YAML: the list that opens here is never closed; add ], or put the text in quotes",
    ]


@pytest.fixture(scope="module")
def shipped() -> tuple[Phrase, ...]:
    return load_phrases()


def test_every_phrase_that_ships_is_found_in_its_own_example(shipped: tuple[Phrase, ...]):
    assert [phrase for phrase in shipped if not is_found(phrase)] == []


def test_every_phrase_that_ships_has_its_literals_in_its_own_example(shipped: tuple[Phrase, ...]):
    assert [phrase for phrase in shipped if not phrase.may_occur(normalise_lines(phrase.example))] == []


def test_no_phrase_that_ships_has_to_be_looked_for_everywhere(shipped: tuple[Phrase, ...]):
    assert [p for p in shipped if not p.needs and p.attributes.get("scan") != "no"] == []


def test_the_languages_that_the_program_promises_are_there(shipped: tuple[Phrase, ...]):
    assert {"en", "de", "fr", "es"} <= {phrase.language for phrase in shipped}
