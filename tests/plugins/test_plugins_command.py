"""``compliance plugins list``: what is loaded, what it brings and where it comes from."""

import json

from compliance import __version__
from compliance.cli import main
from tests.plugins.conftest import install, write_pack

EXTRACTOR = """
@hookimpl
def register_extractors():
    return [Extractor("{0}", lambda article, scan: ())]
"""


def list_json(capsys, *options: str) -> list[dict[str, object]]:
    assert main(["plugins", "list", "--format", "json", *options]) == 0
    return json.loads(capsys.readouterr().out)["plugins"]


def test_what_is_built_in_is_listed_first(capsys):
    first = list_json(capsys)[0]

    assert first["name"] == "builtin"
    assert (first["from"], first["distribution"], first["version"]) == ("built in", "article-compliance", __version__)
    assert first["brings"]["readers"] == ["html", "markdown", "text"]
    assert "byline" in first["brings"]["evidence kinds"]


def test_an_installed_plugin_is_listed_with_its_distribution(write_plugin, tmp_path, capsys):
    write_plugin("tone_module", EXTRACTOR.format("tone"))
    install(tmp_path, "Tone-Tools", "tone = tone_module")

    assert list_json(capsys)[1] == {
        "name": "tone",
        "version": "1.2",
        "distribution": "Tone-Tools",
        "from": "entry point",
        "brings": {"extractors": ["tone"]},
    }


def test_a_named_plugin_is_listed_with_who_names_it(write_plugin, tmp_path, capsys):
    first = write_plugin("first_plugin", EXTRACTOR.format("tone"))
    second = write_plugin("second_plugin", EXTRACTOR.format("mood"))
    (tmp_path / "compliance.toml").write_text(f'plugins = ["{first}"]\n')

    listed = list_json(capsys, "--plugin", second)

    assert [(one["name"], one["from"]) for one in listed[1:]] == [
        ("first_plugin", "configuration"),
        ("second_plugin", "--plugin"),
    ]


def test_a_pack_that_a_plugin_brings_is_listed(write_plugin, tmp_path, capsys):
    write_pack(tmp_path / "pack")
    code = "@hookimpl\ndef register_packs():\n    return [Path(__file__).parent / 'pack']\n"

    assert list_json(capsys, "--plugin", write_plugin("one_plugin", code))[1]["brings"] == {"packs": ["pack"]}


def test_two_plugins_may_call_the_folders_of_their_packs_the_same(write_plugin, tmp_path, capsys):
    names = []
    for name in ("calm", "loud"):
        write_pack(tmp_path / name / "pack")
        code = f"@hookimpl\ndef register_packs():\n    return [Path(__file__).parent / '{name}' / 'pack']\n"
        names.append(write_plugin(f"{name}_plugin", code))

    listed = list_json(capsys, "--plugin", names[0], "--plugin", names[1])

    assert [one["brings"] for one in listed[1:]] == [{"packs": ["pack"]}, {"packs": ["pack"]}]


def test_a_pack_without_code_is_listed(write_plugin, tmp_path, capsys):
    write_pack(tmp_path / "calm_pack")
    install(tmp_path, "Calm-Pack", "")
    (tmp_path / "Calm-Pack-1.2.dist-info" / "entry_points.txt").write_text("[compliance.packs]\ncalm = calm_pack\n")

    assert list_json(capsys)[1] == {
        "name": "calm",
        "version": "1.2",
        "distribution": "Calm-Pack",
        "from": "entry point",
        "brings": {"packs": ["calm"]},
    }


def test_the_table_has_a_row_for_each_plugin(write_plugin, capsys):
    name = write_plugin("idle_plugin", "")

    assert main(["plugins", "list", "--plugin", name]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["plugin", "version", "distribution", "from", "brings"]
    assert lines[-1].split() == ["idle_plugin", "–", "–", "--plugin", "nothing"]


def test_a_plugin_that_is_left_out_is_not_listed(write_plugin, capsys):
    name = write_plugin("tone_plugin", EXTRACTOR.format("tone"))

    assert [one["name"] for one in list_json(capsys, "--plugin", name, "--no-plugin", name)] == ["builtin"]


def test_what_is_wrong_with_a_plugin_is_told_beside_the_list(write_plugin, capsys):
    assert main(["plugins", "list", "--plugin", write_plugin("one_plugin", "1 / 0\n")]) == 2
    out, err = capsys.readouterr()
    assert "builtin" in out
    assert "plugin 'one_plugin' cannot be imported: ZeroDivisionError" in err


def test_the_list_goes_to_a_file(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    assert main(["plugins", "list", "--format", "json=plugins.json"]) == 0
    assert capsys.readouterr().out == ""
    assert json.loads((tmp_path / "plugins.json").read_text(encoding="utf-8"))["plugins"][0]["name"] == "builtin"
