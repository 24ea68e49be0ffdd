"""The hooks that plugins implement; built-in features come in through them too.

Every hook returns things and changes none of its arguments. Order never matters: what comes back is sorted by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Protocol

import pluggy
from msgspec import Struct

from compliance.model.article import Article
from compliance.model.evidence import Evidence
from compliance.model.result import Judgement, Report
from compliance.model.scan import Scan
from compliance.model.seen import Seen
from compliance.model.source import SourceText

hookspec = pluggy.HookspecMarker("compliance")
hookimpl = pluggy.HookimplMarker("compliance")


class ReadArticle(Protocol):
    """Turn a decoded source into an article; raises `compliance.errors.SourceError` where it cannot."""

    def __call__(self, source: SourceText) -> Article:
        """Read one source."""
        ...


class Reader(Struct, frozen=True):
    """A format that articles come in: its name, the suffixes (lower case, with dot) that mean it, and its reader."""

    name: str
    suffixes: tuple[str, ...]
    read: ReadArticle


class Extractor(Struct, frozen=True):
    """A function that finds evidence of one kind; the scan holds the phrases of the lexicon that occur."""

    name: str
    extract: Callable[[Article, Scan], Iterable[Evidence]]


class KindExample(Struct, frozen=True):
    """A use of a kind of check: what it asks, its parameters, an article that passes and one that does not.

    ``outcome`` is what the latter gets: fail or review. ``context`` and ``original`` hold for both articles.
    """

    asks: str
    params: Mapping[str, object]
    passes: str
    fails: str
    outcome: str = "fail"
    format: str = "markdown"
    context: Mapping[str, str] = {}
    original: str = ""


class Check(Struct, frozen=True):
    """The code behind a rule's ``check.kind``: judges what was seen, never looks for text.

    ``schema`` is the JSON Schema (draft 2020-12) of its parameters. The rest is shown to the authors of rules: what the
    kind asks, in one sentence; what it costs to run; and examples.
    """

    kind: str
    judge: Callable[[Mapping[str, object], Seen], Judgement]
    schema: Mapping[str, object]
    about: str = ""
    cost: str = ""
    examples: tuple[KindExample, ...] = ()


class Layout(Struct, frozen=True):
    """How a report is to be laid out: columns of the terminal, whether passes are shown too, and reasons."""

    width: int = 120
    verbose: bool = False
    explain: bool = False


class Reporter(Struct, frozen=True):
    """An output format: its name, and what turns a report into text, whole or in pieces, that ends with a line end."""

    name: str
    render: Callable[[Report, Layout], str | Iterable[str]]


@hookspec
def register_readers() -> Iterable[Reader]:
    """Return readers for further formats."""
    return ()


@hookspec
def register_extractors() -> Iterable[Extractor]:
    """Return extractors for further evidence."""
    return ()


@hookspec
def register_checks() -> Iterable[Check]:
    """Return further kinds of checks."""
    return ()


@hookspec
def register_reporters() -> Iterable[Reporter]:
    """Return further output formats."""
    return ()


@hookspec
def register_packs() -> Iterable[Path]:
    """Return folders with a ``pack.yaml``, rules and policies."""
    return ()
