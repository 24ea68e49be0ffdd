"""A plugin for every hook of 0.1 but packs; everything is made with arguments by position, hooks are generators."""

from msgspec import Struct

from compliance.hookspecs import Check, Extractor, Layout, Reader, Reporter, hookimpl
from compliance.model.article import Article, Block, Segment
from compliance.model.evidence import Byline, Evidence, Kind
from compliance.model.result import Finding, Judgement, Outcome


class Harbour(Struct, frozen=True):
    name: str


def read(source):
    end = len(source.utf8)
    return Article(source, "frozen-note", source.utf8, (Segment(0, end, 0, end),), (Block("paragraph", 0, end),))


def extract(article, scan):
    position = article.flat.find(b"Port ")
    if position < 0:
        return []
    words = article.text(position, len(article.flat)).split(".")[0]
    span = article.span(position, position + len(words.encode()))
    place = article.place(span)
    assert (place.line, place.column) >= (1, 1)
    return [Evidence("frozen-harbour", Harbour(words), words, span)]


def judge(params, seen):
    bylines = [e for e in seen.evidence if e.kind == Kind.BYLINE and isinstance(e.value, Byline)]
    if bylines and seen.article is not None and seen.context.get("use") != "personal":
        return Judgement(Outcome.PASS)
    return Judgement(Outcome.REVIEW, (Finding("nobody signs"),), "nobody signs", "sign it", ("use",))


def render(report, layout=Layout(80, True)):
    return "".join(article.source + "\n" for article in report.articles)


@hookimpl
def register_readers():
    yield Reader("frozen-note", (".frozennote", ".FN".lower()), read)


@hookimpl(tryfirst=True)
def register_extractors():
    yield Extractor("frozen-harbour", extract)


@hookimpl(trylast=True)
def register_checks():
    yield Check("frozen-signed", judge, {"type": "object"})


@hookimpl(specname="register_reporters")
def bring_reporters():
    yield Reporter("frozen-list", render)
