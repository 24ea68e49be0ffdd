"""How the web is asked: limits, delays and the cache, from environment variables; nothing of what a rule wants."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

PREFIX = "COMPLIANCE_LINKS_"
VERSION = "1.0.0"
AGENT = "article-compliance-links"
"""The product token, which sites may name in robots.txt (RFC 9309, section 2.2.1)."""

_WORDS = {"yes": "true", "no": "false", "on": "true", "off": "false"}

Network = IPv4Network | IPv6Network
Count = Annotated[int, Meta(ge=1, le=1000)]
Seconds = Annotated[float, Meta(gt=0, le=300)]
Pause = Annotated[float, Meta(ge=0, le=300)]
Hours = Annotated[float, Meta(ge=0, le=24 * 366)]
Contact = Annotated[str, Meta(pattern=r"^[!-'*-~]*$", max_length=200)]
"""Visible ASCII without brackets or spaces: it goes into a header."""


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """Each field is read from the variable of its name in capitals, with the prefix before it."""

    offline: bool = False
    """Ask nobody; only what is in the cache counts."""
    contact: Contact = ""
    """Address for questions, of mail or a page, in the agent string."""
    allow: str = ""
    """Networks that may be asked though they are not public, with commas between."""
    cache: str | None = None
    """File of the cache; empty: only for this run. None: in the cache folder of `compliance`."""
    age: Hours = 168
    """Hours for which a link that answers is not asked again."""
    fault_age: Hours = 1
    """The same for one that does not."""
    per_host: Count = 2
    """Requests that one host has under way at once."""
    at_once: Count = 16
    """Requests that are under way at once in all."""
    delay: Pause = 0.5
    """Seconds between the starts of two requests to one host."""
    connect_seconds: Seconds = 4
    """Until a connection stands."""
    read_seconds: Seconds = 6
    """Between two pieces of an answer."""
    link_seconds: Seconds = 12
    """For one link with all redirects and further tries."""
    retries: Annotated[int, Meta(ge=0, le=10)] = 2
    """Further tries after 429, 5xx and failed connections."""
    max_wait: Pause = 8
    """The longest wait that a host may ask for before a further try, in seconds."""
    redirects: Annotated[int, Meta(ge=0, le=30)] = 10
    """Redirects that are followed."""
    kib: Count = 64
    """How much of a page is read, in KiB."""

    @property
    def agent(self) -> str:
        """The agent string: who asks, what for, and whom to complain to."""
        return f"{AGENT}/{VERSION} ({self.contact or 'checks the links of an article before it is reused'})"

    @property
    def networks(self) -> tuple[Network, ...]:
        """What ``allow`` lists."""
        return tuple(ip_network(part.strip()) for part in self.allow.split(",") if part.strip())


def read_options(environment: Mapping[str, str]) -> Options:
    """Return the options that an environment sets. Raises `ValueError` that names the variable.

    >>> read_options({"COMPLIANCE_LINKS_DELAY": "2"}).delay
    2.0
    """
    given = {name.removeprefix(PREFIX): text for name, text in environment.items() if name.startswith(PREFIX)}
    known = {field.name.upper(): field for field in msgspec.structs.fields(Options)}
    values = {}
    for name, text in sorted(given.items()):
        if name not in known:
            raise ValueError(f"{PREFIX}{name} is not known{_suggest(name, known)}")
        word = _WORDS.get(text.strip().lower(), text) if known[name].type is bool else text
        try:
            values[name.lower()] = msgspec.convert(word.strip(), known[name].type, strict=False)
        except msgspec.ValidationError as error:
            raise ValueError(f"{PREFIX}{name} is {text!r}: {error}") from None
    options = Options(**values)
    try:
        _ = options.networks
    except ValueError as error:
        raise ValueError(f"{PREFIX}ALLOW: {error}; write networks such as 10.1.0.0/16") from None
    return options


def _suggest(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), 1)
    return f"; did you mean {PREFIX}{near[0]}?" if near else f"; known are {', '.join(PREFIX + word for word in known)}"
