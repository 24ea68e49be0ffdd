"""What keeps a text from being YAML, in words that say what to do: libYAML's own speak of tokens and of its states.

The rules behind are those of YAML 1.2 (https://yaml.org/spec/1.2.2/): which characters can start a plain text (7.3.3),
how lines are indented (6.1), what a quote can hold (7.3.1), and where a block of text ends (8.1).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from compliance.patterns import compile_late

if TYPE_CHECKING:
    import yaml

_BLOCK = compile_late(r"(?:^|[:\-][ ]+)[|>][-+0-9]*[ ]*(?:\#.*)?$")
"""The end of a line after which a block of text starts."""
_KEY = compile_late(r"[ ]*(?:-[ ]+)*(?P<key>[^\s'\"\[{#&*!|>%@`][^:]*?)[ ]*:[ ]")
_TIGHT = compile_late(r"[ ]*(?:-[ ]+)*[A-Za-z_-]+:(?=[^\s/])")
"""A key whose colon has no space behind."""
_OPENED = compile_late(r"[ ]*(?:-[ ]+)*(?:[^\s'\"\[{][^:]*:[ ]+)?(?P<sign>['\"\[{])")
_CLOSED_BY = {"'": "'", '"': '"', "[": "]", "{": "}"}
_CALLED = {"'": "quote", '"': "quote", "[": "list", "{": "mapping"}


class Fault(Struct, frozen=True):
    """What is wrong, where (1-based), and what to do about it."""

    line: int
    column: int
    message: str
    remedy: str = ""


class _Spot(Struct, frozen=True):
    """Where the parser gave up, and what it was about to read since which place; lines and columns are 1-based."""

    lines: Sequence[str]
    line: int
    column: int
    start: tuple[int, int]
    reason: str

    @property
    def text(self) -> str:
        """The line on which it gave up."""
        return self.lines[self.line - 1] if self.line <= len(self.lines) else ""

    @property
    def sign(self) -> str:
        """The character at which it gave up."""
        return self.text[self.column - 1 : self.column]

    def fault(self, message: str, remedy: str, at: tuple[int, int] | None = None) -> Fault:
        """Return the fault, at another place if one is given."""
        return Fault(*(at or (self.line, self.column)), message, remedy)


def find_fault(text: str, error: yaml.YAMLError) -> Fault:
    """Return what is wrong with a text that the parser refused."""
    if (position := getattr(error, "position", None)) is not None:  # of the reader, which knows no lines
        return _describe_character(text, position)
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    start = getattr(error, "context_mark", None)
    parts = (getattr(error, attribute, None) for attribute in ("context", "problem"))
    spot = _Spot(
        lines=text.splitlines(),
        line=line,
        column=column,
        start=(start.line + 1, start.column + 1) if start else (line, column),
        reason=_normalise(", ".join(str(part) for part in parts if part) or type(error).__name__),
    )
    if "nesting depth" in spot.reason:  # which says all, whatever stands there
        return spot.fault(spot.reason, "")
    return next(filter(None, (describe(spot) for describe in _DESCRIPTIONS)), None) or spot.fault(spot.reason, "")


def _normalise(reason: str) -> str:
    """Return libYAML's words where the parser was PyYAML's own, which says the same in others."""
    ending = "did not find expected '-' indicator" if "block collection" in reason else "did not find expected key"
    reason = reason.replace("sequence entries are not", "block sequence entries are not").replace(
        "block block", "block"
    )
    return re.sub(r"expected <block end>, but found .*", ending, reason)


def _describe_character(text: str, position: int) -> Fault:
    line_start = text.rfind("\n", 0, position) + 1
    line, column = text.count("\n", 0, position) + 1, position - line_start + 1
    return Fault(line, column, f"holds the control character U+{ord(text[position]):04X}", "take it out")


def _find_tab(spot: _Spot) -> Fault | None:
    indentation = spot.text[: len(spot.text) - len(spot.text.lstrip())]
    if "\t" not in indentation or not re.search(r"\btab\b|start any token", spot.reason):
        return None
    at = (spot.line, indentation.index("\t") + 1)
    return spot.fault("the line is indented with a tab", "indent it with spaces", at)


def _find_wrong_start(spot: _Spot) -> Fault | None:
    """Find a text that starts with a sign that means something else."""
    at = (spot.line, spot.column)
    if "scanning an alias" in spot.reason or "scanning an anchor" in spot.reason or "directive" in spot.reason:
        at = spot.start
    elif "start any token" not in spot.reason and not (spot.sign == "," and "node content" in spot.reason):
        return None
    sign = spot.lines[at[0] - 1][at[1] - 1]
    return spot.fault(f"a text cannot start with {sign!r}", "put it in quotes", at)


def _find_unclosed(spot: _Spot) -> Fault | None:
    """Find a quote, list or mapping that is never closed: the parser tells of it where the file ends."""
    line, column = spot.start
    sign = spot.lines[line - 1][column - 1 : column] if line <= len(spot.lines) else ""
    if "quoted scalar" in spot.reason and re.search("end of stream|document indicator", spot.reason):
        double = ", and double each apostrophe inside ('')" if sign == "'" else ""
        return spot.fault("the quote that opens here is never closed", f"add {sign}{double}", spot.start)
    if "flow" not in spot.reason:
        return None
    at = spot.start if sign in {"[", "{"} else _find_open_bracket(spot)
    if at is None:
        return spot.fault("a value is missing here", "write it, or put it in quotes")
    sign = spot.lines[at[0] - 1][at[1] - 1]
    message = f"the {_CALLED[sign]} that opens here is never closed"
    return spot.fault(message, f"add {_CLOSED_BY[sign]}, or put the text in quotes", at)


def _find_open_bracket(spot: _Spot) -> tuple[int, int] | None:
    """Return the place of the nearest bracket before the spot that is not closed before it."""
    closing = 0
    for number in range(min(spot.line, len(spot.lines)), 0, -1):
        text = spot.lines[number - 1][: spot.column - 1] if number == spot.line else spot.lines[number - 1]
        for column in range(len(text), 0, -1):
            sign = text[column - 1]
            closing += (sign in "]}") - (sign in "[{")
            if closing < 0:
                return number, column
    return None


def _find_escape(spot: _Spot) -> Fault | None:
    if not re.search("escape character|escape sequence|hexadecimal|hexdecimal", spot.reason):
        return None
    start = max(0, spot.text.rfind("\\", 0, spot.column + 1))
    message = f"in double quotes, {spot.text[start : start + 2]} stands for no character"
    return spot.fault(message, "use single quotes, or write \\\\", (spot.line, start + 1))


def _find_text_after_block_sign(spot: _Spot) -> Fault | None:
    if "scanning a block scalar" not in spot.reason or "tab" in spot.reason:
        return None
    line, column = spot.start
    sign = spot.lines[line - 1][column - 1]
    return spot.fault(f"text follows the {sign} that opens a block of text", "begin the text on the next line")


def _find_list_beside_key(spot: _Spot) -> Fault | None:
    if "block sequence entries" not in spot.reason:
        return None
    return spot.fault("a list cannot start on the line of its key", "put '- ' on a line of its own, or write [a, b]")


def _find_short_block(spot: _Spot) -> Fault | None:
    """Find a line of a block of text that is indented less than the block's first line, and so ends it."""
    if not re.search("expected key|expected ':'|expected '-'", spot.reason):
        return None
    line = min(spot.line, spot.start[0] if "simple key" in spot.reason else spot.line)
    if line > len(spot.lines):
        return None
    indent = _count_spaces(spot.lines[line - 1])
    for above in range(line - 1, 0, -1):
        text = spot.lines[above - 1]
        if _BLOCK.search(text):
            return _tell_short_block(spot, above, line)
        if text.strip() and _count_spaces(text) <= indent:
            return None
    return None


