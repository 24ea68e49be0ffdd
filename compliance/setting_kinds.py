"""Kinds of values that a configuration file can hold: how each is read, what is said where it is wrong, its schema.

What is read is never None: that stands for a setting that is not given, or wrong, and is left as it is built in.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from msgspec import Struct

from compliance.spelling import suggest

Keys = tuple[str | int, ...]
Schema = dict[str, object]

TEXT: Schema = {"type": "string"}
"""Of any text."""

DEFAULT = "default"
"""Stands for all rules that are not named."""


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
        return dict(TEXT)


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
        return {"anyOf": [dict(TEXT), {"type": "array", "items": dict(TEXT)}]}


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
        return dict(TEXT)


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
