"""Where a file is, as formats want it: as from the working directory, or as an address."""

from __future__ import annotations

from pathlib import Path, PurePath
from urllib.parse import quote

from compliance.reporters.characters import make_readable


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
