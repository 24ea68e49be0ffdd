"""How fast hosts are asked: places per host and in all, pauses, and waits before a further try."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC
from email.utils import parsedate_to_datetime

from msgspec import Struct

from compliance_links_alive.answers import AskingError, Fault
from compliance_links_alive.options import Options

_FIRST_WAIT = 0.5
"""Seconds before the second try; each further wait is twice as long."""


class Pace(Struct, frozen=True):
    """Clocks, sleep and chance, so that tests need not wait.

    ``now`` counts seconds from anywhere, ``today`` from 1970.
    """

    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    now: Callable[[], float] = time.monotonic
    today: Callable[[], float] = time.time
    chance: Callable[[], float] = random.random

    def back_off(self, tries: int) -> float:
        """Return the seconds to wait after some failed tries: twice as long each time, and half of it by chance.

        >>> Pace(chance=lambda: 1.0).back_off(1), Pace(chance=lambda: 0.0).back_off(3)
        (0.5, 1.0)
        """
        return float(_FIRST_WAIT * 2 ** (tries - 1) * (1 + self.chance()) / 2)

    def read_retry_after(self, text: str) -> float | None:
        """Return the seconds that a Retry-After header asks for (RFC 9110, section 10.2.3), None where it is none.

        >>> pace = Pace(today=lambda: 784111777.0)
        >>> pace.read_retry_after("120"), pace.read_retry_after("Sun, 06 Nov 1994 08:49:47 GMT")
        (120.0, 10.0)
        """
        text = text.strip()
        if text.isascii() and text.isdigit():
            return float(text[:9])
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, OverflowError):
            return None
        return max(0.0, (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() - self.today())


class _Gate:
    """The way to one host."""

    def __init__(self, places: int, delay: float) -> None:
        self.places = asyncio.Semaphore(places)
        self.delay = delay
        self.next = 0.0


class Gates:
    """The ways to all hosts, within one event loop."""

    def __init__(self, options: Options, pace: Pace) -> None:
        self._options = options
        self._pace = pace
        self._gates: dict[str, _Gate] = {}
        self._all = asyncio.Semaphore(options.at_once)

    @asynccontextmanager
    async def enter(self, host: str, deadline: float) -> AsyncIterator[None]:
        """Hold one of the host's places and one of all. Raises `AskingError` if its turn comes after the deadline."""
        gate = self._find(host)
        async with gate.places:
            now = self._pace.now()
            turn = max(now, gate.next)
            if turn > deadline:
                raise AskingError(Fault.LATE, "its host wants to be asked later")
            gate.next = turn + gate.delay
            if turn > now:
                await self._pace.sleep(turn - now)
            async with self._all:
                yield

    def hold(self, host: str, seconds: float) -> None:
        """Ask the host nothing for a while: it said so."""
        gate = self._find(host)
        gate.next = max(gate.next, self._pace.now() + seconds)

    def slow_down(self, host: str, delay: float) -> None:
        """Leave at least so many seconds between two requests."""
        gate = self._find(host)
        gate.delay = max(gate.delay, delay)

    def _find(self, host: str) -> _Gate:
        if host not in self._gates:
            self._gates[host] = _Gate(self._options.per_host, self._options.delay)
        return self._gates[host]
