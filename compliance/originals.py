"""Finds the original that the user or the configuration names for an article, and reads it as articles are read."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from compliance.errors import Problem, SourceError
from compliance.examination import Examiner
from compliance.model.article import Article
from compliance.model.evidence import Evidence
from compliance.model.seen import Version, Versions
from compliance.model.settings import Settings
from compliance.overrides import Overrides


class Originals:
    """Reads originals with the examiner that reads the articles too; keeps the last one, for its other copies."""

    def __init__(self, settings: Settings, examiner: Examiner) -> None:
        self._settings = settings
        self._overrides = Overrides(settings)
        self._examiner = examiner
        self._path = ""
        self._last: Version | None = None

    def find(self, article: Article, evidence: tuple[Evidence, ...]) -> Versions | None:
        """Return an article beside its original, None where none is named. Raises `SourceError`."""
        path = self.find_path(article.name)
        if not path:
            return None
        if _is_same(path, article.name):
            remedy = "name the file that the publisher's own text is in"
            raise SourceError(Problem(article.name, 0, 0, "is given as its own original", remedy))
        if self._last is None or path != self._path:
            self._last, self._path = self._read(path, article.name), path
        return Versions(Version(article, evidence), self._last)

    def holds(self, path: str, data: bytes) -> bool:
        """Whether an original is the one that was read last, with this content."""
        return self._last is not None and path == self._path and self._last.article.source.data == data

    def find_path(self, name: str) -> str:
        """Return where the original of an article is: as the settings say, or the last path rule that names one."""
        return self._settings.original or self._overrides.find_original(name)

    def _read(self, path: str, copy: str) -> Version:
        try:
            article = self._examiner.read_single(path)
        except SourceError as error:
            problems = [replace(p, message=f"as the original of {copy}: {p.message}") for p in error.problems]
            raise SourceError(problems) from error
        evidence, problems = self._examiner.extract(article)
        if broken := problems[len(article.problems) :]:
            raise SourceError(broken)
        return Version(article, evidence)


def _is_same(path: str, other: str) -> bool:
    try:
        return Path(path).samefile(other)
    except OSError:
        return path == other
