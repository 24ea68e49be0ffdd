"""Where the time of a run goes, stage by stage, in one process and with everything loaded once."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec.structs import replace

from compliance import decoding
from compliance.api import Session
from compliance.engine import judge
from compliance.hookspecs import Layout
from compliance.model.article import Article
from compliance.model.evidence import Evidence
from compliance.model.result import ArticleReport
from compliance.shelf import pack, unpack
from compliance.workers import CHUNK
from tests.benchmarks import corpus


class Stages:
    """Seconds by stage, in the order in which they were first seen."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()

    @contextmanager
    def time(self, stage: str) -> Iterator[None]:
        """Add what the body takes to a stage."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] += time.perf_counter() - start


def profile(folder: Path, count: int, suffix: str) -> dict[str, float]:
    """Return the seconds that each stage takes for so many articles of a format."""
    folder.mkdir()
    for number, text in enumerate(corpus.make_articles(count, suffix)):
        (folder / f"{number:06}{suffix}").write_text(text, encoding="utf-8", newline="\n")
    session, stages, reports = Session(), Stages(), []
    with stages.time("load rules and phrases"):
        session.judge, session.examiner  # noqa: B018
    for path in sorted(folder.iterdir()):
        reports.append(_profile_one(session, stages, path))
    with stages.time("pack reports"):
        packed = [pack(reports[start : start + CHUNK]) for start in range(0, len(reports), CHUNK)]
    with stages.time("unpack reports"):
        deque(map(unpack, packed), maxlen=0)
    report = replace(session.check([str(path)]), articles=reports)
    with stages.time("render JSON"):
        deque(session.render_pieces(report, "json", Layout()), maxlen=0)
    return dict(stages.seconds)


def _profile_one(session: Session, stages: Stages, path: Path) -> ArticleReport:
    with stages.time("read bytes"):
        data = path.read_bytes()
    with stages.time("decode"):
        source = decoding.decode(str(path), data)
    with stages.time("read markup"):
        reader = session.registry.reader_for(path.suffix)
        assert reader is not None
        article = reader.read(source)
    with stages.time("scan"):
        scan = session.scanner.scan(article)
    found: list[Evidence] = []
    for name, extractor in session.registry.extractors.items():
        with stages.time(f"extract {name}"):
            found.extend(extractor.extract(article, scan))
    return _judge(session, stages, article, found)


def _judge(session: Session, stages: Stages, article: Article, found: list[Evidence]) -> ArticleReport:
    evidence = tuple(sorted(found, key=lambda e: (e.span, str(e.kind), str(e.carrier), e.text)))
    with stages.time("find origins and policies"):
        case = session.judge.open(article, evidence)
    with stages.time("bind obligations"):
        obligations = session.judge.oblige(case, case.context)
    with stages.time("run checks"):
        deque(judge(article, obligations, case.seen, session.registry.checks), maxlen=0)
    report, _ = session.judge.judge(article, evidence)
    return report
