"""Everything that plugins bring, by name, and who brings it; says what broke where something did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from compliance.errors import Fault, Problem, describe_failure
from compliance.hookspecs import (
    Check,
    Collection,
    Command,
    EvidenceKind,
    Extractor,
    LastLook,
    OriginResolver,
    Reader,
    Reporter,
)
from compliance.installed import find_metadata, read_distribution
from compliance.plugins.installed_packs import InstalledPack

if TYPE_CHECKING:
    from compliance.model.source import SourceText
    from compliance.plugins.guarding import Guard

BUILTIN = "builtin"


class Plugin(Struct, frozen=True):
    """A plugin: its name, where it was found, the file it is in, and the folder of its distribution's metadata."""

    name: str
    found: str = "built in"
    """``built in``, ``entry point`` or ``module``: one that the command line or the configuration names."""
    file: str = ""
    metadata: str = ""
    is_repeatable: bool = False
    """Whether it says (``COMPLIANCE_REPEATABLE = True``) that the same article gets the same results again."""

    @property
    def distribution(self) -> tuple[str, str]:
        """Name and version of the distribution that installed it; empty where none did."""
        metadata = self.metadata or (find_metadata(self.file) if self.file else "")
        return read_distribution(metadata) if metadata else ("", "")

    def __str__(self) -> str:
        installed = " ".join(filter(None, self.distribution))
        return f"plugin {self.name!r} ({installed})" if installed else f"plugin {self.name!r}"


class Registry(Struct, frozen=True):
    """Everything that plugins bring, by name; ``owners`` says by which plugin ("extractor:byline" → "builtin")."""

    readers: Mapping[str, Reader]
    extractors: Mapping[str, Extractor]
    checks: Mapping[str, Check]
    reporters: Mapping[str, Reporter]
    packs: tuple[Path, ...]
    owners: Mapping[str, str] = field(default_factory=dict)
    collections: Mapping[str, Collection] = field(default_factory=dict)
    evidence_kinds: Mapping[str, EvidenceKind] = field(default_factory=dict)
    origin_resolvers: Mapping[str, OriginResolver] = field(default_factory=dict)
    commands: Mapping[str, Command] = field(default_factory=dict)
    last_looks: Mapping[str, LastLook] = field(default_factory=dict)
    plugins: Mapping[str, Plugin] = field(default_factory=dict)
    installed_packs: tuple[InstalledPack, ...] = ()
    """Those of ``packs`` that distributions without code bring."""
    problems: Sequence[Problem] = ()
    """What is wrong with plugins, or with parts of them, that are left out for it."""
    guard: Guard | None = None
    """Who watches over the parts that plugins bring; None where there are only built-in ones."""

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of evidence that rules may ask for: those that are registered, and the extractors' names."""
        return frozenset({*self.evidence_kinds, *self.extractors})

    def reader_for(self, suffix: str) -> Reader | None:
        """Return the reader of a file suffix (with dot, any case)."""
        suffix = suffix.lower()
        return next((reader for reader in self.readers.values() if suffix in reader.suffixes), None)

    def sniff(self, source: SourceText) -> tuple[Reader | None, list[Problem]]:
        """Return the reader that says that a source is its, or takes its media type; and which of them broke."""
        problems: list[Problem] = []
        for name, reader in self.readers.items():
            try:
                if reader.sniff is not None and reader.sniff(source):
                    return reader, problems
            except Exception as error:
                problems.append(self.blame(f"reader:{name}", source.name, error))
        typed = [reader for reader in self.readers.values() if reader.media_types]
        if not typed:
            return None, problems
        from mimetypes import guess_type  # noqa: PLC0415 - reads files of the system

        media_type = guess_type(source.name)[0]
        return next((reader for reader in typed if media_type in reader.media_types), None), problems

    def blame(self, part: str, source: str, error: Exception, *, rule: str = "", debug: bool = False) -> Problem:
        """Return the problem that a part (``reader:html``) raised an exception; in debug mode let it through."""
        if debug:
            raise error
        kind, _, name = part.partition(":")
        owner = self.owners.get(part, "?")
        prefix = f"rule {rule!r}: " if rule else ""
        plugin = self.plugins.get(owner, Plugin(owner))
        message = f"{prefix}{kind} {name!r} of {plugin} {describe_failure(error)}"
        if owner == BUILTIN:
            return Problem(source, 0, 0, message, "report it")
        remedy = error.remedy if isinstance(error, Fault) else ""
        return Problem(source, 0, 0, message, f"{remedy or 'report it to its author'}, or use --no-plugin {owner}")

    def take_faults(self) -> list[Problem]:
        """Return, once, what parts of plugins did beside what they were called for, such as printing."""
        noted = self.guard.take() if self.guard else ()
        return [self.blame(part, source, fault) for part, source, fault in noted]
