"""What a process does that others share their work with: it takes chunks of sources, and answers for each."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from msgspec import Struct

from compliance.deadline import Deadline

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.sharedctypes import Synchronized

    from compliance.workers import Task

NONE_BEGUN = -1
"""What stands for the source that a process has in hand where it has none."""

_PATIENCE = 10.0
"""Seconds after which a waiting process looks whether the one that started it is still there."""

Item = TypeVar("Item")
Product = TypeVar("Product")


class Answer(Struct, Generic[Product], frozen=True):
    """What came of the first sources of a chunk, of all of them unless the time was over."""

    product: Product
    done: int


class Raised(Struct, frozen=True):
    """What a task raised in another process."""

    error: Exception


def do_in_time(task: Task[Item, Product], sources: Sequence[str], deadline: Deadline) -> Iterator[Item]:
    """Yield what comes of sources; none is begun after the deadline."""
    for source in sources:
        if deadline.is_over:
            return
        yield task.do(source)


def serve(
    connection: Connection, task: Task[Item, Product], begun: Synchronized[int], parent: int, deadline: Deadline
) -> None:
    """Do what comes through the connection until nothing more can come."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # what the one that started it does then is not for this one to do
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    while (sources := _receive(connection, parent)) is not None:
        answer: Answer[Product] | Raised
        try:
            items: list[Item] = []
            for source in sources:
                begun.value = len(items)
                items.extend(do_in_time(task, [source], deadline))
            begun.value = NONE_BEGUN
            answer = Answer(task.finish(items), len(items))
        except Exception as error:
            answer = Raised(_as_sendable(error))
        connection.send(answer)


def _receive(connection: Connection, parent: int) -> Sequence[str] | None:
    try:
        while not connection.poll(_PATIENCE):
            if os.getppid() != parent:
                return None
        sources: Sequence[str] | None = connection.recv()
    except (EOFError, OSError):
        return None
    return sources


def _as_sendable(error: Exception) -> Exception:
    """Return an exception that comes out of a pickle as it went in."""
    import pickle  # noqa: PLC0415

    try:
        same = pickle.loads(pickle.dumps(error))  # noqa: S301 - made right here
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error if type(same) is type(error) else RuntimeError(f"{type(error).__name__}: {error}")
