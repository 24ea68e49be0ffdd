"""The action: well formed by the published schema, its scripts sound to a linter, and each step does what it is for."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.pipelines.articles import FAULTY_LINE, RULE, write_faulty, write_sound
from tests.pipelines.github_runner import ACTION, Job, run_action
from tests.pipelines.installing import find_tool, write_stand_in
from tests.pipelines.repository import Repository

ROOT = Path(__file__).parents[2]
README_WORKFLOW = Path(__file__).parent / "github.yml"
SCRIPTS = {step["name"]: step["run"] for step in ACTION["runs"]["steps"] if "run" in step}

needs_bash = pytest.mark.skipif(sys.platform == "win32", reason="the program that stands for the installed one is sh's")


def validate(schema, *paths):
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *paths]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_the_action_is_valid_by_the_published_schema():
    ended = validate("github-actions", ROOT / "action.yml")
    assert ended.returncode == 0, ended.stdout


@pytest.mark.parametrize("path", [README_WORKFLOW, *sorted((ROOT / ".github" / "workflows").iterdir())], ids=str)
def test_the_workflows_are_valid_by_the_published_schema(path):
    ended = validate("github-workflows", path)
    assert ended.returncode == 0, ended.stdout


def test_an_action_that_is_not_valid_is_found_out(tmp_path):
    path = tmp_path / "action.yml"
    path.write_text((ROOT / "action.yml").read_text(encoding="utf-8").replace("using: composite", "using: composit"))
    assert validate("github-actions", path).returncode == 1


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_linter_finds_nothing_in_the_scripts(name, tmp_path):
    script = tmp_path / "script.sh"
    script.write_text(f"set -eo pipefail\n{SCRIPTS[name]}", encoding="utf-8")
    ended = subprocess.run(
        [find_tool("shellcheck"), "--shell=bash", "--severity=style", script],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (0, "")


@pytest.mark.parametrize("name", SCRIPTS)
def test_nothing_is_pasted_into_a_script(name):
    assert "${{" not in SCRIPTS[name]


def test_the_workflow_of_the_readme_uses_inputs_that_there_are():
    workflow = yaml.safe_load(README_WORKFLOW.read_text(encoding="utf-8"))
    steps = workflow["jobs"]["articles"]["steps"]
    (ours,) = [step for step in steps if step["uses"].startswith("OWNER/article-compliance@")]
    assert set(ours["with"]) <= set(ACTION["inputs"])


@pytest.fixture
def site(tmp_path):
    made = Repository(tmp_path / "site")
    made.write("posts/sound.md", write_sound(1))
    made.commit("Start")
    return made


@pytest.fixture
def act(site, tmp_path, program):
    """Return what runs the action in the site."""

    def run(**inputs):
        return run_action(site.folder, tmp_path / "runner", program=program, **inputs)

    return run


@needs_bash
def test_articles_that_pass_let_the_job_pass(act):
    job = act(paths="posts", context="use=community,ads=no")
    assert job.code == 0, job.log
    assert (job.outputs["exit-code"], job.outputs["verdict"]) == ("0", "pass")
    assert "::error" not in job.log


@needs_bash
def test_a_fault_is_annotated_summed_up_uploaded_and_fails_the_job(act, site):
    site.write("posts/faulty.md", write_faulty(2))
    job = act(paths="posts", sarif="true")
    assert job.code == 1, job.log
    assert (job.outputs["exit-code"], job.outputs["verdict"]) == ("1", "fail")
    (annotation,) = [line for line in job.log.splitlines() if line.startswith("::error")]
    assert "file=posts/faulty.md" in annotation
    assert f"line={FAULTY_LINE}," in annotation
    assert RULE in annotation
    assert "posts/faulty.md" in job.summary
    uploaded = job.used["github/codeql-action/upload-sarif"]["sarif_file"]
    assert uploaded == job.outputs["sarif"]
    assert json.loads(Path(uploaded).read_text(encoding="utf-8"))["version"] == "2.1.0"


@needs_bash
def test_nothing_is_uploaded_or_summed_up_where_that_is_not_wanted(act, site):
    site.write("posts/faulty.md", write_faulty(2))
    job = act(paths="posts", sarif="false", summary="false")
    assert job.code == 1, job.log
    assert "github/codeql-action/upload-sarif" not in job.used
    assert job.summary == ""


@needs_bash
def test_what_stops_the_run_publishes_nothing(act, site):
    site.write("compliance.toml", 'fail-on = "errror"\n')
    job = act(paths="posts", sarif="true")
    assert job.code == 2
    assert job.outputs == {"exit-code": "2", "verdict": "error", "sarif": ""}
    assert "compliance.toml:1:1" in job.log
    assert "github/codeql-action/upload-sarif" not in job.used
    assert job.summary == ""


@needs_bash
def test_paths_stand_one_on_a_line_and_may_have_spaces(act, site):
    site.write("guest posts/a story.md", write_faulty(2))
    site.write("drafts/other.md", write_faulty(3))
    job = act(paths="posts\nguest posts\n")
    assert "file=guest posts/a story.md" in job.log
    assert "drafts" not in job.log


@needs_bash
def test_every_option_reaches_the_program_as_it_is_given(site, tmp_path):
    recorder = tmp_path / "recorder"
    recorder.write_text("#!/bin/sh\nprintf '<%s>' \"$@\"\nprintf '\\n'\n")
    recorder.chmod(0o755)
    job = run_action(
        site.folder,
        tmp_path / "runner",
        program=recorder,
        paths="a b\n-c.md",
        context="use=community",
        config="our site.toml",
        fail_on="review",
        changed_since="origin/main",
        waivers_from="origin/main",
        args="--pack\nour packs/house",
    )
    told = job.log.strip().split("markdown=")[1].partition(">")[2]
    assert told == (
        "<--context><use=community><--config><our site.toml><--fail-on><review>"
        "<--changed-since><origin/main><--allow-empty><--waivers-from><origin/main>"
        "<--pack><our packs/house><--><a b><-c.md>"
    )


@needs_bash
@pytest.mark.parametrize("name", ["paths", "context", "config", "fail_on", "changed_since", "waivers_from", "args"])
def test_an_input_is_never_run_as_a_command(name, act, tmp_path):
    trap = tmp_path / "trap"
    job = act(**{name: f'"; touch {trap}; $(touch {trap}) `touch {trap}`'})
    assert job.code == 2, job.log
    assert not trap.exists()


@needs_bash
def test_a_summary_that_is_too_long_is_cut_at_the_end_of_a_line(site, tmp_path):
    writer = tmp_path / "writer"
    writer.write_text(
        "#!/bin/sh\n"
        'for word in "$@"; do case $word in markdown=*) file=${word#markdown=} ;; esac; done\n'
        "yes 'a line of ünïcode' | head -n 100000 >\"$file\"\n"
    )
    writer.chmod(0o755)
    job = run_action(site.folder, tmp_path / "runner", program=writer)
    lines = job.summary.splitlines()
    assert len(job.summary.encode()) < 1024 * 1024
    assert set(lines[:-2]) == {"a line of ünïcode"}
    assert lines[-2:] == ["", "The report is longer than a summary may be."]


@needs_bash
def test_a_check_that_never_ran_fails_the_job(site, tmp_path):
    job = Job(tmp_path / "runner", site.folder, {})
    job.folder.mkdir()
    (verdict,) = [step for step in ACTION["runs"]["steps"] if step["name"] == "Verdict"]
    job.run(verdict)
    assert job.code == 2


@needs_bash
def test_the_action_installs_the_release_that_it_is_of_and_runs_it(site, tmp_path):
    package = write_stand_in(tmp_path / "some where")
    job = run_action(site.folder, tmp_path / "runner", action_path=package, paths="posts")
    assert job.code == 0, job.log
    assert Path(job.steps["install"]["program"]).is_relative_to(tmp_path / "runner" / "temp")
    assert [line[:17] for line in job.log.splitlines() if "stand-in" in line] == [
        "stand-in: --versi",
        "stand-in: check -",
    ]
    assert job.used["actions/setup-python"] == {"python-version": "3.13"}


@needs_bash
def test_the_action_installs_another_release_where_one_is_named(site, tmp_path):
    (install,) = [step for step in ACTION["runs"]["steps"] if step.get("id") == "install"]
    script = install["run"].replace('"$bin/python" -m pip', 'echo "$bin/python" -m pip')
    job = Job(tmp_path / "runner", site.folder, {"version": "0.2.0"})
    job.folder.mkdir()
    job.run({**install, "run": script.replace('"$python" -m venv', "true").replace('"$bin/compliance"', "true")})
    assert job.code == 0, job.log
    assert job.log.endswith(" -m pip install --quiet --disable-pip-version-check article-compliance==0.2.0\n")