def _tell_short_block(spot: _Spot, opening: int, line: int) -> Fault | None:
    """Return the fault of a line that ends the block of text that an earlier line opens."""
    text = spot.lines[line - 1]
    filled = [row for row in spot.lines[opening : line - 1] if row.strip()]
    parent = _count_spaces(spot.lines[opening - 1].replace("- ", "  "))
    wanted = _count_spaces(filled[0]) if filled else parent + 2
    blank = [row for row in spot.lines[opening : line - 1] if not row.strip() and len(row) > wanted]
    if not filled and blank:
        return spot.fault("a blank line is indented further than the text below", "take its spaces out", (line - 1, 1))
    message = f"the block of text that line {opening} opens ends here: this line is indented less"
    remedy = f"indent the block's lines with {wanted} spaces"
    return spot.fault(message, remedy, (line, _count_spaces(text) + 1))


def _find_unquoted_colon(spot: _Spot) -> Fault | None:
    if "mapping values are not allowed" not in spot.reason:
        return None
    key = _KEY.match(spot.text, 0, spot.column - 1)
    if key:
        return spot.fault("a text that holds ': ' must be quoted", f'write {key["key"]}: "…"')
    above = next((number for number in range(spot.line - 1, 0, -1) if spot.lines[number - 1].strip()), 0)
    if not above:
        return None
    tight = _TIGHT.match(spot.lines[above - 1])
    if tight:
        return spot.fault("a space is missing after ':'", "write key: value", (above, tight.end()))
    column = _count_spaces(spot.text) + 1
    message = f"the line is indented further than line {above}, which has a value already"
    return spot.fault(message, f"align it with line {above}", (spot.line, column))


