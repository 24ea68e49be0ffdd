"""``[[overrides]]``: what the configuration says of some articles only, and which of several wins."""

import json
import shutil
from pathlib import Path

import pytest

from compliance.cli import main
from compliance.config import load_config
from compliance.overrides import Overrides
from tests.mistake_cases import SOUND

ARTICLE = "# The pond is back\n\nBy Ann Author, 3 May 2024\n\nThe water is quiet.\n\n© 2024 Ann Author\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SOUND / "pack", tmp_path / "pack")
    for name in ("guest/tide.md", "guest/deep/reef.md", "own/pond.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def check(capsys, *arguments: str) -> dict[str, dict]:
    main(["check", ".", "--format", "json", *arguments])
    out, err = capsys.readouterr()
    assert err == ""
    report = json.loads(out)
    assert report["errors"] == []
    return {article["source"].removeprefix("./"): article for article in report["articles"]}


def configure(site: Path, text: str) -> None:
    (site / "compliance.toml").write_text(text, encoding="utf-8")


def rules_of(article: dict) -> dict[str, str]:
    return {result["rule"]: result["severity"] for result in article["results"]}


def uses(articles: dict[str, dict]) -> dict[str, str | None]:
    return {name: article["context"]["values"].get("use") for name, article in articles.items()}


def test_a_context_holds_for_the_articles_of_its_paths_only(site, capsys):
    configure(site, '[[overrides]]\npaths = ["guest/"]\ncontext = { use = "education" }\n')

    assert uses(check(capsys)) == {
        "guest/deep/reef.md": "education",
        "guest/tide.md": "education",
        "own/pond.md": None,
    }


def test_later_overrides_win_over_earlier_ones_and_over_origins(site, capsys):
    configure(
        site,
        '[[overrides]]\npaths = ["guest/"]\ncontext = { use = "education" }\n'
        '[[overrides]]\npaths = ["guest/deep/"]\ncontext = { use = "personal" }\n'
        '[[origins]]\npaths = ["*"]\ncontext = { use = "commercial" }\n',
    )

    assert uses(check(capsys)) == {
        "guest/deep/reef.md": "personal",
        "guest/tide.md": "education",
        "own/pond.md": "commercial",
    }


def test_the_command_line_wins_over_overrides(site, capsys):
    configure(site, '[[overrides]]\npaths = ["*"]\ncontext = { use = "education" }\n')

    assert set(uses(check(capsys, "--context", "use=personal")).values()) == {"personal"}


def test_a_star_stops_at_a_slash_and_an_exclamation_mark_takes_back(site):
    configure(site, '[[overrides]]\npaths = ["/guest/*.md", "own/", "!own/pond.md"]\ncontext = { ads = "no" }\n')
    overrides = Overrides(load_config(site / "compliance.toml"))

    names = ("guest/tide.md", "guest/deep/reef.md", "own/pond.md", "own/other.md")
    found = [bool(overrides.find(str(site / name))) for name in names]

    assert found == [True, False, False, True]


def test_a_severity_holds_for_the_articles_of_its_paths_only(site, capsys):
    rule = "copyright/notice-present"
    configure(
        site,
        f'[severity]\n"{rule}" = "note"\n'
        f'[[overrides]]\npaths = ["guest/"]\nseverity = {{ "{rule}" = "warning" }}\n'
        f'[[overrides]]\npaths = ["guest/deep/"]\nseverity = {{ "{rule}" = "off" }}\n',
    )

    articles = check(capsys)

    assert rules_of(articles["own/pond.md"])[rule] == "note"
    assert rules_of(articles["guest/tide.md"])[rule] == "warning"
    assert rule not in rules_of(articles["guest/deep/reef.md"])


def test_an_origin_is_that_of_the_last_override_that_names_one(site, capsys):
    configure(
        site,
        '[[origins]]\npaths = ["guest/*"]\npublisher = "The Lighthouse"\n'
        '[[overrides]]\npaths = ["guest/"]\norigin = "River Daily"\n'
        '[[overrides]]\npaths = ["guest/deep/"]\norigin = "Reef Weekly"\n',
    )

    articles = check(capsys)
    names = {name: [origin["name"] for origin in article["origins"]] for name, article in articles.items()}

    assert names == {"guest/deep/reef.md": ["Reef Weekly"], "guest/tide.md": ["River Daily"], "own/pond.md": []}


def test_origins_of_the_older_form_still_add_up(site, capsys):
    configure(
        site,
        '[[origins]]\npaths = ["guest/*"]\npublisher = "The Lighthouse"\n'
        '[[origins]]\npaths = ["guest/deep/*"]\npublisher = "River Daily"\n',
    )

    origins = check(capsys)["guest/deep/reef.md"]["origins"]

    assert [origin["name"] for origin in origins] == ["The Lighthouse", "River Daily"]


def test_a_publisher_of_some_articles_is_no_origin_of_these(site, capsys):
    for name in ("guest/tide.md", "own/pond.md"):
        credited = f"{ARTICLE}\nThis article was first published in [Reef Weekly](https://reef.example/a-long-tide).\n"
        (site / name).write_text(credited, encoding="utf-8")
    configure(
        site,
        'publisher = "Harbour Echo"\n[[overrides]]\npaths = ["guest/"]\npublisher = ["Reef Weekly", "reef.example"]\n',
    )

    articles = check(capsys)

    assert [origin["name"] for origin in articles["own/pond.md"]["origins"]] == ["Reef Weekly"]
    assert articles["guest/tide.md"]["origins"] == []


@pytest.mark.parametrize("top", ["", 'packs = ["pack"]\n'])
@pytest.mark.parametrize("name", ["pack", "./pack", "pond-house"])
def test_a_pack_or_policy_in_an_override_counts_for_its_articles_only(site, capsys, top, name):
    top = 'packs = ["pack"]\n' if name == "pond-house" else top
    configure(site, f'{top}[[overrides]]\npaths = ["guest/"]\npacks = ["{name}"]\n')

    articles = check(capsys)

    assert {name: "pond/frogs-named" in rules_of(article) for name, article in articles.items()} == {
        "guest/deep/reef.md": True,
        "guest/tide.md": True,
        "own/pond.md": False,
    }


def test_what_such_a_pack_changes_of_other_rules_counts_there_only(site, capsys):
    pack = site / "pack" / "pack.yaml"
    change = "adjust:\n  - rule: copyright/notice-present\n    severity: note\n    reason: ours are old\n"
    pack.write_text(pack.read_text(encoding="utf-8") + change, encoding="utf-8")
    configure(site, '[[overrides]]\npaths = ["guest/deep/"]\npacks = ["pack"]\n')

    articles = check(capsys)

    assert rules_of(articles["guest/deep/reef.md"])["copyright/notice-present"] == "note"
    assert rules_of(articles["guest/tide.md"])["copyright/notice-present"] == "warning"


def test_packs_are_kept_apart_in_other_processes_too(site, capsys):
    for number in range(40):
        (site / "own" / f"{number}.md").write_text(ARTICLE, encoding="utf-8")
    configure(site, '[[overrides]]\npaths = ["guest/"]\npacks = ["pack"]\n')

    assert check(capsys, "--jobs", "2") == check(capsys, "--jobs", "1")


def test_a_pack_that_needs_one_that_does_not_count_there_stops_the_run(site, capsys):
    (site / "more" / "policies").mkdir(parents=True)
    (site / "more" / "pack.yaml").write_text(
        "name: more\nversion: 1.0.0\ntitle: More\npolicies: [policies]\nrequires: {pond: '>=1.0.0'}\n",
        encoding="utf-8",
    )
    policy = (SOUND / "pack" / "policies" / "river-herald.yaml").read_text(encoding="utf-8")
    policy = policy.replace("river-herald", "reef-weekly").replace("River Herald", "Reef Weekly")
    (site / "more" / "policies" / "reef-weekly.yaml").write_text(policy.replace("river.example", "reef.example"))
    configure(site, 'packs = ["more"]\n[[overrides]]\npaths = ["guest/"]\npacks = ["pack"]\n')

    assert main(["check", "."]) == 2
    assert "pond" in capsys.readouterr().err


def test_a_folder_and_the_same_one_by_another_path_is_one_pack(site, capsys):
    configure(site, f'packs = ["{(site / "pack").as_posix()}"]\n[[overrides]]\npaths = ["own/"]\npacks = ["pack"]\n')

    articles = check(capsys)

    assert "pond/frogs-named" in rules_of(articles["own/pond.md"])
    assert "pond/frogs-named" not in rules_of(articles["guest/tide.md"])


def test_terms_are_told_for_an_article_with_its_overrides(site, capsys):
    configure(site, '[[overrides]]\npaths = ["guest/"]\npacks = ["pack"]\n')

    told = {}
    for name in ("guest/tide.md", "own/pond.md"):
        main(["terms", name, "--format", "json"])
        told[name] = "pond-house" in capsys.readouterr().out

    assert told == {"guest/tide.md": True, "own/pond.md": False}
