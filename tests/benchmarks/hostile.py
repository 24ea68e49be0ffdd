"""Inputs that nobody writes by hand, in any size: what makes a reader or a pattern slow if anything does."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

_SENTENCE = "The maps are dry now, and each sheet has spent a week between blotting papers in the sports hall. "
_LINK = "[link {0}](https://pond.example/{0}) "
_MEGABYTE = 1_000_000
_DEPTH = 10_000


def make_inputs(size: int) -> Mapping[str, tuple[str, str]]:
    """Return suffix and text by name; texts have about so many bytes, or what is counted grows with them.

    5 MB hold 100,000 links or a million brackets.
    """
    share = size / (5 * _MEGABYTE)
    nested = "<div>" * _DEPTH + "x" + "</div>" * _DEPTH
    return {
        "one line": (".md", _repeat(_SENTENCE, size)),
        "one line of a page": (".html", f"<p>{_repeat(_SENTENCE, size)}</p>"),
        "elements 10,000 deep": (".html", _repeat(nested, size)),
        "quotes 10,000 deep": (".md", _repeat("> " * _DEPTH + "x\n\n", size)),
        "100,000 links": (".md", "".join(map(_LINK.format, range(round(100_000 * share))))),
        "a million brackets": (".md", "[" * round(1_000_000 * share)),
        "a million closed brackets": (".md", "[]" * round(500_000 * share)),
        "100,000 copyright lines": (".md", "© 2020 Ann Author\n\n" * round(100_000 * share)),
        "copyright signs in one line": (".md", "© 2020 Ann Author " * round(100_000 * share)),
        "statements of origin in one line": (".md", _repeat("This article was first published by ", size)),
        "paragraphs on licenses": (".md", _repeat("It is licensed under CC BY 4.0, it seems.\n\n", size)),
        "JSON-LD": (".html", _make_json_ld(size)),
        "entities": (".html", "<p>" + _repeat("&nbsp;&CounterClockwiseContourIntegral;&#8217;", size)),
        "unclosed comments": (".html", "<p>x</p>" + _repeat("<!-- ", size)),
    }


def write_input(folder: Path, name: str, suffix: str, text: str) -> str:
    """Write an input and return the name of its file."""
    file = f"{''.join(filter(str.isalnum, name))}-{len(text)}{suffix}"
    (folder / file).write_text(text, encoding="utf-8", newline="\n")
    return file


def _repeat(piece: str, size: int) -> str:
    return piece * (size // len(piece))


def _make_json_ld(size: int) -> str:
    node = '{"@type":"Person","@id":"#a","name":"Ann Author"},'
    nodes = _repeat(node, size).rstrip(",")
    return f'<script type="application/ld+json">{{"@graph":[{nodes}]}}</script><p>Text</p>'
