"""Ends what takes too long, in the thread that it runs in; knows nothing of plugins.

In the main thread a signal interrupts whatever runs, waits and patterns included, where the system has such signals.
Elsewhere another thread has an exception raised in this one, which comes through when the next Python code runs: what
hangs inside of a C function cannot be ended there.
"""

from __future__ import annotations

import signal
import threading
import time
from types import FrameType, TracebackType

_AGAIN = 0.05
"""Seconds after which what swallowed the exception is interrupted again."""


class TimeIsUp(BaseException):
    """What ran had no time left; no `Exception`, so that it is seldom swallowed."""


class Deadline:
    """A number of seconds for what runs inside of the ``with``; `TimeIsUp` is raised there when they are over."""

    def __init__(self, seconds: float) -> None:
        self.is_over = False
        self._seconds = seconds
        self._runs = False
        self._signals = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()

    def __enter__(self) -> Deadline:
        self._started = time.monotonic()
        self._runs = True
        if self._signals:
            self._handler = signal.signal(signal.SIGALRM, self._interrupt)
            remaining, _ = signal.getitimer(signal.ITIMER_REAL)  # of a deadline that this one stands in, if any
            seconds = min(self._seconds, remaining) if remaining else self._seconds
            self._timer = signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
        else:
            self._watch()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._signals:
            self._runs = False
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, self._handler)
            self._wind_up_again()
        else:
            self._stop_watching()

    @property
    def spent(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self._started

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        if self._runs:
            self.is_over = True
            raise TimeIsUp

    def _wind_up_again(self) -> None:
        """Give the timer back to whoever had it running before."""
        remaining, interval = self._timer
        if remaining:
            signal.setitimer(signal.ITIMER_REAL, max(remaining - self.spent, 0.001), interval)

    def _watch(self) -> None:
        self._thread = threading.get_ident()
        self._lock = threading.Lock()
        self._running = threading.Lock()  # an event is Python code, which an exception from outside may cut in two
        self._running.acquire()
        self._watcher = threading.Thread(target=self._raise_late, daemon=True)
        self._watcher.start()

    def _raise_late(self) -> None:
        wait = self._seconds
        while not self._running.acquire(timeout=wait):
            with self._lock:
                if self._runs:
                    self.is_over = True
                    _raise_in(self._thread, TimeIsUp)
            wait = _AGAIN

    def _stop_watching(self) -> None:
        self._settle()
        self._running.release()
        self._watcher.join()

    def _settle(self) -> None:
        """Have nothing raised from now on, and take what is on its way.

        It is not taken back: CPython 3.11 then goes on looking for it, and under a tracer does nothing else any more.
        """
        try:
            with self._lock:
                self._runs = False
            for _ in range(3):
                pass  # here at the latest it is raised
        except TimeIsUp:
            self._settle()


def _raise_in(thread: int, kind: type[BaseException]) -> None:
    """Have an exception raised in a thread (https://docs.python.org/3/c-api/init.html#c.PyThreadState_SetAsyncExc)."""
    import ctypes  # noqa: PLC0415

    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(kind))
