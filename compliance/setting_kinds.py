"""Kinds of values that a configuration file can hold: how each is read, what is said where it is wrong, its schema.

What is read is never None: that stands for a setting that is not given, or wrong, and is left as it is built in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from compliance.spelling import suggest, suggest_or_list

Keys = tuple[str | int, ...]
Schema = dict[str, object]

_TEXT: Schema = {"type": "string"}


class Place(Protocol):
    """Where a value stands: its keys, and who is told what is wrong there."""

    @property
    def keys(self) -> Keys:
        """What leads from the file's root to the value."""
        ...

    @property
    def folder(self) -> Path:
        """Where the file stands."""
        ...

    def below(self, *keys: str | int) -> Place:
        """Return the place of something within the value."""
        ...

    def complain(self, message: str, remedy: str = "") -> None:
        """Keep what is wrong here."""
        ...


class Kind(Protocol):
    """One kind of value."""

    def read(self, value: object, place: Place) -> object:
        """Return what a value says, None where it is missing or wrong."""
        ...

    def schema(self) -> Schema:
        """Return the JSON Schema of such a value."""
        ...


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


class Text(Struct, frozen=True):
    """A text."""

    example: str = ""

    def read(self, value: object, place: Place) -> str | None:
        """Return the text."""
        if value is None or isinstance(value, str):
            return value
        place.complain(f"{place.keys[-1]!r} must be a text", self.example and f"write for example {self.example}")
        return None

    def schema(self) -> Schema:
        """Return the JSON Schema of a text."""
        return dict(_TEXT)


class Texts(Struct, frozen=True):
    """A list of texts, or one of them alone; with ``paths``, of files and folders as seen from the configuration's."""

    paths: bool = False

    def read(self, value: object, place: Place) -> tuple[str, ...] | None:
        """Return the texts."""
        items = [value] if isinstance(value, str) else value
        if items is None:
            return None
        if isinstance(items, list) and all(isinstance(item, str) for item in items):
            return tuple(str(place.folder / item) for item in items) if self.paths else tuple(items)
        place.complain(f"{place.keys[-1]!r} must be a list of texts")
        return None

    def schema(self) -> Schema:
        """Return the JSON Schema of texts."""
        return {"anyOf": [dict(_TEXT), {"type": "array", "items": dict(_TEXT)}]}


class Patterns(Struct, frozen=True):
    """Patterns of paths, as in .gitignore files."""

    def read(self, value: object, place: Place) -> tuple[str, ...] | None:
        """Return the patterns; of one that is wrong, the others."""
        texts = Texts().read(value, place)
        if not texts:
            return texts
        from compliance.path_patterns import find_pattern_mistake  # noqa: PLC0415 - only where there are some

        wrong = {text: mistake for text in texts if (mistake := find_pattern_mistake(text))}
        for mistake in wrong.values():
            place.complain(f"{place.keys[-1]!r}: {mistake[0]}", mistake[1])
        return tuple(text for text in texts if text not in wrong)

    def schema(self) -> Schema:
        """Return the JSON Schema of the patterns."""
        return Texts().schema()


class Flag(Struct, frozen=True):
    """Yes or no."""

    def read(self, value: object, place: Place) -> bool | None:
        """Return the truth."""
        if value is None or isinstance(value, bool):
            return value
        place.complain(f"{place.keys[-1]!r} must be true or false")
        return None

    def schema(self) -> Schema:
        """Return the JSON Schema of a truth."""
        return {"type": "boolean"}


class Choice(Struct, frozen=True):
    """One of some words."""

    words: tuple[str, ...]

    def read(self, value: object, place: Place) -> str | None:
        """Return the word."""
        if value is None or value in self.words:
            return value if isinstance(value, str) else None
        told = f"{place.keys[-1]}: {value!r} is not one of {', '.join(self.words)}"
        place.complain(told, suggest(value, self.words))
        return None

    def schema(self) -> Schema:
        """Return the JSON Schema of the words."""
        return {"enum": list(self.words)}


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


class Number(Struct, frozen=True):
    """A number of something, from ``least`` on."""

    unit: str
    example: str
    most: int = 0
    """0: there is no limit."""
    whole: bool = True
    least: int = 0
    times: int = 1
    """What a whole number is read in."""

    def read(self, value: object, place: Place) -> float | None:
        """Return the number."""
        kinds = int if self.whole else (int, float)
        if value is None:
            return None
        if isinstance(value, kinds) and not isinstance(value, bool) and self.least <= value <= (self.most or value):
            return value * self.times if self.whole else float(value)
        limit = f", at least {self.least}" if self.least else ""
        limit += f", at most {self.most}" if self.most else ""
        place.complain(
            f"{place.keys[-1]!r} must be a number of {self.unit}{limit}", f"write for example {self.example}"
        )
        return None

    def schema(self) -> Schema:
        """Return the JSON Schema of the number."""
        limit = {"maximum": self.most} if self.most else {}
        return {"type": "integer" if self.whole else "number", "minimum": self.least, **limit}


class File(Struct, frozen=True):
    """A file, as seen from the configuration's folder. ``beside`` is its name there where none is given."""

    beside: str = ""

    def read(self, value: object, place: Place) -> str | None:
        """Return the path of the file that is named, else of the one beside the configuration, if there is one."""
        if value is not None and not isinstance(value, str):
            place.complain(f"{place.keys[-1]!r} must be the name of a file")
            return None
        path = place.folder / (value or self.beside)
        return str(path) if value or (self.beside and path.is_file()) else None

    def schema(self) -> Schema:
        """Return the JSON Schema of the name."""
        return dict(_TEXT)


class KeptBeside(Struct, frozen=True):
    """Whether something is kept in a folder of a fixed name beside the configuration, as it is unless it says no."""

    name: str

    def read(self, value: object, place: Place) -> str:
        """Return the folder's path, or nothing."""
        if value is not None and not isinstance(value, bool):
            place.complain(f"{place.keys[-1]!r} must be true or false", "name another folder on the command line")
        return "" if value is False else str(place.folder / self.name)

    def schema(self) -> Schema:
        """Return the JSON Schema of a truth."""
        return {"type": "boolean"}


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
