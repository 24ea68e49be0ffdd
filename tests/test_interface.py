"""What other Python programs call: what they may hand in, what they get, and what is raised."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import compliance
from compliance.cli import main
from compliance.testing import sample_report

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
FAILING = SEEDS / "home-page-link.md"
PASSING = SEEDS / "cc-by-republished.md"


@pytest.mark.parametrize("paths", [str(FAILING), FAILING, [FAILING], (str(FAILING),), iter([FAILING])])
def test_paths_are_texts_or_paths_one_or_many(paths):
    report = compliance.check(paths)
    assert [Path(article.source).name for article in report.articles] == ["home-page-link.md"]
    assert compliance.exit_code(report) == 1


def test_the_report_says_what_failed_and_where():
    (article,) = compliance.check(FAILING).articles
    failed = [result for result in article.results if result.outcome is compliance.Outcome.FAIL]
    assert article.verdict is compliance.Verdict.FAIL
    assert [result.obligation.rule for result in failed] == ["source/links-to-original"]
    assert failed[0].findings[0].place.line == 22


@pytest.mark.parametrize(
    "context",
    [
        "use=community,ads=no,date=2026-01-31",
        {"use": "community", "ads": "no", "date": "2026-01-31"},
        {"use": "community", "ads": False, "date": date(2026, 1, 31)},
    ],
)
def test_a_context_is_a_text_or_a_mapping(context):
    values = compliance.check(PASSING, context=context).context.values
    assert values == {"medium": "web", "use": "community", "ads": "no", "date": "2026-01-31"}


def test_a_wrong_context_is_told_with_all_its_mistakes():
    with pytest.raises(compliance.ConfigError, match="no key of a context") as raised:
        compliance.check(PASSING, context={"uze": "community", "ads": "perhaps"})
    assert len(raised.value.problems) == 2


def test_no_configuration_is_read_unless_it_is_handed_in(tmp_path, monkeypatch):
    (tmp_path / "compliance.toml").write_text('context = { use = "commercial" }\nfail-on = "review"\n')
    story = tmp_path / "story.md"
    story.write_bytes(PASSING.read_bytes())
    monkeypatch.chdir(tmp_path)

    without = compliance.check(story)
    with_it = compliance.check(story, config=compliance.find_config())

    assert (without.context.get("use"), without.fail_on) == (None, "error")
    assert (with_it.context.get("use"), with_it.fail_on) == ("commercial", "review")


def test_the_nearest_configuration_is_found_above_a_folder(tmp_path):
    (tmp_path / "compliance.toml").touch()
    (tmp_path / "guest" / "2026").mkdir(parents=True)
    assert compliance.find_config(tmp_path / "guest" / "2026") == tmp_path / "compliance.toml"


def test_what_is_handed_in_wins_over_the_configuration(tmp_path):
    config = tmp_path / "site.toml"
    config.write_text('context = { use = "commercial", ads = "yes" }\nfail-on = "review"\n')
    report = compliance.check(PASSING, config=config, context={"use": "education"}, fail_on="error")
    assert (report.context.get("use"), report.context.get("ads"), report.fail_on) == ("education", "yes", "error")


def test_an_article_that_is_not_there_is_an_error_of_the_report(tmp_path):
    report = compliance.check([PASSING, tmp_path / "nowhere.md"])
    assert (report.summary.articles, len(report.errors), compliance.exit_code(report)) == (1, 1, 2)


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda: compliance.check([]), compliance.UsageError, "no path is given; name an article or a folder"),
        (lambda: compliance.check(PASSING, fail_on="errror"), compliance.UsageError, "did you mean 'error'"),
        (lambda: compliance.check(PASSING, fail_on_rules={"images/*": "nevr"}), compliance.UsageError, "'never'"),
        (lambda: compliance.check(PASSING, config="nowhere.toml"), compliance.ConfigError, "nowhere.toml"),
        (lambda: compliance.check(PASSING, packs="nowhere"), compliance.PackError, "nowhere"),
        (lambda: compliance.explain("source/links-to-orginal"), compliance.UsageError, "source/links-to-original"),
        (lambda: compliance.render(sample_report(), "tabel"), compliance.UsageError, "did you mean 'table'"),
        (lambda: compliance.check(PASSING, contxt="use=community"), TypeError, "did you mean 'context'"),
    ],
)
def test_what_stops_a_run_is_raised(call, error, said):
    with pytest.raises(error) as raised:
        call()
    assert said in str(raised.value)


def test_every_exception_of_the_program_has_one_root():
    names = [name for name in compliance.__all__ if name.endswith("Error")]
    assert len(names) == 6
    assert all(issubclass(getattr(compliance, name), compliance.ComplianceError) for name in names)


def test_what_fails_can_be_told_for_a_rule():
    report = compliance.check(FAILING, fail_on_rules={"source/*": "never"})
    assert compliance.exit_code(report) == 0


def test_a_known_finding_of_a_baseline_does_not_decide(tmp_path):
    site = tmp_path / "compliance.toml"
    site.touch()
    story = tmp_path / "story.md"
    story.write_bytes(FAILING.read_bytes())
    assert main(["baseline", "write", str(story), "--config", str(site)]) == 0
    baseline = tmp_path / "compliance-baseline.json"

    with_it = compliance.check(story, baseline=baseline)
    beside_the_configuration = compliance.check(story, config=site)
    without = compliance.check(story)

    assert list(map(compliance.exit_code, (with_it, beside_the_configuration, without))) == [0, 0, 1]
    failed = next(result for result in with_it.articles[0].results if result.outcome is compliance.Outcome.FAIL)
    assert failed.findings[0].suppression.kind is compliance.SuppressionKind.BASELINE


def test_nothing_is_written_beside_articles_and_configuration(tmp_path):
    (tmp_path / "compliance.toml").touch()
    story = tmp_path / "story.md"
    story.write_bytes(PASSING.read_bytes())
    compliance.check(story, config=tmp_path / "compliance.toml")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["compliance.toml", "story.md"]


def test_only_some_rules_can_be_asked_for():
    (article,) = compliance.check(FAILING, only="source/links-to-original").articles
    assert {result.obligation.rule for result in article.results} == {"source/links-to-original"}


def test_a_folder_without_articles_is_an_error_unless_that_is_allowed(tmp_path):
    assert compliance.exit_code(compliance.check(tmp_path)) == 2
    assert compliance.exit_code(compliance.check(tmp_path, allow_empty=True)) == 0


def test_a_rule_is_explained():
    rule = compliance.explain("source/links-to-original")
    assert (type(rule), rule.severity) == (compliance.Rule, compliance.Severity.ERROR)


def test_what_is_seen_in_an_article_can_be_had_without_judging_it():
    (seen,) = compliance.inspect([PASSING])
    assert isinstance(seen, compliance.Inspection)
    assert "byline" in {evidence.kind for evidence in seen.evidence}


def test_a_report_is_written_in_the_formats_of_the_command(capsys):
    report = compliance.check(FAILING)
    lines = compliance.render(report, "line")
    assert "error source/links-to-original no link leads to the original article" in lines
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("name", compliance.__all__)
def test_every_public_name_is_there_and_listed(name):
    assert getattr(compliance, name) is not None
    assert name in dir(compliance)


def test_another_name_is_not_there():
    with pytest.raises(AttributeError, match="has no attribute 'chek'"):
        compliance.chek  # noqa: B018


def test_the_program_of_the_readme_does_what_it_says(tmp_path, monkeypatch, capsys):
    text = (ROOT / "README.md").read_text(encoding="utf-8").partition("## From Python")[2]
    program = text.partition("```python\n")[2].partition("```")[0]
    (tmp_path / "posts").mkdir()
    (tmp_path / "guest").mkdir()
    (tmp_path / "posts" / "story.md").write_bytes(FAILING.read_bytes())
    (tmp_path / "guest" / "story.html").write_text("<p>A story.</p>")
    monkeypatch.chdir(tmp_path)
    exec(compile(program, "README.md", "exec"), {})
    printed = capsys.readouterr().out
    assert printed.startswith("posts/story.md ['source/links-to-original']\n")
    assert printed.endswith(" 1\n")


def run_python(*arguments, folder):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-P", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)


def test_importing_the_package_imports_nothing_else_of_it(tmp_path):
    code = (
        "import sys; before = set(sys.modules); import compliance\n"
        "print(sorted(set(sys.modules) - before - {'__future__'}))"
    )
    ended = run_python("-S", "-c", code, folder=tmp_path)
    assert ended.stdout.strip() == "['compliance', 'compliance._version']"


def test_the_package_runs_as_a_program(tmp_path):
    ended = run_python("-m", "compliance", "--version", folder=tmp_path)
    assert (ended.returncode, ended.stdout) == (0, f"compliance {compliance.__version__}\n")


PROGRAM = """
from datetime import date
from pathlib import Path

