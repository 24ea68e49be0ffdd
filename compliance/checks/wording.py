"""Wordings that a rule or policy gives as patterns, with slots for what is known of the article; and where they occur.

A pattern is RE2 syntax, written as in the lexicon: case does not matter, a space is any white space, straight quotes
are typographic ones too. The slots ``{author}``, ``{publisher}``, ``{title}``, ``{date}`` and ``{url}`` stand for what
is known of the origin and of the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from compliance.checks.naming import names_of
from compliance.checks.params import Schema
from compliance.checks.passages import Passage
from compliance.checks.publication import find_origin_dates
from compliance.model.article import Article
from compliance.model.evidence import Byline, Kind, OriginStatement, Title
from compliance.model.scan import Phrase
from compliance.model.seen import Seen
from compliance.model.source import Span
from compliance.patterns import compile_late
from compliance.scanning import Pattern, compile_phrase

_PATTERN: Schema = {"type": "string", "minLength": 1, "format": "re2"}
PATTERNS: Schema = {"anyOf": [_PATTERN, {"type": "array", "items": _PATTERN, "minItems": 1}]}
_SLOT = compile_late(r"\{(author|publisher|title|date|url)\}")
_OPEN = r"[^\n]{1,120}?"
"""Stands for what is not known: then a person has to say whether what stands there is right."""


class Hit(Struct, frozen=True):
    """Where a wording occurs: its words and span, and the slots in it that nobody can fill."""

    text: str
    span: Span
    unknown: tuple[str, ...] = ()


class Matcher(Struct, frozen=True):
    """Patterns with their slots filled, each with the slots that nobody can fill; without patterns it is false."""

    patterns: tuple[tuple[Pattern, tuple[str, ...]], ...]

    def __bool__(self) -> bool:
        return bool(self.patterns)

    def matches(self, text: str) -> bool:
        """Whether a text holds one of the patterns, with every slot filled by what is known."""
        data = text.replace("\n", " ").encode()
        return any(True for pattern, unknown in self.patterns if not unknown for _ in pattern.finditer(data))

    def find(self, passages: Iterable[Passage], article: Article) -> Iterator[Hit]:
        """Yield each occurrence in the order of the text, those of a pattern inside another's left out."""
        for passage in passages:
            data, last = passage.text.replace("\n", " ").encode(), -1
            found = [
                (m.start(), m.end(), unknown) for pattern, unknown in self.patterns for m in pattern.finditer(data)
            ]
            for start, end, unknown in sorted(found, key=lambda hit: (hit[0], len(hit[2]), -hit[1])):
                if start >= last and end > start:
                    span = article.span(passage.start + start, passage.start + end)
                    yield Hit(data[start:end].decode(errors="replace"), span, unknown)
                    last = end


class Wording(Struct, frozen=True):
    """Patterns of which any will do."""

    patterns: tuple[str, ...]

    def fill(self, seen: Seen) -> Matcher:
        """Return the patterns with what is known in their slots."""
        known: dict[str, tuple[str, ...]] = {}
        result = []
        for pattern in self.patterns:
            slots = tuple(dict.fromkeys(_SLOT.findall(pattern)))
            known.update({slot: _fill(slot, seen) for slot in slots if slot not in known})
            filled = _SLOT.sub(lambda match: _alternate(known[match[1]]), pattern)
            result.append((compile_wording(filled), tuple(slot for slot in slots if not known[slot])))
        return Matcher(tuple(result))


@lru_cache(maxsize=256)
def compile_wording(pattern: str) -> Pattern:
    """Compile a pattern without slots; raises `compliance.errors.PackError` where RE2 cannot."""
    return compile_phrase(Phrase("", "", pattern))


def _alternate(values: Sequence[str]) -> str:
    return f"(?:{'|'.join(values)})" if values else _OPEN


def _fill(slot: str, seen: Seen) -> tuple[str, ...]:
    """Return the patterns of what a slot can stand for; none where that is not known."""
    hop = seen.about[0] if seen.about else None
    match slot:
        case "author":
            named = [hop.author] if hop and hop.author else []
            bylines = (item.value for item in seen.of_kind(Kind.BYLINE))
            named += [value.name for value in bylines if isinstance(value, Byline) and value.role == "author"]
            return _escape(named)
        case "publisher":
            return _escape(names_of(hop, seen.policies) if hop else ())
        case "title":
            titles = sorted(seen.of_kind(Kind.TITLE), key=lambda item: -item.trust)
            return _escape(item.value.text for item in titles if isinstance(item.value, Title))
        case "url":
            stated = (item.value for item in seen.of_kind(Kind.ORIGIN_STATEMENT))
            return _escape([hop.url if hop else "", *(v.url for v in stated if isinstance(v, OriginStatement))])
        case _:
            return tuple(form for iso in find_origin_dates(seen) for form in _spell_date(iso))


_FORMS: Mapping[str, str] = {
    "day first": r"\b0?{day}(?:st|nd|rd|th|\.|º)? (?:de |of )?[\w.]+,? (?:de )?{year}\b",
    "month first": r"[\w.]+ 0?{day}(?:st|nd|rd|th)?,? {year}\b",
    "numbers": r"\b0?{day}[./-]0?{month}[./-]{year}\b",
    "American numbers": r"\b0?{month}/0?{day}/{year}\b",
    "East Asian": "{year} ?年 ?0?{month} ?月 ?0?{day} ?日",
}
"""How dates are written. Names of months are not compared: what day and year agree with is the day that is meant."""


def _spell_date(iso: str) -> Iterator[str]:
    yield re.escape(iso)
    parts = iso.split("-")
    if len(parts) == 3:
        values = {"year": parts[0], "month": str(int(parts[1])), "day": str(int(parts[2]))}
        for form in _FORMS.values():
            yield re.sub(r"\{(\w+)\}", lambda match: values[match[1]], form)


def _escape(values: Iterable[str]) -> tuple[str, ...]:
    """Return texts as patterns that match them; white space stays, so that it can be any."""
    found = (" ".join(map(re.escape, value.split())) for value in values)
    return tuple(dict.fromkeys(value for value in found if value))
