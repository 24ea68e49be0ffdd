"""Addresses of links and images in one form, so that the same target of two versions is known again."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from msgspec import Struct

from compliance.patterns import compile_late

_TRACKING = compile_late(r"^(?:utm_\w+|fbclid|gclid|mc_[ce]id|igshid|ref_src|cmpid)$", re.IGNORECASE)
_SIZE = compile_late(r"(?:[-_]\d{2,4}x\d{2,4}|[-_]\d{3,4}w|-scaled|@[23]x)(?=\.\w+$)", re.IGNORECASE)
"""What content systems add to the name of an image that they scaled."""
_DISTINCTIVE = 10
"""Signs of a file name that two images rarely share by chance: not "photo.jpg", but "harbour-storm-1962.jpg"."""


class Address(Struct, frozen=True):
    """A host without ``www.``, and path with query. Without a host it is relative to a page that is not known."""

    host: str
    path: str


def read_address(url: str, base: str = "") -> Address | None:
    """Return an address without scheme, fragment and tracking parameters; None for what leads to no page.

    >>> read_address("http://www.weekly.example/a/?utm_source=x&id=3#top")
    Address(host='weekly.example', path='/a?id=3')
    >>> read_address("/a", "https://weekly.example/b"), read_address("#notes"), read_address("mailto:a@b.example")
    (Address(host='weekly.example', path='/a'), None, None)
    """
    try:
        parts = urlsplit(urljoin(base, url.strip()) if base else url.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if parts.scheme not in {"", "http", "https"} or not (parts.path or host) or url.strip().startswith("#"):
        return None
    kept = [
        (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(name)
    ]
    query = f"?{urlencode(kept)}" if kept else ""
    return Address(host, (parts.path.rstrip("/") or "/") + query)


def meet(one: Address, other: Address) -> bool:
    """Whether two addresses can be the same: where one has no host, its path decides."""
    return one.path == other.path and (one.host == other.host or not one.host or not other.host)


def name_file(url: str) -> str:
    """Return the name of an image's file as its publisher gave it, if it is one that others hardly chance upon.

    >>> name_file("https://weekly.example/i/harbour-storm-800x600.jpg?w=3"), name_file("/photo.jpg")
    ('harbour-storm.jpg', '')
    """
    path = url.partition("?")[0].partition("#")[0]
    name = _SIZE.sub("", path.rpartition("/")[2].lower())
    return name if len(name.partition(".")[0]) >= _DISTINCTIVE else ""
