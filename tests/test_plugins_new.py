"""``compliance plugins new``: for every kind, what it writes installs, passes its own tests at once, and is listed."""

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from compliance.cli import main
from compliance.cli.plugins_options import KINDS
from compliance.plugins.hook_names import HOOKS
from compliance.scaffolding import FOLDER

ROOT = Path(__file__).parents[1]


def run_python(folder, path, *arguments):
    """Run a module in a folder, with the program and what is installed in other folders."""
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([*map(str, path), os.environ.get("PYTHONPATH", "")]).strip(os.pathsep),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_ROOT_USER_ACTION": "ignore",
    }
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)


def announce_fixtures(folder):
    """Write down what an installer writes of this program, so that pytest finds its fixtures."""
    info = folder / "article_compliance-0.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: article-compliance\nVersion: 0.0\n")
    (info / "entry_points.txt").write_text("[pytest11]\ncompliance = compliance.pytest_plugin\n")


def read_outcomes(path):
    """Return the tests that passed, and those that did not, by the plugin they are of."""
    outcomes = {kind: ([], []) for kind in KINDS}
    for case in ElementTree.parse(path).iter("testcase"):
        module = case.get("classname").rpartition(".")[2]
        kind = module.removeprefix("test_our_").replace("_", "-")
        outcomes[kind][len(case) > 0].append((case.get("name"), *(part.get("message") for part in case)))
    return outcomes


@pytest.fixture(scope="module")
def outcomes(shelf):
    """What came of the tests of all plugins, where all are installed."""
    folders = [f"our-{kind}" for kind in KINDS]
    options = ("-q", "-W", "error", "-p", "no:cacheprovider", "--import-mode=importlib", "--basetemp=base")
    ended = run_python(
        shelf, [shelf / "site", shelf / "program", ROOT], "pytest", *options, "--junitxml=outcomes.xml", *folders
    )
    assert (shelf / "outcomes.xml").exists(), ended.stdout + ended.stderr
    return read_outcomes(shelf / "outcomes.xml")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    """A folder with a new plugin of each kind, and all of them installed in its folder ``site``."""
    folder = tmp_path_factory.mktemp("shelf")
    for kind in KINDS:
        assert main(["plugins", "new", f"our-{kind}", "--kind", kind, "--in", str(folder)]) == 0
    announce_fixtures(folder / "program")
    options = ("--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--no-compile", "--target", "site")
    ended = run_python(folder, [], "pip", "install", *options, *(f"./our-{kind}" for kind in KINDS))
    assert ended.returncode == 0, ended.stderr
    return folder


def test_there_is_a_template_of_each_kind_and_no_other():
    assert {path.name for path in (FOLDER / "plugins").iterdir()} == {"common", *KINDS}


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_is_used_by_a_template(hook):
    modules = [path.read_text(encoding="utf-8") for path in (FOLDER / "plugins").glob("*/src/MODULE/*.py.txt")]

    assert [text for text in modules if f"\ndef {hook}()" in text]


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_plugin_passes_its_tests_where_it_is_installed(outcomes, kind):
    passed, failed = outcomes[kind]

    assert failed == []
    assert len(passed) >= 3


@pytest.mark.parametrize("kind", ["command", "pack", "reader"])
def test_a_new_plugin_passes_its_tests_before_it_is_installed(shelf, kind):
    ended = run_python(
        shelf / f"our-{kind}", [shelf / "program", ROOT], "pytest", "-q", "-p", "no:cacheprovider", "--basetemp=base"
    )

    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_new_plugins_are_listed_with_what_they_bring(shelf):
    ended = run_python(shelf, [shelf / "site", ROOT], "compliance", "plugins", "list")

    assert (ended.returncode, ended.stderr) == (0, "")
    assert [kind for kind in KINDS if f"our-{kind}" not in ended.stdout] == []
    assert "0.1.0" in ended.stdout


@pytest.mark.parametrize("kind", ["check", "pack"])
def test_nothing_is_weak_in_the_pack_of_a_new_plugin(shelf, kind):
    pack = f"site/our_{kind}/pack"

    ended = run_python(shelf, [shelf / "site", ROOT], "compliance", "rules", "lint", pack)

    assert (ended.returncode, ended.stderr) == (0, ""), ended.stdout
    assert ended.stdout == "1 rule and 1 policy: nothing is weak\n"


def test_an_article_is_checked_with_all_of_them(shelf):
    (shelf / "story.md").write_text("# A pond\n\nIt rained.\n\nCorrection: it snowed.\n", encoding="utf-8")

    ended = run_python(shelf, [shelf / "site", ROOT], "compliance", "check", "story.md", "--format", "our-reporter")

    assert (ended.returncode, ended.stderr) == (1, "")
    assert "story.md,0,0,fail,error,our-pack/byline-given,no byline names an author\n" in ended.stdout
    assert "fails most often" in ended.stdout


