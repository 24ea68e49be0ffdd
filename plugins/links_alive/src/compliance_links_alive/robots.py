"""What hosts ask of machines in robots.txt (RFC 9309), read once and kept; matching is left to Protego."""

from __future__ import annotations

import asyncio
from typing import Protocol

import httpx
from msgspec import Struct
from protego import Protego

from compliance_links_alive.answers import AskingError, Fault
from compliance_links_alive.courier import Courier
from compliance_links_alive.options import AGENT

_REDIRECTS = 5
"""RFC 9309, section 2.3.1.2: at least five are followed, also to other hosts."""
_KEPT = 1000
"""Hosts whose wishes are remembered within a run."""


class RobotsText(Struct, frozen=True):
    """What was found at /robots.txt: the text, and the status that it came with."""

    status: int
    text: str = ""

    @property
    def is_closed(self) -> bool:
        """Whether nobody can tell what it says, for now."""
        return self.status == 429 or self.status >= 500


class Shelf(Protocol):
    """Where texts are kept between runs."""

    def find_robots(self, origin: str) -> RobotsText | None:
        """Return the text of an origin if it is young enough."""
        ...

    def keep_robots(self, origin: str, found: RobotsText) -> None:
        """Keep the text of an origin."""
        ...


class Robots:
    """Knows what may be asked."""

    def __init__(self, courier: Courier, shelf: Shelf) -> None:
        self._courier = courier
        self._shelf = shelf
        self._known: dict[str, RobotsText] = {}
        self._rules: dict[str, Protego] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def mind(self, url: httpx.URL, deadline: float) -> None:
        """Raise `AskingError` if the host asks machines not to fetch the page, or does not say what it asks.

        What is not there (4xx) forbids nothing; what cannot be read for now forbids all (RFC 9309, section 2.3.1).
        """
        if url.path == "/robots.txt":
            return
        origin = str(url.copy_with(raw_path=b"/", fragment=None)).rstrip("/")
        async with self._locks.setdefault(origin, asyncio.Lock()):
            found = self._known.get(origin) or await self._find(origin, deadline)
            self._remember(origin, found)
        if found.is_closed:
            raise AskingError(Fault.ROBOTS, f"its robots.txt answers {found.status}")
        rules = self._rules[origin]
        if not rules.can_fetch(str(url), AGENT):
            raise AskingError(Fault.ROBOTS, "its robots.txt asks not to")
        if delay := rules.crawl_delay(AGENT):
            self._courier.gates.slow_down(url.host, delay)

    def _remember(self, origin: str, found: RobotsText) -> None:
        if origin in self._known:
            return
        if len(self._known) >= _KEPT:
            oldest = next(iter(self._known))
            del self._known[oldest], self._rules[oldest]
            self._locks.pop(oldest, None)
        self._known[origin] = found
        self._rules[origin] = Protego.parse(found.text if 200 <= found.status < 300 else "")

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
