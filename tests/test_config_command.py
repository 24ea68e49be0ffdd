"""``compliance config``: what each setting is, and who says it; the schema of configuration files."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from compliance.cli import main
from compliance.config import load_config
from compliance.config_schema import make_config_schema
from compliance.config_settings import ORIGIN_SETTINGS, OVERRIDE_SETTINGS, SETTINGS
from compliance.editors import render_schema
from compliance.model.context import VOCABULARY
from compliance.model.settings import Settings
from compliance.packs.schema import FOLDER
from tests.readme import README

CONFIG = """\
publisher = "Harbour Echo"
exclude = ["drafts/"]

[context]
use = "community"
date = 2026-01-31

[severity]
"copyright/notice-present" = "note"

[[origins]]
paths = ["posts/*"]
publisher = "The Lighthouse"

[[overrides]]
paths = ["posts/"]
origin = "River Daily"
original = "originals/*.md"
publisher = ["Reef Weekly"]
context = { use = "personal", ads = false }
severity = { "copyright/notice-present" = "error" }
"""
SCHEMA = json.loads((FOLDER / "config.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "compliance.toml").write_text(CONFIG, encoding="utf-8")
    return tmp_path


def show(capsys, *arguments: str) -> dict[str, tuple[object, str]]:
    assert main(["config", "show", "--format", "json", *arguments]) == 0
    listed = json.loads(capsys.readouterr().out)["settings"]
    return {".".join(one["keys"]): (one["value"], one["from"]) for one in listed}


def find_faults(text: str) -> list[str]:
    value = json.loads(json.dumps(tomllib.loads(text), default=str))
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(value)]


def test_what_is_built_in_says_so(site, capsys):
    (site / "compliance.toml").unlink()

    shown = show(capsys)

    assert {origin for _, origin in shown.values()} == {"built in"}
    tables = {"severity", "front-matter", "origins", "overrides"}  # nothing stands in these
    assert {key.partition(".")[0] for key in shown} == {setting.key for setting in SETTINGS} - tables
    assert shown["fail-on"] == ("error", "built in")


def test_what_the_file_says_has_its_place(site, capsys):
    shown = show(capsys)

    assert shown["publisher"] == (["Harbour Echo"], "compliance.toml:1:1")
    assert shown["context.use"] == ("community", "compliance.toml:5:1")
    assert shown["context.medium"] == ("web", "built in")
    assert shown["severity.copyright/notice-present"] == ("note", "compliance.toml:9:1")
    assert shown["overrides.0"][1] == "compliance.toml:15:1"


def test_what_the_command_line_says_wins_or_is_added(site, capsys):
    shown = show(capsys, "--context", "use=education", "--exclude", "old/", "--fail-on", "note")

    assert shown["context.use"] == ("education", "command line (--context)")
    assert shown["exclude"] == (["drafts/", "old/"], "compliance.toml:2:1, command line (--exclude)")
    assert shown["fail-on"] == ("note", "command line (--fail-on)")


def test_levels_of_single_rules_are_told_with_who_says_them(site, capsys):
    path = site / "compliance.toml"
    path.write_text('[fail-on]\ndefault = "note"\n"images/*" = "never"\n', encoding="utf-8")

    shown = show(capsys, "--fail-on", "copyright/notice-present=error")

    assert shown["fail-on.default"] == ("note", "compliance.toml:2:1")
    assert shown["fail-on.images/*"] == ("never", "compliance.toml:3:1")
    assert shown["fail-on.copyright/notice-present"] == ("error", "command line (--fail-on)")


def test_what_is_kept_and_how_much_is_shown_as_a_file_says_it(site, capsys):
    (site / "compliance.toml").write_text("cache-size = 5\n", encoding="utf-8")

    shown = show(capsys)

    assert shown["cache"] == (True, "built in")
    assert shown["cache-size"] == (5, "compliance.toml:1:1")
    assert SCHEMA["properties"]["cache-size"]["default"] == 200


def test_what_the_command_line_denies_is_told(site, capsys):
    (site / "compliance.toml").write_text("cache = true\nrespect-gitignore = true\n", encoding="utf-8")

    shown = show(capsys, "--no-cache", "--no-respect-gitignore")

    assert shown["cache"] == (False, "command line (--no-cache)")
    assert shown["respect-gitignore"] == (False, "command line (--no-respect-gitignore)")


def test_for_an_article_overrides_are_told(site, capsys):
    shown = show(capsys, "--for", "posts/tide.md", "--publisher", "Harbour Weekly", "--context", "ads=yes")

    assert shown["context.use"] == ("personal", "compliance.toml:20:1 (override)")
    assert shown["context.ads"] == ("yes", "command line (--context)")
    assert shown["context.date"] == ("2026-01-31", "compliance.toml:6:1")
    assert shown["severity.copyright/notice-present"] == ("error", "compliance.toml:21:1 (override)")
    assert shown["publisher"] == (
        ["Reef Weekly", "Harbour Weekly"],
        "compliance.toml:19:1 (override), command line (--publisher)",
    )
    assert shown["origin"] == ("River Daily", "compliance.toml:17:1 (override)")
    assert shown["original"] == (str(site / "originals" / "tide.md"), "compliance.toml:18:1 (override)")


def test_for_an_article_that_no_override_is_about_nothing_changes(site, capsys):
    shown = show(capsys, "--for", "other/tide.md")

    assert shown["context.use"] == ("community", "compliance.toml:5:1")
    assert "origin" not in shown


def test_a_table_of_pyproject_has_its_places(site, capsys):
    (site / "compliance.toml").unlink()
    (site / "pyproject.toml").write_text('[project]\nname = "x"\n\n[tool.compliance]\nfail-on = "note"\n')

    assert show(capsys)["fail-on"] == ("note", "pyproject.toml:5:1")


def test_the_toml_that_is_shown_says_the_same_as_the_file(site, capsys):
    assert main(["config", "show", "--format", "toml"]) == 0
    shown = capsys.readouterr().out
    before = load_config(site / "compliance.toml")
    (site / "compliance.toml").write_text(shown, encoding="utf-8")

    after = load_config(site / "compliance.toml")

    assert find_faults(shown) == []
    assert {field: getattr(after, field) for field in Settings.__struct_fields__ if field != "context"} == {
        field: getattr(before, field) for field in Settings.__struct_fields__ if field != "context"
    }
    assert after.context.values == before.context.values


def test_the_table_has_a_row_for_each_value(site, capsys):
    assert main(["config", "show"]) == 0
    out = capsys.readouterr().out

    assert re.search(r"^context\.use +\"community\" +compliance\.toml:5:1$", out, re.MULTILINE)
    assert re.search(r"^fail-on +\"error\" +built in$", out, re.MULTILINE)


def test_mistakes_in_the_file_are_told_instead(site, capsys):
    (site / "compliance.toml").write_text('fail-on = "eror"\n')

    assert main(["config", "show"]) == 2
    assert "compliance.toml:1:1: fail-on: 'eror'" in capsys.readouterr().err


def test_the_schema_that_is_printed_is_the_one_that_ships_and_current(capsys):
    assert main(["config", "schema"]) == 0
    assert capsys.readouterr().out == render_schema(make_config_schema()), "run python -m compliance.editors"


def test_the_schema_is_valid():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_every_setting_is_in_the_schema_with_what_it_means_and_its_default(setting):
    node = SCHEMA["properties"][setting.key]

    assert node["description"] == setting.about
    assert setting.about.endswith(".")
    assert list(Draft202012Validator(SCHEMA).iter_errors({setting.key: node["default"]})) == []
    assert hasattr(Settings(), setting.target)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_every_setting_is_in_the_readme(setting):
    assert re.search(
        rf"^\[*\"?{setting.key}\"?\b|`\[*{setting.key}\b", README.read_text(encoding="utf-8"), re.MULTILINE
    )


@pytest.mark.parametrize(("table", "settings"), [("origins", ORIGIN_SETTINGS), ("overrides", OVERRIDE_SETTINGS)])
def test_every_key_of_a_table_of_paths_is_in_the_schema(table, settings):
    items = SCHEMA["properties"][table]["items"]

    assert list(items["properties"]) == [setting.key for setting in settings]
    assert items["required"] == ["paths"]


def test_every_key_of_the_context_is_in_the_schema():
    assert list(SCHEMA["properties"]["context"]["properties"]) == list(VOCABULARY)


@pytest.mark.parametrize(
    "text", re.findall(r"```toml\n(publisher = .*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
)
def test_the_configuration_in_the_readme_fits(text):
    assert find_faults(text) == []


@pytest.mark.parametrize(
    "text",
    [
        'fail_on = "error"',
        'fail-on = "eror"',
        "exclude = 3",
        "respect-gitignore = 'yes'",
        "terms-max-age = -1",
        '[context]\nuse = "print"',
        '[severity]\n"a/b" = "bad"',
        '[[overrides]]\norigin = "River Daily"',
        '[[overrides]]\npaths = ["a"]\nfrogs = 1',
    ],
)
def test_what_the_program_refuses_the_schema_refuses_too(text, tmp_path, capsys):
    path = tmp_path / "compliance.toml"
    path.write_text(text, encoding="utf-8")

    assert find_faults(text)
    assert main(["config", "show", "--config", str(path)]) == 2
