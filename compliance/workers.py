"""Shares work on many sources out among processes; knows neither articles nor rules.

`concurrent.futures` breaks a whole pool when one process is killed, and does not say which source it had in hand: here
that source alone is lost. Results come back in the order of the sources, whatever process is done first.
`multiprocessing` is imported only where processes are started, and everything handed to them can be pickled, so that
they may be started in any way.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from msgspec import Struct

from compliance.deadline import NO_DEADLINE, Deadline
from compliance.errors import ComplianceError
from compliance.serving import NONE_BEGUN, Raised, do_in_time, serve

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess
    from multiprocessing.sharedctypes import Synchronized

CHUNK = 25
"""Sources that a process takes at once."""

WORTH_IT = 50
"""Sources from which starting processes costs less than it saves."""

_FALSE_STARTS = 3
"""Times that processes may end with no source begun before the run is given up."""

_GRACE = 1.0
"""Seconds that a process gets to end by itself."""

_OVERTIME = 10.0
"""Seconds that processes get to finish the articles which they have in hand when the time of the run is over."""

Item = TypeVar("Item")
Product = TypeVar("Product")
Product_co = TypeVar("Product_co", covariant=True)


class Task(Protocol[Item, Product_co]):
    """What is to be done; an object that can be pickled."""

    def do(self, source: str) -> Item:
        """Return what comes of one source."""
        ...

    def finish(self, items: Sequence[Item]) -> Product_co:
        """Return what comes of a chunk of sources, small, and fit to be pickled."""
        ...


class Lost(Struct, frozen=True):
    """A source at which its process ended. ``exit_code`` is negative for the number of a signal."""

    source: str
    exit_code: int

    @property
    def reason(self) -> str:
        """How the process ended."""
        return f"was killed by signal {-self.exit_code}" if self.exit_code < 0 else f"ended with {self.exit_code}"


class Late(Struct, frozen=True):
    """A source that was not done before the time of the run was over."""

    source: str
    seconds: float
    """What the run was given."""


Missed = Lost | Late


class _Chunk(Struct, frozen=True):
    """Sources that a process takes at once, and where they stand among all."""

    start: int
    sources: Sequence[str]

    @property
    def end(self) -> int:
        return self.start + len(self.sources)


def count_workers(sources: int, jobs: int = 0) -> int:
    """Return how many processes to share sources out among; 1 means this one alone. ``jobs`` 0 leaves the choice."""
    if jobs:
        return max(1, min(jobs, sources))
    return min(_count_cores(), -(-sources // CHUNK)) if sources >= WORTH_IT else 1


def _count_cores() -> int:
    available = getattr(os, "sched_getaffinity", None)
    return len(available(0)) if available else os.cpu_count() or 1


def run(
    task: Task[Item, Product], sources: Sequence[str], workers: int, deadline: Deadline = NO_DEADLINE
) -> Iterator[Product | Missed]:
    """Yield what comes of each chunk, in the order of the sources; with one worker, no process is started.

    A source at which its process ends is lost, and the others of its chunk are begun again. No source is begun after
    the deadline; this process finishes the one that it has in hand, others are ended after `_OVERTIME`. Raises what
    the task raises, and `ComplianceError` where processes end before they begin.
    """
    if workers > 1:
        with _Crew(task, sources, workers, deadline) as crew:
            yield from crew.work()
        return
    for start in range(0, len(sources), CHUNK):
        chunk = sources[start : start + CHUNK]
        items = list(do_in_time(task, chunk, deadline))
        if items:
            yield task.finish(items)
        yield from (Late(source, deadline.seconds) for source in chunk[len(items) :])


class _Worker:
    """A process, the connection to it, and the chunk that it has."""

    def __init__(self, context: BaseContext, task: Task[Item, Product], deadline: Deadline) -> None:
        self.connection, theirs = context.Pipe()
        self.begun: Synchronized[int] = context.Value("q", NONE_BEGUN)
        self.process: BaseProcess = context.Process(  # type: ignore[attr-defined]
            target=serve, args=(theirs, task, self.begun, os.getpid(), deadline), daemon=True
        )
        self.chunk: _Chunk | None = None
        with _interruption_blocked():
            self.process.start()
        theirs.close()

    def give(self, chunk: _Chunk) -> None:
        """Hand over a chunk; that the process is gone shows when its answer is waited for."""
        self.chunk = chunk
        with suppress(OSError):
            self.connection.send(chunk.sources)

    def end(self) -> int:
        """End the process, which has nothing to do, and return its exit code."""
        with suppress(OSError):
            self.connection.send(None)
        self.connection.close()
        self.process.join(_GRACE)
        if self.process.is_alive():
            self.process.terminate()
        self.process.join()
        return self.process.exitcode or 0


class _Crew(Generic[Item, Product]):
    """Processes, and the chunks that are still to be given out."""

    def __init__(self, task: Task[Item, Product], sources: Sequence[str], size: int, deadline: Deadline) -> None:
        self._task = task
        self._deadline = deadline
        self._size = size
        # Chunks are smaller where there are few, so that all processes have something to do.
        step = max(1, min(CHUNK, -(-len(sources) // (2 * size))))
        self._waiting = deque(_Chunk(n, sources[n : n + step]) for n in range(0, len(sources), step))
        self._workers: list[_Worker] = []
        self._done: dict[int, tuple[int, Product | Missed]] = {}
        self._false_starts = 0

    def __enter__(self) -> _Crew[Item, Product]:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            if worker.chunk is not None:
                worker.process.terminate()
        for worker in self._workers:
            worker.end()

    def work(self) -> Iterator[Product | Missed]:
        """Yield results in the order of the sources as soon as those before are there."""
        from multiprocessing.connection import wait  # noqa: PLC0415

        context = _choose_context()
        position = 0
        self._give_out(context)
        while busy := {id(w.connection): w for w in self._workers if w.chunk is not None}:
            heard = wait([worker.connection for worker in busy.values()], self._patience)
            for connection in heard:
                self._hear(busy[id(connection)])
            if not heard:
                self._stop(busy.values())
            self._give_out(context)
            while position in self._done:
                position, product = self._done.pop(position)
                yield product
        yield from self._settle(position)

    @property
    def _patience(self) -> float | None:
        """Seconds to wait for an answer, at most."""
        return self._deadline.remaining + _OVERTIME if self._deadline.seconds else None

    def _stop(self, workers: Iterable[_Worker]) -> None:
        """End processes that do not answer though the time is over, and give up what they have."""
        for worker in list(workers):
            chunk, worker.chunk = worker.chunk, None
            assert chunk is not None  # noqa: S101 - only those that have one are waited for
            worker.process.terminate()
            worker.end()
            self._workers.remove(worker)
            self._give_up(chunk)

    def _give_up(self, chunk: _Chunk) -> None:
        """Note that the time was over before the sources of a chunk were done."""
        for place, source in enumerate(chunk.sources, chunk.start):
            self._done[place] = (place + 1, Late(source, self._deadline.seconds))

    def _settle(self, position: int) -> Iterator[Product | Missed]:
        """Yield what is left when nobody works any more: what was not given out in time."""
        for chunk in self._waiting:
            self._give_up(chunk)
        while position in self._done:
            position, product = self._done.pop(position)
            yield product

    def _give_out(self, context: BaseContext) -> None:
        """Give a chunk to every process without one, and start processes while there are chunks and time left."""
        if self._deadline.is_over:
            return
        for worker in self._workers:
            if worker.chunk is None and self._waiting:
                worker.give(self._waiting.popleft())
        while self._waiting and len(self._workers) < self._size:
            worker = _Worker(context, self._task, self._deadline)
            self._workers.append(worker)
            worker.give(self._waiting.popleft())

    def _hear(self, worker: _Worker) -> None:
        """Take what a process has to say."""
        chunk, worker.chunk = worker.chunk, None
        assert chunk is not None  # noqa: S101 - only those that have one are waited for
        try:
            answer = worker.connection.recv()
        except (EOFError, OSError):
            self._workers.remove(worker)
            self._mourn(chunk, worker.begun.value, worker.end())
            return
        if isinstance(answer, Raised):
            raise answer.error
        self._done[chunk.start] = (chunk.start + answer.done, answer.product)
        self._give_up(_Chunk(chunk.start + answer.done, chunk.sources[answer.done :]))

    def _mourn(self, chunk: _Chunk, begun: int, exit_code: int) -> None:
        """Give up the source at which a process ended, and put the others of its chunk back."""
        if begun == NONE_BEGUN:
            self._false_starts += 1
            if self._false_starts > _FALSE_STARTS:
                raise ComplianceError("the processes that share the work end before they begin; use --jobs 1")
            self._waiting.appendleft(chunk)
            return
        place = chunk.start + begun
        self._done[place] = (place + 1, Lost(chunk.sources[begun], exit_code))
        parts = (_Chunk(place + 1, chunk.sources[begun + 1 :]), _Chunk(chunk.start, chunk.sources[:begun]))
        self._waiting.extendleft(part for part in parts if part.sources)


def _choose_context() -> BaseContext:
    """Return the cheapest way to start processes that is safe.

    A fork shares what is loaded already; with threads about, and on macOS, it is not safe
    (https://docs.python.org/3/library/multiprocessing.html#contexts-and-start-methods).
    """
    import multiprocessing  # noqa: PLC0415
    import threading  # noqa: PLC0415

    alone = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if alone else "spawn")


@contextmanager
def _interruption_blocked() -> Iterator[None]:
    """Let a process be born deaf to Ctrl-C, which is for the one that started it to answer.

    Nor does it hear that it is to end before it knows how; see `_serve`.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
