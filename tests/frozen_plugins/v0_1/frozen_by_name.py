"""A plugin for every hook of 0.1; everything is made with arguments by name."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from compliance.errors import Problem, SourceError
from compliance.hookspecs import Check, Extractor, Layout, Reader, Reporter, hookimpl
from compliance.model.article import Article, Block, Carrier, Field, Scope, Segment
from compliance.model.evidence import Evidence
from compliance.model.result import Finding, Judgement, Outcome, Report
from compliance.model.rule import Severity
from compliance.model.scan import Scan
from compliance.model.seen import Seen
from compliance.model.source import SourceText, Span


@dataclass(frozen=True)
class Ship:
    """A ship that an article names."""

    name: str
    tons: int = 0


def read_log(source: SourceText) -> Article:
    """Read a ship's log: one paragraph a line."""
    if not source.text.startswith("LOG"):
        raise SourceError(Problem(path=source.name, line=1, column=1, message="is no log", remedy="begin with LOG"))
    blocks, start = [], 0
    for line in source.utf8.splitlines(keepends=True):
        end = start + len(line.rstrip())
        if end > start:
            blocks.append(Block(kind="paragraph", start=start, end=end, scope=Scope.ARTICLE))
        start += len(line)
    size = len(source.utf8)
    return Article(
        source=source,
        format="log",
        flat=source.utf8,
        segments=[Segment(flat=0, length=size, source=0, source_length=size)],
        blocks=blocks,
        fields=[Field(name="kind", value="LOG", carrier=Carrier.FRONT_MATTER, span=source.span(0, 3))],
        language="en",
        body_end=size,
    )


def see_ships(article: Article, scan: Scan) -> Iterator[Evidence]:
    """Yield the ships that are named."""
    assert not scan.of("no-such-cue")
    for block in article.blocks:
        text = article.text(block.start, block.end)
        at = text.find("MV ")
        if at >= 0:
            words = text[at:].split("\n")[0].rstrip(".")
            start = block.start + len(text[:at].encode())
            yield Evidence(
                kind="frozen-ship",
                value=Ship(name=words.removeprefix("MV "), tons=3),
                text=words,
                span=article.span(start, start + len(words.encode())),
                scope=block.scope,
                carrier=Carrier.TEXT,
                trust=60,
            )


def judge_ships(params: Mapping[str, object], seen: Seen) -> Judgement:
    """Fail for each ship that is called by a name that the parameters forbid."""
    ships = seen.of_kind("frozen-ship", scope=Scope.ARTICLE, carrier=Carrier.TEXT)
    wrong = [item for item in ships if isinstance(item.value, Ship) and item.value.name == params["forbidden"]]
    if not ships:
        return Judgement(outcome=Outcome.NOT_APPLICABLE, message="no ship is named")
    if not wrong:
        return Judgement(outcome=Outcome.PASS)
    return Judgement(
        outcome=Outcome.FAIL,
        findings=tuple(Finding(message=f"{item.text} is a ghost", span=item.span) for item in wrong),
        message="a ghost ship is named",
        remedy="leave it out",
        weight=Severity.ERROR,
    )


def render_names(report: Report, layout: Layout) -> Iterable[str]:
    """Yield a line for each article and each problem."""
    assert layout.width > 0
    for article in report.articles:
        yield f"{article.source}: {article.verdict}\n"
        for result in article.results:
            if result.outcome is Outcome.FAIL or (layout.verbose and not layout.explain):
                places = [finding.place.line for finding in result.findings if finding.place]
                yield f"  {result.obligation.rule} {result.obligation.severity} {places}\n"
    for problem in report.errors:
        yield f"{problem}\n"
    yield f"{report.summary.articles} in all, {report.tool['name']}\n"


@hookimpl
def register_readers() -> Iterable[Reader]:
    """Bring a reader."""
    return [Reader(name="frozen-log", suffixes=(".frozenlog",), read=read_log)]


@hookimpl
def register_extractors() -> Iterable[Extractor]:
    """Bring an extractor."""
    return [Extractor(name="frozen-ship", extract=see_ships)]


@hookimpl
def register_checks() -> Iterable[Check]:
    """Bring a check with parameters."""
    schema = {
        "type": "object",
        "properties": {"forbidden": {"type": "string"}},
        "required": ["forbidden"],
        "additionalProperties": False,
    }
    return [Check(kind="frozen-ships-real", judge=judge_ships, schema=schema)]


@hookimpl
def register_reporters() -> Iterable[Reporter]:
    """Bring a reporter that yields pieces."""
    return [Reporter(name="frozen-names", render=render_names)]


@hookimpl
def register_packs() -> Iterable[Path]:
    """Bring a pack."""
    assert Span(start=1, end=2) < Span(start=1, end=3)
    return [Path(__file__).parent / "frozen_pack"]
