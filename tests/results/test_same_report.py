"""With results of an earlier run, and without, a report is the same, byte for byte; and what is known is not judged."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from compliance.api import Session
from compliance.hookspecs import Layout
from compliance.judgement import Judge
from compliance.model.context import BUILT_IN_CONTEXT
from compliance.model.result import Result
from compliance.model.settings import Settings
from compliance.results.entries import Entries, KeptResult
from tests.benchmarks.corpus import SEEDS, make_articles
from tests.benchmarks.score_gold import GOLD

CONTEXTS = (
    {},
    {"use": "commercial", "medium": "print", "ads": "yes", "edited": "yes", "jurisdiction": "US"},
    {"use": "community", "ads": "no", "paywall": "no", "translated": "yes", "excerpt": "yes", "date": "2025-03-01"},
)


@pytest.fixture
def seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """All seeds, and as many articles of both formats as it takes for results to be kept."""
    shutil.copytree(SEEDS, tmp_path / "seeds")
    for suffix in (".md", ".html"):
        for number, text in enumerate(make_articles(4, suffix)):
            (tmp_path / "seeds" / f"made-{number}{suffix}").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return "seeds"


def report(path: str, settings: Settings) -> str:
    session = Session(settings)
    return session.render(session.check([path]), "json", Layout())


def refuse(*_):
    raise AssertionError("it was judged")


@pytest.mark.parametrize("context", CONTEXTS)
def test_a_report_on_what_is_known_is_the_same_and_nothing_is_judged(seeds, context, monkeypatch):
    settings = Settings(context=BUILT_IN_CONTEXT.including(context), stated=context)
    kept = replace(settings, cache="kept")
    expected = report(seeds, settings)

    assert report(seeds, kept) == expected
    monkeypatch.setattr(Judge, "judge", refuse)
    assert report(seeds, kept) == expected


def test_results_of_other_contexts_are_not_mixed_up(seeds):
    each = [Settings(context=BUILT_IN_CONTEXT.including(context), stated=context) for context in CONTEXTS]
    expected = [report(seeds, settings) for settings in each]
    kept = [replace(settings, cache="kept") for settings in each]

    assert [report(seeds, settings) for settings in kept] == expected
    assert [report(seeds, settings) for settings in kept] == expected


def test_a_changed_article_among_known_ones_gets_its_own_report(seeds, monkeypatch):
    kept = Settings(cache="kept")
    report(seeds, kept)
    path = Path(seeds, "two-hops.md")
    path.write_text(path.read_text(encoding="utf-8").replace("](#)", "](https://outlet.example/1)"), encoding="utf-8")

    assert report(seeds, kept) == report(seeds, Settings())


def test_a_changed_article_is_the_only_one_that_is_judged(seeds, monkeypatch):
    kept = Settings(cache="kept")
    report(seeds, kept)
    Path(seeds, "two-hops.md").write_text("# Pond\n\nWater.\n", encoding="utf-8")
    judged = []
    real = Judge.judge

    def judge(self, article, *rest):
        judged.append(article.name)
        return real(self, article, *rest)

    monkeypatch.setattr(Judge, "judge", judge)

    report(seeds, kept)

    assert judged == ["seeds/two-hops.md"]


def test_many_processes_find_what_one_has_kept(seeds, monkeypatch):
    report(seeds, Settings(cache="kept"))
    monkeypatch.setattr(Judge, "judge", refuse)

    assert report(seeds, Settings(cache="kept", jobs=2)) == report(seeds, Settings(cache="kept"))


def test_one_process_finds_what_many_have_kept(seeds, monkeypatch):
    expected = report(seeds, Settings(cache="kept", jobs=2))
    monkeypatch.setattr(Judge, "judge", refuse)

    assert report(seeds, Settings(cache="kept")) == expected


def test_a_few_articles_are_judged_without_a_look_at_what_is_kept(folder, check):
    check("a.md")

    assert not Path(".compliance_cache").exists()


def test_the_command_keeps_results_beside_the_configuration(seeds, check):
    Path("compliance.toml").touch()

    check(seeds)

    assert Path(".compliance_cache/results").is_dir()
    assert sorted(path.name for path in Path().iterdir()) == [".compliance_cache", "compliance.toml", "seeds"]


def test_the_command_keeps_results_where_it_is_told_to(seeds, check):
    check(seeds, "--cache-dir", "elsewhere")

    assert Path("elsewhere/results").is_dir()
    assert not Path(".compliance_cache").exists()


@pytest.mark.parametrize(("setting", "option"), [("", ["--no-cache"]), ("cache = false", [])])
def test_the_command_keeps_nothing_where_it_is_told_not_to(seeds, check, setting, option):
    Path("compliance.toml").write_text(setting, encoding="utf-8")

    check(seeds, *option)

    assert not Path(".compliance_cache").exists()


def test_a_session_keeps_nothing_unless_it_is_asked_to(seeds):
    report(seeds, Settings())

    assert sorted(path.name for path in Path().iterdir()) == ["seeds"]


def test_a_folder_that_holds_other_things_is_no_place_for_results(seeds, check, capsys):
    code, _ = check(seeds, "--cache-dir", ".")

    assert code == 2
    assert not Path(".gitignore").exists()


def test_one_article_is_checked_without_what_keeps_results(seeds):
    program = "import sys; from compliance.cli import main; main(['check', 'seeds/two-hops.md']); "
    program += "sys.exit(any(name.startswith('compliance.results') for name in sys.modules))"
    ended = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(SEEDS.parent)},
    )

    assert ended.returncode == 0, ended.stderr


def test_every_field_of_a_result_is_kept():
    assert {"about", *Result.__struct_fields__} == set(KeptResult.__struct_fields__)


@pytest.mark.parametrize("context", CONTEXTS)
def test_what_is_said_of_seeds_comes_back_as_it_was(seeds, context):
    session = Session(Settings(context=BUILT_IN_CONTEXT.including(context), stated=context))
    writer, reader = Entries(), Entries()
    reports = list(session.check([seeds]).articles)

    assert [reader.decode(writer.encode(one)) for one in reports] == reports
    assert len(reports) > 20


@pytest.mark.shared
@pytest.mark.skipif(not GOLD.is_dir(), reason="the real articles are not kept here")
def test_what_is_said_of_real_articles_comes_back_as_it_was():
    session = Session(Settings())
    writer, reader = Entries(), Entries()
    reports = list(session.check([str(GOLD)]).articles)

    assert [reader.decode(writer.encode(one)) for one in reports] == reports
    assert len(reports) > 50
