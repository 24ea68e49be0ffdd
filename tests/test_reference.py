"""The article that the program was conceived from, and the real articles beside it; skipped where they are not kept."""

import json
from pathlib import Path

import pytest

from compliance.api import Session
from compliance.config import parse_context
from compliance.model.context import BUILT_IN_CONTEXT
from compliance.model.result import Outcome, Verdict
from compliance.model.rule import Severity
from compliance.model.settings import Settings
from compliance.model.survey import Answer
from compliance.survey import survey

SHARED = Path(__file__).parents[2] / "shared"
REFERENCE = SHARED / "seeds" / "global-research-cross-post.md"
PAGES = SHARED / "gold" / "pages"
MARKDOWN = SHARED / "gold" / "markdown"
CONTACT = "publications@globalresearch.ca"
SOUTH_FRONT = "[South Front](https://southfront.org/us-backed-operation-in-mosul/)"
GLOBAL_RESEARCH = "[Global Research](https://www.globalresearch.ca/us-backed-operation-in-mosul/5589325), May"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not REFERENCE.is_file(), reason="the real articles are not kept here"),
]


def judge(context, data=None):
    session = Session(Settings(context=BUILT_IN_CONTEXT.including(parse_context([context] if context else []))))
    article = session.examiner.read_bytes(REFERENCE.name, data or REFERENCE.read_bytes())
    report, problems = session.check_article(article)
    assert problems == []
    return report


def failed_errors(report):
    return {
        result.obligation.rule: result
        for result in report.results
        if result.outcome is Outcome.FAIL and result.obligation.severity is Severity.ERROR
    }


def test_on_a_community_site_only_the_link_to_the_original_is_missing():
    report = judge("use=community")
    failed = failed_errors(report)
    assert (report.verdict, list(failed)) == (Verdict.FAIL, ["source/links-to-original"])
    lines = {finding.place.line for finding in failed["source/links-to-original"].findings}
    assert {5, 9, 35, 37, 43} <= lines


def test_attribution_copyright_disclaimer_and_fair_use_notice_are_there():
    passed = {r.obligation.rule for r in judge("use=community").results if r.outcome is Outcome.PASS}
    assert {
        "attribution/author-named",
        "attribution/origin-credited",
        "source/origin-stated",
        "copyright/notice-present",
        "copyright/notice-complete",
        "disclaimer/views-stated",
        "fair-use/notice-complete",
        "permission/use-granted",
    } <= passed


@pytest.mark.parametrize("context", ["use=commercial", "medium=print", "use=community,medium=print"])
def test_other_uses_need_a_permission_from_the_contact_that_the_article_gives(context):
    report = judge(context)
    assert report.verdict is Verdict.FAIL
    assert CONTACT in failed_errors(report)["permission/use-granted"].remedy


def test_without_a_context_the_permission_is_a_question():
    report = judge("")
    nearest = next(r for r in report.results if r.obligation.rule == "permission/use-granted")
    assert (nearest.outcome, nearest.unknown) == (Outcome.REVIEW, ("use",))
    assert "use" in {question.key for question in report.questions}
    assert [origin.name for origin in report.origins] == ["Global Research", "South Front"]


@pytest.fixture(scope="module")
def matrix():
    """The answers for the reference article, by use and medium, where nothing else is said."""
    session = Session()
    article = session.examiner.read(str(REFERENCE))
    case = session.judge.open(article, session.examiner.extract(article)[0])
    cells = survey(session.judge, case, REFERENCE.name, matrix=True).cells
    return {(cell.context.get("use"), cell.context.get("medium")): cell for cell in reversed(cells)}


def test_a_community_site_may_take_it_if_the_original_is_linked(matrix):
    cell = matrix["community", "web"]
    duties = {owed.obligation.rule: owed.obligation.clause for owed in cell.duties}
    assert cell.answer is Answer.YES_IF
    assert "hyperlink" in duties["source/links-to-original"]
    assert {"attribution/origin-credited", "copyright/notice-present"} <= set(duties)


@pytest.mark.parametrize(
    ("use", "medium"), [("commercial", "web"), ("commercial", "print"), ("community", "print"), ("personal", "print")]
)
def test_commercial_sites_and_print_ask_the_contact_that_the_article_gives(matrix, use, medium):
    cell = matrix[use, medium]
    assert (cell.answer, cell.contact) == (Answer.ASK, CONTACT)
    assert "ask" in cell.reason


def test_a_dataset_is_to_be_asked_for(matrix):
    cell = matrix["community", "dataset"]
    assert (cell.answer, cell.contact) == (Answer.ASK, CONTACT)


def test_put_right_it_passes():
    text = REFERENCE.read_text(encoding="utf-8")
    mended = text.replace("[South Front](#)", SOUTH_FRONT).replace("Global Research, May", GLOBAL_RESEARCH, 1)
    assert judge("use=community", mended.encode()).verdict is Verdict.PASS


@pytest.mark.parametrize(("folder", "key", "count"), [(PAGES, "page", 123), (MARKDOWN, "file", 50)])
def test_real_articles_are_judged_without_an_error(folder, key, count):
    labels = (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    paths = [str(folder / json.loads(label)[key]) for label in labels]
    report = Session().check(paths)
    assert (report.summary.articles, list(report.errors)) == (count, [])
