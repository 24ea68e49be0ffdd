"""Waivers of the file and of articles, seen alike: what each covers of a result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase

from msgspec import Struct

from compliance.exceptions.days import is_over
from compliance.model.directive import Directive
from compliance.model.result import PlacedFinding, Result, Suppression, SuppressionKind
from compliance.model.waiver import Waiver


class Exemption(Struct, frozen=True):
    """A waiver that speaks of the article at hand. ``number`` tells the waivers of the file, and directives, apart."""

    number: int
    rules: tuple[str, ...]
    suppression: Suppression
    is_over: bool
    fingerprint: str = ""
    first_line: int = 0
    last_line: int = 0

    @property
    def is_directive(self) -> bool:
        """Whether it stands in the article itself."""
        return self.suppression.kind is SuppressionKind.DIRECTIVE

    @property
    def note(self) -> str:
        """What is said of it once it is over."""
        return describe_end(self.suppression.owner, self.suppression.expires)

    def speaks_of(self, result: Result) -> bool:
        """Whether it waives the rule of a result."""
        return any(fnmatchcase(result.obligation.rule, rule) for rule in self.rules)

    def covers(self, item: Result | PlacedFinding) -> bool:
        """Whether it speaks of a result of its rule as a whole, or of one finding of such a result."""
        if self.fingerprint:
            return item.fingerprint == self.fingerprint
        if not self.first_line:
            return isinstance(item, Result)
        return (
            isinstance(item, PlacedFinding)
            and item.place is not None
            and self.first_line <= item.place.line <= self.last_line
        )


def describe_end(owner: str, expires: str) -> str:
    """Return the words on a waiver that is over.

    >>> describe_end("Ann", "2026-10-31"), describe_end("", "2026-10-31")
    ('the waiver of Ann ended on 2026-10-31', 'its waiver ended on 2026-10-31')
    """
    return f"the waiver of {owner} ended on {expires}" if owner else f"its waiver ended on {expires}"


def exempt_by_waivers(waivers: Iterable[tuple[int, Waiver]], today: str) -> Iterator[Exemption]:
    """Yield the exemptions of numbered waivers."""
    for number, waiver in waivers:
        words = (waiver.reason, waiver.owner, waiver.expires, waiver.ticket, waiver.place)
        suppression = Suppression(SuppressionKind.WAIVER, *words)
        yield Exemption(number, waiver.rules, suppression, is_over(waiver.expires, today), waiver.fingerprint)


def exempt_by_directives(directives: Iterable[tuple[int, Directive]], source: str, today: str) -> Iterator[Exemption]:
    """Yield the exemptions of numbered directives of an article."""
    for number, directive in directives:
        place = f"{source}:{directive.line}"
        words = (directive.reason, directive.owner, directive.expires, directive.ticket, place)
        yield Exemption(
            number,
            directive.rules,
            Suppression(SuppressionKind.DIRECTIVE, *words),
            is_over(directive.expires, today),
            first_line=directive.first_line,
            last_line=directive.last_line,
        )
