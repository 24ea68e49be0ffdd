"""How an article will be used: what its front matter, the configuration and the command line say, and which wins."""

import json
from pathlib import Path

import pytest

from compliance.cli import main

CONFIG = """\
[context]
use = "{use}"

[[origins]]
paths = ["guest/*"]
{path_rule}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "guest").mkdir()
    return tmp_path


def check(folder: Path, capsys, *arguments: str, front: str = "", text: str = "The pond is back.") -> dict:
    (folder / "guest" / "pond.md").write_text(f"---\ntitle: A pond\n{front}\n---\n{text}\n", encoding="utf-8")
    main(["check", "guest/pond.md", "--format", "json", *arguments])
    document = json.loads(capsys.readouterr().out)
    assert document["errors"] == []
    return document["articles"][0]


def write_config(folder: Path, use: str, path_rule: str = "") -> None:
    (folder / "compliance.toml").write_text(CONFIG.format(use=use, path_rule=path_rule), encoding="utf-8")


@pytest.mark.parametrize(
    ("path_rule", "front", "arguments", "use"),
    [
        ("", "", [], "personal"),
        ('context = { use = "education" }', "", [], "education"),
        ('context = { use = "education" }', "reuse: {use: nonprofit}", [], "nonprofit"),
        ('context = { use = "education" }', "reuse: {use: nonprofit}", ["--context", "use=commercial"], "commercial"),
        ('context = { use = "education" }', "", ["--context", "use=commercial"], "commercial"),
    ],
)
def test_command_line_over_front_matter_over_path_over_configuration(folder, capsys, path_rule, front, arguments, use):
    write_config(folder, "personal", path_rule)

    assert check(folder, capsys, *arguments, front=front)["context"]["values"]["use"] == use


@pytest.mark.parametrize(
    ("front", "value"),
    [
        ("reuse:\n  ads: no", "no"),
        ("reuse:\n  ads: 'yes'", "yes"),
        ("reuse:\n  ads: false", "no"),
        ("reuse:\n  ads: True", "yes"),
        ("reuse: CC BY", None),
        ("reuse:", None),
    ],
)
def test_a_reuse_block_says_yes_and_no_in_every_spelling(folder, capsys, front, value):
    assert check(folder, capsys, front=front)["context"]["values"].get("ads") == value


def test_what_an_article_says_of_itself_is_no_longer_assumed(folder, capsys):
    context = check(folder, capsys, front="reuse: {medium: web}")["context"]

    assert context == {"values": {"medium": "web"}, "assumed": []}


def test_a_reuse_block_in_toml_is_read_too(folder, capsys):
    (folder / "toml.md").write_text('+++\ntitle = "A pond"\n[reuse]\nads = false\n+++\nText.\n', encoding="utf-8")
    main(["check", "toml.md", "--format", "json"])

    assert json.loads(capsys.readouterr().out)["articles"][0]["context"]["values"]["ads"] == "no"


@pytest.mark.parametrize(
    ("name", "shown", "policy"),
    [
        ("propublica", "ProPublica", "propublica"),
        ("ProPublica", "ProPublica", "propublica"),
        ("https://www.propublica.org/article/pond", "ProPublica", "propublica"),
        ("River Herald", "River Herald", None),
        ("https://riverherald.example/pond", "riverherald.example", None),
    ],
)
def test_an_article_can_say_whose_it_is(folder, capsys, name, shown, policy):
    (origin,) = check(folder, capsys, front=f"reuse: {{publisher: '{name}'}}")["origins"]

    assert (origin["name"], origin["policy"], origin["known_by"]) == (shown, policy, "front-matter")


def test_front_matter_and_text_that_disagree_are_for_a_person(folder, capsys):
    article = check(
        folder,
        capsys,
        front="reuse: {publisher: propublica}",
        text="The pond is back.\n\nThis article was originally published by River Herald.",
    )

    assert article["verdict"] != "pass"
    assert [origin["name"] for origin in article["origins"]] == ["ProPublica", "River Herald"]
    (result,) = (result for result in article["results"] if result["rule"] == "source/origins-agree")
    assert (result["outcome"], result["findings"][0]["line"]) == ("review", 7)
    assert result["findings"][0]["message"] == 'the text names "River Herald", the front matter "ProPublica"'


def find_permission(article: dict) -> dict:
    return next(result for result in article["results"] if result["rule"] == "permission/use-granted")


def test_of_an_unknown_publisher_no_permission_is_known(folder, capsys):
    text = "The pond is back.\n\nThis article was originally published by River Herald."

    permission = find_permission(check(folder, capsys, text=text))

    assert (permission["outcome"], permission["authority"]) == ("review", "item")
    assert permission["clause"] == "no terms of River Herald are known"
    assert permission["because"] == {
        "condition": "always",
        "condition_met": True,
        "condition_unknown": [],
        "inherited_from": None,
        "origins": ["River Herald"],
        "also": [],
    }


def test_an_unknown_publisher_that_grants_a_license_is_held_to_it(folder, capsys):
    text = (
        "The pond is back.\n\nThis article was originally published by River Herald, and is licensed under "
        "[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/)."
    )

    permission = find_permission(check(folder, capsys, text=text))

    assert (permission["outcome"], permission["policy"]) == ("pass", "cc-by-4.0")


def test_a_mark_on_the_item_beats_its_publishers_terms(folder, capsys):
    said = ["--context", "use=nonprofit,edited=no,translated=no,excerpt=no,ads=no,paywall=no"]
    text = "The pond is back.\n\nThis article was originally published by ProPublica."

    granted = find_permission(check(folder, capsys, *said, text=text))
    marked = find_permission(check(folder, capsys, *said, text=f"{text}\n\nThis story is not for republication."))

    assert (granted["outcome"], granted["authority"]) == ("pass", "publisher")
    assert (marked["outcome"], marked["authority"], marked["policy"]) == ("fail", "item", None)
    assert marked["findings"][0]["line"] == 9


def test_reasons_are_printed_when_asked_for(folder, capsys):
    (folder / "pond.md").write_text("The pond is back. Originally published by ProPublica.\n", encoding="utf-8")
    main(["check", "pond.md", "--explain"])
    output = capsys.readouterr().out

    assert "Why:\n  pond.md\n    taken from ProPublica (known by statement; terms: propublica)\n" in output
    assert "      terms: https://www.propublica.org/steal-our-stories, compared on " in output
