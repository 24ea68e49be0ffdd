"""Answers that are written down in a rule's example, given as if the web gave them: nobody is asked."""

from __future__ import annotations

from collections.abc import Mapping

import httpx

from compliance_links_alive.answers import AskingError, Fault, RobotsText


class RehearsalTransport(httpx.AsyncBaseTransport):
    """Answers with what stands beside an address: a status, another address to redirect to, or the name of a fault."""

    def __init__(self, answers: Mapping[str, object]) -> None:
        self._answers = {str(httpx.URL(url)): answer for url, answer in answers.items()}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Return the written answer; what is not written down was not asked."""
        match self._answers.get(str(request.url)):
            case int() as status:
                return _respond(status)
            case str() as text if text in set(Fault):
                raise AskingError(Fault(text))
            case str() as location:
                return _respond(301, {"Location": location})
            case _ if request.url.path == "/robots.txt":
                return _respond(404)
            case _:
                raise AskingError(Fault.OFFLINE)


def _respond(status: int, headers: Mapping[str, str] | None = None) -> httpx.Response:
    return httpx.Response(status, headers=headers, stream=httpx.ByteStream(b""))


class _NoShelf:
    """Keeps nothing."""

    def find_robots(self, origin: str) -> RobotsText | None:
        """Return nothing."""
        return None

    def keep_robots(self, origin: str, found: RobotsText) -> None:
        """Forget it."""


NO_SHELF = _NoShelf()
