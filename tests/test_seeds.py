"""The articles in seeds/ are judged as the reports beside them say."""

import re
from collections import Counter
from pathlib import Path

import pytest

from compliance.api import Session
from compliance.hookspecs import Layout
from compliance.model.context import BUILT_IN_CONTEXT
from compliance.model.result import Outcome, Report, Result, Verdict
from compliance.model.rule import Severity
from compliance.model.settings import Settings
from compliance.reporters.line import render_lines

ROOT = Path(__file__).parents[1]
SEEDS = sorted(path.name for path in (ROOT / "seeds").iterdir() if path.suffix != ".report")
TWO_HOPS = "seeds/two-hops.md"
ORIGINALS = {
    "[Green Valley Review](#)": "[Green Valley Review](https://greenvalleyreview.example/2024/04/lower-fenner)",
    "[Ottermouth Ledger](#)": "[Ottermouth Ledger](https://ottermouthledger.example/2024/04/18/lower-fenner)",
    "[Mara Quillfeather](#)": "Mara Quillfeather",
}


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(ROOT)


def judge(path: str, **context: str) -> Report:
    report = Session(Settings(context=BUILT_IN_CONTEXT.including(context))).check([path])
    assert report.errors == ()
    return report


def failing_errors(report: Report) -> list[Result]:
    return [
        result
        for result in report.articles[0].results
        if result.outcome is Outcome.FAIL and result.obligation.severity is Severity.ERROR
    ]


def read_expected_verdict(seed: str) -> str:
    return (ROOT / "seeds" / f"{seed}.report").read_text("utf-8").splitlines()[-1].removeprefix("verdict: ")


@pytest.mark.parametrize("seed", SEEDS)
def test_a_seed_is_judged_as_its_report_says(seed: str):
    report = judge(f"seeds/{seed}")
    expected = (ROOT / "seeds" / f"{seed}.report").read_text("utf-8")
    assert f"{render_lines(report, Layout())}verdict: {report.articles[0].verdict}\n" == expected


def test_there_are_a_dozen_seeds_in_three_languages_and_three_formats():
    texts = [(ROOT / "seeds" / seed).read_text("utf-8") for seed in SEEDS]
    languages = {found[1] for text in texts if (found := re.search(r"\blang\W{1,4}([a-z]{2})\b", text))}
    assert len(SEEDS) >= 12
    assert languages >= {"en", "de", "es"}
    assert {Path(seed).suffix for seed in SEEDS} == {".md", ".html", ".txt"}


def test_right_and_wrong_seeds_hold_the_balance():
    verdicts = Counter(map(read_expected_verdict, SEEDS))
    assert verdicts["pass"] + verdicts["review"] >= 5
    assert verdicts["fail"] >= 5


def test_two_hops_lack_nothing_but_links_on_a_community_site():
    (failure,) = failing_errors(judge(TWO_HOPS, use="community"))
    assert failure.obligation.rule == "source/links-to-original"


def test_two_hops_are_not_for_commercial_use_and_the_remedy_names_whom_to_ask():
    failures = {result.obligation.rule: result for result in failing_errors(judge(TWO_HOPS, use="commercial"))}
    assert "rights@greenvalleyreview.example" in failures["permission/use-granted"].remedy


def test_two_hops_put_right_leave_only_the_permission_to_confirm(tmp_path: Path):
    text = Path(TWO_HOPS).read_text("utf-8")
    for placeholder, link in ORIGINALS.items():
        text = text.replace(placeholder, link)
    mended = tmp_path / "two-hops.md"
    mended.write_text(text, "utf-8")
    (article,) = judge(str(mended), use="community").articles
    assert article.verdict is Verdict.REVIEW
    assert {
        result.obligation.rule
        for result in article.results
        if result.outcome in {Outcome.FAIL, Outcome.REVIEW} and result.obligation.severity is Severity.ERROR
    } == {"permission/use-granted"}
