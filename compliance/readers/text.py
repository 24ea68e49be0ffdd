"""Reads plain text and light markup such as AsciiDoc: paragraphs are parted by blank lines, addresses are links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance.model.article import Article, Carrier, Field
from compliance.model.source import SourceText
from compliance.patterns import compile_late
from compliance.readers.assembling import assemble
from compliance.readers.drafting import Draft
from compliance.readers.flattening import RawLink
from compliance.readers.front_matter import read_front_matter

_SHORT_LINE = 50
"""Characters up to which a line was ended on purpose, and not wrapped by an editor."""

_LINK = compile_late(
    r"""
    (?: link:(?P<target>[^\s\[\]]{1,2000}) | (?P<url>(?:https?|ftp|mailto):[^\s\[\]<>"]{1,2000}) )
    \[ (?P<words>[^\]\n]{0,500}) \]
    """,
    re.VERBOSE,
)
_ATTRIBUTE = compile_late(r":(?P<key>[A-Za-z][\w-]{0,60}):[ \t]+(?P<value>[^\n]+)\n")
_NOTICES = compile_late(r"copyright|\(c\)|©|&copy;", re.IGNORECASE)
_HOLDERS = compile_late(r"[\s*#/;]*(?:[\w-]*copyright(?:[ -](?:holders?|owners?))?)\s*:", re.IGNORECASE)
_ENTRY = compile_late(
    r"[\s*#/;.•-]*(?:[\[(]?(?:1[89]|20)\d\d\b|©|\(c\)|&copy;|(?:portions )?copyright\b|[A-Za-z][\w-]{1,30}:\s)",
    re.IGNORECASE,
)
"""How a line begins that is one of a list, and not the rest of the line before."""
_HEADING = compile_late(r"(?P<signs>={1,6}|\#{1,6})[ \t]+(?=\S)")


def read_text(source: SourceText) -> Article:
    """Read plain text; raises `compliance.errors.SourceError` where its front matter is broken."""
    front_matter = read_front_matter(source)
    draft = Draft(source)
    draft.fields.extend(front_matter.fields)
    start = front_matter.end_utf8
    notices = holders = False
    for line in _split_lines(source.text, front_matter.end):
        attribute = _ATTRIBUTE.fullmatch(line)
        if attribute:
            draft.fields.append(_read_attribute(source, attribute, start))
        else:
            entry = notices and bool(_ENTRY.match(line))
            notices = bool(line.strip()) and (notices or bool(_NOTICES.search(line)))
            holders = notices and ((holders and not entry) or bool(_HOLDERS.match(line)))
            if entry or holders:
                draft.writer.line_break(start)
            _read_line(draft, line, start)
        start += len(line.encode())
    return assemble(draft, "text", bare_links=True)


def _split_lines(text: str, position: int) -> Iterator[str]:
    while position < len(text):
        end = text.find("\n", position) + 1 or len(text)
        yield text[position:end]
        position = end


def _read_attribute(source: SourceText, found: re.Match[str], start: int) -> Field:
    """Return an AsciiDoc attribute (``:author: Ann``) as a field."""
    begin = start + len(found.string[: found.start("value")].encode())
    span = source.span(begin, begin + len(found["value"].encode()))
    return Field(found["key"].lower(), found["value"].strip(), Carrier.FRONT_MATTER, span)


def _read_line(draft: Draft, line: str, start: int) -> None:
    writer = draft.writer
    stripped = line.rstrip(" \t\n")
    if not stripped.strip():
        writer.begin("paragraph")
        return
    heading = _HEADING.match(stripped)
    if heading:
        writer.begin("heading", 0, len(heading["signs"]))
        start += heading.end()
        stripped = stripped[heading.end() :]
    _write_links(draft, stripped, start)
    end = start + len(stripped.encode())
    if heading:
        writer.begin("paragraph")
    elif len(stripped) <= _SHORT_LINE:
        writer.line_break(end)
    else:
        writer.space(end)


def _write_links(draft: Draft, line: str, start: int) -> None:
    """Write a line; where an address is followed by words in brackets, only the words."""
    position = 0
    for found in _LINK.finditer(line) if "[" in line else ():
        draft.writer.write(line[position : found.start()].encode(), start + len(line[:position].encode()))
        begin = start + len(line[: found.start()].encode())
        url = found["target"] or found["url"]
        link = RawLink(url, (), begin, begin + len(found[0].encode()), 0)
        words = found["words"].removesuffix("^").split(",", 1)[0].strip('"') or url
        draft.writer.open_link(link)
        draft.writer.write(words.encode(), begin + len(found[0][: found[0].rindex(words)].encode()))
        draft.writer.close_link()
        position = found.end()
    draft.writer.write(line[position:].encode(), start + len(line[:position].encode()))
