"""What came of asking a link, or for robots.txt: facts only. What they mean for an article is weighed elsewhere."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Fault(StrEnum):
    """Why there is no answer, or none that can be read."""

    NONE = ""
    OFFLINE = "offline"
    LATE = "late"
    """No time was left for it."""
    ROBOTS = "robots"
    """The host's robots.txt asks not to."""
    PRIVATE = "private"
    """The host is at an address that is not public."""
    ADDRESS = "address"
    """The address is none that can be asked: another scheme, a password in it, no host."""
    LOOP = "loop"
    REDIRECTS = "redirects"
    """There were more redirects than are followed."""
    NO_HOST = "no-host"
    """The name system answers that there is no such host."""
    NAME = "name"
    """The name system does not answer."""
    CERTIFICATE = "certificate"
    """The server's certificate is wrong by itself: expired, for another host, signed by itself."""
    TLS = "tls"
    """A safe connection failed otherwise; the fault may be on this side."""
    TIMEOUT = "timeout"
    CONNECTION = "connection"
    """The connection was refused, was reset, or broke."""

    @property
    def is_kept(self) -> bool:
        """Whether it is worth remembering: it came from the web, and not from how and where we ask."""
        return self not in {Fault.OFFLINE, Fault.LATE, Fault.ROBOTS, Fault.PRIVATE, Fault.ADDRESS, Fault.NAME}

    @property
    def is_passing(self) -> bool:
        """Whether a further try may help."""
        return self in {Fault.CONNECTION, Fault.NAME}


class Answer(Struct, frozen=True):
    """The HTTP status at the end of all redirects, or a fault; ``end`` is the address where it came from."""

    end: str
    status: int = 0
    fault: Fault = Fault.NONE
    detail: str = ""
    """Of a fault, in words."""

    @property
    def is_good(self) -> bool:
        """Whether a page was there."""
        return 200 <= self.status < 300


class RobotsText(Struct, frozen=True):
    """What was found at /robots.txt: the text, and the status that it came with."""

    status: int
    text: str = ""

    @property
    def is_closed(self) -> bool:
        """Whether nobody can tell what it says, for now."""
        return self.status == 429 or self.status >= 500


class AskingError(Exception):
    """A link could not be asked, or did not answer."""

    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(f"{fault}: {detail}")
        self.fault = fault
        self.detail = detail
