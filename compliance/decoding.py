"""Turns the bytes of a source into text with one kind of line end, or says why they are no text. Nothing is parsed."""

from __future__ import annotations

import codecs
import re
from array import array
from collections.abc import Iterable, Sequence

from compliance.errors import Problem, SourceError
from compliance.model.source import SourceText
from compliance.patterns import compile_late

MAX_SIZE = 32 * 1024 * 1024
"""Bytes; no article is longer, and one that is costs more than it can tell.r"""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that one's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive (docx, odt, epub …)"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF file (WebP, WAV …)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\rtf", "a rich-text file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)

# Labels that the WHATWG Encoding standard maps to another encoding than Python does.
_LABELS = {
    "utf8": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    "utf-16": "utf-8",  # a page that can be read this far is not UTF-16, says the HTML standard
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "l1": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5hkscs",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "x-euc-jp": "euc_jp",
    "x-mac-cyrillic": "mac_cyrillic",
    "macintosh": "mac_roman",
}

_TRANSFORMS = frozenset(
    {"idna", "punycode", "raw_unicode_escape", "unicode_escape", "undefined", "utf-7", "utf_7", "mbcs", "oem", "hz"}
)
"""Codecs that are encodings to Python, but not of pages."""

_DECLARED = compile_late(
    rb"""
    <meta [^>]{0,200}? \b charset \s* = \s* ["']? \s* (?P<meta> [\w.:-]{1,40} )
    | ^ \s* <\?xml [^>]{0,120}? \b encoding \s* = \s* ["'] (?P<xml> [\w.:-]{1,40} )
    """,
    re.VERBOSE | re.IGNORECASE,
)

_LOOKS_LIKE_HTML = compile_late(
    rb"\s*(?:<\?xml|<!doctype|<!--|<html|<head|<meta|<body|<title|<div|<p\b|<article)", re.I
)
_ESCAPED_BYTE = compile_late("[\udc80-\udcff]")


def decode(name: str, data: bytes, *, url: str | None = None) -> SourceText:
    """Decode a source: byte-order mark, declared charset, UTF-8, then Windows-1252, in this order.

    Raises `SourceError` for what is empty, binary, too large, or not in the encoding that it claims.
    """
    check_size(name, len(data))
    encoding, bom = _find_mark(data)
    _refuse_binary(name, data, marked=bool(bom))
    if not bom:
        encoding = _find_declared(name, data)
    if encoding in ("", "utf-8"):
        text = _decode_utf8(name, data[bom:], declared=bool(encoding))
        if text is not None:
            return _check_content(_from_utf8(name, data, text, bom, url))
        encoding = "cp1252"
    return _check_content(_from_other(name, data, encoding, bom, url))


def check_size(name: str, size: int) -> None:
    """Raise `SourceError` for a source of more than `MAX_SIZE` bytes; to be asked before it is read."""
    if size > MAX_SIZE:
        message = f"is too large: {size / 1048576:.0f} MiB, the limit is {MAX_SIZE // 1048576} MiB"
        raise SourceError(Problem(name, 0, 0, message, "split it, or name the article's own file"))


def _find_mark(data: bytes) -> tuple[str, int]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding, len(mark)
    return "", 0


def _refuse_binary(name: str, data: bytes, *, marked: bool) -> None:
    remedy = "export the article as Markdown, HTML or plain text"
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise SourceError(Problem(name, 0, 0, f"is {what}, not text", remedy))
    zero = -1 if marked else data.find(0)
    if zero >= 0 and _looks_like_utf16(data):
        message = "is UTF-16 without a byte-order mark, which nothing tells apart from binary data for certain"
        raise SourceError(Problem(name, 0, 0, message, "save it as UTF-8"))
    if zero >= 0:
        raise SourceError(Problem(name, 0, 0, f"is binary: byte {zero} is zero", remedy))


def _looks_like_utf16(data: bytes) -> bool:
    """Whether every other byte is mostly zero and the ones between never: text in Latin letters is so."""
    head = data[:4096]
    zeros = sorted((head[0::2].count(0), head[1::2].count(0)))
    return len(data) % 2 == 0 and len(head) >= 8 and zeros[0] == 0 and zeros[1] * 4 >= len(head)


def _find_declared(name: str, data: bytes) -> str:
    """Return the Python name of the encoding that an HTML page or XML declaration states, or nothing."""
    head = data[:1024]
    if not _LOOKS_LIKE_HTML.match(head):
        return ""
    found = _DECLARED.search(head)
    if not found:
        return ""
    group = "meta" if found["meta"] else "xml"
    label = found[group].decode("ascii", "replace")
    encoding = _find_codec(label)
    if not encoding:
        line, column = _locate(head, found.start(group))
        raise SourceError(Problem(name, line, column, f"unknown charset '{label}'", "save the page as UTF-8"))
    if encoding in ("cp1252", "cp1254") and _is_really_utf8(data):
        return "utf-8"
    return encoding


