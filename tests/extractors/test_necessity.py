"""Every extractor is needed: without it, some rule judges one of the examples in the rule files otherwise."""

from typing import NamedTuple

import pytest
from msgspec.structs import replace

from compliance.api import Session
from compliance.extractors import EXTRACTORS
from compliance.hookspecs import Extractor
from compliance.model.article import Article
from compliance.model.rule import Example, Rule
from compliance.model.scan import Scan

SUFFIXES = {"markdown": ".md", "html": ".html", "text": ".txt"}


class Case(NamedTuple):
    """An example of a rule, read and scanned."""

    rule: Rule
    example: Example
    article: Article
    scan: Scan


@pytest.fixture(scope="module")
def session() -> Session:
    return Session()


@pytest.fixture(scope="module")
def cases(session: Session) -> list[Case]:
    return [
        open_case(session, rule, example)
        for rule in session.complete_library.rules.values()
        for example in rule.examples
    ]


def open_case(session: Session, rule: Rule, example: Example) -> Case:
    article = session.examiner.read_bytes(f"example{SUFFIXES[example.format]}", example.article.encode())
    return Case(rule, example, article, session.scanner.scan(article))


def leave_out(session: Session, extractor: Extractor) -> Session:
    """Return a session like another that lacks an extractor."""
    extractors = {name: item for name, item in session.registry.extractors.items() if name != extractor.name}
    other = Session()
    vars(other).update(registry=replace(session.registry, extractors=extractors), library=session.library)
    return other


@pytest.mark.parametrize("extractor", EXTRACTORS, ids=lambda extractor: extractor.name)
def test_without_an_extractor_an_example_is_judged_otherwise(session, cases, extractor):
    poorer = leave_out(session, extractor)
    telling = (case for case in cases if any(extractor.extract(case.article, case.scan)))

    assert any(
        session.check_example(case.rule, case.example) != poorer.check_example(case.rule, case.example)
        for case in telling
    )
