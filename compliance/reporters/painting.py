"""Colours and hyperlinks for the reports that people read: put into the text when it is laid out, so no width changes.

Escape sequences are those of ECMA-48 (SGR, section 8.3.117), and for hyperlinks OSC 8 as its authors describe it in
https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from compliance.hookspecs import Layout
from compliance.model.result import Report
from compliance.reporters.link_targets import Targets, find_targets, squeeze

BOLD, RED, GREEN, YELLOW, BLUE, DIM = "1", "1;31", "32", "33", "36", "2"
_STYLES: Mapping[str, str] = {
    "FAIL": RED,
    "fail": RED,
    "error": RED,
    "review": YELLOW,
    "warning": YELLOW,
    "pass": GREEN,
    "note": BLUE,
    "off": DIM,
    "because": DIM,
}
_HARMLESS = {code: 0x2400 + code for code in range(0x20) if code != 0x0A} | {0x7F: 0x2421}
_HARMLESS |= dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
"""What would steer the terminal is shown as a sign: an article may hold anything."""
_HEADINGS = re.compile(
    r"(?:Could not be checked|Covered|Exceptions|Remarks|Statistics|Why|Open questions, and what hangs on them):"
)
_GROUP = re.compile(r".+: \d+ fail, \d+ to review(?:, \d+ pass)?(?:, \d+ covered)?")
_END = re.compile(r"\d+ articles?: \d+ pass, \d+ fail, \d+ to review.*")
_COUNT = re.compile(r"([1-9]\d* )(pass|fail|to review|could not be checked)\b")
_COUNTED = {"pass": GREEN, "fail": RED, "to review": YELLOW, "could not be checked": RED}
_VERDICT = re.compile(r"(?P<source>.*\S)(?P<gap>\s+)(?P<verdict>FAIL|review|pass)(?P<rest>\s+\d+\s+\d+\s+\d+\b.*)")
_SHORT_VERDICT = re.compile(r"(?P<verdict>fail|review|pass)(?P<gap>  )(?P<source>\S.*)")
_PARAGRAPH = re.compile(r"(?P<outcome>FAIL|review|pass|off)(?P<severity>.*)(?P<gap>  )(?P<rule>\S+/\S+)")
_PLACED = re.compile(r"  (?P<source>.*?)(?P<where>:\d+:\d+[\d:, …more]*)?")
_WORD_OF = "  on the word of "
_LINE = re.compile(r"(?P<source>.+?)(?P<place>:\d+:\d+): (?P<severity>\w+) (?P<rule>\S+)(?P<rest>.*)")


def paint_table(text: str, report: Report, layout: Layout) -> str:
    """Return the table for reviewers with outcomes and verdicts coloured, and articles and rules linked."""
    brush = _Brush(layout, find_targets(report) if layout.hyperlinks else Targets())
    return "\n".join(brush.paint_table(text.translate(_HARMLESS).split("\n")))


def paint_lines(text: str, report: Report, layout: Layout) -> str:
    """Return one line per finding with severities coloured, and places and rules linked."""
    brush = _Brush(layout, find_targets(report) if layout.hyperlinks else Targets())
    return "\n".join(map(brush.paint_line, text.translate(_HARMLESS).split("\n")))


class _Brush:
    """Puts escape sequences around parts of lines."""

    def __init__(self, layout: Layout, targets: Targets) -> None:
        self._colour = layout.colour
        self._targets = targets
        self._links = 0
        self._linked = ""

    def colour(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self._colour and style and text else text

    def link(self, text: str, address: str) -> str:
        """Return a linked text; parts of one link that follow each other share an id, and light up together."""
        if not address or not text:
            return text
        if address != self._linked:
            self._linked = address
            self._links += 1
        return f"\x1b]8;id=compliance-{self._links};{address}\x1b\\{text}\x1b]8;;\x1b\\"

    def paint_line(self, line: str) -> str:
        """Paint a line of the format ``line``."""
        found = _LINE.fullmatch(line)
        if not found:
            return self._paint_other(line)
        source, severity, rule, rest = found["source"], found["severity"], found["rule"], found["rest"]
        style = YELLOW if rest.startswith(" review: ") else _STYLES.get(severity, "")
        place = self.link(self.colour(source, BOLD) + found["place"], self._targets.article(source))
        shown = self.link(rule, self._targets.rule_of(source, rule))
        return f"{place}: {self.colour(severity, style)} {shown}{rest}"

    def paint_table(self, lines: Sequence[str]) -> Iterator[str]:
        """Yield the lines of a report of tables or, on a narrow terminal, of paragraphs."""
        grid: list[str] = []
        head = ""
        for line, after in zip(lines, [*lines[1:], ""], strict=True):
            if grid or line.startswith("┌"):
                grid.append(line)
                if line.startswith("└"):
                    yield from _Grid(grid, self).paint()
                    grid = []
            elif head:
                yield from self._paint_head(head, line, after)
                head = ""
            elif _PARAGRAPH.fullmatch(line) and _PLACED.fullmatch(after):
                head = line
            else:
                yield self._paint_other(line)
        yield from grid

    def paint_cells(self, names: Sequence[str], row: Sequence[Sequence[str]]) -> list[list[str]]:
        """Return the lines of a row's cells painted, given the names of the columns."""
        full = {name: squeeze("".join(line[index] for line in row)) for index, name in enumerate(names)}
        whose = self._targets.squeezed(full.get("article", ""))
        addresses = {
            "article": self._targets.article(whose),
            "rule": self._targets.rule_of(whose, full.get("rule", ""), full.get("authority", "")),
        }
        outcome = next((line[names.index("outcome")].split() for line in row if "outcome" in names), [])
        style = _STYLES.get(outcome[0], "") if outcome else ""
        painted = [list(line) for line in row]
        for index, name in enumerate(names):
            for line in painted:
                if name == "outcome":
                    line[index] = _keep_margins(line[index], lambda cell: self.colour(cell, style))
                elif address := addresses.get(name, ""):
                    line[index] = _keep_margins(line[index], lambda cell, to=address: self.link(cell, to))  # type: ignore[misc]
        return painted

    def _paint_head(self, head: str, second: str, third: str) -> Iterator[str]:
        """Yield the first two lines of a paragraph; the second names the article, and the third the authority."""
        found, placed = _PARAGRAPH.fullmatch(head), _PLACED.fullmatch(second)
        if not (found and placed):
            yield from (head, second)
            return
        source, outcome = placed["source"], found["outcome"]
        address = self._targets.rule_of(source, found["rule"], squeeze(third.removeprefix(_WORD_OF)))
        painted = self.colour(outcome + found["severity"], _STYLES[outcome])
        yield f"{painted}{found['gap']}{self.link(found['rule'], address)}"
        yield f"  {self.link(source, self._targets.article(source))}{placed['where'] or ''}"

    def _paint_other(self, line: str) -> str:
        if _HEADINGS.fullmatch(line) or _GROUP.fullmatch(line):
            return self.colour(line, BOLD)
        if _END.fullmatch(line):
            return _COUNT.sub(lambda count: self.colour(count[0], _COUNTED[count[2]]), line)
        if found := _VERDICT.fullmatch(line):
            source = self.link(found["source"], self._targets.article(found["source"]))
            verdict = self.colour(found["verdict"], _STYLES[found["verdict"]])
            return f"{source}{found['gap']}{verdict}{found['rest']}"
        if found := _SHORT_VERDICT.fullmatch(line):
            source = self.link(found["source"], self._targets.article(found["source"]))
            return f"{self.colour(found['verdict'], _STYLES[found['verdict']])}{found['gap']}{source}"
        return line


