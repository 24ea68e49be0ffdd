"""From a source to an article and its evidence: reads with the readers, looks with the extractors, judges nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from compliance import decoding, discovery
from compliance.errors import Problem, SourceError
from compliance.extractors.block_text import LONGEST_BLOCK
from compliance.hookspecs import Reader
from compliance.model.article import Article
from compliance.model.evidence import Evidence
from compliance.model.settings import Settings
from compliance.plugins import Registry, blame
from compliance.readers.sniffing import guess_format
from compliance.scanning import Scanner


class Examiner:
    """Reads articles and sees what is in them, with what the registry holds."""

    def __init__(self, settings: Settings, registry: Registry, scanner: Scanner) -> None:
        self._settings = settings
        self._registry = registry
        self._scanner = scanner

    def read_all(
        self, paths: Sequence[str], *, url: str | None = None, stdin_name: str = ""
    ) -> Iterator[Article | Problem]:
        """Yield articles and problems; a run that finds neither has a problem too."""
        for path in self.find_sources(paths):
            if isinstance(path, Problem):
                yield path
                continue
            try:
                yield self.read(path, url=url, stdin_name=stdin_name)
            except SourceError as error:
                yield from error.problems

    def find_sources(self, paths: Sequence[str]) -> Iterator[str | Problem]:
        """Yield what is to be read, and problems; a run that finds neither has a problem too."""
        found = False
        suffixes = frozenset(suffix for reader in self._registry.readers.values() for suffix in reader.suffixes)
        for path in discovery.find_sources(paths, suffixes, self._settings.exclude, folder=self._settings.folder):
            found = True
            yield path
        if not found:
            yield Problem("", 0, 0, "no article found", "name files or folders that hold articles")

    def read(self, path: str, *, url: str | None = None, stdin_name: str = "") -> Article:
        """Read one article; raises `SourceError`."""
        name = name_source(path, stdin_name)
        data = _read_bytes(path, name)
        return self.read_bytes(name, data, url=url)

    def read_bytes(self, name: str, data: bytes, *, url: str | None = None) -> Article:
        """Read one article from bytes; raises `SourceError`."""
        source = decoding.decode(name, data, url=url)
        reader = self._registry.reader_for(PurePath(name).suffix) or self._guess_reader(name, source.text)
        try:
            return _as_article(reader.read(source))
        except (SourceError, MemoryError):
            raise
        except Exception as error:
            raise SourceError(self._blame(f"reader:{reader.name}", name, error)) from error

    def extract(self, article: Article) -> tuple[tuple[Evidence, ...], list[Problem]]:
        """Return all evidence of an article in the order of the source, and what went wrong."""
        scan = self._scanner.scan(article)
        found: list[Evidence] = []
        problems: list[Problem] = [*article.problems, *_find_unread(article)]
        for name, extractor in self._registry.extractors.items():
            try:
                found.extend(map(_as_evidence, extractor.extract(article, scan)))
            except Exception as error:
                problems.append(self._blame(f"extractor:{name}", article.name, error))
        return tuple(sorted(found, key=lambda e: (e.span, str(e.kind), str(e.carrier), e.text))), problems

    def _guess_reader(self, name: str, text: str) -> Reader:
        return self._registry.readers[guess_format(name, text)]

    def _blame(self, part: str, source: str, error: Exception) -> Problem:
        return blame(self._registry, part, source, error, debug=self._settings.debug)


def _find_unread(article: Article) -> Iterator[Problem]:
    """Yield the blocks that no extractor looks for statements in: what may stand there is not known to be absent."""
    for block in article.blocks:
        size = block.end - block.start
        if size > LONGEST_BLOCK and block.kind != "code":
            place = article.place(article.span(block.start, block.start))
            message = f"a paragraph of {size:,} bytes is not searched: more than {LONGEST_BLOCK:,} are no text"
            yield Problem(article.name, place.line, place.column, message, "break it into paragraphs")


def name_example(name: str, form: str) -> str:
    """Return what an example is called: a name with the suffix of its format."""
    return name + {"markdown": ".md", "html": ".html", "text": ".txt"}[form]


def name_source(path: str, stdin_name: str = "") -> str:
    """Return what a source is called in reports."""
    return (stdin_name or "<stdin>") if path == discovery.STDIN else path


def _as_article(item: object) -> Article:
    """Return what a reader makes; raises `TypeError` for what would break the parts that come after it."""
    if not isinstance(item, Article):
        raise TypeError(f"returned a {type(item).__name__}, not an Article")
    return item


def _as_evidence(item: object) -> Evidence:
    """Return what an extractor yields; raises `TypeError` for what would break the parts that come after it."""
    if not isinstance(item, Evidence):
        raise TypeError(f"yielded a {type(item).__name__}, not Evidence")
    return item


def _read_bytes(path: str, name: str) -> bytes:
    try:
        if path == discovery.STDIN:
            data = sys.stdin.buffer.read(decoding.MAX_SIZE + 1)
            decoding.check_size(name, len(data))
            return data
        decoding.check_size(name, Path(path).stat().st_size)
        return Path(path).read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise SourceError(
            Problem(name, 0, 0, f"cannot be read: {reason}", "check that it is a readable file")
        ) from error
