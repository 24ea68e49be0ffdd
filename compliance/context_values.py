"""Values of a context as people write them, and the ``reuse`` block of an article's front matter."""

from __future__ import annotations

from msgspec import Struct, field

from compliance.errors import Problem
from compliance.model.article import Article, Carrier, Field
from compliance.model.context import VOCABULARY, YES_NO
from compliance.spelling import suggest_or_list

BLOCK = "reuse"
PUBLISHER = "publisher"
_SPELLINGS = {"true": "yes", "false": "no"}
"""YAML 1.1 and TOML have truth values where a context says yes and no."""


def normalise(key: str, value: str) -> str:
    """Return a context value as it is compared: dates as 2026-01-31, countries in upper case, all else in lower."""
    if key == "date":
        from datetime import date  # noqa: PLC0415

        return date.fromisoformat(value).isoformat()
    return value.upper() if key == "jurisdiction" else value.lower()


def find_context_mistake(key: str, value: str) -> tuple[str, str] | None:
    """Return message and remedy if a context key or value is unknown."""
    if key not in VOCABULARY:
        return f"{key!r} is no key of a context", suggest_or_list(key, VOCABULARY)
    if key == "jurisdiction":
        if len(value) == 2 and value.isalpha() and value.isascii():
            return None
        return f"{value!r} is no country", "use two letters of ISO 3166-1, such as US or DE"
    if key == "date":
        from datetime import date  # noqa: PLC0415

        try:
            date.fromisoformat(value)
        except ValueError:
            return f"{value!r} is no date", "use ISO 8601, such as 2026-01-31"
        return None
    if value.lower() not in VOCABULARY[key]:
        return f"{value!r} is no value of context {key!r}", suggest_or_list(value, VOCABULARY[key])
    return None


class ReuseBlock(Struct):
    """What an article's own front matter says of its reuse, below the key ``reuse``: a context, and the origin."""

    values: dict[str, str] = field(default_factory=dict)
    publisher: str = ""
    """As in `compliance.model.settings.PathRule`."""
    publisher_field: Field | None = None
    problems: list[Problem] = field(default_factory=list)


def read_reuse_block(article: Article) -> ReuseBlock:
    """Return the ``reuse`` block, with all mistakes at their places. A plain ``reuse: text`` is another program's."""
    block = ReuseBlock()
    for item in article.fields:
        owner, dot, key = item.name.partition(".")
        if item.carrier is not Carrier.FRONT_MATTER or owner != BLOCK or not dot:
            continue
        name, more, _ = key.partition(".")
        if more or name.isdigit():
            message = f"{BLOCK}.{name} takes one value" if more else f"{BLOCK} holds a list"
            block.problems.append(complain(article, item, message, "write for example reuse: {use: community}"))
        elif name == PUBLISHER:
            block.publisher, block.publisher_field = item.value, item
        else:
            _take(article, item, name, block)
    return block


def _take(article: Article, item: Field, key: str, block: ReuseBlock) -> None:
    value = _SPELLINGS.get(item.value.lower(), item.value) if VOCABULARY.get(key) == YES_NO else item.value
    if key not in VOCABULARY:
        remedy = suggest_or_list(key, (*VOCABULARY, PUBLISHER))
        block.problems.append(complain(article, item, f"{BLOCK}: {key!r} is no key of a context", remedy))
    elif mistake := find_context_mistake(key, value):
        block.problems.append(complain(article, item, f"{BLOCK}: {mistake[0]}", mistake[1]))
    elif block.values.setdefault(key, normalise(key, value)) != normalise(key, value):
        message = f"{BLOCK}: {key!r} is given twice, as {block.values[key]!r} and {value!r}"
        block.problems.append(complain(article, item, message, "give it once"))


def complain(article: Article, item: Field, message: str, remedy: str) -> Problem:
    """Return a problem with a field of an article's metadata, at its place."""
    place = article.place(item.span)
    return Problem(article.name, place.line, place.column, message, remedy)
