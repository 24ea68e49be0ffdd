"""A newsroom's day: a repository of two hundred articles with a history, its hook, and its check of pull requests.

Each play is told twice where it can be: to the hook, as an editor meets it, and to the action with the inputs of the
README's workflow, as a pull request does. What must not happen by accident has its counterpart beside it, in which the
one thing that should make the difference is taken away.
"""

import json
import shutil
import sys
from pathlib import Path

import pytest
import yaml

from tests.pipelines.articles import FAULTY_LINE, RULE, write_faulty, write_sound
from tests.pipelines.github_runner import run_action
from tests.pipelines.repository import Repository

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the scripts are for a POSIX shell")

ARTICLES, YEARS, OLD_FAULTS = 200, (2021, 2022, 2023, 2024), (3, 77, 150)
NEW, OLD = "posts/2025/new.md", "posts/2021/story-003.md"
OWNER, EXPIRED = "Caspar Nettle", "2024-01-31"
WAIVERS = f"""\
[[waiver]]
rule = "{RULE}"
articles = "{NEW}"
reason = "The outlet's pages are being moved, and have no lasting addresses yet."
owner = "{OWNER}"
expires = {{expires}}
"""
UPLOAD = "github/codeql-action/upload-sarif"


@pytest.fixture(scope="module")
def template(tmp_path_factory, program, hook):
    """Return the repository as it is before each play: its history is pushed, and known faults are in the baseline."""
    made = Repository(tmp_path_factory.mktemp("template") / "site")
    for number in range(ARTICLES):
        year = YEARS[number * len(YEARS) // ARTICLES]
        write = write_faulty if number in OLD_FAULTS else write_sound
        made.write(f"posts/{year}/story-{number:03}.md", write(number))
        if number % 50 == 49:
            made.commit(f"The stories of {year}")
    made.write("compliance.toml", 'context = { medium = "web" }\n')
    hook.write_configuration(made)
    written = made.run(program, "baseline", "write", "posts")
    assert written.returncode == 0, written.stderr
    made.commit("Check articles, and keep what is known of the old ones")
    made.git("update-ref", "refs/remotes/origin/main", "main")
    made.git("switch", "--quiet", "--create", "change")
    return made


class Newsroom:
    """A copy of the repository, with what editors and pull requests meet there."""

    def __init__(self, folder, template, hook, program):
        shutil.copytree(template.folder, folder / "site", symlinks=True)
        self.folder, self.hook, self.program = folder, hook, program
        self.repository = Repository(folder / "site")
        self.write = self.repository.write
        assert hook.run(self.repository, "install").returncode == 0

    def commit_as_editor(self):
        """Commit everything, with the hook."""
        return self.hook.commit_all(self.repository, "A change")

    def check_pull_request(self, **inputs):
        """Commit everything, without the hook, and run the README's workflow, with further inputs."""
        self.repository.commit("A change")
        workflow = yaml.safe_load((Path(__file__).parent / "github.yml").read_text(encoding="utf-8"))
        (ours,) = [step for step in workflow["jobs"]["articles"]["steps"] if "article-compliance" in step["uses"]]
        given = {key: str(value).replace("${{ github.base_ref }}", "main") for key, value in ours["with"].items()}
        given |= {"sarif": str(ours["with"]["sarif"]).lower()} | inputs
        runner = self.folder / f"runner-{len(list(self.folder.iterdir()))}"
        return run_action(self.repository.folder, runner, program=self.program, **given)

    def push_to_main(self, name, text):
        """Put a file into the main branch, of which the change is made anew."""
        self.write(name, text)
        self.repository.commit(f"Add {name}")
        self.repository.git("update-ref", "refs/remotes/origin/main", "HEAD")


@pytest.fixture
def newsroom(tmp_path, template, hook, program):
    return Newsroom(tmp_path, template, hook, program)


def annotations_of(job):
    return [line for line in job.log.splitlines() if line.startswith("::error")]


def results_of(job):
    """Return the results of the SARIF file that would be uploaded."""
    report = json.loads(Path(job.used[UPLOAD]["sarif_file"]).read_text(encoding="utf-8"))
    return report["runs"][0]["results"]


def test_the_repository_has_two_hundred_articles_and_a_history(template):
    assert len(list((template.folder / "posts").rglob("*.md"))) == ARTICLES
    assert template.git("rev-list", "--count", "HEAD") == "5"


def test_a_new_article_with_a_fault_is_blocked_at_its_line(newsroom):
    newsroom.write(NEW, write_faulty(201))

    committed = newsroom.commit_as_editor()
    job = newsroom.check_pull_request()

    assert committed.returncode == 1
    assert f"{FAULTY_LINE}:43" in committed.stderr
    assert job.code == 1, job.log
    (annotation,) = annotations_of(job)
    assert f"file={NEW}" in annotation
    assert f"line={FAULTY_LINE}," in annotation
    assert RULE in annotation
    assert NEW in job.summary
    assert {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in results_of(job)} == {NEW}


def test_a_fault_that_is_mended_passes(newsroom):
    newsroom.write(NEW, write_faulty(201))
    assert newsroom.commit_as_editor().returncode == 1
    newsroom.write(NEW, write_sound(201))

    committed = newsroom.commit_as_editor()
    job = newsroom.check_pull_request()

    assert committed.returncode == 0, committed.stderr
    assert (job.code, annotations_of(job)) == (0, []), job.log
    assert job.outputs["verdict"] == "pass"


def test_old_faults_in_the_baseline_do_not_block_a_change_beside_them(newsroom):
    text = (newsroom.repository.folder / OLD).read_text(encoding="utf-8")
    newsroom.write(OLD, text.replace("The lock at weir", "It rains.\n\nThe lock at weir"))

    committed = newsroom.commit_as_editor()
    job = newsroom.check_pull_request()

    assert committed.returncode == 0, committed.stderr
    assert (job.code, annotations_of(job)) == (0, []), job.log
    (result,) = [result for result in results_of(job) if result["ruleId"] == RULE and result["kind"] == "fail"]
    assert result["suppressions"][0]["status"] == "accepted"


def test_all_old_faults_stay_in_the_report_of_all_articles(newsroom):
    job = newsroom.check_pull_request(changed_since="")
    assert job.code == 0, job.log
    covered = [result for result in results_of(job) if result["ruleId"] == RULE and result.get("suppressions")]
    assert len(covered) == len(OLD_FAULTS)


def test_without_the_baseline_they_do_block(newsroom):
    (newsroom.repository.folder / "compliance-baseline.json").unlink()
    assert newsroom.check_pull_request(changed_since="").code == 1


def test_a_waiver_that_is_in_force_lets_an_article_pass(newsroom):
    newsroom.push_to_main("waivers.toml", WAIVERS.format(expires="2999-12-31"))
    newsroom.write(NEW, write_faulty(201))

    committed = newsroom.commit_as_editor()
    job = newsroom.check_pull_request(waivers_from="origin/main")

    assert committed.returncode == 0, committed.stderr
    assert job.code == 0, job.log


def test_a_waiver_that_expired_blocks_and_names_owner_and_day(newsroom):
    newsroom.push_to_main("waivers.toml", WAIVERS.format(expires=EXPIRED))
    newsroom.write(NEW, write_faulty(201))

    committed = newsroom.commit_as_editor()
    job = newsroom.check_pull_request(waivers_from="origin/main")

    assert committed.returncode == 1
    said = " ".join(committed.stderr.split())
    assert OWNER in said
    assert EXPIRED in said
    assert job.code == 1, job.log
    assert [line for line in annotations_of(job) if OWNER in line and EXPIRED in line] != []


def test_a_waiver_that_comes_with_the_change_does_not_help_it(newsroom):
    newsroom.write(NEW, write_faulty(201))
    newsroom.write("waivers.toml", WAIVERS.format(expires="2999-12-31"))

    job = newsroom.check_pull_request(waivers_from="origin/main")
    believed = newsroom.check_pull_request()

    assert job.code == 1, job.log
    assert any(f"file={NEW}" in line and f"line={FAULTY_LINE}," in line for line in annotations_of(job))
    assert believed.code == 0, believed.log


def test_a_rule_file_that_is_broken_stops_everything_and_publishes_nothing(newsroom):
    newsroom.write("house/pack.yaml", "name: house\nversion: 0.1.0\n")
    newsroom.write("house/rules/credits/photographer-named.yaml", "id: credits/photographer-named\nseverity: eror\n")
    newsroom.write("compliance.toml", 'packs = ["house"]\n')
    newsroom.write(NEW, write_sound(201))

    committed = newsroom.commit_as_editor()
    job = newsroom.check_pull_request()

    assert committed.returncode == 1
    assert "exit code: 2" in committed.stderr
    assert "house/rules/credits/photographer-named.yaml:2:11: severity: 'eror' is not one of" in committed.stderr
    assert job.code == 2
    assert job.outputs == {"exit-code": "2", "verdict": "error", "sarif": ""}
    assert "house/rules/credits/photographer-named.yaml:2:11" in job.log
    assert (job.used.get(UPLOAD), job.summary, annotations_of(job)) == (None, "", [])
