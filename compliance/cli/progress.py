"""A line of progress on standard error, written over and over while a run takes long, and gone when it is done.

The line is drawn by tqdm, which is loaded only when there is a line to draw: it follows the width of the terminal,
reckons the time that is left, and takes the line away. Rich would do so too, at several times the size.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, NoReturn, TextIO

from compliance.checking import Progress, ignore_progress
from compliance.cli.terminal import can_show_progress

if TYPE_CHECKING:
    from tqdm import tqdm

DELAY = 1.0
"""Seconds for which nothing is shown: most runs are done by then."""
_LINE = "{desc}: {percentage:3.0f}% |{bar:24}| {n_fmt}/{total_fmt}, {remaining} left"
"""Not as wide as the terminal: the ``^C`` that it shows behind the line would wrap, and the line could not be found."""
_AT_ONCE = 1e-9
"""Seconds: the line is drawn by the first update, not while it is made, so that it is known to whoever clears it."""


@contextmanager
def show_progress() -> Iterator[Progress]:
    """Yield what to call with how much is done; what it shows is cleared at the end, whatever ends it."""
    if not can_show_progress(sys.stderr, os.environ):
        yield ignore_progress
        return
    with ProgressLine(sys.stderr) as line:
        yield line


class ProgressLine:
    """Shows how much is done, once it has taken a while."""

    def __init__(self, stream: TextIO, *, delay: float = DELAY) -> None:
        self._stream = stream
        self._delay = delay
        self._start = monotonic()
        self._bar: tqdm[NoReturn] | None = None

    def __call__(self, done: int, total: int) -> None:
        """Show that so many are done."""
        if self._bar is None:
            if monotonic() - self._start < self._delay or done >= total:
                return
            self._bar = _make_bar(self._stream, total, monotonic() - self._start)
        self._bar.update(done - self._bar.n)

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.clear()  # also what was drawn when it was interrupted
            self._bar.close()
            self._bar = None


def _make_bar(stream: TextIO, total: int, elapsed: float) -> tqdm[NoReturn]:
    from threading import RLock  # noqa: PLC0415

    from tqdm import tqdm  # noqa: PLC0415

    tqdm.monitor_interval = 0  # no thread that looks after the line
    tqdm.set_lock(RLock())  # one of this process alone: no other draws
    bar: tqdm[NoReturn] = tqdm(
        desc="checking",
        total=total,
        bar_format=_LINE,
        file=stream,
        leave=False,
        dynamic_ncols=True,
        delay=_AT_ONCE,
    )
    bar.start_t -= elapsed  # what was done unseen counts for the rate
    bar.last_print_t = bar.start_t
    return bar
