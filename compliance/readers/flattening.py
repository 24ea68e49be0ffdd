"""Writes an article's visible text once, as flat UTF-8 with a map back to the source; knows nothing of any markup."""

from __future__ import annotations

import re
from typing import NamedTuple

from compliance.model.article import Segment
from compliance.patterns import compile_late

# No-break and other Unicode spaces, which become one space, and what has no width: soft hyphen, zero-width characters,
# direction marks, byte-order mark, controls, which go. Both in UTF-8.
_WIDE_SPACE = rb"\xc2[\x85\xa0]|\xe1\x9a\x80|\xe2\x80[\x80-\x8a\xa8\xa9\xaf]|\xe2\x81\x9f|\xe3\x80\x80"
_NO_WIDTH = rb"\xc2\xad|\xe1\xa0\x8e|\xe2\x80[\x8b-\x8f\xaa-\xae]|\xe2\x81[\xa0-\xa9]|\xef\xbb\xbf"
_CONTROL = rb"[\x00-\x08\x0e-\x1f\x7f]"
_BLANK = rb"[ \t-\r]|" + _WIDE_SPACE + rb"|" + _NO_WIDTH + rb"|" + _CONTROL

_WIDE = compile_late(_WIDE_SPACE + rb"|" + _NO_WIDTH)  # all branches begin with a literal: sre looks for those first
_ODD = compile_late(_WIDE_SPACE + rb"|" + _NO_WIDTH + rb"|" + _CONTROL)
_ODD_RUN = compile_late(
    rb"[ \t-\r]?(?:[ \t-\r]{2}|" + _WIDE_SPACE + rb"|" + _NO_WIDTH + rb"|" + _CONTROL + rb")(?:" + _BLANK + rb")*"
)
_SPACE = compile_late(rb"[ \t-\r]|" + _WIDE_SPACE)
_PLAIN = bytes([*range(32, 127), *range(128, 256)])
"""What is neither white space but a space, nor a control, as far as single bytes tell."""

_CONTROLS = bytes([*range(9), *range(14, 32), 127])


_make = tuple.__new__
"""Half the time of calling the named tuple."""


class RawBlock(NamedTuple):
    """A block before its scope is known; ``node`` is the element of the outline that it stands in."""

    kind: str
    start: int
    end: int
    node: int
    level: int


class RawLink:
    """A link before its scope is known; ``start`` is negative until its first word is written."""

    __slots__ = ("end", "node", "rel", "source", "source_end", "start", "url")

    def __init__(self, url: str, rel: tuple[str, ...], source: int, source_end: int, node: int) -> None:
        self.url = url
        self.rel = rel
        self.source = source
        self.source_end = source_end
        self.node = node
        self.start = -1
        self.end = -1


