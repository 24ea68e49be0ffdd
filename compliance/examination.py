"""From a source to an article and its evidence: reads with the readers, looks with the extractors, judges nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import BinaryIO

from msgspec.structs import replace

from compliance import decoding, discovery
from compliance.collected import Collections
from compliance.contents import Contents, Files
from compliance.errors import Problem, SourceError
from compliance.extractors.block_text import LONGEST_BLOCK
from compliance.hookspecs import Reader
from compliance.model.article import Article
from compliance.model.evidence import Evidence
from compliance.model.settings import Settings
from compliance.model.source import SourceText
from compliance.model.worklist import NO_ARTICLE
from compliance.plugins import Registry
from compliance.readers.sniffing import guess_format
from compliance.scanning import Scanner


class Examiner:
    """Reads articles and sees what is in them, with what the registry holds."""

    def __init__(self, settings: Settings, registry: Registry, scanner: Scanner) -> None:
        self._settings = settings
        self._registry = registry
        self._scanner = scanner
        self._contents = _find_contents(settings.staged)
        self.collections = Collections(registry, self._contents, debug=settings.debug)

    def read_all(
        self, paths: Sequence[str], *, url: str | None = None, stdin_name: str = ""
    ) -> Iterator[Article | Problem]:
        """Yield articles and problems; a run that finds neither has a problem too."""
        for path in self.find_sources(paths):
            if isinstance(path, Problem):
                yield path
                continue
            name = name_source(path, stdin_name)
            collection, problems = self.collections.find(path, name)
            yield from problems
            if collection is not None:
                yield from self.collections.read(collection, path, name)
                continue
            try:
                yield self.read(path, url=url, stdin_name=stdin_name)
            except SourceError as error:
                yield from error.problems

    def find_sources(self, paths: Sequence[str]) -> Iterator[str | Problem]:
        """Yield what is to be read, and problems; a run that finds neither has a problem too."""
        found = False
        for path in discovery.find_sources(paths, self._suffixes, self._select()):
            if isinstance(path, str) and path not in paths and self.collections.is_none(path):
                continue
            found = True
            yield path
        if not found:
            yield Problem("", 0, 0, NO_ARTICLE, "name files or folders that hold articles")

    def select(self, files: Sequence[str]) -> Iterator[str]:
        """Yield those of some files that are articles by their names, and not excluded, though they are listed."""
        yield from discovery.select(files, self._suffixes, self._select())

    @property
    def _suffixes(self) -> frozenset[str]:
        readable = frozenset(suffix for reader in self._registry.readers.values() for suffix in reader.suffixes)
        return readable | self.collections.suffixes

    def _select(self) -> discovery.Selection:
        settings = self._settings
        return discovery.Selection(
            exclude=settings.exclude,
            include=settings.include,
            folder=settings.folder,
            respects_gitignore=settings.respect_gitignore,
            excludes_named=settings.force_exclude,
        )

    def read(self, path: str, *, url: str | None = None, stdin_name: str = "") -> Article:
        """Read one article; raises `SourceError`."""
        name = name_source(path, stdin_name)
        stdin = self.collections.stdin if path == discovery.STDIN else None
        return self.read_bytes(name, _read_bytes(path, name, self._contents, stdin), url=url)

    def read_single(self, path: str, *, stdin_name: str = "") -> Article:
        """Read the article of a source that is to hold just one; raises `SourceError`."""
        name = name_source(path, stdin_name)
        collection, problems = self.collections.find(path, name)
        if collection is not None:
            problems = [Problem(name, 0, 0, "holds many articles, and one is asked for", "save the article by itself")]
        if problems:
            raise SourceError(problems)
        return self.read(path, stdin_name=stdin_name)

    def read_bytes(self, name: str, data: bytes, *, url: str | None = None) -> Article:
        """Read one article from bytes; raises `SourceError`."""
        source = decoding.decode(name, data, url=url)
        reader = self._registry.reader_for(PurePath(name).suffix) or self._guess_reader(source)
        try:
            article = reader.read(source)
            return _rename_fields(article, self._settings.front_matter)
        except (SourceError, MemoryError):
            raise
        except Exception as error:
            problem = self._blame(f"reader:{reader.name}", name, error)
            raise SourceError([problem, *self._registry.take_faults()]) from error

    def extract(self, article: Article) -> tuple[tuple[Evidence, ...], list[Problem]]:
        """Return all evidence of an article in the order of the source, and what went wrong."""
        scan = self._scanner.scan(article)
        found: list[Evidence] = []
        problems: list[Problem] = [*article.problems, *_find_unread(article)]
        for name, extractor in self._registry.extractors.items():
            try:
                found.extend(extractor.extract(article, scan))
            except Exception as error:
                problems.append(self._blame(f"extractor:{name}", article.name, error))
        problems.extend(self._registry.take_faults())
        return tuple(sorted(found, key=lambda e: (e.span, str(e.kind), str(e.carrier), e.text))), problems

    def _guess_reader(self, source: SourceText) -> Reader:
        """Return the reader of a source whose suffix nobody claims. Raises `SourceError` where one broke over it."""
        reader, problems = self._registry.sniff(source)
        if problems:
            raise SourceError(problems)
        return reader or self._registry.readers[guess_format(source.name, source.text)]

    def _blame(self, part: str, source: str, error: Exception) -> Problem:
        return self._registry.blame(part, source, error, debug=self._settings.debug)


def _find_contents(staged: Sequence[str]) -> Contents:
    if not staged:
        return Files()
    from compliance.staging import StagedFiles  # noqa: PLC0415

    return StagedFiles(staged)


def _rename_fields(article: Article, words: Mapping[str, str]) -> Article:
    """Return an article whose front matter has the keys that extractors know instead of the site's own."""
    if not words:
        return article
    from compliance.front_matter_words import rename_fields  # noqa: PLC0415 - only where the configuration has some

    return replace(article, fields=tuple(rename_fields(article.fields, words)))


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


def _read_bytes(path: str, name: str, contents: Contents, stdin: BinaryIO | None) -> bytes:
    try:
        if stdin is not None:
            data = stdin.read(decoding.MAX_SIZE + 1)
            decoding.check_size(name, len(data))
            return data
        decoding.check_size(name, contents.measure(path))
        with contents.open(path) as stream:
            return stream.read()
    except OSError as error:
        reason = error.strerror or str(error)
        raise SourceError(
            Problem(name, 0, 0, f"cannot be read: {reason}", "check that it is a readable file")
        ) from error
