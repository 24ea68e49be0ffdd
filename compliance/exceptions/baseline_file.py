"""The baseline (``compliance-baseline.json``): findings that were there when it was written. Reads and writes it.

One finding stands on each line, sorted, so that little changes when one does. It is written whole or not at all.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from compliance.errors import ConfigError, Problem, UsageError

SCHEMA_VERSION = 1
_ANEW = "settle it by hand, or write it anew with `compliance baseline write --force`"
_KEYS = ("source", "fingerprint", "rule", "message", "since")
_HEAD = ("schema_version", "findings")


class Entry(Struct, frozen=True, order=True):
    """One known finding."""

    source: str
    """The article's path as seen from the baseline's folder, with slashes."""
    rule: str
    fingerprint: str
    message: str = ""
    """For people; nothing depends on it."""
    since: str = ""
    """Day on which it was recorded, ``YYYY-MM-DD``."""


def load_baseline(path: Path) -> tuple[Entry, ...]:
    """Return the entries of a file. Raises `ConfigError` with the place of what is wrong."""
    try:
        return parse_baseline(str(path), path.read_bytes())
    except OSError as error:
        reason = error.strerror or str(error)
        raise ConfigError(Problem(str(path), 0, 0, f"cannot be read: {reason}", "check --baseline")) from error


def parse_baseline(name: str, data: bytes) -> tuple[Entry, ...]:
    """Return the entries of a file's bytes. Raises `ConfigError` with the place of what is wrong."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ConfigError(
            Problem(name, 0, 0, f"is no baseline: it is not UTF-8 at byte {error.start}", _ANEW)
        ) from error
    try:
        tree: object = json.loads(text)
    except json.JSONDecodeError as error:
        message = f"is no baseline: {error.msg[:1].lower()}{error.msg[1:]}"
        raise ConfigError(Problem(name, error.lineno, error.colno, message, _ANEW)) from error
    except RecursionError as error:
        raise ConfigError(Problem(name, 1, 1, "is no baseline: it is nested too deeply", _ANEW)) from error
    if not isinstance(tree, dict) or not isinstance(tree.get("findings"), list) or set(tree) != set(_HEAD):
        raise ConfigError(Problem(name, 1, 1, "is no baseline: it has no 'schema_version' and 'findings'", _ANEW))
    if tree["schema_version"] != SCHEMA_VERSION:
        message = f"has schema_version {tree['schema_version']!r}, and this program reads {SCHEMA_VERSION}"
        raise ConfigError(Problem(name, *_find(text, '"schema_version"'), message, "use the program that wrote it"))
    return tuple(_read_entry(name, text, index, entry) for index, entry in enumerate(tree["findings"]))


def _read_entry(name: str, text: str, index: int, entry: object) -> Entry:
    wrong = ""
    if not isinstance(entry, Mapping):
        wrong = "is no table"
    elif set(entry) != set(_KEYS):
        odd = sorted({*entry} ^ {*_KEYS})
        wrong = f"has another set of keys than {', '.join(_KEYS)}: {', '.join(map(repr, odd))}"
    elif not all(isinstance(value, str) for value in entry.values()):
        wrong = "holds what is no text"
    elif not all(entry[key] for key in ("source", "rule", "fingerprint")):
        wrong = "has an empty source, rule or fingerprint"
    if wrong or not isinstance(entry, Mapping):
        place = _find_entry(text, index)
        raise ConfigError(Problem(name, *place, f"finding {index + 1} of the baseline {wrong}", _ANEW))
    return Entry(**{str(key): str(value) for key, value in entry.items()})


def _find(text: str, word: str) -> tuple[int, int]:
    return _place(text, max(text.find(word), 0))


def _place(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _find_entry(text: str, index: int) -> tuple[int, int]:
    """Return line and column at which an item of the list of findings begins."""
    decoder = json.JSONDecoder()
    at = text.index("[", text.index('"findings"')) + 1
    for number in range(index + 1):
        at += len(text[at:]) - len(text[at:].lstrip(" \t\r\n,"))
        if number < index:
            _, at = decoder.raw_decode(text, at)
    return _place(text, at)


def render_baseline(entries: Iterable[Entry]) -> str:
    """Return the file's text: sorted, one finding on each line."""
    return "".join(_render(sorted(set(entries))))


def _render(entries: list[Entry]) -> Iterator[str]:
    yield f'{{\n"schema_version": {SCHEMA_VERSION},\n"findings": ['
    between = "\n"
    for entry in entries:
        values = {key: getattr(entry, key) for key in _KEYS}
        yield f"{between}{json.dumps(values, ensure_ascii=False)}"
        between = ",\n"
    yield "\n]\n}\n"


def write_baseline(path: Path, entries: Iterable[Entry]) -> None:
    """Write the file whole or not at all: what stops on the way leaves it as it was. Raises `UsageError`."""
    data = render_baseline(entries).encode("utf-8", "replace")
    draft = path.with_name(f".{path.name}.{os.getpid()}-{os.urandom(4).hex()}.tmp")
    try:
        try:
            with draft.open("xb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror or error}") from error
    _keep_name(path.parent)


def _keep_name(folder: Path) -> None:
    """Have the folder's own entry written, where the system can: else a power cut may bring the old file back."""
    with suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
