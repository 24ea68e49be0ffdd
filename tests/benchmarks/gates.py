"""The gates: what is measured against what, and how large the ratio may be."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks import corpus, hostile, idle, peers, rules
from tests.benchmarks.measuring import BenchmarkError, Command, Usage, measure, measure_all

Log = Callable[[str], object]
PROGRAM = (sys.executable, "-m", "compliance", "check")
DRAIN = str(Path(__file__).with_name("drain.py"))
MEGABYTE = 1_000_000


class Row(NamedTuple):
    """One measure: what, in which unit (``s`` of processors, ``s wall``, ``MB``), ours, the other's, and the gate.

    Without ``other``, ``ours`` itself is held against ``gate``; without ``gate`` the row is for information. With
    ``faster``, the ratio is how many times less we take, and the gate its least; else how many times more, at most.
    """

    what: str
    unit: str
    ours: float | None = None
    other: float | None = None
    gate: float | None = None
    excellent: float | None = None
    faster: bool = False
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Ours relative to the other's, or the other's to ours; without another, ours."""
        if self.ours is None:
            return None
        if self.other is None:
            return self.ours
        return self.other / self.ours if self.faster else self.ours / self.other

    @property
    def verdict(self) -> str:
        """Whether the gate holds."""
        if self.ratio is None:
            return "left out"
        if self.gate is None:
            return ""
        if not self._is_within(self.gate):
            return "NO"
        return "excellent" if self.excellent is not None and self._is_within(self.excellent) else "yes"

    def _is_within(self, bound: float) -> bool:
        ratio = self.ratio or 0.0
        return ratio >= bound if self.faster else ratio <= bound


class Bench(NamedTuple):
    """Where to work, how many articles ``many`` are and how many times each command is measured."""

    folder: Path
    many: int
    runs: int
    log: Log

    def measure(self, commands: Mapping[str, Command]) -> dict[str, Usage]:
        """Return the medians of commands that take turns."""
        return measure_all(commands, self.folder, self.runs, self.log)

    def find_working(self, commands: Mapping[str, Command | None]) -> dict[str, Command]:
        """Return the commands of those peers that are installed and do not fail."""
        working = {}
        for name, command in commands.items():
            try:
                if command:
                    measure(command, self.folder)
                    working[name] = command
            except BenchmarkError as error:
                self.log(f"left out: {error}")
        return working


def check(*arguments: str, jobs: int = 1) -> Command:
    """Return our command: it judges, whatever earlier runs have judged, and writes a report with every result."""
    options = ("--format", "json=report.json", "--jobs", str(jobs), "--no-cache")
    return Command((*PROGRAM, *arguments, *options), (0, 1))


def run_gates(bench: Bench, groups: Collection[str] = ()) -> Iterator[Row]:
    """Measure the groups that are named, or everything."""
    corpus.write_markdown(bench.folder / "many", bench.many)
    corpus.write_markdown(bench.folder / "more", bench.many * 10)
    corpus.write_markdown(bench.folder / "hundred", 100)
    corpus.write_pages(bench.folder / "pages", 100)
    for name, group in list_groups().items():
        if name in groups or not groups:
            yield from group(bench)


def list_groups() -> Mapping[str, Callable[[Bench], Iterator[Row]]]:
    """Return what can be measured, in the order in which it is."""
    groups = (_start_up, _markdown, _again, _pages, _linters, _growth, _rules, _idle, _hostile)
    return {group.__name__.strip("_").replace("_", "-"): group for group in groups}


def _start_up(bench: Bench) -> Iterator[Row]:
    (bench.folder / "one.md").write_text(next(corpus.make_articles(1, ".md")), encoding="utf-8")
    line = Command((sys.executable, "-m", "compliance", "check", "one.md", "--format", "line"), (0, 1))
    table = Command((sys.executable, "-m", "compliance", "check", "one.md"), (0, 1))
    python = Command((sys.executable, "-c", "pass"))
    took = bench.measure({"python": python, "one article, line": line, "one article, table": table})
    base = took["python"].wall
    yield Row("one article, line, against `python -c pass`", "s wall", took["one article, line"].wall, base, 6, 4)
    yield Row("one article, table, against `python -c pass`", "s wall", took["one article, table"].wall, base)


def _markdown(bench: Bench) -> Iterator[Row]:
    commands = {
        "ours": check("many"),
        "ours, two processes": check("many", jobs=2),
        "pyromark": Command((sys.executable, DRAIN, "pyromark", "many")),
    }
    ripgrep = peers.make_ripgrep(bench.folder, "many")
    if ripgrep:
        commands["ripgrep"] = ripgrep
    took = bench.measure(commands)
    ours, what = took["ours"], f"{bench.many:,} Markdown articles"
    other = took["ripgrep"].cpu if ripgrep else None
    yield Row(f"{what} against ripgrep with the same patterns", "s", ours.cpu if ripgrep else None, other, 1.5, 1.0)
    yield Row(f"{what} against pyromark alone", "s", ours.cpu, took["pyromark"].cpu, 3.5, 2.5)
    two = took["ours, two processes"].wall
    yield Row(f"{what}, two processes against one", "s wall", two, ours.wall, 1.5, 1.8, faster=True)


