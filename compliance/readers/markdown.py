"""Reads Markdown: CommonMark with tables, footnotes, strikethrough and task lists; raw HTML inside is read as HTML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

import pyromark

from compliance.model.article import Article
from compliance.model.source import SourceText
from compliance.readers.assembling import assemble
from compliance.readers.drafting import Draft, RawImage
from compliance.readers.flattening import RawLink
from compliance.readers.front_matter import read_front_matter
from compliance.readers.hints import NO_TRAITS, Traits
from compliance.readers.key_sections import KeySections, read_key_sections
from compliance.readers.offsets import find_line_starts, to_bytewise
from compliance.readers.shortcodes import note_shortcodes, read_comment_lines

if TYPE_CHECKING:
    from compliance.readers.tokens import TokenReader

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
)

_CONTAINERS = {
    "BlockQuote": ("blockquote", "quote", Traits(frozenset({"quote"}), "")),
    "FootnoteDefinition": ("footnote", "footnote", NO_TRAITS),
    "Item": ("li", "item", NO_TRAITS),
    "TableCell": ("td", "cell", NO_TRAITS),
}
"""Tag of the outline, kind of block, and traits, by the name of the event."""

_TITLE = Traits(frozenset({"title"}), "")


def read_markdown(source: SourceText) -> Article:
    """Read an article in Markdown; raises `compliance.errors.SourceError` where its front matter is broken."""
    sections = read_key_sections(source)
    if sections is not None:
        return _read_section(source, sections)
    front_matter = read_front_matter(source)
    draft = Draft(source)
    draft.fields.extend(front_matter.fields)
    draft.fields.extend(read_comment_lines(source, front_matter.end, front_matter.end_utf8))
    note_shortcodes(draft, front_matter.end, front_matter.end_utf8)
    text = source.text[front_matter.end :] if front_matter.end else source.text
    _EventReader(draft, front_matter.end_utf8).read(text)
    return assemble(draft, "markdown", bare_links=True)


def _read_section(source: SourceText, sections: KeySections) -> Article:
    draft = Draft(source)
    draft.fields.extend(sections.fields)
    start = len(source.text[: sections.start].encode())
    _EventReader(draft, start).read(source.text[sections.start : sections.end])
    return assemble(draft, "markdown", bare_links=True)


class _EventReader:
    """Writes the events of one document into a draft; event offsets are UTF-8 of the text behind the front matter."""

    def __init__(self, draft: Draft, base: int) -> None:
        self._draft = draft
        self._writer = draft.writer
        self._outline = draft.outline
        self._base = base
        self._html: TokenReader | None = None
        self._html_lines: list[tuple[bytes, int]] = []
        self._images: list[tuple[str, str, int, int, list[str]]] = []
        self._mute = False

    def read(self, text: str) -> None:
        """Go through the document once."""
        base, utf8, images = self._base, self._draft.source.utf8, self._images
        writer = self._writer
        for event, place in pyromark.events_with_range(text, options=_OPTIONS):
            start = base + place["start"]
            end = base + place["end"]
            if isinstance(event, str):
                self._read_sign(event, start, end)
            elif "Text" in event:
                data = utf8[start:end]
                value = event["Text"]
                if images or self._mute:
                    self._keep_alt(value)
                elif data == value.encode():
                    writer.write(data, start)
                else:
                    writer.atom(value, start, end - start)
            elif "Start" in event:
                self._read_start(event["Start"], start, end)
            elif "End" in event:
                self._read_end(event["End"])
            else:
                self._read_piece(event, start, end)

    def _read_sign(self, sign: str, start: int, end: int) -> None:
        if self._images:
            self._keep_alt(" ")
        elif sign == "SoftBreak":
            self._writer.space(start if end == start + 1 else -1)
        elif sign == "HardBreak":
            self._writer.line_break()
        else:
            self._begin("paragraph")

    def _keep_alt(self, text: str) -> None:
        for image in self._images:
            image[4].append(text)

    def _begin(self, kind: str, level: int = 0) -> None:
        """End the current block and begin one; a paragraph inside a quote, item … takes its kind from that."""
        if self._html is not None:
            self._html.rest()
        node = self._outline.current
        self._mute = self._outline.is_hidden
        self._writer.begin(self._outline.kinds[node] if kind == "paragraph" else kind, node, level)

    def _read_start(self, value: object, start: int, end: int) -> None:
        if isinstance(value, str):
            name, details = value, None
        else:
            ((name, details),) = cast("Mapping[str, object]", value).items()
        if name == "Paragraph":
            self._begin("paragraph")
        elif name in _CONTAINERS:
            self._open_container(name)
        elif name == "Heading":
            level = int(str(cast("Mapping[str, object]", details)["level"])[1])
            self._begin("heading", level)
            if level == 1:
                self._writer.node = self._outline.add_aside("h1", _TITLE, self._writer.node)
        elif name == "CodeBlock":
            self._begin("code")
        elif name in ("Link", "Image"):
            self._open_reference(name, cast("Mapping[str, str]", details), start, end)

    def _open_container(self, name: str) -> None:
        tag, kind, traits = _CONTAINERS[name]
        node = self._outline.push(tag, traits)
        self._outline.kinds[node] = kind
        self._begin("paragraph")

    def _open_reference(self, name: str, details: Mapping[str, str], start: int, end: int) -> None:
        url = details["dest_url"].strip()
        if name == "Image":
            self._images.append((url, details["title"], start, end, []))
            return
        if details["link_type"] == "Email" and not url.startswith("mailto:"):
            url = f"mailto:{url}"
        self._writer.open_link(RawLink(url, (), start, end, self._outline.current))

    def _read_end(self, value: object) -> None:
        name = value if isinstance(value, str) else next(iter(cast("Mapping[str, object]", value)))
        if name == "Link":
            self._writer.close_link()
        elif name == "Image":
            self._close_image()
        elif name in _CONTAINERS:
            self._outline.pop(_CONTAINERS[name][0])
        elif name == "HtmlBlock":
            self._feed_lines()

    def _close_image(self) -> None:
        url, title, start, end, alt = self._images.pop()
        words = " ".join("".join(alt).split())
        self._draft.images.append(
            RawImage(self._writer.here, url, words, start, end, self._outline.current, title=title)
        )

    def _read_piece(self, event: object, start: int, end: int) -> None:
        ((name, value),) = cast("Mapping[str, object]", event).items()
        if self._images:
            self._keep_alt(str(value) if name == "Code" else "")
        elif name == "Code":
            self._write_code(str(value), start, end)
        elif name == "InlineHtml":
            markup = self._draft.source.utf8[start:end]
            self._feed(markup, find_line_starts(to_bytewise(markup), start))
        elif name == "Html":
            self._html_lines.append((self._draft.source.utf8[start:end], start))

    def _write_code(self, code: str, start: int, end: int) -> None:
        """Write a code span; it stays in its block, but addresses in it are no links."""
        data = code.encode()
        before = self._writer.here
        index = self._draft.source.utf8.find(data, start, end)
        if index >= 0:
            self._writer.write(data, index)
        else:
            self._writer.atom(code, start, end - start)
        self._draft.quiet.append((before, self._writer.size))

    def _feed_lines(self) -> None:
        """Read a block of raw HTML; its lines may stand apart in the source, as in a block quote."""
        markup = b"".join(line for line, _start in self._html_lines)
        starts: list[int] = []
        for line, start in self._html_lines:
            starts.extend(find_line_starts(to_bytewise(line), start)[: line.count(b"\n") or 1])
        starts.append(starts[-1] if starts else 0)
        lines = self._html_lines
        self._html_lines = []
        if markup.startswith(b"<!--") and markup.rstrip().endswith(b"-->") and markup.count(b"<!--") == 1:
            said = markup.strip()[4:-3].decode()
            self._draft.add_comment(said, starts[0], lines[-1][1] + len(lines[-1][0].rstrip()))
            return
        self._begin("paragraph")
        self._feed(markup, starts)

    def _feed(self, markup: bytes, starts: list[int]) -> None:
        if self._html is None:
            from compliance.readers.tokens import TokenReader  # noqa: PLC0415  (most Markdown holds no HTML)

            self._html = TokenReader(self._draft)
        self._html.feed(to_bytewise(markup), starts)
        self._mute = self._outline.is_hidden
