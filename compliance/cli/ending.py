"""How the program ends when it is told to: as on Ctrl-C, so that what is half done is put away, with a report."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

INTERRUPTED = 128 + signal.SIGINT
TERMINATED = 128 + signal.SIGTERM
"""What shells report for a process that a signal ended (POSIX, Shell Command Language, 2.8.2)."""


class Terminated(KeyboardInterrupt):
    """The process was told to end (SIGTERM)."""

    def __init__(self) -> None:
        super().__init__("it was told to end")


@contextmanager
def termination_raised() -> Iterator[None]:
    """Raise `Terminated` on SIGTERM, unless whoever started this program, or is in it, deals with the signal."""
    try:
        before = signal.getsignal(signal.SIGTERM)
        if before is signal.SIG_DFL:
            signal.signal(signal.SIGTERM, _raise)
    except ValueError:  # in a thread: signals are the main thread's
        before = None
    try:
        yield
    finally:
        if before is signal.SIG_DFL:
            signal.signal(signal.SIGTERM, before)


def find_exit_code(interrupt: KeyboardInterrupt) -> int:
    """Return the exit code of a run that was interrupted.

    >>> find_exit_code(KeyboardInterrupt()), find_exit_code(Terminated())
    (130, 143)
    """
    return TERMINATED if isinstance(interrupt, Terminated) else INTERRUPTED


def _raise(number: int, frame: FrameType | None) -> NoReturn:
    raise Terminated