def _again(bench: Bench) -> Iterator[Row]:
    """Run over what an earlier run has judged, in as many processes as pay for the first one, and in one."""
    for jobs in ((), ("--jobs", "1")):
        for output in ("json=report.json", "line", "table"):
            options = ("many", *jobs, "--format", output)
            first = Command((*PROGRAM, *options, "--no-cache"), (0, 1))
            again = Command((*PROGRAM, *options), (0, 1))
            took = bench.measure({"first": first, "again": again})
            what = f"{bench.many:,} unchanged articles, {output.partition('=')[0]}, {' '.join(jobs) or 'default jobs'}"
            yield Row(f"{what}, against the first run", "s wall", took["again"].wall, took["first"].wall, 0.3, 0.2)


def _pages(bench: Bench) -> Iterator[Row]:
    commands = {"ours": check("pages"), "turbohtml": Command((sys.executable, DRAIN, "turbohtml", "pages"))}
    others = dict(peers.find_page_readers(bench.folder, "pages"))
    took = bench.measure({**commands, **bench.find_working(others)})
    ours = took["ours"].cpu
    yield Row("100 HTML pages against turbohtml's tokenizer alone", "s", ours, took["turbohtml"].cpu, 3, 2)
    for name in others:
        yield _make_peer_row(f"100 HTML pages against {name}", ours, took.get(name))


def _linters(bench: Bench) -> Iterator[Row]:
    others = dict(peers.find_linters(bench.folder, "hundred"))
    took = bench.measure({"ours": check("hundred"), **bench.find_working(others)})
    ours = took["ours"].cpu
    for name in others:
        bounds = (20, 100) if name == "Vale" else (None, None)
        yield _make_peer_row(f"100 Markdown articles against {name}", ours, took.get(name), *bounds)


def _make_peer_row(
    what: str, ours: float, other: Usage | None, gate: float | None = None, excellent: float | None = None
) -> Row:
    if other is None:
        return Row(what, "s", gate=gate, excellent=excellent, faster=True, note="not to be had here")
    return Row(what, "s", ours, other.cpu, gate, excellent, faster=True)


def _growth(bench: Bench) -> Iterator[Row]:
    took = bench.measure({"few": check("many"), "tenfold": check("more")})
    few, tenfold = took["few"], took["tenfold"]
    what = f"{bench.many * 10:,} articles against {bench.many:,}"
    yield Row(f"time per article, {what}", "ms", tenfold.cpu / bench.many * 100, few.cpu / bench.many * 1000, 1.1, 1.0)
    yield Row(f"peak memory, {what}", "MB", tenfold.peak / MEGABYTE, few.peak / MEGABYTE, 1.1)
    yield Row(f"peak memory, {bench.many * 10:,} articles", "MB", tenfold.peak / MEGABYTE, None, 150, 100)


def _rules(bench: Bench) -> Iterator[Row]:
    for count in (200, 2000):
        rules.write_pack(bench.folder / f"rules-{count}", count)
        rules.write_pack(bench.folder / f"due-{count}", count, everywhere=True)
    took = bench.measure(
        {
            **{f"{count}": check("many", "--pack", f"rules-{count}") for count in (200, 2000)},
            **{f"{count}, one article": check("one.md", "--pack", f"rules-{count}") for count in (200, 2000)},
            **{f"{count} due": check("hundred", "--pack", f"due-{count}") for count in (200, 2000)},
        }
    )
    what = "2,000 further rules against 200"
    yield Row(f"{bench.many:,} articles, {what}, ten per publisher", "s", took["2000"].cpu, took["200"].cpu, 2, 1.2)
    few, many = took["200, one article"].cpu, took["2000, one article"].cpu
    yield Row(f"one article, {what}, from the cache", "s", many, few, 2, 1.2)
    note = "ten times as many results, too"
    yield Row(f"100 articles, {what}, all due", "s", took["2000 due"].cpu, took["200 due"].cpu, note=note)


def _idle(bench: Bench) -> Iterator[Row]:
    idle.write_plugins(bench.folder / "idle", 10)
    one = Command((sys.executable, "-m", "compliance", "check", "one.md", "--format", "line"), (0, 1))
    commands = {f"{bench.many:,} articles": check("many"), "one article, line": one}
    path = str(bench.folder / "idle")
    beside = {f"{name}, ten idle plugins": command._replace(path=path) for name, command in commands.items()}
    took = bench.measure({**commands, **beside})
    for name in commands:
        row = f"{name}, ten idle plugins against none"
        yield Row(row, "s", took[f"{name}, ten idle plugins"].cpu, took[name].cpu, 1.1, 1.02)


def _hostile(bench: Bench) -> Iterator[Row]:
    size = 5 * MEGABYTE if bench.many >= 1000 else MEGABYTE
    small, large = hostile.make_inputs(size), hostile.make_inputs(2 * size)
    for name, (suffix, text) in small.items():
        files = [hostile.write_input(bench.folder, name, suffix, part) for part in (text, large[name][1])]
        # Two of them are said to be unreadable, which is an answer too.
        commands = {file: check(file)._replace(accepts=(0, 1, 2)) for file in files}
        took = bench.measure(commands)
        half, whole = (took[file] for file in files)
        note = f"{whole.peak / MEGABYTE:.0f} MB at most"
        yield Row(
            f"{name}, doubled to {len(large[name][1]) / MEGABYTE:.1f} MB", "s", whole.cpu, half.cpu, 2.2, note=note
        )
