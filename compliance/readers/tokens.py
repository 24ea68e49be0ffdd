"""Reads HTML tokens into a draft: whole pages for the HTML reader, raw HTML for the Markdown reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from turbohtml import Token, tokenize

from compliance.readers.attributes import CODE_CLASS, find_own_traits, is_hidden, is_styled_away, read_attributes
from compliance.readers.drafting import Draft
from compliance.readers.elements import BREAKING_OUT, CONTAINERS, INLINE, LEAVES, RAW, UNSEEN
from compliance.readers.embedded import EMBEDDING, add_time, read_raw
from compliance.readers.flattening import RawLink
from compliance.readers.hints import NO_TRAITS, REL_HINTS, Traits, find_traits
from compliance.readers.meta import find_value_span, read_anchor
from compliance.readers.microdata import Microdata
from compliance.readers.offsets import find_end, from_bytewise, place_lines
from compliance.readers.outline import IMPLIED_END

_TEXT, _START, _END, _COMMENT, _REFERENCE = 0, 1, 2, 3, 5
"""Of `turbohtml.TokenType`."""

_PROPERTIES = frozenset({"itemprop", "itemscope", "property"})

_Attributes = Mapping[str, str]
_NO_ATTRIBUTES: _Attributes = {}


class TokenReader:
    """Goes through HTML once and writes text, links, images and metadata into a draft; may be fed piece by piece."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._writer = draft.writer
        self._outline = draft.outline
        self._microdata = Microdata()
        self._starts: Sequence[int] = ()
        self._raw: tuple[str, _Attributes] | None = None
        self._is_raw, self._raw_text, self._raw_start = False, "", -1
        self._unseen: list[str] = []
        self._link: RawLink | None = None
        self._leaf, self._breaks, self._pre = -1, 0, 0
        self._on_start = self._make_start_table()
        self._on_end = self._make_end_table()
        draft.finishers.append(self._finish)

    def _make_end_table(self) -> dict[str, Callable[[Token, str], None]]:
        table: dict[str, Callable[[Token, str], None]] = dict.fromkeys(CONTAINERS, self._end_container)
        table |= dict.fromkeys(LEAVES, self._end_leaf)
        return table | {"a": self._end_anchor, "body": self._end_page, "html": self._end_page}

    def _make_start_table(self) -> dict[str, Callable[[Token, _Attributes], None]]:
        table: dict[str, Callable[[Token, _Attributes], None]] = dict.fromkeys(INLINE, self._start_inline)
        table |= dict.fromkeys(CONTAINERS, self._start_container)
        table |= dict.fromkeys(LEAVES, self._start_leaf)
        table |= dict.fromkeys(RAW, self._start_raw)
        table |= dict.fromkeys(UNSEEN, self._start_unseen)
        table |= dict.fromkeys(EMBEDDING, self._embed)
        table |= {"a": self._start_link}
        table |= {"br": self._start_break, "hr": self._start_rule, "html": self._start_page}
        table |= {"time": self._start_time, "pre": self._start_pre, "code": self._start_code}
        return table

    def feed(self, markup: str, starts: Sequence[int]) -> int:
        """Read bytewise markup (`to_bytewise`), lines at UTF-8 offsets; return where the last token ends."""
        self._starts = starts
        on_start, on_end, outline, writer = self._on_start, self._on_end, self._outline, self._writer
        token = None
        for token in tokenize(markup, resolve_references=False, capture_source=True):
            kind = token.type
            if kind == _TEXT:
                data = token.data or ""
                if self._is_raw or self._pre:
                    self._read_special(token, data)
                elif outline.is_hidden or self._unseen:
                    continue
                elif data.isspace():
                    writer.space()
                else:
                    self._breaks = 0
                    for line, at in place_lines(data.encode("latin-1", "replace"), token.line, token.col, starts):
                        writer.write(line, at)
            elif kind == _START:
                start = on_start.get(token.tag or "")
                if start is not None and (not self._unseen or self._breaks_out(token.tag or "")):
                    start(token, read_attributes(token) if token.attrs else _NO_ATTRIBUTES)
            elif kind == _END:
                end = on_end.get(token.tag or "", self._end_inline)
                end(token, token.tag or "")
            elif kind == _REFERENCE:
                self._read_reference(token)
            elif kind == _COMMENT:
                self._draft.add_comment(from_bytewise(token.data or ""), *self._range(token))
        return self._range(token)[1] if token is not None else 0

    @property
    def collecting(self) -> tuple[str, int]:
        """The element whose end tag is still awaited because its content is no markup, and where that begins."""
        return (self._raw[0], self._raw_start) if self._raw else ("", -1)

    def rest(self) -> None:
        """Forget what a new block outside of the HTML ends: an open paragraph, content that waits for an end tag."""
        self._leave_leaf()
        self._raw = None
        self._is_raw = False
        self._unseen.clear()

    def _finish(self, flat: bytes) -> None:
        """Hand over what can be told only when all text is known."""
        self._draft.records.extend(self._microdata.records(flat, self._draft.source))
        self._draft.fields.extend(self._microdata.fields(flat, self._draft.source))

    # Places

    def _range(self, token: Token) -> tuple[int, int]:
        text = token.source or token.data or ""
        return self._starts[token.line - 1] + token.col, find_end(text, token.line, token.col, self._starts)

    # Text

    def _read_special(self, token: Token, data: str) -> None:
        """Read text inside of an element with raw content, or of preformatted text."""
        if self._raw:
            self._collect(token, from_bytewise(data))
        elif self._unseen or self._outline.is_hidden:
            return
        elif data.isspace():
            self._read_space(data)
        else:
            for line, at in place_lines(data.encode("latin-1", "replace"), token.line, token.col, self._starts):
                self._read_pre(line, at)

    def _collect(self, token: Token, text: str) -> None:
        self._raw_start = self._raw_start if self._raw_text else self._range(token)[0]
        self._raw_text += text

    def _read_reference(self, token: Token) -> None:
        text = token.data or ""
        if self._raw:
            self._collect(token, text)
        elif not self._unseen and not self._outline.is_hidden:
            start, end = self._range(token)
            self._breaks = self._breaks if text.isspace() else 0
            self._writer.atom(text, start, end - start)

    def _read_space(self, text: str) -> None:
        if self._pre and "\n" in text:
            self._break_lines(text.count("\n"))
        else:
            self._writer.space()

    def _read_pre(self, data: bytes, start: int) -> None:
        """Write preformatted text line by line: an empty line ends the block."""
        for number, line in enumerate(data.split(b"\n")):
            if number:
                self._break_lines(1)
            if line and not line.isspace():
                self._breaks = 0
                self._writer.write(line, start)
            start += len(line) + 1

    def _break_lines(self, count: int) -> None:
        """End the line, and with the second end in a row the block."""
        self._breaks += count
        if self._breaks > 1:
            self._writer.end()
        else:
            self._writer.line_break()

    # Elements

    def _begin(self, level: int = 0) -> None:
        node = self._outline.current
        self._writer.begin(self._outline.kinds[node], node, level)
        self._breaks = 0

    def _leave_leaf(self) -> None:
        if self._leaf >= 0:
            self._close((self._leaf,))
            self._leaf = -1
            self._outline.leave_leaf()

    def _close(self, nodes: Sequence[int]) -> None:
        if nodes and self._microdata.is_waiting:
            for node in nodes:
                self._microdata.close(node, self._writer.size)

    def _start_container(self, token: Token, attributes: _Attributes) -> None:
        tag = token.tag or ""
        outline = self._outline
        self._leave_leaf()
        if tag in IMPLIED_END:
            self._close(outline.end_implied(tag))
        if attributes:
            traits = find_own_traits(tag, attributes)
            if is_styled_away(tag, attributes):
                traits = Traits(traits.hints, "site")  # scripts may show it later, but it is not what readers see first
            node = outline.push(tag, traits, hidden="hidden" in attributes and is_hidden(tag, attributes))
            self._note_properties(token, attributes, node)
        else:
            outline.push(tag, find_traits(tag, "", "", ""))
        self._begin()

    def _start_leaf(self, token: Token, attributes: _Attributes) -> None:
        tag = token.tag or ""
        self._leave_leaf()
        traits = find_own_traits(tag, attributes) if attributes else find_traits(tag, "", "", "")
        self._leaf = self._outline.enter_leaf(tag, traits, hidden=is_hidden(tag, attributes))
        self._begin(level=0 if tag == "p" else int(tag[1]))
        self._note_properties(token, attributes, self._leaf)

    def _start_inline(self, token: Token, attributes: _Attributes) -> None:
        if not attributes:
            return
        tag = token.tag or ""
        traits = find_own_traits(tag, attributes)
        if traits.hints:
            self._add_hints(tag, traits)
        hidden = is_hidden(tag, attributes)
        if hidden or not _PROPERTIES.isdisjoint(attributes):
            node = self._outline.push(tag, NO_TRAITS, hidden=hidden)
            self._note_properties(token, attributes, node)

    def _add_hints(self, tag: str, traits: Traits) -> None:
        """Let an inline element's hints speak for the block that it stands in."""
        if not self._outline.is_hidden:
            self._writer.node = self._outline.add_aside(tag, Traits(traits.hints, ""), self._writer.node)

    def _note_properties(self, token: Token, attributes: _Attributes, node: int) -> None:
        if not _PROPERTIES.isdisjoint(attributes):
            here, place = self._writer.here, self._range(token)
            self._microdata.open(token.tag or "", attributes, node, here, place)

    def _end_inline(self, token: Token, tag: str) -> None:
        if self._raw:
            self._end_raw(tag)
        elif self._unseen:
            self._end_unseen(tag)
        elif self._outline.is_open(tag):
            self._close(self._outline.pop(tag))

    def _end_anchor(self, token: Token, tag: str) -> None:
        if not self._raw and not self._unseen:
            self._end_link(self._range(token)[1])
        if self._unseen or self._outline.is_open(tag):
            self._end_inline(token, tag)

    def _end_leaf(self, token: Token, tag: str) -> None:
        if not self._unseen:
            self._leave_leaf()
            self._begin()

    def _end_container(self, token: Token, tag: str) -> None:
        if self._unseen:
            self._end_unseen(tag)
            return
        if self._outline.is_open(tag):
            self._leave_leaf()
            self._close(self._outline.pop(tag))
            self._pre -= tag == "pre"
        self._begin()

    def _end_unseen(self, tag: str) -> None:
        if tag == self._unseen[-1]:
            self._unseen.pop()

    def _end_page(self, token: Token, tag: str) -> None:
        """Go on: what stands behind the end of the page still belongs to its body."""

    def _start_raw(self, token: Token, attributes: _Attributes) -> None:
        self._raw = (token.tag or "", attributes)
        self._raw_text, self._raw_start = "", self._range(token)[1]
        self._is_raw = True

    def _end_raw(self, tag: str) -> None:
        if self._raw is not None:
            read_raw(self._draft, self._raw[0], self._raw[1], self._raw_text, self._raw_start)
        self._raw = None
        self._is_raw = False

    def _start_unseen(self, token: Token, attributes: _Attributes) -> None:
        self._unseen.append(token.tag or "")

    def _breaks_out(self, tag: str) -> bool:
        """Whether a start tag inside an unseen element is read after all; nested ones are counted."""
        if self._unseen[-1] in BREAKING_OUT and (tag in CONTAINERS or tag in LEAVES):
            self._unseen.clear()
            return True
        if tag == self._unseen[-1]:
            self._unseen.append(tag)
        return False

    def _start_page(self, token: Token, attributes: _Attributes) -> None:
        self._draft.language = attributes.get("lang") or attributes.get("xml:lang") or self._draft.language
        self._start_container(token, attributes)

    def _start_break(self, token: Token, attributes: _Attributes) -> None:
        self._break_lines(1)

    def _start_rule(self, token: Token, attributes: _Attributes) -> None:
        self._leave_leaf()
        self._begin()

    def _start_pre(self, token: Token, attributes: _Attributes) -> None:
        self._start_container(token, attributes)
        self._pre += 1
        if CODE_CLASS.search(attributes.get("class", "")):
            self._outline.kinds[self._outline.current] = "code"
            self._begin()

    def _start_code(self, token: Token, attributes: _Attributes) -> None:
        if self._pre and self._outline.tags[self._outline.current] == "pre":
            self._outline.kinds[self._outline.current] = "code"
            self._begin()

    # Links and what is embedded

    def _start_link(self, token: Token, attributes: _Attributes) -> None:
        if self._link:
            self._end_link(self._link.source_end)
        rels = tuple(attributes.get("rel", "").lower().split())
        self._start_inline(token, attributes)
        if rels and rels[0] in REL_HINTS:
            self._add_hints("a", REL_HINTS[rels[0]])
        if "href" not in attributes or self._outline.is_hidden:
            return
        start, end = self._range(token)
        url = attributes["href"].strip()
        self._link = RawLink(url, rels, start, end, self._outline.current)
        self._writer.open_link(self._link)
        if rels:
            span = find_value_span(self._draft.source, (start, end), attributes["href"])
            self._draft.fields.extend(read_anchor(rels, url, span))

    def _end_link(self, end: int) -> None:
        if self._link:
            self._link.source_end = end
            self._writer.close_link()
            self._link = None

    def _embed(self, token: Token, attributes: _Attributes) -> None:
        """Read an element without content that shows or says something."""
        EMBEDDING[token.tag or ""](self._draft, token.tag or "", attributes, self._range(token))
        self._note_properties(token, attributes, -1)

    def _start_time(self, token: Token, attributes: _Attributes) -> None:
        self._start_inline(token, attributes)
        add_time(self._draft, attributes, self._range(token))
