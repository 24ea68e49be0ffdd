"""Reads whole HTML pages."""

from __future__ import annotations

from compliance.model.article import Article
from compliance.model.source import SourceText
from compliance.readers.assembling import assemble
from compliance.readers.drafting import Draft
from compliance.readers.front_matter import read_front_matter
from compliance.readers.offsets import find_line_starts, to_bytewise
from compliance.readers.tokens import TokenReader


def read_html(source: SourceText) -> Article:
    """Read a page; raises `compliance.errors.SourceError` where its front matter is broken."""
    draft = Draft(source)
    front_matter = read_front_matter(source)
    draft.fields.extend(front_matter.fields)
    markup = to_bytewise(source.utf8[front_matter.end_utf8 :] if front_matter.end else source.utf8)
    reader = TokenReader(draft)
    end = reader.feed(markup, find_line_starts(markup, front_matter.end_utf8))
    _note_cut(draft, reader, end)
    return assemble(draft, "html")


def _note_cut(draft: Draft, reader: TokenReader, end: int) -> None:
    """Note a page that ends inside a tag (``end`` is where the last whole token ends), or in the middle of a script."""
    tag, start = reader.collecting
    if tag:
        draft.add_problem(start, f"the HTML is cut off: '<{tag}>' is never closed", f"close it with '</{tag}>'")
        return
    rest = draft.source.utf8[end:].decode("utf-8", "replace")
    if rest.startswith("<") and rest.strip() != "<":
        message = f"the HTML is cut off inside a tag: '{rest[:40].splitlines()[0]}'"
        draft.add_problem(end, message, "complete the file: it ends in the middle of a tag")
