"""What parts of plugins return: raises `Fault` for what would break the parts that come after them, or mislead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeGuard

import msgspec
from msgspec import Struct

from compliance.errors import Fault, Problem, name_class
from compliance.hookspecs import Command, EvidenceKind
from compliance.model.article import Article, Carrier, Scope
from compliance.model.evidence import Evidence
from compliance.model.origin import Origin
from compliance.model.result import Judgement, Outcome, Remark
from compliance.model.source import Span
from compliance.patterns import compile_late
from compliance.terms.origins import TRUST

MOST = 100_000
"""Pieces of evidence in one article, beyond which something is wrong."""


_TEXTS = frozenset({"name", "kind", "about", "cost", "title"})
_MAY_BE_EMPTY = frozenset({"about", "cost"})
_CALLABLES = frozenset(
    {"read", "recognise", "extract", "judge", "resolve", "render", "add_options", "run", "look", "sniff"}
)
_COMMAND = compile_late(r"[a-z][a-z0-9-]*")


def check_part(part: Struct) -> None:
    """See that the fields of what a hook returned are of the right kind."""
    defaults = dict(zip(reversed(part.__struct_fields__), reversed(part.__struct_defaults__), strict=False))
    for name in part.__struct_fields__:
        value = getattr(part, name)
        if (name not in defaults or value != defaults[name]) and (mistake := _find_mistake(name, value)):
            raise Fault(f"returned {name_class(type(part))} whose {name} is {value!r}, not {mistake}")
    if isinstance(part, Command) and not _COMMAND.fullmatch(part.name):
        raise Fault(f"returned a command called {part.name!r}; names are of small letters, digits and hyphens")


def _find_mistake(name: str, value: object) -> str:
    """Return what a field of a part must be, where it is not."""
    if name in _TEXTS:
        return "" if isinstance(value, str) and (value or name in _MAY_BE_EMPTY) else "a text"
    if name in _CALLABLES:
        return "" if callable(value) else "a function"
    if name == "suffixes":
        return "" if _are_texts(value) and all(map(_is_suffix, value)) else "a tuple of suffixes such as '.md'"
    if name == "media_types":
        return "" if _are_texts(value) else "a tuple of media types such as 'text/markdown'"
    if name == "schema":
        return "" if isinstance(value, Mapping) else "a JSON Schema"
    return ""


def _are_texts(value: object) -> TypeGuard[Sequence[str]]:
    return isinstance(value, tuple | list) and all(isinstance(item, str) for item in value)


def _is_suffix(text: str) -> bool:
    return text.startswith(".") and text == text.lower()


def check_article(item: object) -> Article:
    """Return an article whose blocks, links and spans stand where they can."""
    if not isinstance(item, Article):
        raise Fault(f"returned {name_class(type(item))}, not an Article")
    if not isinstance(item.flat, bytes):
        raise Fault(f"returned an article whose flat text is {name_class(type(item.flat))}, not bytes")
    behind = 0
    for block in item.blocks:
        if not behind <= block.start <= block.end <= len(item.flat):
            raise Fault(
                f"returned a block of {block.start} to {block.end} that overlaps another, or is outside the text"
            )
        behind = block.end
    for link in item.links:
        if not 0 <= link.start <= link.end <= len(item.flat):
            raise Fault(f"returned a link of {link.start} to {link.end}, which is outside the text")
    for span in (
        *(one.span for one in item.links),
        *(one.span for one in item.images),
        *(one.span for one in item.fields),
    ):
        _check_span("returned", span, item)
    return item


def check_evidence(items: Iterable[object], article: Article, kinds: Mapping[str, EvidenceKind]) -> list[Evidence]:
    """Return evidence whose spans are inside the source, and whose values are of their kind's class."""
    found: list[Evidence] = []
    for item in items:
        if not isinstance(item, Evidence):
            raise Fault(f"yielded {name_class(type(item))}, not Evidence")
        _check_span("yielded", item.span, article)
        _check_fields(item)
        kind = kinds.get(item.kind)
        if kind is not None and kind.value is not None and not isinstance(item.value, kind.value):
            raise Fault(
                f"yielded {name_class(type(item.value))} as the value of {item.kind!r}, not {name_class(kind.value)}"
            )
        if len(found) == MOST:
            raise Fault(f"yielded more than {MOST:,} pieces of evidence")
        found.append(item)
    return found


