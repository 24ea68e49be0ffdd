"""The hooks that plugins implement; built-in features come in through them too.

Every hook returns things and changes none of its arguments. Order never matters: what comes back is sorted by name.

Hooks grow without breaking the plugins that are there: a hook may get arguments, which a plugin need not take, and
what it returns may get fields, always behind the others and with defaults; none is taken away or gets another meaning
unless `HOOKS_VERSION` rises. A plugin may say with ``COMPLIANCE_HOOKS = 1`` which version it is made for; one that is
made for a newer version than there is here is refused.

With ``COMPLIANCE_REPEATABLE = True`` a plugin says that what its readers, extractors, checks and origin resolvers
return depends on nothing but the article, what they are given with it, and the files of the plugin: not on the network,
the time, other files or chance. Results of runs with it may then be kept, as those of built-in parts are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

import pluggy
from msgspec import Struct

from compliance.errors import Problem
from compliance.model.article import Article
from compliance.model.evidence import Evidence
from compliance.model.origin import Origin
from compliance.model.result import Judgement, Remark, Report
from compliance.model.scan import Scan
from compliance.model.seen import Seen
from compliance.model.source import SourceText

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

HOOKS_VERSION = 1
"""Rises when a plugin that ran before may run no more."""

REPEATABLE = "COMPLIANCE_REPEATABLE"
"""The attribute by which a plugin says that it gives the same results again."""

hookspec = pluggy.HookspecMarker("compliance")
hookimpl = pluggy.HookimplMarker("compliance")


class ReadArticle(Protocol):
    """Turn a decoded source into an article; raises `compliance.errors.SourceError` where it cannot."""

    def __call__(self, source: SourceText) -> Article:
        """Read one source."""
        ...


class Reader(Struct, frozen=True):
    """A format that articles come in: its name, the suffixes (lower case, with dot) that mean it, and its reader.

    Where nobody claims a source's suffix, and for standard input, the readers that have a ``sniff`` are asked whether
    it is theirs, in the order of their names; then the media type counts that the system gives the suffix
    (``text/x-wiki``); the built-in guess comes last.
    """

    name: str
    suffixes: tuple[str, ...]
    read: ReadArticle
    media_types: tuple[str, ...] = ()
    """Lower case, without parameters."""
    sniff: Callable[[SourceText], bool] | None = None


class Collection(Struct, frozen=True):
    """A format of files that hold many articles each, and are read as a stream.

    ``recognise`` gets the first 64 KiB of a file whose suffix is one of ``suffixes``, or that nobody claims. ``read``
    gets the file's name and the file, open at its start, and yields articles one by one, holding none; what cannot be
    read is a `Problem`, and what follows one may still be articles. An article is called by the file and what tells it
    from the others there (``export.xml#123``); where its source is a piece of the file as it stands,
    `SourceText.first_line` and ``first_column`` let every place lead back to the file's own lines.
    """

    name: str
    suffixes: tuple[str, ...]
    recognise: Callable[[bytes], bool]
    read: Callable[[str, BinaryIO], Iterator[Article | Problem]]


class Extractor(Struct, frozen=True):
    """A function that finds evidence; the scan holds the phrases of the lexicon that occur.

    Its name is a kind of evidence too, which rules and policies may ask for; see `register_evidence_kinds` for more.
    """

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


class EvidenceKind(Struct, frozen=True):
    """A kind of evidence that rules may name (``evidence: NAME``, ``seen: NAME``), whichever extractors find it.

    ``value`` is the class of what evidence of the kind holds; None leaves it open.
    """

    name: str
    title: str
    value: type[object] | None = None


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


class OriginResolver(Struct, frozen=True):
    """A function that knows further origins of an article, of which its evidence does not tell by itself.

    An origin's ``trust`` says what it is known by, in one of the words of `compliance.terms.origins.TRUST`, and it is
    believed as much as others of that word. Its ``policy`` may be left empty: it is found by name and address.
    """

    name: str
    resolve: Callable[[Article, Sequence[Evidence]], Iterable[Origin]]


class Layout(Struct, frozen=True):
    """How a report is to be laid out: columns of the terminal, whether passes are shown too, and reasons."""

    width: int = 120
    verbose: bool = False
    explain: bool = False
    colour: bool = False
    """Whether escape sequences for colours are understood."""
    hyperlinks: bool = False
    """Whether escape sequences for hyperlinks (OSC 8) are understood."""
    group_by: str = ""
    """``article``, ``rule``, ``publisher`` or ``authority``; empty: in no groups."""
    severity: str = ""
    """The least severity of results that are shown; empty: all are."""
    quiet: int = 0
    """1: what fails is shown alone; 2: only what could not be checked."""
    statistics: bool = False
    """Whether results are counted by outcome, rule, authority and publisher."""


class Reporter(Struct, frozen=True):
    """An output format: its name, and what turns a report into text, whole or in pieces, that ends with a line end."""

    name: str
    render: Callable[[Report, Layout], str | Iterable[str]]


class Command(Struct, frozen=True):
    """A command of its own, ``compliance NAME``: a line about it, its options, and what it does; returns an exit code.

    ``add_options`` gets a parser that has ``--config``, ``--plugin``, ``--no-plugin`` and ``--debug`` already; ``run``
    prints what it has to say, and returns the exit code.
    """

    name: str
    about: str
    add_options: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]


class LastLook(Struct, frozen=True):
    """A function that sees the whole report when everything is judged, and changes nothing in it.

    A `Problem` that it returns says that something could not be checked, as ever, and ends the run with 2. A `Remark`
    is shown with the report, and changes neither verdicts nor the exit code.
    """

    name: str
    look: Callable[[Report], Iterable[Problem | Remark]]


@hookspec
def register_readers() -> Iterable[Reader]:
    """Return readers for further formats.

    >>> @hookimpl
    ... def register_readers():
    ...     return [Reader("wiki", (".wiki",), read_wiki, sniff=lambda source: source.text.startswith("= "))]
    """
    return ()


@hookspec
def register_collections() -> Iterable[Collection]:
    """Return formats of files that hold many articles.

    >>> @hookimpl
    ... def register_collections():
    ...     return [Collection("mbox", (".mbox",), lambda head: head.startswith(b"From "), read_mails)]
    """
    return ()


@hookspec
def register_extractors() -> Iterable[Extractor]:
    """Return extractors for further evidence.

    >>> @hookimpl
    ... def register_extractors():
    ...     return [Extractor("correction", find_corrections)]
    """
    return ()


@hookspec
def register_evidence_kinds() -> Iterable[EvidenceKind]:
    """Return kinds of evidence that rules may ask for, with the class of their values.

    >>> @hookimpl
    ... def register_evidence_kinds():
    ...     return [EvidenceKind("correction", "a note that something was corrected", CorrectionNote)]
    """
    return ()


@hookspec
def register_checks() -> Iterable[Check]:
    """Return further kinds of checks.

    >>> @hookimpl
    ... def register_checks():
    ...     return [Check("corrections-dated", judge, {"type": "object", "additionalProperties": False})]
    """
    return ()


@hookspec
def register_origin_resolvers() -> Iterable[OriginResolver]:
    """Return what knows further origins of an article.

    >>> @hookimpl
    ... def register_origin_resolvers():
    ...     return [OriginResolver("newsdesk", lambda article, evidence: [Origin("River Herald", trust="metadata")])]
    """
    return ()


@hookspec
def register_reporters() -> Iterable[Reporter]:
    r"""Return further output formats.

    >>> @hookimpl
    ... def register_reporters():
    ...     return [Reporter("count", lambda report, layout: f"{report.summary.articles}\n")]
    """
    return ()


@hookspec
def register_packs() -> Iterable[Path]:
    """Return folders with a ``pack.yaml``, rules and policies.

    >>> @hookimpl
    ... def register_packs():
    ...     return [Path(__file__).parent / "pack"]
    """
    return ()


@hookspec
def register_commands() -> Iterable[Command]:
    """Return further commands; a built-in command's name is taken.

    >>> @hookimpl
    ... def register_commands():
    ...     return [Command("syndicate", "tell who may have what", add_options, run)]
    """
    return ()


@hookspec
def register_last_looks() -> Iterable[LastLook]:
    """Return what looks at the whole report at the end.

    >>> @hookimpl
    ... def register_last_looks():
    ...     return [LastLook("press-day", lambda report: [Remark(f"{report.summary.articles} articles for Friday")])]
    """
    return ()
