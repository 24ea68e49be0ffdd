"""What the tests of checks share that look at an article's blocks: an article as it is read, with its evidence."""

from functools import cache

from compliance.api import Session
from compliance.examination import Examiner
from compliance.model.context import Context
from compliance.model.origin import Origin
from compliance.model.result import Judgement
from compliance.model.seen import Seen
from compliance.model.source import Span

HARBOR = Origin("Harbor Weekly", url="https://harborweekly.example/2024/05/tide")


@cache
def examiner() -> Examiner:
    return Session().examiner


def look(text: str, *, suffix: str = ".md", about: tuple[Origin, ...] = (HARBOR,), **context: str) -> Seen:
    article = examiner().read_bytes(f"story{suffix}", text.encode())
    evidence, _ = examiner().extract(article)
    return Seen(
        evidence,
        context=Context(context),
        origins=about,
        about=about,
        body=Span(0, len(article.source.data)),
        article=article,
    )


def words(seen: Seen, judgement: Judgement) -> list[str]:
    """Return the source that the findings stand at."""
    data = seen.article.source.data if seen.article else b""
    return [data[f.span.start : f.span.end].decode() for f in judgement.findings if f.span]
