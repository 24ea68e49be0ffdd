"""Marks paragraphs and line breaks of what the classic editor wrote: it stores blank lines, and the site makes HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance.patterns import compile_late
from compliance_wordpress.passages import Edit, Passage

_BLOCK = b"<!-- wp:"
_TOKEN = compile_late(
    rb"""
    <!-- | <(?P<raw>pre|script|style|textarea)\b | </?(?P<tag>[a-zA-Z][a-zA-Z0-9]*+)[^<>]*+>
    | (?P<gap>\n[ \t]*\n\s*) | (?P<line>\n)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BLOCK_TAGS = frozenset(
    b"address article aside blockquote br caption center col colgroup dd details div dl dt fieldset figcaption figure "
    b"footer form h1 h2 h3 h4 h5 h6 header hr legend li main map menu nav noscript ol option p section select summary "
    b"table tbody td tfoot th thead tr ul".split()
)
"""Elements at whose start or end a line ends anyhow."""
_NEXT_TAG = compile_late(rb"\s*</?(?P<tag>[a-zA-Z][a-zA-Z0-9]*)")


def is_of_blocks(content: Passage) -> bool:
    """Whether the block editor wrote a content, which needs no paragraphs then."""
    return _BLOCK in content.data


def mark_paragraphs(content: Passage) -> Passage:
    r"""Return a content with a paragraph behind each blank line and a break at each other one, as the site shows it.

    >>> from compliance_wordpress.passages import Run
    >>> mark_paragraphs(Passage(b"a\nb\n\nc", [Run(0, 0, 0)])).data
    b'<p>a<br>\nb\n\n<p>c'
    """
    return content.edit([Edit(0, 0, b"<p>"), *_find_breaks(content.data)])


def _find_breaks(data: bytes) -> Iterator[Edit]:
    position, behind_block = 0, True
    while found := _TOKEN.search(data, position):
        words = data[position : found.start()]
        behind_block = behind_block and (not words or words.isspace())
        position = found.end()
        if found["gap"]:
            yield Edit(position, position, b"<p>")
            behind_block = True
        elif found["line"]:
            if not behind_block and not _is_before_block(data, position):
                yield Edit(found.start(), found.start(), b"<br>")
        elif found["tag"]:
            behind_block = found["tag"].lower() in _BLOCK_TAGS
        else:
            position = _find_end(data, position, found["raw"] or b"")


def _is_before_block(data: bytes, position: int) -> bool:
    found = _NEXT_TAG.match(data, position)
    return found is not None and found["tag"].lower() in _BLOCK_TAGS


def _find_end(data: bytes, position: int, raw: bytes) -> int:
    """Return where a comment or an element ends whose line ends mean nothing; the end of all if it never does."""
    if not raw:
        end = data.find(b"-->", position)
        return len(data) if end < 0 else end + len(b"-->")
    found = re.compile(rb"</" + raw + rb"\s*>", re.IGNORECASE).search(data, position)
    return found.end() if found else len(data)