class _Grid:
    """A table with lines around its cells, taken apart again where its frame says that columns end."""

    def __init__(self, lines: Sequence[str], brush: _Brush) -> None:
        self._lines = lines
        self._brush = brush
        self._widths = [len(part) for part in re.split("[┬┐]", lines[0][1:]) if part]

    def paint(self) -> Iterator[str]:
        """Yield the lines of the table painted."""
        names: list[str] = []
        row: list[list[str]] = []
        for line in self._lines:
            if line.startswith("│"):
                row.append(self._split(line))
                continue
            if row and not names:
                names = [cell.strip() for cell in row[0]]
                yield from self._join([[self._bold(cell) for cell in cells] for cells in row])
            elif row:
                yield from self._join(self._brush.paint_cells(names, row) if self._is_whole(row) else row)
            row = []
            yield line

    def _bold(self, cell: str) -> str:
        return _keep_margins(cell, lambda text: self._brush.colour(text, BOLD))

    def _is_whole(self, row: Sequence[Sequence[str]]) -> bool:
        return all(len(cells) == len(self._widths) for cells in row)

    def _join(self, row: Sequence[Sequence[str]]) -> Iterator[str]:
        return (f"│{'│'.join(cells)}│" for cells in row)

    def _split(self, line: str) -> list[str]:
        """Return the cells of a line: a cell may hold the sign that parts them, so their widths decide."""
        parts = line[1:-1].split("│")
        if len(parts) == len(self._widths):
            return parts
        from wcwidth import wcswidth  # noqa: PLC0415

        cells: list[str] = []
        for part in parts:
            if cells and wcswidth(cells[-1]) < self._widths[len(cells) - 1]:
                cells[-1] += f"│{part}"
            else:
                cells.append(part)
        return cells


def _keep_margins(cell: str, paint: Callable[[str], str]) -> str:
    """Return a cell with its text painted, and the blanks around it as they are."""
    text = cell.strip(" ")
    if not text:
        return cell
    start = cell.index(text)
    return f"{cell[:start]}{paint(text)}{cell[start + len(text) :]}"
