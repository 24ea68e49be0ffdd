"""YAML files as plain JSON values, with the line and column of every key and value; reads only the YAML that we need.

That is the core schema of YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema) without octal and hexadecimal
numbers: ``yes``, ``no``, ``on``, ``off`` and dates are texts. Refused, with their place: duplicate keys, aliases,
merge keys, tags, keys that are no scalars, nulls, a second document, and nesting deeper than `MAX_DEPTH`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NoReturn

from msgspec import Struct, field

from compliance.errors import PackError, Problem
from compliance.patterns import compile_late
from compliance.yaml_faults import find_fault
from compliance.yaml_scalars import find_character

if TYPE_CHECKING:
    import yaml

MAX_DEPTH = 40
MAX_BYTES = 1 << 20

Keys = tuple[str | int, ...]
"""Keys and indexes that lead from a file's root to a value."""

_NUMBER = compile_late(r"[-+]?(?:[0-9]{1,18}(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,2})?")
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_CONSTANTS: Mapping[str, object] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


class MarkedFile(Struct, frozen=True):
    """A parsed file: its value as JSON has it, and the 1-based line and column of every node."""

    name: str
    value: object
    marks: Mapping[Keys, tuple[int, int]] = field(default_factory=dict)
    key_marks: Mapping[Keys, tuple[int, int]] = field(default_factory=dict)
    """Of the keys of mappings."""
    text: str = ""
    """What the file holds, for places inside a value."""

    def problem(self, keys: Keys, message: str, remedy: str = "", *, at_key: bool = False) -> Problem:
        """Return a problem with a value, or with its key; what is not there is placed at what should hold it."""
        marks = self.key_marks if at_key and keys in self.key_marks else self.marks
        while keys and keys not in marks:
            keys = keys[:-1]
        return Problem(self.name, *marks.get(keys, (1, 1)), message, remedy)

    def problem_inside(self, keys: Keys, index: int, message: str, remedy: str = "") -> Problem:
        """Return a problem with one character of a text; where that cannot be told, with the text."""
        if keys not in self.marks:
            return self.problem(keys, message, remedy)
        return Problem(self.name, *find_character(self.text, *self.marks[keys], index), message, remedy)


def parse_yaml(name: str, data: bytes, *, texts_only: bool = False) -> MarkedFile:
    """Parse one YAML document. With ``texts_only`` every scalar is a text, also ``5`` and ``true``.

    Raises `PackError` with all that can be told at once.
    """
    file, problems = read_yaml(name, data, texts_only=texts_only)
    if problems:
        raise PackError(problems)
    return file


def read_yaml(name: str, data: bytes, *, texts_only: bool = False) -> tuple[MarkedFile, list[Problem]]:
    """Parse one YAML document of which something can be said although it is wrong: it comes with its problems.

    What is refused stands in the value as None. Raises `PackError` where the rest cannot be read.
    """
    import yaml  # noqa: PLC0415 - costs more than a whole run that finds its packs in the cache

    builder = _Builder(name, texts_only=texts_only)
    text = _decode(name, data)
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            builder.take(event)
    except yaml.YAMLError as error:
        fault = _describe(name, text, error)
        before = [problem for problem in builder.problems if problem.line != fault.line]
        raise PackError([*before, fault]) from error
    if builder.documents == 0:
        raise PackError(Problem(name, 1, 1, "is empty", "fill it in, or delete it"))
    return MarkedFile(name, builder.value, builder.marks, builder.key_marks, text), builder.problems


def resolve_scalar(text: str) -> object:
    """Return what an unquoted scalar stands for: a boolean, a number or itself.

    >>> [resolve_scalar(text) for text in ("true", "yes", "12", "1.5", "2026-11-20", "0.1.0")]
    [True, 'yes', 12, 1.5, '2026-11-20', '0.1.0']
    """
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if not _NUMBER.fullmatch(text):
        return text
    return float(text) if set(text) & set(".eE") else int(text)


