"""What ``config show`` prints: a row for each value with where it comes from, JSON, or a file that says the same."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence

from compliance.model.stated import StatedValue

HEADERS = ("setting", "value", "from")
_WIDTH = 60
"""Columns of a value."""


def render_table(values: Sequence[StatedValue]) -> str:
    """Return a table with a row for each value."""
    from textwrap import fill  # noqa: PLC0415

    from tabulate import tabulate  # noqa: PLC0415 - slow to import

    rows = [(".".join(one.keys), fill(_spell(one.value), _WIDTH, break_on_hyphens=False), one.origin) for one in values]
    return tabulate(rows, headers=HEADERS, tablefmt="simple", disable_numparse=True) + "\n"


def render_json(values: Sequence[StatedValue]) -> str:
    """Return the values as JSON, each with its keys and where it comes from."""
    listed = [{"keys": list(one.keys), "value": one.value, "from": one.origin} for one in values]
    return json.dumps({"settings": listed}, ensure_ascii=False, indent=2) + "\n"


def render_toml(values: Sequence[StatedValue]) -> str:
    """Return a configuration file that says the same; behind each value stands where it comes from.

    What only an article can have is a comment, because no key says it for all.
    """
    return "\n".join(_list_lines(values)) + "\n"


def _list_lines(values: Sequence[StatedValue]) -> Iterator[str]:
    tables: dict[str, list[StatedValue]] = {}
    for one in values:
        if len(one.keys) == 1:
            mark = "" if one.is_setting else "# "
            yield f"{mark}{one.keys[0]} = {_spell(one.value)}  # {one.origin}"
        else:
            tables.setdefault(one.keys[0], []).append(one)
    for name, inner in tables.items():
        if isinstance(inner[0].value, Mapping):
            yield from (line for one in inner for line in _list_table(name, one))
            continue
        yield f"\n[{name}]"
        yield from (f"{_spell_key(one.keys[1])} = {_spell(one.value)}  # {one.origin}" for one in inner)


def _list_table(name: str, one: StatedValue) -> Iterator[str]:
    yield f"\n[[{name}]]  # {one.origin}"
    if isinstance(one.value, Mapping):
        yield from (f"{_spell_key(key)} = {_spell(value)}" for key, value in one.value.items())


def _spell(value: object) -> str:
    """Return a value as TOML.

    >>> _spell({"use": "print", "hosts": ["a", "b"], "ads": False})
    '{ use = "print", hosts = ["a", "b"], ads = false }'
    """
    if isinstance(value, Mapping):
        inner = ", ".join(f"{_spell_key(str(key))} = {_spell(item)}" for key, item in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_spell, value))}]"
    if isinstance(value, bool | int | float | str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
    return str(value)  # dates and times


def _spell_key(key: str) -> str:
    return key if key.replace("-", "").replace("_", "").isalnum() and key.isascii() else _spell(key)


FORMATS: Mapping[str, Callable[[Sequence[StatedValue]], str]] = {
    "table": render_table,
    "json": render_json,
    "toml": render_toml,
}
