"""One page asked for politely: HEAD, then GET where that says little, further tries, and no more read than needed.

Redirects are not followed here.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpx
from msgspec import Struct

from compliance_links_alive.answers import AskingError, Fault
from compliance_links_alive.options import Options
from compliance_links_alive.pacing import Gates, Pace

_DOUBTED = frozenset({400, 403, 404, 405, 406, 410, 501})
"""Answers to HEAD that some servers give though GET finds the page."""
_RETRIED = frozenset({429, 500, 502, 503, 504})
_BROKEN_CERTIFICATE = {
    9: "it is not valid yet",
    10: "it has expired",
    18: "it is signed by itself",
    23: "it was revoked",
    62: "it is for another host",
    64: "it is for another address",
}
"""Codes of OpenSSL's X509_verify_cert that mean the same everywhere. A missing issuer (19, 20) may be missing here
alone: proxies of offices sign with an issuer of their own."""


class Reply(Struct, frozen=True):
    """What a server sent: ``location`` is empty unless it redirects, ``body`` at most as long as was asked for."""

    status: int
    location: str = ""
    body: bytes = b""
    retry_after: float | None = None


class Courier:
    """Sends requests of one event loop."""

    def __init__(self, options: Options, transport: httpx.AsyncBaseTransport, pace: Pace) -> None:
        self._options = options
        self._pace = pace
        self.gates = Gates(options, pace)
        read = options.read_seconds
        self._client = httpx.AsyncClient(
            transport=transport,
            timeout=httpx.Timeout(connect=options.connect_seconds, read=read, write=read, pool=None),
            headers={"User-Agent": options.agent, "Accept": "*/*", "Connection": "close"},
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            trust_env=False,
        )

    async def close(self) -> None:
        """Close all connections."""
        await self._client.aclose()

    async def look(self, url: httpx.URL, cookies: httpx.Cookies, deadline: float) -> Reply:
        """Return what a page answers; what it holds is read only so far that one can tell it arrives."""
        return await self._try(["HEAD", "GET"], url, cookies, deadline)

    async def read(self, url: httpx.URL, deadline: float) -> Reply:
        """Return a page with its body."""
        return await self._try(["GET"], url, httpx.Cookies(), deadline)

    async def _try(self, methods: list[str], url: httpx.URL, cookies: httpx.Cookies, deadline: float) -> Reply:
        """Try until there is an answer that stays, or no try is left. A further try asks as a reader does."""
        for tries in range(1, self._options.retries + 2):
            try:
                reply = await self._send(methods[0], url, cookies, deadline)
                if methods[0] == "HEAD" and reply.status in _DOUBTED:
                    reply = await self._send(methods[-1], url, cookies, deadline)
            except AskingError as error:
                if not error.fault.is_passing or not await self._wait(url.host, tries, None, deadline):
                    raise
            else:
                if reply.status not in _RETRIED or not await self._wait(url.host, tries, reply.retry_after, deadline):
                    return reply
            methods = methods[-1:]
        raise AssertionError("the last try returns or raises")

    async def _wait(self, host: str, tries: int, asked_for: float | None, deadline: float) -> bool:
        """Wait before a further try; False if there is none, or no time for it."""
        if asked_for:
            self.gates.hold(host, asked_for)
        if tries > self._options.retries or (asked_for or 0) > self._options.max_wait:
            return False
        seconds = max(asked_for or 0.0, self._pace.back_off(tries))
        if self._pace.now() + seconds > deadline:
            return False
        await self._pace.sleep(seconds)
        return True

    async def _send(self, method: str, url: httpx.URL, cookies: httpx.Cookies, deadline: float) -> Reply:
        """Send one request. Raises `AskingError`."""
        request = self._client.build_request(method, url)
        cookies.set_cookie_header(request)
        async with self.gates.enter(url.host, deadline):
            try:
                response = await self._client.send(request, stream=True)
                try:
                    body = await self._read_start(response)
                finally:
                    await response.aclose()
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise _explain(error) from error
        cookies.extract_cookies(response)
        location = response.headers.get("location", "") if 300 <= response.status_code < 400 else ""
        after = self._pace.read_retry_after(response.headers.get("retry-after", ""))
        return Reply(response.status_code, location, body, after)

    async def _read_start(self, response: httpx.Response) -> bytes:
        """Read as much as the options allow, as it comes over the line: packed content is not unpacked."""
        limit = self._options.kib * 1024
        body = bytearray()
        async for piece in response.aiter_raw():
            body += piece
            if len(body) >= limit:
                break
        return bytes(body[:limit])


def _explain(error: Exception) -> AskingError:
    """Return what an exception of httpx means."""
    for cause in _list_causes(error):
        match cause:
            case ssl.SSLCertVerificationError(verify_code=code) if code in _BROKEN_CERTIFICATE:
                return AskingError(Fault.CERTIFICATE, _BROKEN_CERTIFICATE[code])
            case ssl.SSLCertVerificationError():
                return AskingError(Fault.TLS, cause.verify_message)
            case ssl.SSLError():
                return AskingError(Fault.TLS, (cause.reason or "no common protocol").replace("_", " ").lower())
            case httpx.TimeoutException() | socket.timeout():
                return AskingError(Fault.TIMEOUT)
            case ConnectionRefusedError():
                return AskingError(Fault.CONNECTION, "the connection is refused")
            case ConnectionResetError():
                return AskingError(Fault.CONNECTION, "the connection is reset")
            case httpx.UnsupportedProtocol() | httpx.InvalidURL() | httpx.LocalProtocolError():
                return AskingError(Fault.ADDRESS, "it is no address that can be asked")
            case _:
                pass
    return AskingError(Fault.CONNECTION, "the connection breaks")


def _list_causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield what lies at the bottom first; groups of failed connections count by their first."""
    chain: list[BaseException] = []
    while error is not None and error not in chain:
        chain.append(error)
        group = error.exceptions[0] if isinstance(error, BaseExceptionGroup) else None
        error = group or error.__cause__ or error.__context__
    yield from reversed(chain)
