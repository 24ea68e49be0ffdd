"""``compliance packs``: list, new, check and build, as users run them; `test_drift` has verify and fingerprint."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest

from compliance.cli import main
from compliance.distribution import name_module

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch) -> Path:
    """The working folder, which is empty."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    return tmp_path


@pytest.fixture
def run(capsys):
    def run_command(*arguments: str) -> tuple[int, str, str]:
        code = main(["packs", *arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run_command


@pytest.fixture
def herald(run) -> Path:
    """A pack as ``packs new`` writes it."""
    run("new", "river-herald")
    return Path("river-herald")


def change(path: Path, right: str, wrong: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong), encoding="utf-8")


class TestList:
    def test_a_line_tells_what_a_pack_holds_and_where_it_comes_from(self, run, herald):
        code, out, _ = run("list", "--pack", "river-herald")

        lines = out.splitlines()
        assert code == 0
        assert re.split(r"  +", lines[0]) == ["name", "version", "title", "rules", "policies", "from", "license"]
        assert re.split(r"  +", lines[-1]) == [
            "river-herald",
            "0.1.0",
            "House rules of River Herald",
            "1",
            "1",
            "river-herald",
            "-",
        ]

    def test_the_core_pack_comes_with_the_program(self, run):
        _, out, _ = run("list")

        assert "article-compliance 0.1.0  Apache-2.0" in out

    def test_the_same_comes_as_json_with_all_that_is_known(self, run, herald):
        adjust = "adjust: [{rule: images/credited, severity: error, reason: it cost us money}]\n"
        change(herald / "pack.yaml", "# license: CC-BY-4.0\n", f"license: CC-BY-4.0\n{adjust}")

        _, out, _ = run("list", "--pack", "river-herald", "--format", "json")

        assert json.loads(out)[1] == {
            "name": "river-herald",
            "version": "0.1.0",
            "title": "House rules of River Herald",
            "description": "What River Herald asks of every article before it goes out.",
            "license": "CC-BY-4.0",
            "requires": {"core": ">=0.1.0"},
            "rules": 1,
            "policies": 1,
            "changes": 1,
            "folder": "river-herald",
            "distribution": None,
        }

    def test_the_packs_of_the_configuration_are_there_too(self, run, herald):
        Path("compliance.toml").write_text('packs = ["river-herald"]\n', encoding="utf-8")

        _, out, _ = run("list", "--format", "json")

        assert [pack["name"] for pack in json.loads(out)] == ["core", "river-herald"]


class TestNew:
    def test_the_new_pack_is_in_order_at_once(self, run, herald):
        assert run("check", "river-herald") == (
            0,
            "river-herald 0.1.0: 1 rule, 1 policy: 4 examples good, nothing is weak\n",
            "",
        )

    def test_its_files_are_named(self, run):
        code, out, _ = run("new", "river-herald", "--in", "packs")

        assert code == 0
        assert out.splitlines() == [
            "packs/river-herald/README.md: written",
            "packs/river-herald/pack.yaml: written",
            "packs/river-herald/policies/river-herald.yaml: written",
            "packs/river-herald/rules/river-herald/corrections-address.yaml: written",
            "",
            "Try it:",
            "",
            "  compliance packs check packs/river-herald",
        ]

    def test_editors_find_the_schemas(self, herald):
        names = [path for path in herald.rglob("*.yaml") if "$schema=" in path.read_text(encoding="utf-8")]

        assert len(names) == 3
        for path in names:
            schema = re.search(r"\$schema=(\S+)", path.read_text(encoding="utf-8"))[1]
            assert (path.parent / schema).is_file()

    def test_every_change_that_its_comments_show_can_be_made(self, run, herald):
        text = (herald / "pack.yaml").read_text(encoding="utf-8")
        start = text.index("# adjust:")
        (herald / "pack.yaml").write_text(
            text[:start] + "\n".join(line[2:] for line in text[start:].splitlines()) + "\n", encoding="utf-8"
        )

        code, out, _ = run("check", "river-herald")

        assert (code, "3 changes of other packs' rules" in out) == (0, True)

    def test_its_rule_is_asked_for(self, herald, capsys):
        Path("tide.md").write_text("# The tide\n\nThe water stayed.\n", encoding="utf-8")

        main(["check", "tide.md", "--pack", "river-herald", "--format", "line"])

        assert (
            "tide.md:1:1: warning river-herald/corrections-address nothing says where to send corrections"
            in capsys.readouterr().out
        )

    @pytest.mark.parametrize("name", ["River", "river_herald", "-x", "river--herald", "a/b", ".", "9news"])
    def test_a_name_is_made_of_words_in_lower_case(self, run, name):
        assert run("new", "--", name)[::2] == (
            2,
            f"compliance: {name!r} is not a pack's name; write lower-case words, such as river-herald\n",
        )

    def test_a_name_that_a_pack_has_is_refused(self, run):
        code, _, err = run("new", "core")

        assert (code, err.startswith("compliance: a pack is called 'core' already: ")) == (2, True)

    def test_a_name_that_a_policy_has_is_refused(self, run):
        code, _, err = run("new", "good-practice")

        assert (code, err.startswith("compliance: a policy is called 'good-practice' already: ")) == (2, True)

    def test_nothing_is_written_over(self, run, herald):
        (herald / "README.md").write_text("Ours.\n", encoding="utf-8")

        code, _, err = run("new", "river-herald")

        assert (code, (herald / "README.md").read_text(encoding="utf-8")) == (2, "Ours.\n")
        assert "exists, and is not written over" in err


class TestCheck:
    def test_an_example_that_does_not_do_what_it_says_ends_with_1(self, run, herald):
        rule = herald / "rules/river-herald/corrections-address.yaml"
        change(rule, "Write to corrections@river-herald.example.\n", "Write to us.\n")

        code, out, _ = run("check", "river-herald")

        assert code == 1
        assert "corrections-address.yaml:" in out
        assert "noisy" in out
        assert out.endswith("1 rule, 1 policy: 3 examples good, 1 example noisy, nothing is weak\n")

    def test_a_weakness_ends_with_1(self, run, herald):
        change(herald / "policies/river-herald.yaml", "duties:\n  - rule", "permissions:\n  - clause: x\n    # rule")
        text = "id: river-herald\nname: River Herald\nkind: house\n"
        (herald / "policies/river-herald.yaml").write_text(text, encoding="utf-8")

        code, out, _ = run("check", "river-herald")

        assert (code, out.endswith("4 examples good, 1 weakness\n")) == (1, True)

    def test_a_wrong_file_ends_with_2_and_all_mistakes(self, run, herald):
        change(herald / "pack.yaml", "version: 0.1.0", "version: one")
        change(herald / "policies/river-herald.yaml", "kind: house", "kind: hose")

        code, _, err = run("check", "river-herald")

        assert code == 2
        assert "river-herald/pack.yaml:11:10: version: 'one' is not a version such as 0.1.0" in err

    def test_without_a_folder_it_is_the_pack_around(self, run, herald, monkeypatch):
        monkeypatch.chdir(herald / "rules")

        assert run("check")[:2] == (0, "river-herald 0.1.0: 1 rule, 1 policy: 4 examples good, nothing is weak\n")

    def test_elsewhere_without_a_folder_they_are_those_of_the_configuration(self, run, herald):
        Path("compliance.toml").write_text('packs = ["river-herald"]\n', encoding="utf-8")

        assert run("check")[1].startswith("river-herald 0.1.0:")

    def test_where_there_is_no_pack_one_has_to_be_named(self, run):
        assert run("check")[::2] == (
            2,
            "compliance: this folder lies in no pack, and the configuration names none; name a pack's folder\n",
        )

    def test_several_packs_are_checked_beside_each_other(self, run, herald):
        run("new", "attic-times")

        code, out, _ = run("check", "river-herald", "attic-times")

        assert (code, [line.partition(" ")[0] for line in out.splitlines()]) == (0, ["attic-times", "river-herald"])

    def test_how_this_house_uses_articles_changes_no_example(self, run, herald):
        Path("compliance.toml").write_text('[context]\nmedium = "print"\n', encoding="utf-8")

        assert run("check", "river-herald")[0] == 0


class TestBuild:
    def test_a_wheel_holds_the_pack_and_says_what_it_is(self, run, herald):
        change(herald / "pack.yaml", "# license: CC-BY-4.0", "license: CC-BY-4.0")
        (herald / "LICENSE").write_text("You may.\n", encoding="utf-8")

        code, out, err = run("build", "river-herald", "--out", "wheels")

        assert (code, out, err) == (0, "wheels/compliance_pack_river_herald-0.1.0-py3-none-any.whl\n", "")
        with ZipFile(out.strip()) as wheel:
            info = "compliance_pack_river_herald-0.1.0.dist-info"
            assert sorted(wheel.namelist()) == [
                f"{info}/METADATA",
                f"{info}/RECORD",
                f"{info}/WHEEL",
                f"{info}/entry_points.txt",
                f"{info}/licenses/LICENSE",
                "compliance_pack_river_herald/__init__.py",
                "compliance_pack_river_herald/pack.yaml",
                "compliance_pack_river_herald/policies/river-herald.yaml",
                "compliance_pack_river_herald/rules/river-herald/corrections-address.yaml",
            ]
            points = wheel.read(f"{info}/entry_points.txt").decode()
            metadata = wheel.read(f"{info}/METADATA").decode()
        assert points == "[compliance.packs]\nriver-herald = compliance_pack_river_herald\n"
        assert "\nName: compliance-pack-river-herald\nVersion: 0.1.0\n" in metadata
        assert "\nSummary: What River Herald asks of every article before it goes out.\n" in metadata
        assert "\nLicense-Expression: CC-BY-4.0\n" in metadata
        assert "\n# House rules of River Herald\n" in metadata

    def test_the_same_files_make_the_same_bytes(self, run, herald):
        run("build", "river-herald", "--out", "one")
        (herald / "pack.yaml").touch()
        run("build", "river-herald", "--out", "two")

        [first], [second] = Path("one").iterdir(), Path("two").iterdir()
        assert first.read_bytes() == second.read_bytes()

    def test_a_pack_without_a_license_is_told(self, run, herald):
        _, out, _ = run("build", "river-herald")

        assert out.splitlines()[1] == "The pack states no license: others cannot know whether they may use it."

    def test_a_pack_that_does_not_load_is_not_built(self, run, herald):
        change(herald / "policies/river-herald.yaml", "kind: house", "kind: hose")

        code, _, err = run("build", "river-herald")

        assert (code, Path("dist").exists()) == (2, False)
        assert "kind: 'hose' is not one of house, statute, license, publisher" in err

    def test_a_folder_without_a_pack_is_not_built(self, run):
        assert run("build", ".")[::2] == (
            2,
            "compliance: .: holds no pack.yaml; name a pack's folder, or add one with name, version and title\n",
        )

    def test_a_license_that_spdx_does_not_know_is_told(self, run, herald):
        change(herald / "pack.yaml", "# license: CC-BY-4.0", "license: Do-What-You-Want")

        code, _, err = run("build", "river-herald")

        assert (code, "river-herald: no wheel can be made of it: " in err, "Traceback" in err) == (2, True, False)

    def test_a_name_that_no_distribution_can_have_is_told(self, run, herald):
        change(herald / "pack.yaml", "name: river-herald", "name: The River Herald")

        assert run("build", "river-herald")[::2] == (
            2,
            (
                "compliance: river-herald: no distribution can be called 'The River Herald'; use letters, digits and "
                "hyphens\n"
            ),
        )

    def test_without_hatchling_it_is_told_what_to_install(self, run, herald, monkeypatch):
        monkeypatch.setitem(sys.modules, "hatchling", None)

        assert run("build", "river-herald")[::2] == (
            2,
            (
                "compliance: packs are built with hatchling, which is not installed; "
                "pip install 'article-compliance[build]'\n"
            ),
        )

    def test_names_with_dots_become_modules(self):
        assert name_module("river.herald-2") == "compliance_pack_river_herald_2"


@pytest.fixture(scope="module")
def environment(tmp_path_factory) -> Path:
    """The interpreter of a fresh environment in which the program and its dependencies can be imported."""
    home = tmp_path_factory.mktemp("fresh")
    subprocess.run([sys.executable, "-m", "venv", home], check=True)
    shared = [str(ROOT), *(path for path in sys.path if path.endswith("site-packages"))]
    site = next(home.glob("lib/python*/site-packages"))
    (site / "program.pth").write_text("\n".join(shared) + "\n", encoding="utf-8")
    return home / "bin" / "python"


@pytest.mark.skipif(sys.platform == "win32", reason="the folder of scripts is called otherwise")
class TestInstalled:
    def install(self, python: Path, *what: str) -> None:
        command = [python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-build-isolation", *what]
        subprocess.run(command, check=True, capture_output=True)

    def list_packs(self, python: Path) -> dict[str, tuple[str, str | None]]:
        command = [python, "-m", "compliance", "packs", "list", "--format", "json"]
        done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
        return {pack["name"]: (pack["version"], pack["distribution"]) for pack in json.loads(done.stdout)}

    def test_what_was_built_is_there_once_pip_has_installed_it(self, run, herald, environment):
        wheel = run("build", "river-herald")[1].splitlines()[0]

        self.install(environment, wheel)

        assert self.list_packs(environment)["river-herald"] == ("0.1.0", "compliance-pack-river-herald 0.1.0")

    def test_the_newsrooms_pack_is_there_once_pip_has_installed_its_folder(self, environment):
        self.install(environment, str(ROOT / "plugins" / "newsroom_pack"))

        assert self.list_packs(environment)["newsroom"] == ("1.0.0", "newsroom-pack 1.0.0")

    def test_an_installed_pack_is_asked_for_without_being_named(self, environment):
        self.install(environment, str(ROOT / "plugins" / "newsroom_pack"))
        Path("tide.md").write_text("# Tidvattnet\n\nVattnet stod kvar.\n", encoding="utf-8")
        command = [environment, "-m", "compliance", "check", "tide.md", "--format", "line"]

        done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")

        assert "warning newsroom/corrections-address nothing says where to send corrections" in done.stdout


def test_what_builds_packs_is_an_extra_of_its_own():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert [need.partition(">=")[0] for need in project["optional-dependencies"]["build"]] == ["hatchling"]
