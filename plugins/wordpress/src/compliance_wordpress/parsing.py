"""From the XML of an export to its items, one by one, each with its bytes and the way back to its place.

The parser is Expat, which tells for every piece of text the byte that it stands at. It never fetches anything, and an
export that declares entities is refused: WordPress writes none, and a few of them can grow without bounds.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import NamedTuple
from xml.parsers import expat

from msgspec import Struct, field

from compliance.decoding import MAX_SIZE
from compliance_wordpress.passages import Passage, PassageWriter

_ITEM, _META, _AUTHOR = "item", "wp:postmeta", "wp:author"
_IN_CHANNEL, _IN_ITEM, _IN_META = 3, 4, 5
"""How deep the elements stand that channel, item and custom field consist of: ``rss`` is 1."""

_DEEPEST = 512
"""Elements inside each other; an export has five or six, unless it holds content as XML."""
_MOST_AUTHORS = 100_000

_PREFIX = b"<rss><channel>"
_CUT = frozenset(
    {
        expat.errors.codes[message]
        for message in (
            expat.errors.XML_ERROR_NO_ELEMENTS,
            expat.errors.XML_ERROR_UNCLOSED_TOKEN,
            expat.errors.XML_ERROR_PARTIAL_CHAR,
            expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
        )
    }
)


class Place(NamedTuple):
    """A byte of the stream, and its line and column, both from 1."""

    offset: int
    line: int
    column: int


class Item(Struct):
    """One ``item``: its bytes, its place, and its elements by their names as WordPress writes them."""

    data: bytes
    line: int
    column: int
    texts: dict[str, Passage]
    authors: list[tuple[str, Passage]]
    """``category`` elements with the domain ``author``, each with its ``nicename``."""
    meta: list[tuple[str, Passage]]
    """Custom fields, hidden ones too."""

    def value(self, name: str) -> str:
        """Return an element's text without white space around it, empty where there is none."""
        return self.texts[name].text.strip() if name in self.texts else ""


class Channel(Struct):
    """What an export says of the site, before its items."""

    texts: dict[str, str] = field(default_factory=dict)
    authors: dict[str, str] = field(default_factory=dict)
    """Names to be shown, by login."""


class Fault(NamedTuple):
    """Something that keeps a part of the export from being read; ``is_final``: the rest of it, too."""

    line: int
    column: int
    message: str
    remedy: str
    is_final: bool = False


class _Refused(Exception):  # noqa: N818 - becomes a fault
    """The export does what none that WordPress writes does, and what may cost any amount of memory."""

    def __init__(self, place: Place, message: str) -> None:
        self.place = place
        super().__init__(message)


class _Draft:
    """An item, or an author, while its elements come in; ``start`` is where it begins in the stream."""

    def __init__(self, start: Place) -> None:
        self.start = start
        self.texts: dict[str, Passage] = {}
        self.authors: list[tuple[str, Passage]] = []
        self.meta: list[tuple[str, Passage]] = []
        self.key = ""


