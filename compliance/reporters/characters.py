"""Characters that JSON, XML and addresses cannot hold, and what stands for them there."""

from __future__ import annotations

import re
from pathlib import Path, PurePath
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

import msgspec

_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is no ``Char`` of XML 1.0 (fifth edition, section 2.2)."""


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


def escape_text(text: str) -> str:
    r"""Return text for the content of an XML element; what XML forbids becomes U+FFFD.

    >>> escape_text("a < b\x00]]>\r")
    'a &lt; b�]]&gt;&#13;'
    """
    return escape(_FORBIDDEN.sub("\ufffd", make_readable(text)), {"\r": "&#13;"})


def quote_attribute(text: str) -> str:
    r"""Return text as the value of an XML attribute, with its quotes; what XML forbids becomes U+FFFD.

    >>> print(quote_attribute('"5" & more\n\x1b'))
    '"5" &amp; more&#10;�'
    """
    return quoteattr(_FORBIDDEN.sub("\ufffd", make_readable(text)))


def name_relative(path: str) -> str:
    """Return a path as from the working directory, with ``/`` between its parts, where it leads below that directory.

    >>> name_relative("./guest/a.md"), name_relative("../b.md")
    ('guest/a.md', '../b.md')
    """
    pure = PurePath(path)
    if pure.is_absolute() and pure.is_relative_to(Path.cwd()):
        pure = pure.relative_to(Path.cwd())
    return pure.as_posix()


def make_uri(path: str) -> str:
    r"""Return the address of a path: relative (RFC 3986, section 4.2), or ``file:`` (RFC 8089) where it is absolute.

    Bytes that are no UTF-8 keep their value.

    >>> make_uri("100% & “more”/#1.md"), make_uri("caf\udce9.md"), make_uri("a:b.md")
    ('100%25%20%26%20%E2%80%9Cmore%E2%80%9D/%231.md', 'caf%E9.md', 'a%3Ab.md')
    """
    name = name_relative(path)
    try:
        data = name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # a surrogate that stands for no byte
        data = make_readable(name).encode()
    if not PurePath(name).is_absolute():
        return quote(data, safe="/")
    return "file://" + quote(data if data.startswith(b"/") else b"/" + data, safe="/:")
