"""Which addresses may be connected to: public ones, and networks that the environment allows. Asks nobody."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from compliance_links_alive.answers import AskingError, Fault
from compliance_links_alive.options import Network

Address = IPv4Address | IPv6Address

_NAT64 = IPv6Network("64:ff9b::/96")
"""RFC 6052: the last 32 bits are an IPv4 address."""


def refuse_private(addresses: Iterable[str], allowed: Iterable[Network]) -> None:
    """Raise `AskingError` if one of a host's addresses may not be asked: a name with one such has something to hide.

    >>> refuse_private(["93.184.215.14"], ())
    >>> refuse_private(["93.184.215.14", "::ffff:10.0.0.1"], ())
    Traceback (most recent call last):
    compliance_links_alive.answers.AskingError: private: ::ffff:10.0.0.1
    """
    networks = tuple(allowed)
    for text in addresses:
        found = ip_address(text)
        if not is_public(found) and not any(_meant(found) in network for network in networks):
            raise AskingError(Fault.PRIVATE, text)


def is_public(address: Address) -> bool:
    """Whether an address can be anybody's on the web, also where it wraps one of the older kind."""
    meant = _meant(address)
    return meant.is_global and not meant.is_multicast and not meant.is_reserved


def _meant(address: Address) -> Address:
    """Return the IPv4 address in an IPv6 address that wraps one, else the address itself."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo or address