class ItemParser:
    """One run of Expat from a place of the stream on; ``finished`` holds the items that have come to their end."""

    def __init__(self, channel: Channel, start: Place, *, resumed: bool) -> None:
        self.finished: list[Item] = []
        self._channel = channel
        self._shift = len(_PREFIX) if resumed else 0
        self._origin = start
        self._buffer = bytearray()
        self._base = start.offset
        self._path: list[str] = []
        self._item: _Draft | None = None
        self._author: dict[str, str] = {}
        self._writer: PassageWriter | None = None
        self._nicename: str | None = None
        self._is_verbatim = False
        self._expat = self._make_expat()
        if resumed:
            self._expat.Parse(_PREFIX, False)

    def _make_expat(self) -> expat.XMLParserType:
        parser = expat.ParserCreate("utf-8")
        parser.UseForeignDTD(True)  # a name that only HTML knows (&nbsp;) is then skipped and told, not an error
        parser.EntityDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._read
        parser.StartCdataSectionHandler = self._enter_cdata
        parser.EndCdataSectionHandler = self._leave_cdata
        parser.SkippedEntityHandler = self._skip
        return parser

    def feed(self, data: bytes, *, is_last: bool = False) -> tuple[Fault, bytes] | None:
        """Read on; return a fault, and what stands from its place on, where the parser cannot."""
        self._buffer += data
        try:
            self._expat.Parse(data, is_last)
        except expat.ExpatError as error:
            return self._blame(error), self._rest()
        except _Refused as refused:
            place = refused.place
            return Fault(place.line, place.column, str(refused), "export it again from WordPress", True), b""
        self._trim()
        if len(self._buffer) > MAX_SIZE:
            place = self._item.start if self._item else self.here
            message = f"is more than {MAX_SIZE // 1048576} MiB in one piece"
            return Fault(place.line, place.column, message, "leave this post out of the export"), self._rest()
        return None

    def _rest(self) -> bytes:
        return bytes(self._buffer[self._offset() - self._base :])

    @property
    def here(self) -> Place:
        """The place of the current event, or of the error."""
        parser, origin = self._expat, self._origin
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber
        shift = origin.column - self._shift if line == 1 else 1
        return Place(origin.offset + parser.CurrentByteIndex - self._shift, origin.line - 1 + line, column + shift)

    def _offset(self) -> int:
        return self._origin.offset + self._expat.CurrentByteIndex - self._shift

    def _trim(self) -> None:
        """Forget what is behind the parser and in no open item."""
        keep = self._item.start.offset if self._item else self._offset()
        if keep > self._base:
            del self._buffer[: keep - self._base]
            self._base = keep

    def _blame(self, error: expat.ExpatError) -> Fault:
        place = self.here
        if error.code in _CUT:
            inside = f"inside the item that begins in line {self._item.start.line}" if self._item else "between items"
            return Fault(place.line, place.column, f"the export is cut off: it ends {inside}", "export it again", True)
        reason = expat.ErrorString(error.code)
        message = f"the export is no well-formed XML here: {reason}"
        return Fault(place.line, place.column, message, "mend this post in WordPress and export it again")

    # What Expat tells

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._path.append(name)
        depth = len(self._path)
        if depth > _DEEPEST:
            raise _Refused(self.here, f"nests elements more than {_DEEPEST} deep, which no WordPress does")
        if depth == _IN_CHANNEL and name == _ITEM:
            self._item = _Draft(self.here)
        elif depth == _IN_CHANNEL:
            self._author = {}
        self._nicename = None
        is_field = depth == _IN_META and self._path[-2] == _META
        self._writer = PassageWriter() if depth in (_IN_CHANNEL, _IN_ITEM) or is_field else None
        if depth == _IN_ITEM and name == "category" and attributes.get("domain") == "author":
            self._nicename = attributes.get("nicename", "")

    def _end(self, name: str) -> None:
        depth = len(self._path)
        if self._writer is not None:
            self._keep(name, depth, self._writer.finish())
            self._writer = None
        self._path.pop()
        if depth == _IN_CHANNEL and name == _ITEM:
            self._finish()
        elif depth == _IN_CHANNEL and name == _AUTHOR and len(self._channel.authors) < _MOST_AUTHORS:
            login = self._author.get("wp:author_login", "")
            self._channel.authors[login] = self._author.get("wp:author_display_name", "") or login

    def _keep(self, name: str, depth: int, passage: Passage) -> None:
        """Note the text of an element that holds text alone."""
        draft = self._item
        if draft is None:
            if depth == _IN_CHANNEL:
                self._channel.texts.setdefault(name, passage.text.strip())
            elif self._path[-2] == _AUTHOR:
                self._author[name] = passage.text.strip()
        elif self._nicename is not None:
            draft.authors.append((self._nicename, passage))
            self._nicename = None
        elif depth == _IN_ITEM:
            draft.texts.setdefault(name, passage)
        elif name == "wp:meta_key":
            draft.key = passage.text.strip()
        elif name == "wp:meta_value":
            draft.meta.append((draft.key, passage))

    def _finish(self) -> None:
        draft, self._item = self._item, None
        if draft is None:
            return
        end = self._offset() + len(b"</item>") - self._base
        data = bytes(self._buffer[draft.start.offset - self._base : end])
        start = draft.start
        self.finished.append(Item(data, start.line, start.column, draft.texts, draft.authors, draft.meta))

    def _read(self, text: str) -> None:
        if self._writer is None:
            return
        offset = self._offset()
        size = 0 if self._is_verbatim else self._find_reference(offset)
        self._writer.write(text.encode(), self._locate(offset), size)

    def _skip(self, name: str, _is_parameter: bool) -> None:  # noqa: FBT001 - as Expat calls it
        if self._writer is not None:
            text = html.unescape(f"&{name};")
            self._writer.write(text.encode(), self._locate(self._offset()), len(name.encode()) + 2)

    def _find_reference(self, offset: int) -> int:
        """Return how long the reference is that stands at an offset, 0 for none."""
        start = offset - self._base
        if self._buffer[start : start + 1] != b"&":
            return 0
        return self._buffer.find(b";", start) + 1 - start

    def _locate(self, offset: int) -> int:
        return offset - (self._item.start.offset if self._item else 0)

    def _enter_cdata(self) -> None:
        self._is_verbatim = True

    def _leave_cdata(self) -> None:
        self._is_verbatim = False

    def _refuse(self, *_declaration: object) -> None:
        raise _Refused(self.here, "declares an entity, which no WordPress does and which may grow without bounds")
