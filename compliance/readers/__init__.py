"""Readers: from decoded text to an `Article`, one module per format; they judge nothing.

Each format's module is imported when its first article comes: parsers are a good part of a short run.
"""

from __future__ import annotations

from compliance.hookspecs import Reader
from compliance.model.article import Article
from compliance.model.source import SourceText


def _read_markdown(source: SourceText) -> Article:
    from compliance.readers.markdown import read_markdown  # noqa: PLC0415

    return read_markdown(source)


def _read_html(source: SourceText) -> Article:
    from compliance.readers.html import read_html  # noqa: PLC0415

    return read_html(source)


def _read_text(source: SourceText) -> Article:
    from compliance.readers.text import read_text  # noqa: PLC0415

    return read_text(source)


READERS: tuple[Reader, ...] = (
    Reader("markdown", (".md", ".markdown", ".mdown", ".mdx", ".qmd", ".rmd"), _read_markdown),
    Reader("html", (".html", ".htm", ".xhtml"), _read_html),
    Reader("text", (".txt", ".text", ".adoc", ".asciidoc", ".rst"), _read_text),
)
