"""Shows the report in a pager: ``$PAGER``, or ``less``, or ``more`` where there is none.

`pydoc.pager` would write to a file first, does not pass colours to ``less``, and takes over backspaces: here the report
goes to the pager while it is made.
"""

from __future__ import annotations

import io
import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout, suppress

LESS = "FRX"
"""Options of ``less`` unless ``$LESS`` says otherwise: leave at once if it fits, show colours, leave the text there."""


@contextmanager
def open_pager() -> Iterator[None]:
    """Have what is written to standard output shown in a pager; where there is none, it is written as ever."""
    command = find_pager(os.environ)
    if not command:
        yield
        return
    environment = {**os.environ, "LESS": os.environ.get("LESS", LESS)}
    sys.stdout.flush()
    with subprocess.Popen(command, stdin=subprocess.PIPE, env=environment) as process:  # noqa: S603 - as asked for
        assert process.stdin is not None  # noqa: S101 - it is a pipe
        stream = _Paged(process.stdin, encoding="utf-8", errors="replace", write_through=True)
        try:
            with redirect_stdout(stream):
                yield
        finally:
            with suppress(OSError):
                stream.close()
            _wait(process)


def find_pager(environment: Mapping[str, str]) -> list[str]:
    """Return the command of a pager that there is; none where there is no pager, or ``$PAGER`` is empty or unknown."""
    named = environment.get("PAGER")
    for text in [named] if named is not None else ["less", "more"]:
        try:
            command = shlex.split(text)
        except ValueError:
            return []
        if command and shutil.which(command[0]):
            return command
    return []


class _Paged(io.TextIOWrapper):
    """What a person at a terminal sees; that they leave before the end is no mistake."""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        with suppress(OSError):
            super().write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(OSError):
            super().flush()


def _wait(process: subprocess.Popen[bytes]) -> None:
    """Wait for the pager's end: Ctrl-C is a command of its own there."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        process.wait()
    finally:
        signal.signal(signal.SIGINT, before)
