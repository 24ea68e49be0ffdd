"""Puts parts of plugins under guard: each is replaced by one that runs watched, and whose results are looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO, TypeVar, cast

from msgspec import Struct
from msgspec.structs import replace

from compliance.errors import Problem
from compliance.hookspecs import (
    Check,
    Collection,
    EvidenceKind,
    Extractor,
    LastLook,
    Layout,
    OriginResolver,
    Reader,
    Reporter,
)
from compliance.model.article import Article
from compliance.model.evidence import Evidence
from compliance.model.origin import Origin
from compliance.model.result import Judgement, Remark, Report
from compliance.model.scan import Scan
from compliance.model.seen import Seen
from compliance.model.source import SourceText
from compliance.plugins import shapes
from compliance.plugins.guarding import Guard

Part = TypeVar("Part")


class Wrapper(Struct, frozen=True):
    """Puts the parts of one plugin under guard; ``kinds`` tell the classes of evidence's values."""

    guard: Guard
    plugin: str
    kinds: Mapping[str, EvidenceKind]

    def wrap(self, part: Part) -> Part:
        """Return a part that does the same, watched; what does not run on articles is returned as it is."""
        return cast("Part", self._wrap(part))

    def _wrap(self, part: object) -> object:
        match part:
            case Reader():
                return self._wrap_reader(part)
            case Collection():
                return self._wrap_collection(part)
            case Extractor():
                return self._wrap_extractor(part)
            case Check():
                return self._wrap_check(part)
            case OriginResolver():
                return self._wrap_resolver(part)
            case Reporter():
                return self._wrap_reporter(part)
            case LastLook():
                return self._wrap_last_look(part)
            case _:
                return part

    def _wrap_reader(self, part: Reader) -> Reader:
        name = f"reader:{part.name}"

        def read(source: SourceText) -> Article:
            return self._call(name, source.name, lambda: shapes.check_article(part.read(source)))

        def sniff(source: SourceText) -> bool:
            return self._call(name, source.name, lambda: bool(part.sniff and part.sniff(source)))

        return replace(part, read=read, sniff=sniff if part.sniff else None)

    def _wrap_collection(self, part: Collection) -> Collection:
        name = f"collection:{part.name}"

        def recognise(head: bytes) -> bool:
            return self._call(name, "", lambda: bool(part.recognise(head)))

        def read(source: str, stream: BinaryIO) -> Iterator[Article | Problem]:
            items = self.guard.each(name, self.plugin, source, lambda: part.read(source, stream))
            for item in items:
                yield item if isinstance(item, Problem) else shapes.check_article(item)

        return replace(part, recognise=recognise, read=read)

    def _wrap_extractor(self, part: Extractor) -> Extractor:
        def extract(article: Article, scan: Scan) -> Iterable[Evidence]:
            return self._call_on(
                f"extractor:{part.name}",
                article,
                lambda: shapes.check_evidence(part.extract(article, scan), article, self.kinds),
            )

        return replace(part, extract=extract)

    def _wrap_check(self, part: Check) -> Check:
        def judge(params: Mapping[str, object], seen: Seen) -> Judgement:
            return self._call_on(
                f"check:{part.kind}",
                seen.article,
                lambda: shapes.check_judgement(part.judge(params, seen), seen.article),
            )

        return replace(part, judge=judge)

    def _wrap_resolver(self, part: OriginResolver) -> OriginResolver:
        def resolve(article: Article, evidence: Sequence[Evidence]) -> Iterable[Origin]:
            return self._call_on(
                f"origin resolver:{part.name}", article, lambda: shapes.check_origins(part.resolve(article, evidence))
            )

        return replace(part, resolve=resolve)

    def _wrap_reporter(self, part: Reporter) -> Reporter:
        name = f"reporter:{part.name}"

        def render(report: Report, layout: Layout) -> str | Iterable[str]:
            share = max(1, len(report.articles))
            text = self.guard.call(name, self.plugin, "", lambda: part.render(report, layout), share=share)
            if isinstance(text, str):
                return text
            return map(shapes.check_text, self.guard.each(name, self.plugin, "", lambda: iter(text)))

        return replace(part, render=render)

    def _wrap_last_look(self, part: LastLook) -> LastLook:
        def look(report: Report) -> Iterable[Problem | Remark]:
            share = max(1, len(report.articles))
            return self.guard.call(
                f"last look:{part.name}",
                self.plugin,
                "",
                lambda: shapes.check_last_words(part.look(report)),
                share=share,
            )

        return replace(part, look=look)

    def _call(self, part: str, source: str, run: Callable[[], Part]) -> Part:
        return self.guard.call(part, self.plugin, source, run)

    def _call_on(self, part: str, article: Article | None, run: Callable[[], Part]) -> Part:
        """Run a part that gets an article, and see that it leaves it as it was."""
        if article is None:
            return self._call(part, "", run)
        kept = shapes.keep(article)
        try:
            made = self._call(part, article.name, run)
        except Exception:
            kept.restore()
            raise
        kept.restore()
        return made
