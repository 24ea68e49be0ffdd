"""The report on one article as bytes, and back; knows no files and no keys.

Obligations are the same on many articles, but for the origins that they speak of: each stands in its entry in its
encoded form and without origins, so that a run decodes every one of them once.
"""

from __future__ import annotations

import msgspec
from msgspec import Raw, Struct
from msgspec.structs import replace

from compliance.model.origin import Origin
from compliance.model.result import (
    ArticleReport,
    Obligation,
    Outcome,
    PlacedFinding,
    Result,
    Suppression,
)

FORMAT = 1
"""Raised whenever the layout of an entry changes; what the classes of the model are is in the program's own stamp."""

BROKEN = (msgspec.DecodeError, msgspec.ValidationError, ValueError, TypeError, IndexError, RecursionError)
"""What decoding may raise of bytes that `Entries.encode` did not make."""

_MOST = 20_000
"""Obligations that are held at once; a run sees some hundreds."""


class KeptResult(Struct, frozen=True, array_like=True):
    """A result with its obligation apart; ``about`` are the places of its origins in the entry."""

    obligation: Raw
    about: tuple[int, ...]
    outcome: Outcome
    message: str
    remedy: str
    findings: tuple[PlacedFinding, ...]
    unknown: tuple[str, ...]
    fingerprint: str
    suppression: Suppression | None


class Entry(Struct, frozen=True, array_like=True):
    """A report without its results, these, and origins that obligations speak of though the report does not."""

    report: ArticleReport
    others: tuple[Origin, ...]
    results: tuple[KeptResult, ...]


class Entries:
    """Encodes and decodes; holds the obligations that were decoded before."""

    def __init__(self) -> None:
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(Entry).decode
        self._decode_obligation = msgspec.msgpack.Decoder(Obligation).decode
        self._obligations: dict[bytes, Obligation] = {}

    def encode(self, report: ArticleReport) -> bytes:
        """Return a report as bytes. Raises `TypeError` where parameters hold what no file of rules can say."""
        origins = list(report.origins)
        results = tuple(self._take_apart(result, origins) for result in report.results)
        others = tuple(origins[len(report.origins) :])
        return self._encode(Entry(replace(report, results=()), others, results))

    def decode(self, content: bytes) -> ArticleReport:
        """Return the report of an entry. Raises one of `BROKEN`."""
        entry = self._decode(content)
        origins = (*entry.report.origins, *entry.others)
        return replace(entry.report, results=tuple(self._put_together(kept, origins) for kept in entry.results))

    def _take_apart(self, result: Result, origins: list[Origin]) -> KeptResult:
        """Return a result with the places of its origins among those of the report; what is not there is added."""
        obligation = result.obligation
        origins.extend(origin for origin in obligation.origins if origin not in origins)
        about = tuple(map(origins.index, obligation.origins))
        return KeptResult(
            Raw(self._encode(replace(obligation, origins=()) if about else obligation)),
            about,
            result.outcome,
            result.message,
            result.remedy,
            result.findings,
            result.unknown,
            result.fingerprint,
            result.suppression,
        )

    def _put_together(self, kept: KeptResult, origins: tuple[Origin, ...]) -> Result:
        obligation = self._find_obligation(bytes(kept.obligation))
        if kept.about:
            obligation = replace(obligation, origins=tuple(origins[place] for place in kept.about))
        return Result(
            obligation,
            kept.outcome,
            kept.message,
            kept.remedy,
            kept.findings,
            kept.unknown,
            kept.fingerprint,
            kept.suppression,
        )

    def _find_obligation(self, content: bytes) -> Obligation:
        found = self._obligations.get(content)
        if found is None:
            if len(self._obligations) >= _MOST:
                self._obligations.clear()
            found = self._obligations[content] = self._decode_obligation(content)
        return found
