"""``python -m tests.benchmarks``: measures the gates and prints a table; ends with 1 where one does not hold."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.gates import Bench, Row, list_groups, run_gates
from tests.benchmarks.stages import profile
from tests.benchmarks.tables import describe_machine, render_profile, render_rows, write_result


def main() -> int:
    """Run what the options ask for."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the articles, and three runs")
    parser.add_argument(
        "--group", action="append", default=[], choices=list_groups(), help="only this; may be given more than once"
    )
    parser.add_argument("--profile", action="store_true", help="show where the time goes instead, stage by stage")
    parser.add_argument("--write", action="store_true", help="put the result into tests/benchmarks/README.md")
    options = parser.parse_args()
    if options.group and options.write:
        parser.error("--write goes with everything; leave --group out")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = [] if options.profile else _measure(folder, options.group, quick=options.quick)
        text = render_rows(rows) if rows else ""
        if options.profile or options.write:
            text = "\n\n".join(filter(None, (text, _profile(folder, quick=options.quick))))
    text = f"{describe_machine()}\n\n{text}\n"
    print(text)
    if options.write:
        write_result(text)
    return int(any(row.verdict == "NO" for row in rows))


def _measure(folder: Path, groups: Sequence[str], *, quick: bool) -> list[Row]:
    bench = Bench(folder, 100 if quick else 1000, 3 if quick else 5, lambda what: print(what, file=sys.stderr))
    return list(run_gates(bench, groups))


def _profile(folder: Path, *, quick: bool) -> str:
    count = 100 if quick else 1000
    markdown = profile(folder / "profile-md", count, ".md")
    pages = profile(folder / "profile-html", count // 10, ".html")
    return "\n\n".join(
        (
            render_profile(f"{count:,} Markdown articles, one process", markdown),
            render_profile(f"{count // 10} HTML pages, one process", pages),
        )
    )


if __name__ == "__main__":
    sys.exit(main())
