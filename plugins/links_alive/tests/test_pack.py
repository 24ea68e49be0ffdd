"""The pack: its examples, and what a run with the plugin says."""

import json
import subprocess
import sys
from functools import cache
from importlib.metadata import entry_points

import pytest
from compliance_links_alive.background import close_background

from compliance.api import Session
from compliance.model.settings import Settings

RULES = ("links/credits-answer", "links/license-answers", "links/origin-answers")
IS_INSTALLED = any(point.name == "links-alive" for point in entry_points(group="compliance"))
PLUGIN = () if IS_INSTALLED else ("--plugin", "compliance_links_alive")
STORY = "# The tide\n\nBy Ann Author\n\nThe water stayed.\n\nThis article was first published by [The Weekly]({}).\n"


@cache
def session():
    return Session(Settings(plugins=PLUGIN[1:]))


@pytest.fixture(autouse=True, scope="module")
def no_thread_stays():
    yield
    close_background()


def examples(*outcomes):
    return [
        pytest.param(name, example, id=f"{name}: {example.title}")
        for name in RULES
        for example in session().complete_library.rules[name].examples
        if example.outcome in outcomes
    ]


def test_the_pack_has_its_rules():
    library = session().complete_library

    assert tuple(sorted(name for name in library.rules if name.startswith("links/"))) == RULES


@pytest.mark.parametrize(("name", "example"), examples("pass"))
def test_what_should_pass_passes(name, example):
    found = session().check_example(session().complete_library.rules[name], example)

    assert found.outcome in {"pass", "notApplicable"}, [finding.message for finding in found.findings]


@pytest.mark.parametrize(("name", "example"), examples("fail", "review"))
def test_what_should_fail_fails_where_it_says(name, example):
    found = session().check_example(session().complete_library.rules[name], example)
    article = session().examiner.read_bytes("example.md", example.article.encode())

    assert found.outcome == example.outcome, found.message
    assert tuple(article.place(finding.span).line for finding in found.findings) == example.at


def compliance(*arguments, folder):
    command = [sys.executable, "-m", "compliance", *arguments, *PLUGIN]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)


@pytest.fixture
def folder(environment, tmp_path):
    environment.setenv("PYTHONPATH", ":".join(path for path in sys.path if path))
    return tmp_path


def links_of(output):
    results = json.loads(output)["articles"][0]["results"]
    return {
        result["rule"]: (result["outcome"], [(f["line"], f["column"], f["message"]) for f in result["findings"]])
        for result in results
        if result["rule"].startswith("links/") and result["outcome"] != "notApplicable"
    }


def test_a_run_finds_a_dead_link_at_its_line_and_column(folder, site):
    url = site.at("/2020/tide", host="127.0.0.1")
    (folder / "story.md").write_text(STORY.format(url))

    done = compliance("check", "story.md", "--format", "json", folder=folder)

    assert (done.returncode, done.stderr) == (1, "")
    message = f'the link "The Weekly" leads to {url}, which answers 404 (Not Found)'
    assert links_of(done.stdout) == {"links/origin-answers": ("fail", [(7, 37, message)])}


def test_a_run_that_may_not_ask_this_machine_does_not(folder, site, environment):
    environment.setenv("COMPLIANCE_LINKS_ALLOW", "")
    (folder / "story.md").write_text(STORY.format(site.at("/2020/tide", host="127.0.0.1")))

    done = compliance("check", "story.md", "--format", "json", folder=folder)

    assert links_of(done.stdout)["links/origin-answers"][0] == "review"
    assert site.requests == []


def test_two_runs_share_what_they_hear(folder, site):
    site.answers("/2020/tide", 200)
    (folder / "story.md").write_text(STORY.format(site.at("/2020/tide", host="127.0.0.1")))

    for _ in range(2):
        done = compliance("check", "story.md", "--format", "json", folder=folder)
        assert links_of(done.stdout) == {"links/origin-answers": ("pass", [])}

    assert site.asked() == [("HEAD", "/2020/tide")]


def test_a_run_shared_out_among_processes_ends_well(folder, site):
    site.answers("/2020/tide", 200)
    for number in range(6):
        (folder / f"story{number}.md").write_text(STORY.format(site.at("/2020/tide", host="127.0.0.1")))

    done = compliance("check", ".", "--jobs", "2", "--format", "json", folder=folder)

    report = json.loads(done.stdout)
    found = [r["outcome"] for a in report["articles"] for r in a["results"] if r["rule"] == "links/origin-answers"]
    assert (done.stderr, report["errors"], found) == ("", [], ["pass"] * 6)


def test_a_wrong_variable_ends_the_run_and_is_named(folder, environment):
    environment.setenv("COMPLIANCE_LINKS_RETRIES", "many")
    (folder / "story.md").write_text("# The tide\n")

    done = compliance("check", "story.md", folder=folder)

    assert done.returncode == 2
    assert "COMPLIANCE_LINKS_RETRIES is 'many': Expected `int`, got `str`; leave it out with --no-plugin" in done.stderr
