"""Tells exports from other XML, and turns the bytes of one into UTF-8 that an XML parser takes, as a stream.

Nothing moves: what no XML may hold is replaced by as many bytes of something harmless, so that offsets, lines and
columns in what comes out of a UTF-8 file are those of the file.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from compliance.patterns import compile_late

CHUNK = 64 * 1024
"""Bytes that are read at once."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = compile_late(rb"\A\s*<\?xml\s[^>]{0,200}?\bencoding\s*=\s*[\"'](?P<label>[\w.:-]{1,40})[\"']")
_ROOT = compile_late(r"<rss\b[^>]{0,4000}\sxmlns:wp\s*=\s*[\"']http://wordpress\.org/export/1\.\d+/[\"']")
"""WordPress has written 1.0, 1.1 and 1.2 (``WXR_VERSION``)."""

_PROLOGUE = compile_late(r"\A[\s\ufeff]*(?:<\?xml\s[^>]{0,500}\?>)?")
STRAY = b"\x7f"
"""Stands for a byte that is not UTF-8 in a file that says it is; nothing else becomes this sign."""

_STRAY = compile_late(r"[\udc80-\udcff]")
_ILLEGAL = compile_late(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_NONCHARACTER = compile_late(r"[\ud800-\udfff\ufffe\uffff]")
_REFERENCE = compile_late(r"&#(?:[xX](?P<hex>[0-9a-fA-F]{1,8})|(?P<decimal>[0-9]{1,10}));")
_LONGEST_REFERENCE = 12
"""Characters of a numeric reference that may be cut in two by the end of a chunk."""


class UnknownCharset(Exception):  # noqa: N818 - becomes a problem of the file
    """The XML declaration names an encoding that nobody knows."""


def is_export(head: bytes) -> bool:
    """Whether a file begins as a WordPress export: an RSS feed with WordPress' namespace for exports.

    >>> is_export(b'<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/">')
    True
    >>> is_export(b'<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">')
    False
    """
    try:
        encoding = find_encoding(head)
    except UnknownCharset:
        encoding = "latin-1"
    return bool(_ROOT.search(head.decode(encoding, "replace")))


def find_encoding(head: bytes) -> str:
    """Return the encoding of an export by its byte-order mark or XML declaration; raises `UnknownCharset`."""
    marked = next((encoding for mark, encoding in _MARKS if head.startswith(mark)), "")
    if marked:
        return marked
    found = _DECLARED.match(head)
    label = found["label"].decode() if found else "utf-8"
    try:
        name = codecs.lookup(label).name
        b"<rss>".decode(name)
    except (LookupError, UnicodeError) as error:
        raise UnknownCharset(label) from error
    if name.startswith(("utf-8", "utf-16", "utf-32", "ascii")):
        return "utf-8"
    return "cp1252" if name == "iso8859-1" else name  # as browsers take it


def read_utf8(file: BinaryIO) -> Iterator[bytes]:
    """Yield an export piece by piece, as UTF-8 without its XML declaration; raises `UnknownCharset`.

    Bytes that are not of the encoding become `STRAY`, characters that XML forbids a space or U+FFFD.
    """
    head = b""
    while len(head) < CHUNK and (data := file.read(CHUNK - len(head))):  # a pipe may give less than it is asked for
        head += data
    encoding = find_encoding(head)
    errors = "surrogateescape" if encoding == "utf-8" else "replace"
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    text, is_first, data = "", True, head
    while data:
        text += decoder.decode(data)
        if is_first:
            text, is_first = _PROLOGUE.sub(_blank, text, count=1), False
        text, rest = _cut_reference(text)
        yield _clean(text).encode()
        text, data = rest, file.read(CHUNK)
    yield _clean(text + decoder.decode(b"", final=True)).encode()


def _blank(found: re.Match[str]) -> str:
    """Return spaces for what stands before the first element: an XML declaration is only allowed at the very start."""
    return re.sub(r"[^\r\n]", " ", found[0].replace("\ufeff", "   "))


def _cut_reference(text: str) -> tuple[str, str]:
    """Return a text without what may be the first half of a numeric reference at its end, and that half."""
    start = text.rfind("&", max(0, len(text) - _LONGEST_REFERENCE))
    return (text, "") if start < 0 or ";" in text[start:] else (text[:start], text[start:])


def _clean(text: str) -> str:
    text = _ILLEGAL.sub(" ", text)
    if not text.isascii():
        text = _NONCHARACTER.sub("\ufffd", _STRAY.sub(STRAY.decode(), text))
    return _REFERENCE.sub(_clean_reference, text) if "&#" in text else text


def _clean_reference(found: re.Match[str]) -> str:
    """Return a numeric reference as it stands, or spaces where no XML may hold what it means.

    >>> _REFERENCE.sub(_clean_reference, "a&#8217;b&#8;c")
    'a&#8217;b    c'
    """
    number = int(found["hex"], 16) if found["hex"] else int(found["decimal"])
    allowed = number in {0x9, 0xA, 0xD} or 0x20 <= number < 0xD800 or 0xE000 <= number <= 0x10FFFF
    return found[0] if allowed and number not in {0xFFFE, 0xFFFF} else " " * len(found[0])
