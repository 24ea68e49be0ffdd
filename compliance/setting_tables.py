"""Kinds of tables that a configuration file can hold, each with keys of its own; what they are made of is in
`compliance.setting_kinds`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from compliance.context_values import find_context_mistake, normalise
from compliance.front_matter_words import WORDS
from compliance.model.context import VOCABULARY, YES_NO
from compliance.setting_kinds import Choice, Choices, Place, Schema, Text, read_table

DEFAULT = "default"
"""Stands for all rules that are not named."""


class Levels(Struct, frozen=True):
    """One of some words for all rules, or a table of words: ``default``, and those of rules and patterns of such."""

    words: tuple[str, ...]

    def read(self, value: object, place: Place) -> dict[str, str] | None:
        """Return the word of each name, patterns first, so that the last that matches is the one that is closest."""
        if isinstance(value, Mapping):
            levels = Choices(self.words).read(value, place) or {}
            return dict(sorted(levels.items(), key=lambda item: (not _is_pattern(item[0]), len(item[0]), item[0])))
        word = Choice(self.words).read(value, place)
        return None if word is None else {DEFAULT: word}

    def schema(self) -> Schema:
        """Return the JSON Schema of both forms."""
        return {"anyOf": [Choice(self.words).schema(), Choices(self.words, "a rule, or a pattern of such").schema()]}


def _is_pattern(name: str) -> bool:
    return any(sign in name for sign in "*?[")


class FrontMatterTable(Struct, frozen=True):
    """A table of a site's own keys of front matter, dotted or nested, each with our word for what it holds."""

    def read(self, value: object, place: Place) -> dict[str, str] | None:
        """Return the words by key, in lower case and without Hugo's ``params.``."""
        table = read_table(value, place)
        if table is None:
            return None
        read: dict[str, str] = {}
        for key, inner in table.items():
            if isinstance(inner, Mapping):
                below = self.read(inner, place.below(key)) or {}
                read.update({f"{key}.{name}".lower().removeprefix("params."): word for name, word in below.items()})
            elif word := Choice(tuple(WORDS)).read(inner, place.below(key)):
                read[key.lower().removeprefix("params.")] = word
        return read

    def schema(self) -> Schema:
        """Return the JSON Schema of the table."""
        word = Choice(tuple(WORDS)).schema()
        return {"type": "object", "additionalProperties": {"anyOf": [word, {"type": "object"}]}}


class ContextTable(Struct, frozen=True):
    """A table of what is said of the use of articles."""

    def read(self, value: object, place: Place) -> dict[str, str] | None:
        """Return the values by key, as they are compared."""
        context: dict[str, str] = {}
        table = read_table(value, place)
        for key, given in (table or {}).items():
            text = ("yes" if given else "no") if isinstance(given, bool) else str(given)
            if mistake := find_context_mistake(key, text):
                place.below(key).complain(*mistake)
            else:
                context[key] = normalise(key, text)
        return None if table is None else context

    def schema(self) -> Schema:
        """Return the JSON Schema of a context."""
        from compliance.model.context import QUESTIONS  # noqa: PLC0415

        keys = {key: {**_word_schema(key, words), "description": QUESTIONS[key]} for key, words in VOCABULARY.items()}
        return {"type": "object", "additionalProperties": False, "properties": keys}


def _word_schema(key: str, words: Sequence[str]) -> Schema:
    if words == YES_NO:
        return {"enum": [*words, True, False]}
    return {"enum": list(words)} if words else Text().schema()
