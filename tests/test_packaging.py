"""The wheel, in an empty environment and an empty folder, runs the main job."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds" / "home-page-link.md"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", folder, ROOT]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("article_compliance-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Return a folder with the unpacked wheel alone, as an installer leaves it."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run(installed, folder, *arguments):
    """Run the installed copy, with its dependencies and without the checkout, in a folder."""
    environment = {**os.environ, "PYTHONPATH": str(installed), "COMPLIANCE_CACHE_DIR": str(folder / "cache")}
    command = [sys.executable, "-P", "-m", "compliance", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)


def test_the_wheel_holds_rules_lexicon_schemas_and_types(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "compliance/_rules/pack.yaml",
        "compliance/_rules/core/source/links-to-original.yaml",
        "compliance/_rules/publishers/global-research.yaml",
        "compliance/lexicon/en.yaml",
        "compliance/schemas/report.schema.json",
        "compliance/templates/plugins/common/pyproject.toml.txt",
        "compliance/templates/plugins/check/src/MODULE/pack/pack.yaml.txt",
        "compliance/py.typed",
    } <= names
    assert not [name for name in names if name.startswith(("tests/", "seeds/", "plugins/"))]


def test_the_wheel_puts_the_man_page_where_man_looks_for_it(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    pages = [name for name in names if name.endswith("compliance.1")]
    assert [page.partition(".data/")[2] for page in pages] == ["data/share/man/man1/compliance.1"]


def test_an_installed_copy_judges_a_file_elsewhere(installed, tmp_path):
    (tmp_path / "story.md").write_bytes(SEED.read_bytes())
    ended = run(installed, tmp_path, "check", "story.md", "--format", "line")
    assert (ended.returncode, ended.stderr) == (1, "")
    assert "story.md:22:42: error source/links-to-original no link leads to the original article" in ended.stdout


def test_an_installed_copy_is_the_one_that_runs_and_reads_its_own_rules(installed, tmp_path):
    ended = run(installed, tmp_path, "explain", "source/links-to-original")
    assert ended.returncode == 0
    where = run_python(installed, tmp_path, "import compliance; print(compliance.__file__)")
    assert Path(where.strip()).is_relative_to(installed)


def test_an_installed_copy_writes_a_rule_and_tests_it(installed, tmp_path):
    written = run(installed, tmp_path, "rules", "new", "credits/photographer-named")
    tried = run(installed, tmp_path, "rules", "test", "credits/photographer-named.yaml")
    assert (written.returncode, written.stderr) == (0, "")
    assert (tried.returncode, tried.stdout.splitlines()[-1]) == (1, "1 rule, 4 examples: 2 good, 2 noisy")


def run_python(installed, folder, code):
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    command = [sys.executable, "-P", "-c", code]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=True
    ).stdout


def test_two_runs_print_the_same_bytes(installed, tmp_path):
    (tmp_path / "story.md").write_bytes(SEED.read_bytes())
    first = run(installed, tmp_path, "check", "story.md")
    second = run(installed, tmp_path, "check", "story.md")
    assert first.stdout == second.stdout
    assert "This report is no legal advice." in first.stdout


def test_the_wheel_announces_its_fixtures_to_pytest(wheel):
    with zipfile.ZipFile(wheel) as archive:
        announced = next(name for name in archive.namelist() if name.endswith(".dist-info/entry_points.txt"))
        assert "[pytest11]\ncompliance = compliance.pytest_plugin" in archive.read(announced).decode()


def test_a_new_plugin_installs_beside_it_passes_its_tests_and_is_listed(installed, tmp_path):
    assert run(installed, tmp_path, "plugins", "new", "house-style", "--kind", "check").returncode == 0
    site = tmp_path / "site"
    options = ("--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--target", site, "./house-style")
    subprocess.run([sys.executable, "-m", "pip", "install", *options], cwd=tmp_path, check=True, capture_output=True)
    path = os.pathsep.join(map(str, (installed, site)))
    environment = {**os.environ, "PYTHONPATH": path, "COMPLIANCE_CACHE_DIR": str(tmp_path / "cache")}

    def run_beside(*arguments):
        command = [sys.executable, "-P", "-m", *arguments]
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False
        )

    tested = run_beside("pytest", "-q", "-p", "no:cacheprovider", "--basetemp=base", "house-style")
    listed = run_beside("compliance", "plugins", "list")

    assert tested.returncode == 0, tested.stdout
    assert listed.returncode == 0, listed.stderr
    assert "house-style" in listed.stdout


def test_the_version_needs_neither_pydantic_nor_pluggy(installed, tmp_path):
    code = (
        "import sys; from compliance.cli import main\n"
        "try: main(['--version'])\n"
        "except SystemExit: pass\n"
        "print(sorted({'pydantic', 'pluggy', 'yaml', 'tabulate'} & set(sys.modules)))"
    )
    assert run_python(installed, tmp_path, code).splitlines() == ["compliance 0.1.0", "[]"]
