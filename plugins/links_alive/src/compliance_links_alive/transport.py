"""Connections that cannot be led to where they must not go: the address that was checked is the one connected to.

A name that is looked up twice may have two answers (DNS rebinding). Here it is looked up once, all its addresses are
checked, and the request goes to one of them by number, with the name in its Host header and in TLS. Connections are
not kept: kept ones are told apart by address alone, and two hosts may share one.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

import httpx

from compliance_links_alive.addresses import refuse_private
from compliance_links_alive.answers import AskingError, Fault
from compliance_links_alive.options import Options

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]

_PORTS = {"http": 80, "https": 443}
_TRIED = 3
"""Addresses of a host that are tried."""

_WITNESS = "a.root-servers.net"
"""A name that exists wherever names can be looked up. Many machines without a network, and many name servers of closed
networks, say of every name that it does not exist: one that says so of this one is no witness against a link."""

_NO_SUCH_NAME = {code for name in ("EAI_NONAME", "EAI_NODATA") if (code := getattr(socket, name, None)) is not None}


async def resolve(host: str, port: int) -> Sequence[str]:
    """Return a host's addresses in the order of preference. Raises `AskingError` where there are none to be had."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        fault = Fault.NO_HOST if error.errno in _NO_SUCH_NAME else Fault.NAME
        raise AskingError(fault, host) from error
    except UnicodeError as error:
        raise AskingError(Fault.ADDRESS, f"{host} is no name of a host") from error
    return tuple(dict.fromkeys(str(address[4][0]) for address in found))


class CheckedTransport(httpx.AsyncBaseTransport):
    """Sends requests to public or allowed addresses only."""

    def __init__(
        self, options: Options, *, resolve: Resolve = resolve, inner: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self._networks = options.networks
        self._resolve = resolve
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=0)
        self._inner = inner or httpx.AsyncHTTPTransport(limits=limits)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request. Raises `AskingError` for addresses that are refused, else what httpx raises."""
        host = request.url.raw_host.decode("ascii")
        addresses = await self._look_up(host, request.url.port or _PORTS[request.url.scheme])
        refuse_private(addresses, self._networks)
        *first, last = addresses[:_TRIED]
        for address in first:
            with suppress(httpx.ConnectError, httpx.ConnectTimeout):
                return await self._inner.handle_async_request(_direct(request, host, address))
        return await self._inner.handle_async_request(_direct(request, host, last))

    async def _look_up(self, host: str, port: int) -> Sequence[str]:
        try:
            return await self._resolve(host, port)
        except AskingError as error:
            if error.fault is not Fault.NO_HOST or await self._sees_the_web():
                raise
            raise AskingError(Fault.NAME, host) from error

    async def _sees_the_web(self) -> bool:
        try:
            return bool(await self._resolve(_WITNESS, 80))
        except AskingError:
            return False

    async def aclose(self) -> None:
        """Close all connections."""
        await self._inner.aclose()


def _direct(request: httpx.Request, host: str, address: str) -> httpx.Request:
    """Return the same request to an address; the Host header stays, and TLS is told the name."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": host},
    )
