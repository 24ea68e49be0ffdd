"""Reads TOML files, and finds the line on which a key stands: the standard library's parser tells no places."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from compliance.errors import ConfigError, Problem

Table = Mapping[str, object]
Keys = tuple[str | int, ...]
"""Keys, and indexes into arrays of tables, that lead from the file's root to a value."""

_REMEDIES = {
    "Invalid value": 'put a text in "quotes"',
    "Expected '='": "write key = value",
    "Expected newline": "write each setting on a line of its own",
    "Unclosed array": "add ]",
    "Unclosed inline table": "add }",
    "Unescaped '\\'": "write \\\\, or use 'single quotes'",
    "Illegal character": 'close the quote, or use three quotes (""") around several lines',
    "Cannot overwrite": "keep one of them",
    "Cannot declare": "keep one of them",
}
"""What to do, by the beginning of what tomllib says."""

_TABLE = re.compile(r"\s*(\[\[?)\s*(.+?)\s*\]\]?\s*(?:#.*)?$")
_LONG_TEXT = re.compile(r'''"""|'{3}''')
_KEY = re.compile(r"""\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*=""")


def load_toml(path: Path, option: str) -> tuple[str, Table]:
    """Return a file's text and its tables; ``option`` is what names the file on the command line.

    Raises `ConfigError` where it cannot be read or is no TOML.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise ConfigError(Problem(str(path), 0, 0, f"cannot be read: {reason}", f"check {option}")) from error
    return parse_toml(str(path), data)


def parse_toml(name: str, data: bytes) -> tuple[str, Table]:
    """Return the text and the tables of a file's bytes; ``name`` is what it is called.

    Raises `ConfigError` where it is no TOML.
    """
    text = _decode(name, data)
    try:
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reason, line, column = find_error(str(error), text)
        remedy = next((advice for start, advice in _REMEDIES.items() if reason.startswith(start)), "")
        message = f"is not valid TOML: {reason[:1].lower()}{reason[1:]}"
        raise ConfigError(Problem(name, line, column, message, remedy)) from error
    except RecursionError as error:
        raise ConfigError(Problem(name, 0, 0, "is nested too deeply", "take brackets away")) from error


def _decode(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        reason = f"it is not UTF-8 at byte {error.start}"
        raise ConfigError(Problem(name, 0, 0, f"cannot be read: {reason}", "save it as UTF-8")) from error


def find_error(message: str, text: str) -> tuple[str, int, int]:
    """Return the reason, and the place that tomllib names at the end of its message, 1-based.

    >>> find_error("Invalid value (at line 1, column 11)", "fail-on = error")
    ('Invalid value', 1, 11)
    """
    reason, _, place = message.partition(" (at ")
    numbers = [int(word) for word in place.replace(",", " ").replace(")", " ").split() if word.isdigit()]
    if len(numbers) == 2:
        return reason, numbers[0], numbers[1]
    lines = text.split("\n")
    return reason, len(lines), len(lines[-1]) + 1


def find_key(text: str, keys: Keys) -> tuple[int, int]:
    r"""Return line and column (from 1) of a key, or of the nearest table or key above it; (1, 1) if there is none.

    >>> find_key('[context]\nuse = "print"\n', ("context", "use"))
    (2, 1)
    """
    best, place = 0, (1, 1)
    table: Keys = ()
    counts: dict[Keys, int] = {}
    for number, line in _lines_outside_texts(text):
        if found := _TABLE.match(line):
            table = _enter_last(_split(found[2]), counts)
            if found[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            path = table
        elif found := _KEY.match(line):
            path = (*table, *_split(found[1]))
        else:
            continue
        shared = _count_shared(path, keys)
        if shared > best and shared in {len(path), len(keys)}:
            best, place = shared, (number, len(line) - len(line.lstrip()) + 1)
    return place


def _enter_last(table: Keys, counts: Mapping[Keys, int]) -> Keys:
    """Return the keys of a table with the number of the last table of each array that it lies in."""
    entered: Keys = ()
    for key in table[:-1]:
        entered = (*entered, key)
        entered = (*entered, counts[entered]) if entered in counts else entered
    return (*entered, *table[-1:])


def _lines_outside_texts(text: str) -> Iterator[tuple[int, str]]:
    """Yield number and line, without those that start inside a text of several lines."""
    closing = ""
    for number, line in enumerate(text.splitlines(), 1):
        if closing:
            closing = "" if closing in line else closing
            continue
        yield number, line
        opened = _LONG_TEXT.search(line)
        if opened and line.count(opened[0]) % 2:
            closing = opened[0]


def _count_shared(path: Keys, keys: Keys) -> int:
    count = 0
    for ours, wanted in zip(path, keys, strict=False):
        if ours != wanted:
            break
        count += 1
    return count


def _split(dotted: str) -> Keys:
    """Return the parts of a dotted key, quotes taken off, as the TOML parser itself sees them."""
    try:
        tree: object = tomllib.loads(f"{dotted} = 0")
    except tomllib.TOMLDecodeError:
        return (dotted,)
    parts: list[str] = []
    while isinstance(tree, dict):
        key, tree = next(iter(tree.items()))
        parts.append(key)
    return tuple(parts)
