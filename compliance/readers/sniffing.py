"""Says which format a source is in, from its name or else from its first characters."""

from __future__ import annotations

import re
from pathlib import PurePath

from compliance.patterns import compile_late

SUFFIXES = {
    "markdown": (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd", ".lr"),
    "html": (".html", ".htm", ".xhtml"),
    "text": (".txt", ".text", ".adoc", ".asciidoc", ".rst"),
}
"""Suffixes of file names by format, lower case."""

_LOOKS_LIKE_HTML = compile_late(
    r"\s*(?:<!--.{0,2000}?-->\s*)*(?:<\?xml|<!doctype\s+html|<html|<head|<body|<meta|<title|<article|<main|<section)\b",
    re.IGNORECASE | re.DOTALL,
)


def guess_format(name: str, text: str) -> str:
    """Return ``markdown``, ``html`` or ``text``.

    >>> guess_format("story.HTM", ""), guess_format("-", "<!DOCTYPE html>"), guess_format("-", "# A title")
    ('html', 'html', 'markdown')
    """
    suffix = PurePath(name).suffix.lower()
    for form, suffixes in SUFFIXES.items():
        if suffix in suffixes:
            return form
    return "html" if _LOOKS_LIKE_HTML.match(text[:4000]) else "markdown"
