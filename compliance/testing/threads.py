"""Assertion that an extractor or check says the same in many threads at once as alone."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from compliance.api import Session
from compliance.hookspecs import Check, Extractor
from compliance.model.article import Article
from compliance.testing.sample_articles import ARTICLES
from compliance.testing.sessions import read_article, share_session
from compliance.testing.spans import ask

THREADS = 8
ROUNDS = 5
"""Times that each thread goes through all articles, each from another one on."""

_SWITCH = 1e-6
"""Seconds after which threads change places: as seldom as usual, a short function would never be interrupted."""

Work = Callable[[], object]


def assert_thread_safe(
    subject: Extractor | Check,
    articles: Sequence[str] = ARTICLES,
    *,
    params: Mapping[str, object] | None = None,
    session: Session | None = None,
) -> None:
    """Assert that an extractor, or a check with ``params``, says of each article in many threads what it says alone.

    It is asked twice alone first: what depends on what was asked before is told, too. Values of evidence must compare
    by what they hold, as frozen structs and dataclasses do.
    """
    works = [_prepare(subject, read_article(text, session=session), params or {}, session) for text in articles]
    alone = [work() for work in works]
    if [work() for work in works] != alone:
        raise AssertionError(f"{_name(subject)} says two things of one article, alone already: it keeps a state")
    barrier = threading.Barrier(THREADS)

    def run(first: int) -> Iterator[tuple[int, object]]:
        barrier.wait()
        for step in range(ROUNDS * len(works)):
            index = (first + step) % len(works)
            yield index, works[index]()

    with _switching_often(), ThreadPoolExecutor(THREADS) as pool:
        found = list(pool.map(lambda first: list(run(first)), range(THREADS)))
    different = {index for said in found for index, result in said if result != alone[index]}
    if different:
        numbers = ", ".join(str(index + 1) for index in sorted(different))
        raise AssertionError(f"{_name(subject)} says other things of article {numbers} in {THREADS} threads than alone")


def _prepare(
    subject: Extractor | Check, article: Article, params: Mapping[str, object], session: Session | None
) -> Work:
    """Return what asks a subject about one article."""
    session = session or share_session()
    if isinstance(subject, Extractor):
        scan = session.scanner.scan(article)
        return lambda: ask(subject, article, scan)
    seen = session.judge.open(article, session.examiner.extract(article)[0]).seen
    return lambda: subject.judge(params, seen)


def _name(subject: Extractor | Check) -> str:
    return f"extractor {subject.name!r}" if isinstance(subject, Extractor) else f"check {subject.kind!r}"


@contextmanager
def _switching_often() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
