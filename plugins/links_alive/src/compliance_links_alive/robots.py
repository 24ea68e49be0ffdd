"""What hosts ask of machines in robots.txt (RFC 9309), read once and kept; matching is left to Protego."""

from __future__ import annotations

import asyncio
from typing import Protocol

import httpx
from msgspec import Struct
from protego import Protego

from compliance_links_alive.answers import AskingError, Fault, RobotsText
from compliance_links_alive.courier import Courier
from compliance_links_alive.options import AGENT
from compliance_links_alive.pacing import Pace

_REDIRECTS = 5
"""RFC 9309, section 2.3.1.2: at least five are followed, also to other hosts."""
_KEPT = 1000
"""Hosts whose wishes are remembered within a run."""
_AGE = 24 * 3600.0
"""Seconds; RFC 9309, section 2.4: no longer than 24 hours."""
_REST = 60.0
"""Seconds for which a host that did not answer is not asked again, by whichever article."""


class Shelf(Protocol):
    """Where texts are kept between runs."""

    def find_robots(self, origin: str) -> RobotsText | None:
        """Return the text of an origin if it is young enough."""
        ...

    def keep_robots(self, origin: str, found: RobotsText) -> None:
        """Keep the text of an origin."""
        ...


class _Wishes(Struct, frozen=True):
    """What one host asks of us, until when; or why it cannot be told."""

    rules: Protego
    until: float
    fault: AskingError | None = None


class Robots:
    """Knows what may be asked."""

    def __init__(self, courier: Courier, shelf: Shelf, pace: Pace) -> None:
        self._courier = courier
        self._shelf = shelf
        self._pace = pace
        self._known: dict[str, _Wishes] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def mind(self, url: httpx.URL, deadline: float) -> None:
        """Raise `AskingError` if the host asks machines not to fetch the page, or does not say what it asks.

        What is not there (4xx) forbids nothing; what cannot be read for now forbids all (RFC 9309, section 2.3.1).
        """
        if url.path == "/robots.txt":
            return
        origin = str(url.copy_with(raw_path=b"/", fragment=None)).rstrip("/")
        async with self._locks.setdefault(origin, asyncio.Lock()):
            wishes = self._known.get(origin)
            if wishes is None or wishes.until < self._pace.now():
                wishes = await self._learn(origin, deadline)
        if wishes.fault:
            raise AskingError(wishes.fault.fault, wishes.fault.detail)
        if not wishes.rules.can_fetch(str(url), AGENT):
            raise AskingError(Fault.ROBOTS, "its robots.txt asks not to")
        if delay := wishes.rules.crawl_delay(AGENT):
            self._courier.gates.slow_down(url.host, delay)

    async def _learn(self, origin: str, deadline: float) -> _Wishes:
        """Find out what a host asks; a host that is not there is left alone for a while."""
        try:
            found = await self._find(origin, deadline)
        except AskingError as error:
            if error.fault is Fault.LATE:
                raise
            wishes = _Wishes(Protego.parse(""), self._pace.now() + _REST, error)
        else:
            fault = AskingError(Fault.ROBOTS, f"its robots.txt answers {found.status}") if found.is_closed else None
            text = found.text if 200 <= found.status < 300 else ""
            wishes = _Wishes(Protego.parse(text), self._pace.now() + (_REST if fault else _AGE), fault)
        while len(self._known) >= _KEPT:
            oldest = next(iter(self._known))
            del self._known[oldest]
            self._locks.pop(oldest, None)
        self._known[origin] = wishes
        return wishes

    async def _find(self, origin: str, deadline: float) -> RobotsText:
        kept = await asyncio.to_thread(self._shelf.find_robots, origin)
        if kept:
            return kept
        found = await self._fetch(httpx.URL(f"{origin}/robots.txt"), deadline)
        await asyncio.to_thread(self._shelf.keep_robots, origin, found)
        return found

    async def _fetch(self, url: httpx.URL, deadline: float) -> RobotsText:
        for _ in range(_REDIRECTS + 1):
            reply = await self._courier.read(url, deadline)
            if not reply.location:
                return RobotsText(reply.status, reply.body.decode("utf-8", "replace"))
            url = url.join(reply.location)
            if url.scheme not in {"http", "https"}:
                break
        return RobotsText(404)
