"""What a reader writes down while it goes through a source once."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct, field

from compliance.errors import Problem
from compliance.model.article import Field, Record, Text
from compliance.model.source import SourceText
from compliance.readers.flattening import FlatWriter
from compliance.readers.outline import Outline


class RawImage(Struct, frozen=True):
    """An image before its scope is known; ``start`` and ``end`` are UTF-8 offsets of the decoded source."""

    position: int
    url: str
    alt: str
    start: int
    end: int
    node: int
    title: str = ""
    width: int | None = None
    height: int | None = None
    kind: str = "img"


class Draft(Struct):
    """What a reader writes down while it goes through a source once."""

    source: SourceText
    writer: FlatWriter = field(default_factory=FlatWriter)
    outline: Outline = field(default_factory=Outline)
    images: list[RawImage] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    quiet: list[tuple[int, int]] = field(default_factory=list)
    """Ranges of flat text in which no bare addresses are looked for, ascending."""
    scoped_fields: list[tuple[Field, int]] = field(default_factory=list)
    """Fields that count only where their element belongs to the article."""
    finishers: list[Callable[[bytes], None]] = field(default_factory=list)
    """Called with the whole flat text when it is known."""
    language: str = ""
    comments: list[Text] = field(default_factory=list)

    def add_comment(self, comment: str, start: int, end: int) -> None:
        """Note what a comment between two UTF-8 offsets says, if it is for this program."""
        said = comment.strip()
        if said[:11].lower() == "compliance:":
            self.comments.append(Text(said, self.source.span(start, end)))

    def add_problem(self, offset: int, message: str, remedy: str) -> None:
        """Note something broken at a UTF-8 offset that does not keep the source from being read."""
        self.problems.append(find_problem(self.source, offset, message, remedy))


def find_problem(source: SourceText, offset: int, message: str, remedy: str) -> Problem:
    """Return a problem with the line and column of a UTF-8 offset."""
    place = source.place(source.span(offset, offset))
    return Problem(source.name, place.line, place.column, message, remedy)
