"""The built-in plugin: registers every reader, extractor, check, reporter and pack that comes with the program."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from compliance.checks import CHECKS
from compliance.extractors import EXTRACTORS
from compliance.extractors.kinds import EVIDENCE_KINDS
from compliance.hookspecs import Check, EvidenceKind, Extractor, Reader, Reporter, hookimpl
from compliance.readers import READERS
from compliance.reporters import REPORTERS


@hookimpl
def register_readers() -> Iterable[Reader]:
    """Return the readers of Markdown, HTML and plain text."""
    return READERS


@hookimpl
def register_extractors() -> Iterable[Extractor]:
    """Return an extractor for each built-in kind of evidence."""
    return EXTRACTORS


@hookimpl
def register_evidence_kinds() -> Iterable[EvidenceKind]:
    """Return the built-in kinds of evidence."""
    return EVIDENCE_KINDS


@hookimpl
def register_checks() -> Iterable[Check]:
    """Return the check kinds that the core pack uses."""
    return CHECKS


@hookimpl
def register_reporters() -> Iterable[Reporter]:
    """Return the built-in output formats."""
    return REPORTERS


@hookimpl
def register_packs() -> Iterable[Path]:
    """Return the core pack: in an installed copy inside the package, in a checkout beside it."""
    installed = Path(__file__).parent / "_rules"
    return (installed if installed.is_dir() else Path(__file__).parents[1] / "rules",)
