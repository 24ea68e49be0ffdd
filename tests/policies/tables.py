"""Tables of publishers' terms: articles and contexts in YAML, for editors to read; judged here, compared in the tests.

A table is a list of entries. Each has a ``publisher`` (a policy's id), the ``terms`` it stands for, two articles,
``compliant`` and ``broken``, and ``cases``. A case has a ``context``, the ``rule`` that decides and its ``clause`` (or
two, where another one permits what the first forbids), and for either article the rule's outcome and the verdict, such
as ``fail: fail``; a rule that the article does not owe in this context has the outcome ``none``.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from compliance.api import Session
from compliance.config import parse_context
from compliance.model.context import BUILT_IN_CONTEXT
from compliance.model.result import ArticleReport, Result
from compliance.model.settings import Settings

FOLDER = Path(__file__).parent


class Case(NamedTuple):
    """One article of an entry in one context, and what is due."""

    publisher: str
    article: str
    context: str
    rule: str
    clauses: tuple[str, ...]
    outcome: str
    verdict: str


class Found(NamedTuple):
    """What the program said of a case, as words."""

    publishers: tuple[str, ...]
    outcome: str
    verdict: str
    clause: str


def load_entries(name: str) -> list[dict]:
    """Return the entries of a table in this folder."""
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


def list_cases(name: str) -> list:
    """Return each article of a table in each of its contexts, as a parameter with a name to print."""
    return [
        _make_case(entry, case, which)
        for entry in load_entries(name)
        for case in entry["cases"]
        for which in ("compliant", "broken")
    ]


def _make_case(entry: dict, case: dict, which: str) -> object:
    ((outcome, verdict),) = case[which].items()
    clauses = (case["clause"],) if isinstance(case["clause"], str) else tuple(case["clause"])
    row = Case(entry["publisher"], entry[which], case["context"], case["rule"], clauses, outcome, verdict)
    return pytest.param(row, id=f"{entry['publisher']}: {which}, {case['context']}, {case['rule']}")


@cache
def session(context: str) -> Session:
    """Return a session with the shipped packs, for a context such as "use=community edited=no"."""
    return Session(Settings(context=BUILT_IN_CONTEXT.including(parse_context(context.split()))))


def report_on(article: str, context: str) -> ArticleReport:
    """Judge an article in Markdown, or in HTML if it starts with a tag."""
    examiner = session(context).examiner
    read = examiner.read_bytes("article.html" if article.startswith("<") else "article.md", article.encode())
    report, problems = session(context).check_article(read)
    assert problems == []
    return report


def find(case: Case) -> Found:
    """Judge a case and return what is said of its rule, on the word of its publisher where that asks for it."""
    report = report_on(case.article, case.context)
    found = [result for result in report.results if result.obligation.rule == case.rule]
    result = max(found, key=lambda one: _rank(one, case), default=None)
    return Found(
        publishers=tuple(origin.policy for origin in report.origins),
        outcome=str(result.outcome) if result else "none",
        verdict=str(report.verdict),
        clause=result.obligation.clause if result else case.clauses[0],
    )


def _rank(result: Result, case: Case) -> tuple[bool, bool]:
    return result.obligation.policy == case.publisher, result.obligation.clause in case.clauses
