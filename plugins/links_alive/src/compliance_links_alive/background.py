"""One event loop on a thread of its own, shared by all checks of a process, and the askers that live in it."""

from __future__ import annotations

import asyncio
import atexit
import os
import threading
from collections.abc import Coroutine, Iterable, Mapping
from contextlib import suppress
from typing import TypeVar

from compliance_links_alive.answers import Answer
from compliance_links_alive.asking import Asker
from compliance_links_alive.options import Options
from compliance_links_alive.pacing import Pace
from compliance_links_alive.rehearsal import NO_SHELF, RehearsalTransport
from compliance_links_alive.store import Store
from compliance_links_alive.transport import CheckedTransport

Made = TypeVar("Made")

_GRACE = 2.0
"""Seconds over the time allowed in which the loop must hand over what it has."""


class Background:
    """A running event loop."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._askers: dict[Options, Asker] = {}
        self._thread = threading.Thread(target=self._loop.run_forever, name="links-alive", daemon=True)
        self._thread.start()

    def ask_all(self, urls: Iterable[str], seconds: float, options: Options, store: Store) -> Mapping[str, Answer]:
        """Ask the web until there is an answer for each address or the time is over; answers may be missing then."""
        with suppress(TimeoutError):
            return self._run(self._ask_web(urls, seconds, options, store), seconds)
        return {}

    def rehearse(self, urls: Iterable[str], seconds: float, answers: Mapping[str, object]) -> Mapping[str, Answer]:
        """Ask nobody, but answers that somebody wrote down."""
        return self._run(_ask_written(urls, seconds, answers), seconds)

    def close(self) -> None:
        """End the thread and all connections."""
        if not self._loop.is_closed():
            with suppress(TimeoutError):
                self._run(self._close_askers(), 0.0)
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(_GRACE)
            self._loop.close()

    def _run(self, work: Coroutine[None, None, Made], seconds: float) -> Made:
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return future.result(seconds + _GRACE)
        finally:
            future.cancel()

    async def _ask_web(
        self, urls: Iterable[str], seconds: float, options: Options, store: Store
    ) -> Mapping[str, Answer]:
        if options not in self._askers:
            self._askers[options] = Asker(options, CheckedTransport(options), store, Pace())
        return await self._askers[options].ask_all(urls, seconds)

    async def _close_askers(self) -> None:
        while self._askers:
            await self._askers.popitem()[1].close()


async def _ask_written(urls: Iterable[str], seconds: float, answers: Mapping[str, object]) -> Mapping[str, Answer]:
    async def sleep(seconds: float) -> None:
        """Do not wait for those who are not there."""

    asker = Asker(Options(delay=0), RehearsalTransport(answers), NO_SHELF, Pace(sleep=sleep))
    try:
        return await asker.ask_all(urls, seconds)
    finally:
        await asker.close()


_running: dict[int, Background] = {}
"""By process: threads are not there any more in a process that was forked off."""
_starting = threading.Lock()


def find_background() -> Background:
    """Return this process' background, which ends with it."""
    with _starting:
        if os.getpid() not in _running:
            _running.clear()
            _running[os.getpid()] = Background()
            atexit.register(close_background)
        return _running[os.getpid()]


def close_background() -> None:
    """End the background, if there is one; the next one to ask for it gets another."""
    with _starting:
        background = _running.pop(os.getpid(), None)
        atexit.unregister(close_background)
    if background:
        background.close()
