"""What a process takes: seconds of processors and of the clock, and memory at its peak. Needs a POSIX system."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes that `ru_maxrss` counts in."""


PATIENCE = 60.0
"""Seconds from which a command is measured once."""


class Usage(NamedTuple):
    """What one run of a command took: seconds of user and system time, seconds of the clock, and bytes."""

    cpu: float
    wall: float
    peak: int


class Command(NamedTuple):
    """A command to be measured; ``accepts`` holds the exit codes that are no failure.

    ``path`` is a folder in which Python looks for modules first.
    """

    arguments: Sequence[str]
    accepts: Sequence[int] = (0,)
    path: str = ""


class BenchmarkError(Exception):
    """A command failed, so that its time says nothing."""


def measure(command: Command, folder: Path) -> Usage:
    """Run a command in a folder and return what it took. Raises `BenchmarkError` where it fails."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    if command.path:
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, (command.path, environment.get("PYTHONPATH"))))
    start = time.perf_counter()
    with (folder / "errors").open("w+b") as errors:
        process = subprocess.Popen(
            command.arguments, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=errors
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in command.accepts:
            errors.seek(0)
            message = errors.read().decode(errors="replace")[-500:]
            raise BenchmarkError(f"{command.arguments[0]} ended with {process.returncode}: {message}")
    return Usage(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * _UNIT)


def measure_all(
    commands: Mapping[str, Command], folder: Path, runs: int, log: Callable[[str], object] = lambda _: None
) -> dict[str, Usage]:
    """Return medians by name. The commands take turns, so that what else the machine does falls on all of them.

    The first run fills caches and does not count, but for commands of more than a minute, which have no other.
    """
    found: dict[str, list[Usage]] = {}
    for name, command in commands.items():
        log(name)
        usage = measure(command, folder)
        found[name] = [usage] if usage.wall > PATIENCE else []
    slow = frozenset(name for name, usages in found.items() if usages)
    for _ in range(runs):
        for name in (name for name in commands if name not in slow):
            found[name].append(measure(commands[name], folder))
    return {name: Usage(*map(statistics.median, zip(*usages, strict=True))) for name, usages in found.items()}
