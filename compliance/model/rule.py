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


OFF, SEVERITY = "off", "severity"
"""What a pack can change of a rule besides its parameters."""


class Change(Struct, frozen=True, array_like=True):
    """What another pack changed of a rule, and why.

    ``key`` is `OFF`, `SEVERITY` or ``with.`` and the name of a parameter. Values are plain JSON values, None where
    nothing was there.
    """

    pack: str
    key: str
    before: object
    after: object
    reason: str
    path: str = ""
    line: int = 0

    def __str__(self) -> str:
        """Return what was changed, in words."""
        if self.key == OFF:
            return "switched off"
        before = "unset" if self.before is None else _show(self.before)
        return f"{self.key.removeprefix('with.')}: {before} → {_show(self.after)}"


def _show(value: object) -> str:
    """Return a value as it stands in a file.

    >>> _show(["print", 2, True, {"parts": ["use"]}])
    '[print, 2, true, {parts: [use]}]'
    """
    match value:
        case bool():
            return str(value).lower()
        case dict():
            return f"{{{', '.join(f'{key}: {_show(item)}' for key, item in value.items())}}}"
        case list() | tuple():
            return f"[{', '.join(map(_show, value))}]"
    return str(value)


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
    changes: tuple[Change, ...] = ()
    """What other packs changed of it: severity and check are as they have them."""

    @property
    def off(self) -> Change | None:
        """Who switched the rule off."""
        return next((change for change in self.changes if change.key == OFF), None)

    @property
    def set_severity(self) -> Severity | None:
        """The severity that another pack gave the rule, if any."""
        return self.severity if any(change.key == SEVERITY for change in self.changes) else None

    @property
    def own_params(self) -> Mapping[str, object]:
        """The parameters of the check as the rule's own file has them: its examples are about these."""
        params = dict(self.check.params)
        for change in self.changes:
            if change.key.startswith("with."):
                params[change.key.removeprefix("with.")] = change.before
        return {key: value for key, value in params.items() if value is not None}