def _check_fields(item: Evidence) -> None:
    for name, kind in (("kind", str), ("text", str), ("scope", Scope), ("carrier", Carrier), ("trust", int)):
        value = getattr(item, name)
        if not isinstance(value, kind):
            raise Fault(f"yielded evidence whose {name} is {name_class(type(value))}, not {name_class(kind)}")
    if reason := find_why_hidden(item.value):
        raise Fault(f"yielded {item.kind!r} with a value that cannot be shown: {reason}")


def find_why_hidden(value: object) -> str:
    """Return why `compliance inspect` could not show a value, or nothing."""
    try:
        msgspec.to_builtins(value)
    except (TypeError, ValueError, RecursionError) as error:
        return str(error)
    return ""


def _check_span(did: str, span: object, article: Article | None) -> None:
    if not (isinstance(span, Span) and isinstance(span.start, int) and isinstance(span.end, int)):
        raise Fault(f"{did} {name_class(type(span))} where a Span must be, in source bytes")
    if span.end < span.start:
        raise Fault(f"{did} a span of {span.start} to {span.end}, which ends before it starts")
    size = len(article.source.data) if article else span.end
    if span.start < 0 or span.end > size:
        raise Fault(f"{did} a span of {span.start} to {span.end}, outside of the source, which has {size} bytes")


def check_judgement(item: object, article: Article | None) -> Judgement:
    """Return a judgement whose findings stand inside the source."""
    if not isinstance(item, Judgement):
        raise Fault(f"returned {name_class(type(item))}, not a Judgement")
    if not isinstance(item.outcome, Outcome):
        raise Fault(f"returned the outcome {item.outcome!r}, which is none")
    for finding in item.findings:
        if finding.span is not None:
            _check_span("returned", finding.span, article)
    return item


def check_origins(items: Iterable[object]) -> tuple[Origin, ...]:
    """Return origins that say what they are known by."""
    return tuple(map(_check_origin, items))


def _check_origin(item: object) -> Origin:
    if not isinstance(item, Origin):
        raise Fault(f"returned {name_class(type(item))}, not an Origin")
    if item.trust not in TRUST:
        raise Fault(f"returned an origin known by {item.trust!r}, not one of {', '.join(TRUST)}")
    return item


def check_last_words(items: Iterable[object]) -> list[Problem | Remark]:
    """Return problems and remarks."""
    return [_check_last_word(item) for item in items]


def _check_last_word(item: object) -> Problem | Remark:
    if not isinstance(item, Problem | Remark):
        raise Fault(f"returned {name_class(type(item))}, not a Problem or Remark")
    return item


def check_text(item: object) -> str:
    """Return a piece of a report."""
    if not isinstance(item, str):
        raise Fault(f"returned {name_class(type(item))}, not text")
    return item


class Kept(Struct, frozen=True):
    """What an article held before a part of a plugin saw it."""

    article: Article
    fields: Mapping[str, object]

    def restore(self) -> None:
        """Put back what was changed, and raise `Fault` where anything was."""
        changed = [name for name, value in self.fields.items() if not _is_same(getattr(self.article, name), value)]
        for name in changed:
            setattr(self.article, name, self.fields[name])
        if changed:
            raise Fault(f"changed the article's {', '.join(changed)}")


def keep(article: Article) -> Kept:
    """Note what an article holds."""
    return Kept(article, dict(_copy_fields(article)))


def _copy_fields(article: Article) -> Iterator[tuple[str, object]]:
    for name in article.__struct_fields__:
        value = getattr(article, name)
        yield name, tuple(value) if isinstance(value, list) else value


def _is_same(now: object, before: object) -> bool:
    if isinstance(before, tuple) and isinstance(now, Sequence):
        return len(now) == len(before) and all(map(_is_identical, now, before))
    return now is before


def _is_identical(one: object, other: object) -> bool:
    return one is other
