"""The fixtures, as pytest finds them where the program is installed: there when asked for, else as good as absent."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FIXTURES = """
import os

def test_the_kit_is_there(compliance_kit):
    compliance_kit.assert_reporter(compliance_kit.open_session().registry.reporters["line"])

def test_a_session_is_opened(compliance_session):
    assert "ai-disclosure" in compliance_session("plugins.ai_disclosure").registry.extractors

def test_the_report_holds_everything(compliance_report):
    assert {result.outcome for article in compliance_report.articles for result in article.results} == {
        "pass", "fail", "review", "notApplicable"
    }

def test_the_cache_is_the_tests_own(compliance_cache):
    assert os.environ["COMPLIANCE_CACHE_DIR"] == str(compliance_cache)
"""
NOTHING = """
import sys

import pytest

@pytest.fixture
def report():
    return "mine"

def test_nothing_is_loaded(report):
    loaded = {name for name in sys.modules if name.partition(".")[0] in {"compliance", "pydantic", "msgspec", "re2"}}
    assert loaded == {"compliance", "compliance._version", "compliance.pytest_plugin"}
"""


@pytest.fixture
def run_pytest(tmp_path):
    """Run pytest in an empty folder, in an environment in which the program is installed."""
    info = tmp_path / "site" / "article_compliance-0.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: article-compliance\nVersion: 0.0\n")
    (info / "entry_points.txt").write_text("[pytest11]\ncompliance = compliance.pytest_plugin\n")
    path = os.pathsep.join([str(tmp_path / "site"), str(ROOT), os.environ.get("PYTHONPATH", "")]).strip(os.pathsep)

    def run(code, *options):
        (tmp_path / "test_it.py").write_text(code)
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-W",
            "error",
            "--basetemp=base",
            *options,
            "test_it.py",
        ]
        environment = {**os.environ, "PYTHONPATH": path}
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False
        )

    return run


def test_the_entry_point_is_the_one_that_the_project_declares():
    assert '[project.entry-points.pytest11]\ncompliance = "compliance.pytest_plugin"\n' in (
        ROOT / "pyproject.toml"
    ).read_text(encoding="utf-8")


def test_fixtures_are_there_when_they_are_asked_for(run_pytest):
    ended = run_pytest(FIXTURES)

    assert (ended.returncode, ended.stdout.splitlines()[-1].partition(" in ")[0]) == (0, "4 passed"), ended.stdout


def test_who_does_not_ask_for_them_loads_nothing_else(run_pytest):
    ended = run_pytest(NOTHING)

    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_all_fixtures_say_what_they_are_and_bear_our_name(run_pytest):
    ended = run_pytest(NOTHING, "--fixtures")

    ours = ended.stdout.partition("fixtures defined from compliance.pytest_plugin")[2].partition("fixtures defined")[0]
    names = [line.split()[0] for line in ours.splitlines() if line and not line.startswith((" ", "-"))]
    assert names == ["compliance_cache", "compliance_session", "compliance_report", "compliance_kit"]
    assert "no docstring available" not in ours


def test_they_can_be_left_out(run_pytest):
    ended = run_pytest("def test_it(compliance_kit): pass\n", "-p", "no:compliance")

    assert ended.returncode == 1
    assert "fixture 'compliance_kit' not found" in ended.stdout