def _find_codec(label: str) -> str:
    wanted = _LABELS.get(label.lower(), label.lower())
    wanted = re.sub(r"^(?:x-)?(?:windows-|dos-|cp)(?=\d)", "cp", wanted).removesuffix("-i").removesuffix("-e")
    try:
        codec = codecs.lookup(wanted)
        "".encode(codec.name)  # refuses codecs from bytes to bytes
    except (LookupError, UnicodeError, ValueError):
        return ""
    return "" if codec.name in _TRANSFORMS or wanted in _TRANSFORMS else codec.name


def _is_really_utf8(data: bytes) -> bool:
    """Whether a page that claims to be Latin-1 was saved as UTF-8: prose in Latin-1 is never valid UTF-8 by chance."""
    if data.isascii():
        return False
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _locate(data: bytes, offset: int) -> tuple[int, int]:
    before = data[:offset].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line_start = before.rfind(b"\n") + 1
    return before.count(b"\n") + 1, len(before[line_start:].decode("utf-8", "replace")) + 1


def _decode_utf8(name: str, data: bytes, *, declared: bool) -> str | None:
    """Return text, None where it must be another encoding; stray bytes of a declared encoding become ``?``."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        if not declared:
            return None
        line, column = _locate(data, error.start)
        first = data[error.start]
    escaped = data.decode("utf-8", "surrogateescape")
    text, count = _ESCAPED_BYTE.subn("?", escaped)
    if count * 100 > len(data):
        message = f"is not valid UTF-8, though it says so: byte 0x{first:02x} here, {count} in all"
        raise SourceError(Problem(name, line, column, message, "save it as UTF-8"))
    return text


def _from_utf8(name: str, data: bytes, text: str, bom: int, url: str | None) -> SourceText:
    if "\r" not in text:
        return SourceText(name, data, text, bom=bom, url=url)
    removed = _find_removed(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return SourceText(name, data, text, bom=bom, url=url, utf8=text.encode(), _removed=removed)


def _find_removed(text: str) -> Sequence[int]:
    r"""Return the offsets in the normalised UTF-8 behind each line end that was ``\r\n``."""
    utf8 = text.encode()
    removed = array("Q")
    found = utf8.find(b"\r\n")
    while found >= 0:
        removed.append(found + 1 - len(removed))
        found = utf8.find(b"\r\n", found + 2)
    return removed


def _from_other(name: str, data: bytes, encoding: str, bom: int, url: str | None) -> SourceText:
    """Decode what is not UTF-8; bytes without a meaning become U+FFFD, but not in UTF-16 and UTF-32."""
    try:
        raw = data[bom:].decode(encoding, "strict" if bom else "replace")
    except UnicodeDecodeError as error:
        message = f"is not valid {encoding.upper()}, though its byte-order mark says so: byte {bom + error.start}"
        raise SourceError(Problem(name, 0, 0, message, "save it as UTF-8")) from error
    if "\0" in raw:
        raise SourceError(Problem(name, 0, 0, "is binary: it holds zero characters", "export the article as text"))
    text, table = _normalise(raw, _find_ends(raw, data, encoding, bom), bom)
    return SourceText(name, data, text, encoding=encoding, bom=bom, url=url, _table=table)


def _find_ends(raw: str, data: bytes, encoding: str, bom: int) -> Sequence[int]:
    """Return for each character of ``raw`` the offset in ``data`` behind its last byte."""
    if encoding.startswith("utf-32"):
        return range(bom + 4, bom + 4 * len(raw) + 4, 4)
    if encoding.startswith("utf-16"):
        return _sum(bom, (4 if char > "\uffff" else 2 for char in raw))
    if len(raw) == len(data) - bom:
        return range(bom + 1, len(data) + 1)
    return _find_ends_by_byte(data, encoding)


def _sum(start: int, widths: Iterable[int]) -> Sequence[int]:
    ends = array("Q")
    for width in widths:
        start += width
        ends.append(start)
    return ends


def _find_ends_by_byte(data: bytes, encoding: str) -> Sequence[int]:
    """Feed an incremental decoder byte by byte and note where characters come out."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    ends = array("Q")
    for index in range(len(data)):
        ends.extend([index + 1] * len(decoder.decode(data[index : index + 1])))
    ends.extend([len(data)] * len(decoder.decode(b"", final=True)))
    return ends


def _normalise(raw: str, ends: Sequence[int], start: int) -> tuple[str, Sequence[int]]:
    r"""Return the text with ``\n`` as line end, and for each of its UTF-8 bytes the offset in the data."""
    kept: list[str] = []
    table = array("Q")
    before = ""
    for char, end in zip(raw, ends, strict=False):
        if not (char == "\n" and before == "\r"):
            kept.append("\n" if char == "\r" else char)
            table.extend([start] * (1 if char < "\x80" else len(char.encode("utf-8", "replace"))))
        before, start = char, end
    table.append(start)
    return "".join(kept), table


def _check_content(source: SourceText) -> SourceText:
    if not source.text or source.text.isspace():
        raise SourceError(Problem(source.name, 0, 0, "is empty", "name a file that holds an article"))
    return source
