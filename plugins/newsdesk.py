"""Example plugin with the hooks that others seldom need: wire copy of an invented news desk, by its header lines.

A story begins with lines such as ``HEADLINE: The tide that stayed``, ``BYLINE: Ann Author``, ``SOURCE: River Herald``,
``SLUG: city/tide`` and ``DATE: 2024-05-03``, and its text follows an empty line. The plugin brings a reader for it,
which knows such a story on standard input too; the slug as a kind of evidence, for house rules to ask for; the source
as an origin; a remark on how much of a run comes from one outlet; and the command ``compliance origins PATH…``.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from compliance.api import Session
from compliance.cli.arguments import make_settings
from compliance.hookspecs import Command, EvidenceKind, Extractor, LastLook, OriginResolver, Reader, hookimpl
from compliance.model.article import Article, Carrier, Field
from compliance.model.evidence import Evidence
from compliance.model.origin import Origin
from compliance.model.result import Remark, Report
from compliance.model.scan import Scan
from compliance.model.source import SourceText
from compliance.readers import READERS

COMPLIANCE_HOOKS = 1

KIND = "desk-slug"
SOURCE = "newsdesk.source"
SLUG = "newsdesk.slug"
_FIELDS = {"HEADLINE": "title", "BYLINE": "author", "DATE": "date", "SOURCE": SOURCE, "SLUG": SLUG}
"""What the header lines are called in front matter, where the built-in extractors look for them."""
_PLAIN_TEXT = next(reader for reader in READERS if reader.name == "text")


class DeskSlug(Struct, frozen=True):
    """The short name by which a desk knows a story."""

    desk: str
    story: str


def is_wire_copy(source: SourceText) -> bool:
    """Whether a source begins with a header line."""
    return source.text.startswith("HEADLINE:")


def read(source: SourceText) -> Article:
    """Read the text as plain text, and the header lines as fields."""
    article = _PLAIN_TEXT.read(source)
    head, _, _ = source.text.partition("\n\n")
    behind = source.to_source(len(head.encode()))
    article.format = "wire"
    article.blocks = [block for block in article.blocks if article.span(block.start, block.end).start >= behind]
    article.fields = [*article.fields, *_read_fields(source, head)]
    return article


def _read_fields(source: SourceText, head: str) -> Iterator[Field]:
    position = 0
    for line in head.splitlines(keepends=True):
        name, colon, value = line.partition(":")
        if colon and name in _FIELDS and value.strip():
            start = position + len(line[: line.index(value.strip(), len(name))].encode())
            span = source.span(start, start + len(value.strip().encode()))
            yield Field(_FIELDS[name], value.strip(), Carrier.FRONT_MATTER, span)
        position += len(line.encode())


def find_slugs(article: Article, scan: Scan) -> Iterator[Evidence]:
    """Yield the slug of a story; one without a desk is none."""
    for field in article.fields:
        desk, slash, story = field.value.partition("/")
        if field.name == SLUG and slash and desk and story:
            yield Evidence(KIND, DeskSlug(desk, story), field.value, field.span, carrier=field.carrier)


def resolve_source(article: Article, evidence: Sequence[Evidence]) -> Iterator[Origin]:
    """Yield the outlet that the header names."""
    for field in article.fields:
        if field.name == SOURCE:
            yield Origin(field.value, trust="metadata", span=field.span)


def look_at_mix(report: Report) -> Iterator[Remark]:
    """Yield a remark where more than half of several articles come from one outlet."""
    counts = Counter(article.origins[0].name for article in report.articles if article.origins)
    for name, count in counts.most_common(1):
        if count > 1 and 2 * count > len(report.articles):
            yield Remark(f"{count} of {len(report.articles)} articles come from {name}")


def add_options(parser: ArgumentParser) -> None:
    """Add what ``compliance origins`` takes."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="articles or folders")


def list_origins(options: Namespace) -> int:
    """Print how many of the articles come from whom; what cannot be checked ends in 2."""
    report = Session(make_settings(options)).check(options.paths)
    names = (article.origins[0].name if article.origins else "nobody named" for article in report.articles)
    for name, count in sorted(Counter(names).items()):
        sys.stdout.write(f"{count:>5}  {name}\n")
    for problem in report.errors:
        sys.stderr.write(f"compliance: {problem}\n")
    return 2 if report.errors else 0


@hookimpl
def register_readers() -> Iterable[Reader]:
    """Bring the format, by its suffix, its media type and its first line."""
    return [Reader("wire", (".wire",), read, ("text/x-wire",), is_wire_copy)]


@hookimpl
def register_extractors() -> Iterable[Extractor]:
    """Bring the extractor of slugs."""
    return [Extractor("newsdesk", find_slugs)]


@hookimpl
def register_evidence_kinds() -> Iterable[EvidenceKind]:
    """Bring the kind of evidence, which is not called as its extractor is."""
    return [EvidenceKind(KIND, "the short name by which a desk knows the story", DeskSlug)]


@hookimpl
def register_origin_resolvers() -> Iterable[OriginResolver]:
    """Bring the source of the header as an origin."""
    return [OriginResolver("newsdesk", resolve_source)]


@hookimpl
def register_last_looks() -> Iterable[LastLook]:
    """Bring the remark on the mix of a run."""
    return [LastLook("newsdesk", look_at_mix)]


@hookimpl
def register_commands() -> Iterable[Command]:
    """Bring ``compliance origins``."""
    return [Command("origins", "count where articles come from", add_options, list_origins)]