def test_a_new_plugin_runs_without_being_installed(tmp_path, monkeypatch, capsys):
    assert main(["plugins", "new", "fresh-look", "--kind", "extractor", "--in", str(tmp_path)]) == 0
    (tmp_path / "story.md").write_text("Correction: it snowed.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    ended = run_python(
        tmp_path, [tmp_path / "fresh-look" / "src", ROOT], "compliance", "inspect", "story.md", "--plugin", "fresh_look"
    )

    assert (ended.returncode, ended.stderr) == (0, "")
    assert "fresh-look" in ended.stdout


def test_what_was_written_and_what_to_do_next_is_told(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    assert main(["plugins", "new", "house-style", "--kind", "pack"]) == 0
    assert capsys.readouterr().out == (
        "house-style/.gitignore: written\n"
        "house-style/LICENSE: written\n"
        "house-style/README.md: written\n"
        "house-style/pyproject.toml: written\n"
        "house-style/src/house_style/__init__.py: written\n"
        "house-style/src/house_style/pack/pack.yaml: written\n"
        "house-style/src/house_style/pack/policies/house-style-house.yaml: written\n"
        "house-style/src/house_style/pack/rules/house-style/byline-given.yaml: written\n"
        "house-style/tests/test_house_style.py: written\n"
        "\n"
        "Try it, and then make it yours:\n"
        "\n"
        "  pip install -e house-style\n"
        "  python -m pytest house-style\n"
        "  compliance plugins list\n"
    )
    assert "# House style\n" in Path("house-style/README.md").read_text(encoding="utf-8")


def test_nothing_is_left_to_be_filled_in_by_the_program(shelf):
    texts = [
        path.read_text(encoding="utf-8")
        for kind in KINDS
        for path in (shelf / f"our-{kind}").rglob("*")
        if path.is_file() and path.suffix in {".md", ".py", ".toml", ".yaml", ""} and ".pytest_cache" not in path.parts
    ]

    assert [text for text in texts if "$module" in text or "$name" in text or "MODULE" in text] == []


def test_new_code_is_formatted_and_written_as_ours_is(shelf):
    sources = [str(shelf / f"our-{kind}" / "src") for kind in KINDS]
    options = ("--no-cache", "--config", str(ROOT / "pyproject.toml"))

    linted = run_python(shelf, [ROOT], "ruff", "check", *options, *sources)
    formatted = run_python(shelf, [ROOT], "ruff", "format", "--check", *options, *sources)

    assert (linted.returncode, formatted.returncode) == (0, 0), linted.stdout + formatted.stdout + formatted.stderr


@pytest.mark.parametrize(
    ("name", "kind", "reason"),
    [
        ("House", "pack", "write small letters, digits and single hyphens, 40 at most, such as house-style"),
        ("house_style", "pack", "write small letters"),
        ("../escape", "pack", "write small letters"),
        ("", "pack", "write small letters"),
        ("-", "pack", "write small letters"),
        ("ärzte", "pack", "write small letters"),
        ("a" * 41, "pack", "write small letters"),
        ("class", "pack", "it has a meaning already"),
        ("json", "pack", "it has a meaning already"),
        ("builtin", "pack", "it has a meaning already"),
        ("pytest", "pack", "a module called 'pytest' is installed already"),
        ("requires", "check", "there is a check of this name already"),
        ("byline", "extractor", "there is an extractor of this name already"),
        ("license-grant", "extractor", "there is an extractor of this name already"),
        ("disclaimer", "evidence-kind", "there is an evidence kind of this name already"),
        ("explain", "command", "there is a command of this name already"),
        ("htm", "collection", "files that end in '.htm' are read already"),
        ("md", "reader", "files that end in '.md' are read already"),
        ("table", "reporter", "there is a reporter of this name already"),
    ],
)
def test_a_name_that_would_not_do_is_refused(name, kind, reason, tmp_path, capsys):
    assert main(["plugins", "new", "--kind", kind, "--in", str(tmp_path), "--", name]) == 2

    assert f"compliance: {name!r} is no name for a plugin: {reason}" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_exists_is_not_written_over(tmp_path, capsys):
    arguments = ["plugins", "new", "house-style", "--kind", "pack", "--in", str(tmp_path)]
    main(arguments)
    (tmp_path / "house-style" / "README.md").write_text("mine", encoding="utf-8")

    assert main(arguments) == 2
    assert "exists, and is not written over" in capsys.readouterr().err
    assert (tmp_path / "house-style" / "README.md").read_text(encoding="utf-8") == "mine"


def test_a_kind_that_does_not_exist_is_a_usage_error(tmp_path, capsys):
    assert main(["plugins", "new", "house-style", "--kind", "linter", "--in", str(tmp_path)]) == 2
    assert "invalid choice: 'linter'" in capsys.readouterr().err
