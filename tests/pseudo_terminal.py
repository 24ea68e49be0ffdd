"""Runs the program at a pseudo-terminal, and shows what a person would see there: `pyte` plays the terminal."""

from __future__ import annotations

import os
import select
import signal
import struct
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import monotonic

import pyte

if sys.platform != "win32":
    import fcntl
    import pty
    import termios

ROOT = Path(__file__).parents[1]
PATIENCE = 60.0
_NEUTRAL = ("CI", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "FORCE_HYPERLINK", "PAGER", "LESS")
_NEUTRAL += ("TERM_PROGRAM", "VTE_VERSION", "WT_SESSION", "KONSOLE_VERSION", "DOMTERM", "TMUX", "STY")


def make_environment(**more: str) -> dict[str, str]:
    """Return the environment of a terminal that nothing is known of."""
    plain = {name: value for name, value in os.environ.items() if name not in _NEUTRAL}
    return {**plain, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT), **more}


class Terminal:
    """A program at a terminal of some columns; ``raw`` is everything that it wrote there."""

    def __init__(
        self,
        arguments: Sequence[str],
        folder: Path,
        *,
        columns: int = 120,
        environment: Mapping[str, str] | None = None,
        stdout: int | None = None,
        stderr: int | None = None,
        program: Sequence[str] = (sys.executable, "-m", "compliance"),
    ) -> None:
        self.raw = b""
        self.history: list[str] = []
        self.screen = pyte.HistoryScreen(columns, 200, history=2000)
        self._stream = pyte.ByteStream(self.screen)
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 200, columns, 0, 0))
        self.process = subprocess.Popen(
            [*program, *arguments],
            cwd=folder,
            env=environment or make_environment(),
            stdin=slave,
            stdout=slave if stdout is None else stdout,
            stderr=slave if stderr is None else stderr,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - no threads are about
        )
        os.close(slave)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        os.close(self._master)

    def shows(self) -> str:
        """Return what stands on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display).rstrip()

    def press(self, keys: bytes) -> None:
        """Type something."""
        os.write(self._master, keys)

    def wait_for(self, text: bytes) -> None:
        """Read until a text was written."""
        end = monotonic() + PATIENCE
        while text not in self.raw:
            is_there_more = monotonic() < end and self._read()
            assert is_there_more, f"{text!r} was never written:\n{self.raw.decode()}"

    def forget(self) -> None:
        """Have `wait_for` look at what is written from now on."""
        self.raw = b""

    def wait_a_moment(self) -> None:
        """Read for a tenth of a second."""
        self._read()

    def finish(self) -> int:
        """Read until the program ends, and return its exit code."""
        end = monotonic() + PATIENCE
        while monotonic() < end and self._read():
            pass
        return self.process.wait(timeout=PATIENCE)

    def _read(self) -> bool:
        """Read what was written, waiting a little; say whether there may be more."""
        if not select.select([self._master], [], [], 0.1)[0]:
            return self.process.poll() is None
        try:
            data = os.read(self._master, 65536)
        except OSError:  # what Linux says when the last program has left
            return False
        self.raw += data
        self._stream.feed(data)
        self.history.append(self.shows())
        return bool(data)