class _Builder:
    """Takes the parser's events one by one; without recursion, as deep nesting breaks PyYAML's own composer."""

    def __init__(self, name: str, *, texts_only: bool) -> None:
        self.name = name
        self.value: object = None
        self.documents = 0
        self.marks: dict[Keys, tuple[int, int]] = {}
        self.key_marks: dict[Keys, tuple[int, int]] = {}
        self.problems: list[Problem] = []
        self._texts_only = texts_only
        self._open: list[tuple[Keys, dict[str, object] | list[object]]] = []
        self._braces: set[Keys] = set()
        """Of mappings in braces."""
        self._key: str | None = None
        """The key that waits for its value."""

    def take(self, event: yaml.Event) -> None:
        """Take the next event."""
        import yaml  # noqa: PLC0415

        if tag := getattr(event, "tag", None):
            self._report(event, f"the tag {tag} is not read here", "leave it out, and quote what is text")
        match event:
            case yaml.ScalarEvent() | yaml.AliasEvent() if self._expects_key():
                self._take_key(event)
            case yaml.ScalarEvent():
                self._take_scalar(event)
            case yaml.AliasEvent():
                self._report(
                    event,
                    "an alias (*) is not read here",
                    "write the value out, or put a text that starts with * in quotes",
                )
                self._add(event, None)
            case yaml.MappingStartEvent():
                self._enter(event, {})
                if event.flow_style:
                    self._braces.add(self._open[-1][0])
            case yaml.SequenceStartEvent():
                self._enter(event, [])
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._open.pop()
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    self._abort(event, "a second document begins here", "keep one document in a file")

    def _take_scalar(self, event: yaml.ScalarEvent) -> None:
        is_quoted = bool(event.style)
        if not is_quoted and event.value in NULLS:
            in_braces = bool(self._open) and self._open[-1][0] in self._braces
            remedy = "put a text that starts with { in quotes" if in_braces else "leave the key out, or quote the text"
            self._report(event, "a value is missing", remedy)
        self._add(event, event.value if is_quoted or self._texts_only else resolve_scalar(event.value))

    def _take_key(self, event: yaml.ScalarEvent | yaml.AliasEvent) -> None:
        keys, mapping = self._open[-1]
        if not hasattr(event, "value"):
            self._abort(event, "a key must be text")
        self._key = str(event.value)
        if self._key in mapping:
            line, _ = self.key_marks[(*keys, self._key)]
            self._report(event, f"the key {self._key!r} stands twice, first on line {line}", "keep one of them")
        self.key_marks[(*keys, self._key)] = _place(event)

    def _enter(self, event: yaml.Event, container: dict[str, object] | list[object]) -> None:
        if self._expects_key():
            self._abort(event, "a key must be text")
        if len(self._open) == MAX_DEPTH:
            self._abort(event, f"is nested more than {MAX_DEPTH} deep")
        self._open.append((self._add(event, container), container))

    def _add(self, event: yaml.Event, value: object) -> Keys:
        keys: Keys = ()
        if not self._open:
            self.value = value
        else:
            parent, container = self._open[-1]
            if isinstance(container, list):
                keys = (*parent, len(container))
                container.append(value)
            else:
                key, self._key = self._key or "", None
                keys = (*parent, key)
                container[key] = value
        self.marks[keys] = _place(event)
        return keys

    def _expects_key(self) -> bool:
        return bool(self._open) and self._key is None and isinstance(self._open[-1][1], dict)

    def _report(self, event: yaml.Event, message: str, remedy: str = "") -> None:
        self.problems.append(Problem(self.name, *_place(event), message, remedy))

    def _abort(self, event: yaml.Event, message: str, remedy: str = "") -> NoReturn:
        self._report(event, message, remedy)
        raise PackError(self.problems)


def _place(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _decode(name: str, data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise PackError(Problem(name, 0, 0, f"is larger than {MAX_BYTES >> 20} MiB", "split it"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line_start = data.rfind(b"\n", 0, error.start) + 1
        line, column = data.count(b"\n", 0, error.start) + 1, len(data[line_start : error.start].decode()) + 1
        raise PackError(Problem(name, line, column, "is not valid UTF-8", "save it as UTF-8")) from error


def _describe(name: str, text: str, error: yaml.YAMLError) -> Problem:
    fault = find_fault(text, error)
    if "nesting depth" in fault.message:  # newer builds of the C parser stop at a depth of their own
        return Problem(name, fault.line, fault.column, f"is nested more than {MAX_DEPTH} deep")
    return Problem(name, fault.line, fault.column, f"is not valid YAML: {fault.message}", fault.remedy)
