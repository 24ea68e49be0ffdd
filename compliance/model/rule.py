"""A rule: one reusable requirement with its reasons; which check tests it, and with which parameters."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field


class Severity(StrEnum):
    """How bad a failure is; SARIF 2.1.0 calls it *level*."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for a note, 2 for an error."""
        return ("note", "warning", "error").index(self.value)


class CheckSpec(Struct, frozen=True, array_like=True):
    """The kind of check a rule names, and its parameters as plain JSON values."""

    kind: str
    params: Mapping[str, object] = field(default_factory=dict)


class Example(Struct, frozen=True, array_like=True):
    """An article that passes or fails a rule.

    ``outcome`` is what is due; ``at`` are the 1-based lines of the findings that have a place, ``findings`` is how
    many there are in all.
    """

    title: str
    article: str
    outcome: str
    at: tuple[int, ...] = ()
    findings: int = 0
    format: str = "markdown"
    context: Mapping[str, str] = field(default_factory=dict)
    params: Mapping[str, object] = field(default_factory=dict)
    original: str = ""
    """What the article is a copy of, where the rule compares them; in the same format."""


class Rule(Struct, frozen=True, array_like=True):
    """One requirement. ``message`` says what is missing when it fails, ``remedy`` what to do about it."""

    id: str
    title: str
    severity: Severity
    since: str
    rationale: str
    remedy: str
    message: str
    check: CheckSpec
    references: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    path: str = ""
    """The file it comes from."""
    pack: str = ""
    """Name of the pack that it comes from."""
