"""Plugin: reads WordPress exports (WXR) as many articles, one by one, in bounded memory; writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from compliance.errors import Problem
from compliance.hookspecs import Collection, hookimpl
from compliance.model.article import Article
from compliance_wordpress.decoding import is_export

COMPLIANCE_HOOKS = 1


def read_export(name: str, file: BinaryIO) -> Iterator[Article | Problem]:
    """Yield the posts of an export, and what cannot be read; see `compliance_wordpress.reading`."""
    from compliance_wordpress.reading import read_posts  # noqa: PLC0415 - parsers are imported when an export comes

    return read_posts(name, file)


@hookimpl
def register_collections() -> Iterable[Collection]:
    """Bring the format."""
    return [Collection("wordpress", (".xml", ".wxr"), is_export, read_export)]
