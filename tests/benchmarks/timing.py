"""Times the program as a whole: one article from the shell, and a thousand on one core.

``python -m tests.benchmarks.timing [--articles N] [--runs N]``, with the program installed in this environment. The
corpus is made from the Markdown seeds, copied under other names. Prints medians, and the ratio to ``python -c pass``
taken in the same run. Byte code is cached first, as an installed copy has it.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.md"))
COMMAND = [sys.executable, "-m", "compliance", "check"]


def measure(command: list[str], folder: str) -> float:
    """Return the seconds that a command takes as a process."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def main() -> None:
    """Print one row per measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        many = Path(folder, "many")
        many.mkdir()
        for number in range(options.articles):
            seed = SEEDS[number % len(SEEDS)]
            (many / f"{number:06}-{seed.name}").write_bytes(seed.read_bytes())
        Path(folder, "one.md").write_bytes(SEEDS[0].read_bytes())
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "one article, line": [*COMMAND, "one.md", "--format", "line"],
            "one article, table": [*COMMAND, "one.md"],
            f"{options.articles} articles, json": [*COMMAND, "many", "--format", "json"],
        }
        for command in commands.values():
            measure(command, folder)
        seconds = {name: [] for name in commands}
        for _ in range(options.runs):
            for name, command in commands.items():
                seconds[name].append(measure(command, folder))
    base = statistics.median(seconds["python -c pass"])
    for name, values in seconds.items():
        median = statistics.median(values)
        print(f"{name:28}{median:9.3f} s{median / base:9.1f} x")


if __name__ == "__main__":
    main()
