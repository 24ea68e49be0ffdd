"""Finds addresses that stand in text without being marked up as links: URLs and e-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

# GitHub Flavored Markdown 0.29, 6.9 Autolinks (extension): what may stand in front, and what ends an address.
_URL = re.compile(rb"(?<![\w/@.:-])(?:https?://|ftp://|www\.)[^\s<>\"\x60{}|\\^]{1,4000}", re.IGNORECASE)
_LOCAL = re.compile(rb"[A-Za-z0-9._+-]+\Z")
_DOMAIN = re.compile(rb"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_MAX_TRIMMED = 40
_TRAILING = b"?!.,:;*_~'\""
_ENDING_QUOTES = tuple(sign.encode() for sign in "’”…。，、；：！？）】》」』")


def find_bare_links(flat: bytes) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and URL of each address in flat text, in no particular order.

    >>> list(find_bare_links(b"see www.x.example/a. or <ann@x.example>"))
    [(4, 19, 'http://www.x.example/a'), (25, 38, 'mailto:ann@x.example')]
    """
    if b"://" in flat or b"www." in flat.lower():
        yield from _find_urls(flat)
    if b"@" in flat:
        yield from _find_mails(flat)


def _find_urls(flat: bytes) -> Iterator[tuple[int, int, str]]:
    for found in _URL.finditer(flat):
        address = _trim(found[0])
        host = address.lower().removeprefix(b"https://").removeprefix(b"http://").removeprefix(b"ftp://")
        if b"." not in host.split(b"/", 1)[0].strip(b".") and not host.startswith(b"localhost"):
            continue
        url = address.decode("utf-8", "replace")
        yield found.start(), found.start() + len(address), url if "://" in url[:8] else f"http://{url}"


def _trim(address: bytes) -> bytes:
    """Cut punctuation that belongs to the sentence, and closing brackets without an opening one."""
    for _ in range(_MAX_TRIMMED):
        if address.endswith(_ENDING_QUOTES):
            address = address[:-3]
        elif address and (address[-1] in _TRAILING or _is_unopened(address, b"()") or _is_unopened(address, b"[]")):
            address = address[:-1]
        else:
            break
    return address


def _is_unopened(address: bytes, brackets: bytes) -> bool:
    opening, closing = brackets[:1], brackets[1:]
    return address.endswith(closing) and address.count(closing) > address.count(opening)


def _find_mails(flat: bytes) -> Iterator[tuple[int, int, str]]:
    at = flat.find(b"@")
    while at >= 0:
        local = _LOCAL.search(flat[max(0, at - 64) : at])
        domain = _DOMAIN.match(flat, at + 1, at + 255)
        if local and domain and not domain[0].endswith((b"-", b"_")):
            start = at - len(local[0].lstrip(b".-"))
            yield start, domain.end(), f"mailto:{flat[start : domain.end()].decode()}"
        at = flat.find(b"@", at + 1)
