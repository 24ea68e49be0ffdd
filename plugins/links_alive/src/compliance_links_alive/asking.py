"""Follows one link to where it ends, hop by hop, each of which is checked; and many links at the same time."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import httpx

from compliance_links_alive.answers import Answer, AskingError, Fault
from compliance_links_alive.courier import Courier
from compliance_links_alive.options import Options
from compliance_links_alive.pacing import Pace
from compliance_links_alive.robots import Robots, Shelf

_LONGEST = 4000
"""Characters of an address that is asked; servers are to take 8000 octets (RFC 9110, section 4.1)."""


_LAST_PORT = 65535


class _Trail:
    """Where a link has led so far."""

    def __init__(self, url: str) -> None:
        self.end = url
        self.cookies = httpx.Cookies()
        self._passed: set[tuple[str, str]] = set()

    def step(self, url: str) -> None:
        """Note that an address is asked. Raises `AskingError` where it was before, with no cookie learnt since."""
        mark = (url, "; ".join(sorted(f"{cookie.name}={cookie.value}" for cookie in self.cookies.jar)))
        if mark in self._passed:
            raise AskingError(Fault.LOOP)
        self._passed.add(mark)


class Asker:
    """Asks links, within one event loop. Made inside of it."""

    def __init__(self, options: Options, transport: httpx.AsyncBaseTransport, shelf: Shelf, pace: Pace) -> None:
        self._options = options
        self._pace = pace
        self._courier = Courier(options, transport, pace)
        self._robots = Robots(self._courier, shelf, pace)

    async def close(self) -> None:
        """Close all connections."""
        await self._courier.close()

    async def ask_all(self, urls: Iterable[str], seconds: float) -> dict[str, Answer]:
        """Return an answer for each address; what is not there in time was not asked."""
        deadline = self._pace.now() + seconds
        tasks = {url: asyncio.create_task(self.ask(url, deadline)) for url in urls}
        if not tasks:
            return {}
        try:
            await asyncio.wait(tasks.values(), timeout=seconds)
        finally:
            for task in tasks.values():
                task.cancel()
            await asyncio.gather(*tasks.values(), return_exceptions=True)
        return {
            url: Answer(url, fault=Fault.LATE) if task.cancelled() else task.result() for url, task in tasks.items()
        }

    async def ask(self, url: str, deadline: float) -> Answer:
        """Return where one link ends and what it answers there."""
        trail = _Trail(url)
        ours = self._pace.now() + self._options.link_seconds
        try:
            async with asyncio.timeout(self._options.link_seconds):
                status = await self._follow(trail, min(ours, deadline))
            return Answer(trail.end, status)
        except TimeoutError:
            return Answer(trail.end, fault=Fault.TIMEOUT)
        except AskingError as error:
            return Answer(trail.end, fault=error.fault, detail=error.detail)

    async def _follow(self, trail: _Trail, deadline: float) -> int:
        """Return the status at the end of the trail."""
        for _ in range(self._options.redirects + 1):
            url = read_address(trail.end)
            trail.step(str(url))
            await self._robots.mind(url, deadline)
            reply = await self._courier.look(url, trail.cookies, deadline)
            if not reply.location:
                return reply.status
            trail.end = join(url, reply.location)
        raise AskingError(Fault.REDIRECTS, str(self._options.redirects))


def read_address(text: str) -> httpx.URL:
    """Return an address without its fragment. Raises `AskingError` for one that must not be asked.

    >>> read_address("https://weekly.example/a#top")
    URL('https://weekly.example/a')
    """
    try:
        url = httpx.URL(text[: _LONGEST + 1])
    except httpx.InvalidURL as error:
        raise AskingError(Fault.ADDRESS, "it is no valid address") from error
    if len(text) > _LONGEST:
        raise AskingError(Fault.ADDRESS, f"its address has more than {_LONGEST} characters")
    if url.scheme not in {"http", "https"}:
        raise AskingError(Fault.ADDRESS, f"{url.scheme or 'no scheme'} is neither http nor https")
    if (url.port or 0) > _LAST_PORT:
        raise AskingError(Fault.ADDRESS, f"there is no port {url.port}")
    if not url.host:
        raise AskingError(Fault.ADDRESS, "its address names no host")
    if url.userinfo:
        raise AskingError(Fault.ADDRESS, "its address holds a name or password")
    return url.copy_with(fragment=None)


def join(url: httpx.URL, location: str) -> str:
    """Return where a redirect leads. Raises `AskingError` where that is no address."""
    try:
        return str(url.join(location))
    except (httpx.InvalidURL, ValueError) as error:
        raise AskingError(Fault.ADDRESS, "it redirects to what is no address") from error
