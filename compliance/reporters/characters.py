"""Text as formats can hold it: without lone surrogates, on one line, as JSON."""

from __future__ import annotations

import msgspec


def make_readable(text: str) -> str:
    r"""Return text without lone surrogates, which stand for bytes of file names that are no UTF-8.

    >>> print(make_readable("caf\udce9.md"))
    caf\udce9.md
    """
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()


def make_line(text: str) -> str:
    r"""Return text on one line.

    >>> make_line("one\n  two ")
    'one two'
    """
    return " ".join(text.split())


def encode_json(value: object) -> str:
    """Return a value as JSON on one line, with readable text."""
    try:
        return msgspec.json.encode(value).decode()
    except UnicodeEncodeError:
        return msgspec.json.encode(_clean(value)).decode()


def _clean(value: object) -> object:
    match value:
        case str():
            return make_readable(value)
        case dict():
            return {_clean(key): _clean(item) for key, item in value.items()}
        case list() | tuple():
            return [_clean(item) for item in value]
    return value
