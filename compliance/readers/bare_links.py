"""Finds addresses that stand in text without being marked up as links: URLs and e-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance.patterns import compile_late

# GitHub Flavored Markdown 0.29, 6.9 Autolinks (extension): what may stand in front, and what ends an address.
_SCHEME = compile_late(rb"(?:\A|[^\w/@.:-])(https?|ftp)\Z", re.IGNORECASE)
_REST = compile_late(rb"[^\s<>\"\x60{}|\\^]{1,4000}")
_WORD_END = compile_late(rb"[\w/@.:-]")
_LOCAL = compile_late(rb"[A-Za-z0-9._+-]+\Z")
_DOMAIN = compile_late(rb"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_MAX_TRIMMED = 40
_TRAILING = b"?!.,:;*_~'\""
_ENDING_QUOTES = tuple(sign.encode() for sign in "’”»›…。，、；：！？）】》」』")


def find_bare_links(flat: bytes) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and URL of each address in flat text, in no particular order.

    >>> list(find_bare_links(b"see www.x.example/a. or <ann@x.example>"))
    [(4, 19, 'http://www.x.example/a'), (25, 38, 'mailto:ann@x.example')]
    """
    for start in (*_find_schemes(flat), *_find_www(flat)):
        found = _REST.match(flat, start)
        address = _trim(found[0]) if found else b""
        before, _sign, behind = address.partition(b"://")
        host = behind if len(before) < 6 else address
        if b"." in host.split(b"/", 1)[0].strip(b".") or host.startswith(b"localhost"):
            url = address.decode("utf-8", "replace")
            yield start, start + len(address), url if "://" in url[:8] else f"http://{url}"
    yield from _find_mails(flat)


def _find_schemes(flat: bytes) -> Iterator[int]:
    at = flat.find(b"://")
    while at >= 0:
        found = _SCHEME.search(flat[max(0, at - 6) : at])
        if found:
            yield at - len(found[1])
        at = flat.find(b"://", at + 1)


def _find_www(flat: bytes) -> Iterator[int]:
    at = flat.find(b"www.")
    while at >= 0:
        if at == 0 or not _WORD_END.match(flat, at - 1):
            yield at
        at = flat.find(b"www.", at + 1)


def _trim(address: bytes) -> bytes:
    """Cut punctuation that belongs to the sentence, and closing brackets without an opening one."""
    for _ in range(_MAX_TRIMMED):
        if address.endswith(_ENDING_QUOTES):
            address = address.decode("utf-8", "ignore")[:-1].encode()
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