import compliance
from compliance import ArticleReport, ComplianceError, Problem, Report, Verdict


def find_faults(folder: Path) -> list[str]:
    try:
        report: Report = compliance.check(
            [folder, "guest.md"], context={"use": "community", "ads": False, "date": date(2026, 1, 31)}, jobs=2
        )
    except ComplianceError as error:
        return [str(problem) for problem in error.problems]
    failed: list[ArticleReport] = [a for a in report.articles if a.verdict is Verdict.FAIL]
    print(compliance.render(report, "json"), compliance.exit_code(report))
    for seen in compliance.inspect("guest.md"):
        if not isinstance(seen, Problem):
            print(seen.article.name)
    return [f"{article.source}: {result.obligation.rule}" for article in failed for result in article.results]
"""


def check_types(folder, text):
    (folder / "program.py").write_text(text)
    command = ("-m", "mypy", "--strict", "--cache-dir", str(folder / "cache"), "program.py")
    return run_python(*command, folder=folder)


def test_a_program_that_calls_it_stands_before_a_strict_type_checker(tmp_path):
    ended = check_types(tmp_path, PROGRAM)
    assert ended.stdout == "Success: no issues found in 1 source file\n"


def test_a_program_that_calls_it_wrongly_does_not(tmp_path):
    wrong = PROGRAM + "\ncompliance.check('a.md', contxt='use=community')\nx: int = compliance.check('a.md')\n"
    ended = check_types(tmp_path, wrong)
    assert 'Unexpected keyword argument "contxt"' in ended.stdout
    assert 'Incompatible types in assignment (expression has type "Report"' in ended.stdout
    assert "Found 2 errors in 1 file" in ended.stdout
