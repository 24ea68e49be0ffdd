"""The helpers of the benchmarks: articles that are always the same, and tables that say whether a gate holds."""

import sys

import pytest

from compliance.api import Session
from tests.benchmarks.corpus import make_articles
from tests.benchmarks.gates import Row
from tests.benchmarks.hostile import make_inputs
from tests.benchmarks.idle import write_plugins
from tests.benchmarks.measuring import BenchmarkError, Command, measure
from tests.benchmarks.rules import write_pack
from tests.benchmarks.tables import BEGIN, END, render_rows, write_result


@pytest.mark.parametrize("suffix", [".md", ".html"])
def test_articles_are_the_same_each_time_and_differ_from_each_other(suffix):
    articles = list(make_articles(12, suffix))

    assert articles == list(make_articles(12, suffix))
    assert len(set(articles)) == 12


@pytest.mark.parametrize("suffix", [".md", ".html"])
def test_articles_can_be_judged(suffix):
    session = Session()
    text = next(make_articles(1, suffix))

    report, problems = session.check_article(session.examiner.read_bytes(f"a{suffix}", text.encode()))

    assert problems == []
    assert report.results


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        (Row("a", "s", 1.0, 1.0, 1.5, 0.5), "yes"),
        (Row("a", "s", 1.0, 2.0, 1.5, 0.5), "excellent"),
        (Row("a", "s", 2.0, 1.0, 1.5, 0.5), "NO"),
        (Row("a", "s", 1.0, 30.0, 20, 100, faster=True), "yes"),
        (Row("a", "s", 1.0, 10.0, 20, 100, faster=True), "NO"),
        (Row("a", "MB", 160.0, None, 150), "NO"),
        (Row("a", "s", 1.0, 2.0), ""),
        (Row("a", "s", None, None, 20), "left out"),
    ],
)
def test_a_row_says_whether_its_gate_holds(row, verdict):
    assert row.verdict == verdict


def test_rows_are_a_table_for_markdown():
    table = render_rows([Row("peak", "MB", 46.04, None, 150, 100), Row("time", "s", 2.0, 4.0, 1.5, faster=True)])

    assert [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()[2:]] == [
        ["peak", "46 MB", "", "", "≤ 150 MB", "≤ 100 MB", "excellent", ""],
        ["time", "2 s", "4 s", "2.00×", "≥ 1.5×", "", "yes", ""],
    ]


def test_a_result_takes_the_place_of_the_one_before(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}old\n{END}after\n", encoding="utf-8")

    write_result("new\n", page)

    assert page.read_text(encoding="utf-8") == f"before\n{BEGIN}\nnew\n\n{END}after\n"


def test_hostile_inputs_grow_with_the_size():
    small, large = make_inputs(100_000), make_inputs(200_000)

    assert {name: round(len(large[name][1]) / len(text)) for name, (_, text) in small.items() if len(text) > 1000} == {
        name: 2 for name, (_, text) in small.items() if len(text) > 1000
    }


@pytest.mark.parametrize("everywhere", [False, True])
def test_a_pack_of_many_rules_is_sound(tmp_path, everywhere):
    write_pack(tmp_path / "many", 20, everywhere=everywhere)
    (tmp_path / "a.md").write_text("A pond\n", encoding="utf-8")

    from compliance.model.settings import Settings

    report = Session(Settings(packs=(str(tmp_path / "many"),))).check([str(tmp_path / "a.md")])

    due = [result.obligation.rule for result in report.articles[0].results]
    assert report.errors == ()
    assert ("bench/rule-19" in due) is everywhere


def test_idle_plugins_are_loaded_and_see_nothing(tmp_path, monkeypatch):
    write_plugins(tmp_path, 2)
    monkeypatch.syspath_prepend(str(tmp_path))

    session = Session()
    article = session.examiner.read_bytes("a.md", b"A pond\n")

    assert {"idle-0", "idle-1"} <= session.registry.extractors.keys()
    assert session.examiner.extract(article) == ((), [])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not say what a process took")
def test_a_command_that_fails_is_no_figure(tmp_path):
    assert measure(Command((sys.executable, "-c", "pass")), tmp_path).peak > 1_000_000
    with pytest.raises(BenchmarkError, match="ended with 3: oh no"):
        measure(Command((sys.executable, "-c", "import sys; sys.stderr.write('oh no'); sys.exit(3)")), tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not say what a process took")
def test_a_command_may_find_its_modules_elsewhere(tmp_path):
    (tmp_path / "modules").mkdir()
    (tmp_path / "modules" / "only_there.py").write_text("")

    assert measure(Command((sys.executable, "-c", "import only_there"), path=str(tmp_path / "modules")), tmp_path).cpu
