"""The component: valid by the published schema, its scripts sound to a linter, and the job does what it is for."""

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from tests.pipelines.articles import FAULTY_LINE, RULE, write_faulty, write_sound
from tests.pipelines.gitlab_runner import HEADER, INPUTS, JOBS, ROOT, make_job, run_job
from tests.pipelines.installing import find_tool, write_stand_in
from tests.pipelines.repository import Repository

README_PIPELINE = Path(__file__).parent / "gitlab.yml"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the scripts are for a POSIX shell")


def validate(path, content):
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.gitlab-ci", path]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(
    "content",
    [
        HEADER,
        JOBS,
        {"compliance": make_job(paths="posts")},
        yaml.safe_load(README_PIPELINE.read_text(encoding="utf-8")),
    ],
    ids=["header", "jobs", "job", "readme"],
)
def test_each_document_is_valid_by_the_published_schema(content, tmp_path):
    ended = validate(tmp_path / "document.yml", content)
    assert ended.returncode == 0, ended.stdout


def test_a_job_that_is_not_valid_is_found_out(tmp_path):
    assert (
        validate(tmp_path / "document.yml", {"compliance": {**make_job(), "artifacts": {"reports": 1}}}).returncode == 1
    )


def test_a_linter_finds_nothing_in_the_scripts(tmp_path):
    job, script = make_job(), tmp_path / "script.sh"
    script.write_text("\n".join(["set -e", *job["before_script"], *job["script"]]), encoding="utf-8")
    ended = subprocess.run(
        [find_tool("shellcheck"), "--shell=sh", "--severity=style", script],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (0, "")


def test_nothing_is_pasted_into_a_script():
    (job,) = JOBS.values()
    assert "$[[" not in "".join([*job["before_script"], *job["script"]])


def test_the_pipeline_of_the_readme_uses_inputs_that_there_are():
    (included,) = yaml.safe_load(README_PIPELINE.read_text(encoding="utf-8"))["include"]
    assert set(included["inputs"]) <= set(INPUTS)
    assert included["component"].endswith("/article-compliance/check@0.1.0")
    assert (ROOT / "templates" / "check.yml").is_file()


@pytest.fixture
def site(tmp_path):
    made = Repository(tmp_path / "site")
    made.write("posts/sound.md", write_sound(1))
    made.commit("Start")
    return made


@pytest.fixture
def run(site, tmp_path, program):
    """Return what runs the job's script in the site."""

    def run(program=program, **inputs):
        environment = {"PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}", "CI_DEFAULT_BRANCH": "main"}
        return run_job(make_job(**inputs), site.folder, environment, parts=("script",))

    return run


def test_articles_that_pass_let_the_job_pass(run, site):
    ended = run(paths="posts", context="use=community,ads=no")
    assert ended.returncode == 0, ended.stdout
    assert json.loads((site.folder / "gl-code-quality-report.json").read_text()) is not None


def test_a_fault_fails_the_job_and_stands_in_both_reports(run, site):
    site.write("posts/faulty.md", write_faulty(2))
    ended = run(paths="posts")
    assert ended.returncode == 1, ended.stdout
    issues = json.loads((site.folder / "gl-code-quality-report.json").read_text(encoding="utf-8"))
    (issue,) = [issue for issue in issues if issue["check_name"] == RULE]
    assert issue["location"]["path"] == "posts/faulty.md"
    assert str(FAULTY_LINE) in json.dumps(issue["location"])
    failures = ElementTree.parse(site.folder / "compliance-junit.xml").getroot().iter("failure")
    assert len(list(failures)) == 1


def test_the_reports_are_those_that_the_job_hands_over(run, site):
    assert run(paths="posts").returncode == 0
    reports = make_job()["artifacts"]["reports"]
    assert all((site.folder / path).is_file() for path in reports.values())


def test_what_stops_the_run_publishes_nothing(run, site):
    site.write("compliance.toml", 'fail-on = "errror"\n')
    ended = run(paths="posts")
    assert ended.returncode == 2
    assert "compliance.toml:1:1" in ended.stdout
    assert not any((site.folder / path).exists() for path in make_job()["artifacts"]["reports"].values())


def test_every_option_reaches_the_program_as_it_is_given(run, tmp_path):
    recorder = tmp_path / "bin" / "compliance"
    recorder.parent.mkdir()
    recorder.write_text("#!/bin/sh\nprintf '<%s>' \"$@\"\nprintf '\\n'\n")
    recorder.chmod(0o755)
    ended = run(
        program=recorder,
        paths="a b\n-c.md",
        context="use=community",
        config="our site.toml",
        fail_on="review",
        changed_since="origin/$CI_DEFAULT_BRANCH",
        waivers_from="origin/$CI_DEFAULT_BRANCH",
        args="--pack\nour packs/house",
    )
    assert ended.stdout.partition("junit.xml>")[2].strip() == (
        "<--context><use=community><--config><our site.toml><--fail-on><review>"
        "<--changed-since><origin/main><--allow-empty><--waivers-from><origin/main>"
        "<--pack><our packs/house><--><a b><-c.md>"
    )


@pytest.mark.parametrize("name", ["paths", "context", "config", "fail_on", "changed_since", "waivers_from", "args"])
def test_an_input_is_never_run_as_a_command(name, run, tmp_path):
    trap = tmp_path / "trap"
    ended = run(**{name: f'"; touch {trap}; $(touch {trap}) `touch {trap}`'})
    assert ended.returncode == 2, ended.stdout
    assert not trap.exists()


def test_the_job_installs_the_package_that_is_named_and_runs_it(site, tmp_path):
    job = make_job(paths="posts", package=str(write_stand_in(tmp_path / "some where")))
    ended = run_job(job, site.folder, {"TMPDIR": str(tmp_path)}, parts=("before_script", "script"))
    assert ended.returncode == 0, ended.stdout
    assert ended.stdout.splitlines()[-1].startswith("stand-in: check --format table")
    assert site.git("status", "--porcelain") == ""
