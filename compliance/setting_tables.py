"""Tables of a configuration file: the settings that one may have, and how what they say is read.

As in `compliance.setting_kinds`, what is read is never None.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from compliance.context_values import find_context_mistake, normalise
from compliance.front_matter_words import WORDS
from compliance.model.context import VOCABULARY, YES_NO
from compliance.setting_kinds import DEFAULT, TEXT, Choice, Kind, Place, Schema
from compliance.spelling import suggest_or_list


class Setting(Struct, frozen=True):
    """One key of a configuration file: what it holds, what it means, and where that goes."""

    key: str
    kind: Kind
    about: str
    """What it means, as an editor shows it: one sentence or two."""
    field: str = ""
    """Of `compliance.model.settings.Settings`; empty: named as the key is. What two keys say of one adds up."""
    option: str = ""
    """What gives it on the command line, such as ``--fail-on``; empty: nothing does."""
    is_required: bool = False
    example: str = ""
    """What to write where it is missing though required."""

    @property
    def target(self) -> str:
        """The field that its value goes to."""
        return self.field or self.key.replace("-", "_")


class Choices(Struct, frozen=True):
    """A table of names, each with one of some words."""

    words: tuple[str, ...]
    names: str = ""
    """What stands on the left, for the schema."""

    def read(self, value: object, place: Place) -> dict[str, str] | None:
        """Return the word of each name."""
        kind, table = Choice(self.words), read_table(value, place)
        if table is None:
            return None
        read = {name: kind.read(word, place.below(name)) for name, word in table.items()}
        return {name: word for name, word in read.items() if word is not None}

    def schema(self) -> Schema:
        """Return the JSON Schema of the table."""
        return {"type": "object", "additionalProperties": {**Choice(self.words).schema(), "description": self.names}}


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
    return {"enum": list(words)} if words else dict(TEXT)


class Tables(Struct, frozen=True):
    """An array of tables, all with the same keys; what is read is a dictionary by the settings' targets for each."""

    settings: tuple[Setting, ...]

    def read(self, value: object, place: Place) -> tuple[dict[str, object], ...] | None:
        """Return what each table says that is complete; ``table`` and ``index`` tell which it is."""
        if value is not None and not isinstance(value, list):
            name = place.keys[-1]
            place.complain(f"{name!r} must be an array of tables", f"write [[{name}]]")
            return None
        return tuple(self._read_each(value, place)) if value else None

    def _read_each(self, items: Sequence[object], place: Place) -> Iterator[dict[str, object]]:
        for index, item in enumerate(items):
            inner = place.below(index)
            values = read_settings(self.settings, read_table(item, inner) or {}, inner, "is no key here")
            if all(setting.target in values for setting in self.settings if setting.is_required):
                yield {**values, "table": place.keys[-1], "index": index}

    def schema(self) -> Schema:
        """Return the JSON Schema of the array."""
        return {"type": "array", "items": make_table_schema(self.settings)}


def read_table(value: object, place: Place) -> Mapping[str, object] | None:
    """Return a table; None, with a complaint, where there is something else."""
    if value is None or isinstance(value, Mapping):
        return value
    name = place.keys[-1] if isinstance(place.keys[-1], str) else place.keys[-2]
    place.complain(f"{name!r} must be a table")
    return None


def read_settings(
    settings: Sequence[Setting], table: Mapping[str, object], place: Place, unknown: str
) -> dict[str, object]:
    """Return what a table says, by the settings' targets; ``unknown`` is what to say of a key that none of them has."""
    known = [setting.key for setting in settings]
    for key in table:
        if key not in known:
            place.below(key).complain(f"{key!r} {unknown}", suggest_or_list(key, known))
    values: dict[str, object] = {}
    for setting in settings:
        value = setting.kind.read(table.get(setting.key), place.below(setting.key))
        if setting.is_required and not table.get(setting.key):
            place.complain(f"{setting.key!r} is missing", f"write {setting.key} = {setting.example}")
        earlier = values.get(setting.target)
        if isinstance(earlier, tuple) and isinstance(value, tuple):
            value = (*earlier, *value)
        if value is not None:
            values[setting.target] = value
    return values


def make_table_schema(settings: Sequence[Setting]) -> Schema:
    """Return the JSON Schema of a table with these settings, and no others."""
    properties = {setting.key: {**setting.kind.schema(), "description": setting.about} for setting in settings}
    required = [setting.key for setting in settings if setting.is_required]
    schema: Schema = {"type": "object", "additionalProperties": False, "properties": properties}
    return {**schema, "required": required} if required else schema
