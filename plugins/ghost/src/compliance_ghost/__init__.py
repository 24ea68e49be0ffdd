"""Plugin: reads exports of Ghost (JSON) as many articles; writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from compliance.errors import Problem
from compliance.hookspecs import Collection, hookimpl
from compliance.model.article import Article
from compliance.patterns import compile_late

COMPLIANCE_HOOKS = 1

_START = compile_late(rb"\A(?:\xef\xbb\xbf)?\s*\{\s*\"(?:db\"\s*:\s*\[\s*\{\s*\")?(?:meta|data)\"\s*:")


def is_export(head: bytes) -> bool:
    """Whether a file begins as an export of Ghost does.

    >>> is_export(b'{"db":[{"meta":{"exported_on":1753891082041,"version":"6.0.0"},"data":{')
    True
    >>> is_export(b'{"title": "The tide"}')
    False
    """
    return bool(_START.match(head)) and b'"exported_on"' in head


def read_export(name: str, file: BinaryIO) -> Iterator[Article | Problem]:
    """Yield the posts of an export, and what cannot be read; see `compliance_ghost.reading`."""
    from compliance_ghost.reading import read_posts  # noqa: PLC0415 - imported when an export comes

    return read_posts(name, file)


@hookimpl
def register_collections() -> Iterable[Collection]:
    """Bring the format."""
    return [Collection("ghost", (".json",), is_export, read_export)]