class FlatWriter:
    r"""Collects flat text, its segments, blocks and links. White space is collapsed; blocks are parted by ``\n``.

    All source offsets are UTF-8 offsets of the decoded source.
    """

    def __init__(self) -> None:
        self.pieces: list[bytes] = []
        self.size = 0
        self.segments: list[Segment] = []
        self.blocks: list[RawBlock] = []
        self.links: list[RawLink] = []
        self._open_links: list[RawLink] = []
        self._waiting: list[RawLink] = []
        self._block_start = -1
        self._kind = "paragraph"
        self.node = 0
        self._level = 0
        self._space = b""
        self._space_source = -1
        self._run_flat = 0
        self._run_source = -1
        self._run_end = -1

    @property
    def here(self) -> int:
        """The flat offset at which the next word will stand."""
        if self._block_start < 0:
            return self.size + 1 if self.size else 0
        return self.size + 1 if self._space else self.size

    def begin(self, kind: str, node: int = 0, level: int = 0) -> None:
        """End the current block and say of what kind the next one is; it opens with its first word."""
        if self._block_start >= 0:
            self.end()
        self._space = b""
        self._kind = kind
        self.node = node
        self._level = level

    def end(self) -> None:
        """End the current block, if anything was written to it."""
        if self._block_start >= 0:
            self.blocks.append(RawBlock(self._kind, self._block_start, self.size, self.node, self._level))
            self._block_start = -1
        self._space = b""

    def write(self, data: bytes, source: int) -> None:
        """Write text that stands in the source as it is."""
        if data.translate(None, _PLAIN) or b"  " in data or not (data.isascii() or not _WIDE.search(data)):
            self._write_uneven(data, source)
            return
        size = len(data)
        if data[:1] == b" ":
            self.space(source)
            data, source, size = data[1:], source + 1, size - 1
        if data[-1:] == b" ":
            self._emit(data[:-1], source, size - 1)
            self.space(source + size - 1)
        elif size:
            self._emit(data, source, size)

    def _write_uneven(self, data: bytes, source: int) -> None:
        stripped = data.strip()
        if not stripped:
            self.space(source if len(data) == 1 else -1)
            return
        words = b" ".join(stripped.split())
        if len(words) != len(stripped) or _is_odd(data):
            self._write_runs(data, source)
            return
        if data[0] <= 32:
            lead = len(data) - len(data.lstrip())
            source += lead
            self.space(source - 1)
        size = len(words)
        self._emit(words, source, size)
        if data[-1] <= 32:
            self.space(source + size)

    def atom(self, text: str, source: int, length: int) -> None:
        """Write text that the source spells in another way (an entity, an escape), ``length`` bytes long there."""
        data = text.encode("utf-8", "replace")
        words = b" ".join(_ODD.sub(_replace_odd, data).split()) if not text.isalnum() else data
        if words:
            self._emit(words, source, length)
        elif _SPACE.search(data):
            self.space(-1)

    def space(self, source: int = -1) -> None:
        """Note white space: one space is written before the next word of the same block."""
        if not self._space:
            self._space = b" "
            self._space_source = source

    def line_break(self, source: int = -1) -> None:
        r"""Note a forced line break: one ``\n`` is written before the next word of the same block."""
        if self._space != b"\n":
            self._space = b"\n"
            self._space_source = source

    def open_link(self, link: RawLink) -> None:
        """Begin a link; its words are what is written until it is closed."""
        self._open_links.append(link)
        self._waiting.append(link)

    def close_link(self) -> RawLink | None:
        """End the innermost link."""
        if not self._open_links:
            return None
        link = self._open_links.pop()
        if link.start < 0:
            self._waiting.remove(link)
            link.start = link.end = self.here
        else:
            link.end = self.size
        self.links.append(link)
        return link

    def finish(self) -> bytes:
        """End all that is open and return the flat text."""
        while self._open_links:
            self.close_link()
        self.end()
        self._flush()
        self.links.sort(key=lambda link: link.start)
        for link in self.links:
            link.start, link.end = min(link.start, self.size), min(link.end, self.size)
        return b"".join(self.pieces)

    def _write_runs(self, data: bytes, source: int) -> None:
        """Write piece by piece what has runs of white space, odd spaces or invisible characters in it."""
        position = 0
        for run in _ODD_RUN.finditer(data):
            self._write_piece(data[position : run.start()], source + position)
            if _SPACE.search(run[0]):
                self.space()
            position = run.end()
        self._write_piece(data[position:], source + position)

    def _write_piece(self, data: bytes, source: int) -> None:
        """Write text in which white space is single, if any."""
        words = b" ".join(data.split())
        if data[:1].isspace():
            self.space(source)
            source += 1
        if words:
            self._emit(words, source, len(words))
        if words and data[-1:].isspace():
            self.space(source + len(words))

    def _emit(self, data: bytes, source: int, length: int) -> None:
        if self._block_start < 0:
            self._start_block()
        elif self._space:
            self._emit_space()
        self._space = b""
        if self._waiting:
            for link in self._waiting:
                link.start = self.size
            self._waiting.clear()
        size = len(data)
        if length != size:
            self._flush()
            self.segments.append(_make(Segment, (self.size, size, source, length)))
        elif source != self._run_end:
            self._flush()
            self._run_flat, self._run_source = self.size, source
            self._run_end = source + size
        else:
            self._run_end += size
        self.pieces.append(data)
        self.size += size

    def _start_block(self) -> None:
        if self.size:
            self._flush()
            self.pieces.append(b"\n")
            self.size += 1
        self._block_start = self.size

    def _emit_space(self) -> None:
        self.pieces.append(self._space)
        if self._space_source >= 0 and self._space_source == self._run_end:
            self._run_end += 1
        else:
            self._flush()
        self.size += 1

    def _flush(self) -> None:
        """Put the current run of verbatim text on the list of segments."""
        if self._run_end >= 0:
            length = self._run_end - self._run_source
            self.segments.append(_make(Segment, (self._run_flat, length, self._run_source, length)))
            self._run_end = -1


def _is_odd(data: bytes) -> bool:
    return len(data.translate(None, _CONTROLS)) != len(data) or not (data.isascii() or not _WIDE.search(data))


def _replace_odd(found: re.Match[bytes]) -> bytes:
    return b" " if _SPACE.match(found[0]) else b""