def _find_missing_colon(spot: _Spot) -> Fault | None:
    if "expected ':'" not in spot.reason:
        return None
    line, column = spot.start
    text = spot.lines[line - 1][column - 1 :].strip()
    tight = _TIGHT.match(spot.lines[line - 1])
    if tight:
        return spot.fault("a space is missing after ':'", "write key: value", (line, tight.end()))
    shown = text if len(text) <= 40 else f"{text[:39]}…"
    return spot.fault(f"{shown!r} has no ':'", "write key: value", spot.start)


def _find_text_after_value(spot: _Spot) -> Fault | None:
    if "expected key" not in spot.reason and "expected '-'" not in spot.reason:
        return None
    opened = _OPENED.match(spot.text)
    if not opened or opened.end() >= spot.column:
        return None
    sign = opened["sign"]
    message = f"text follows the {_CLOSED_BY[sign]} that closes the {_CALLED[sign]}"
    if spot.sign == ",":
        remedy = "write several as a list: [a, b]"
    elif sign == "'":
        remedy = "double each apostrophe inside (''), or use double quotes around the whole"
    elif sign == '"':
        remedy = "use single quotes around the whole"
    else:
        remedy = "put the whole text in quotes"
    return spot.fault(message, remedy)


def _find_wrong_indentation(spot: _Spot) -> Fault | None:
    indent = _count_spaces(spot.text)
    if "expected '-'" in spot.reason:
        return spot.fault(
            "the list above ends here, as no '-' stands here", "write '- ', or indent it as the list's key"
        )
    if "document start" in spot.reason:
        return spot.fault("the document has ended before this line", "take out the line '...'")
    if "expected key" not in spot.reason:
        return None
    fitting = sorted(set(_list_indents_above(spot)))
    if indent in fitting:
        return spot.fault("a key cannot stand here", "check the lines above")
    spaces = " or ".join(map(str, fitting))
    shown = f"{indent} space{'' if indent == 1 else 's'}"
    return spot.fault(
        f"the line is indented with {shown}, unlike any line that it could belong to", f"indent it with {spaces}"
    )


def _list_indents_above(spot: _Spot) -> Iterator[int]:
    """Yield the indentations of the lines above that are still open, from the innermost outwards."""
    least = 1_000
    for text in reversed(spot.lines[: spot.line - 1]):
        indent = _count_spaces(text)
        if text.strip() and not text.lstrip().startswith("#") and indent < least:
            yield indent
            least = indent


def _count_spaces(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


_DESCRIPTIONS: Sequence[Callable[[_Spot], Fault | None]] = (
    _find_tab,
    _find_wrong_start,
    _find_unclosed,
    _find_escape,
    _find_text_after_block_sign,
    _find_list_beside_key,
    _find_short_block,
    _find_unquoted_colon,
    _find_missing_colon,
    _find_text_after_value,
    _find_wrong_indentation,
)
"""What is looked for, in this order."""
