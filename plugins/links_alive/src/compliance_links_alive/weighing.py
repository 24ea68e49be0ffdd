"""What an answer means for a link: it is alive, it is dead, or nobody can know; and the words to say so."""

from __future__ import annotations

from enum import StrEnum
from http import HTTPStatus

from msgspec import Struct

from compliance_links_alive.answers import Answer, Fault
from compliance_links_alive.landing import Landing, find_landing

_DEAD = frozenset({404, 410})
_DEADLY = frozenset({Fault.LOOP, Fault.NO_HOST, Fault.CERTIFICATE})
"""Faults that every reader meets; all others may be ours, the moment's, or a wish of the host."""
_WORDS = {
    Fault.OFFLINE: "was not asked: offline",
    Fault.LATE: "was not asked in time{detail}",
    Fault.ROBOTS: "was not asked{detail}",
    Fault.PRIVATE: "was not asked{detail} is no public address",
    Fault.ADDRESS: "was not asked{detail}",
    Fault.LOOP: "redirects in a circle",
    Fault.REDIRECTS: "still redirects after {number} redirects",
    Fault.NO_HOST: "is at a host that does not exist",
    Fault.NAME: "is at a host that cannot be looked up now",
    Fault.CERTIFICATE: "shows a certificate that browsers refuse{detail}",
    Fault.TLS: "cannot be reached safely{detail}",
    Fault.TIMEOUT: "does not answer in time",
    Fault.CONNECTION: "cannot be reached{detail}",
}


class State(StrEnum):
    """What is known of a link."""

    ALIVE = "alive"
    DEAD = "dead"
    UNKNOWN = "unknown"


class Weight(Struct, frozen=True):
    """The state of a link, and the sentence that says why; the link is its subject."""

    state: State
    words: str
    is_moved: bool = False
    """Whether it ends elsewhere."""


def weigh(url: str, answer: Answer) -> Weight:
    """Return what an answer means for the link that was asked.

    >>> weigh("https://weekly.example/a", Answer("https://weekly.example/a", 410)).words
    'leads to https://weekly.example/a, which answers 410 (Gone)'
    """
    way = f"leads to {url}" if answer.end == url else f"leads to {url} and ends at {answer.end}"
    if answer.fault:
        state = State.DEAD if answer.fault in _DEADLY else State.UNKNOWN
        return Weight(state, f"{way}, which {_name_fault(answer)}")
    if not answer.is_good:
        state = State.DEAD if answer.status in _DEAD else State.UNKNOWN
        return Weight(state, f"{way}, which answers {_name_status(answer.status)}")
    landing = find_landing(url, answer.end)
    if landing is Landing.ARTICLE:
        return Weight(State.ALIVE, way, is_moved=answer.end != url)
    state = State.UNKNOWN if landing is Landing.DOOR else State.DEAD
    return Weight(state, f"{way}, which is {landing} and not the page")


def _name_fault(answer: Answer) -> str:
    detail = f": {answer.detail}" if answer.detail else ""
    return _WORDS[answer.fault].format(detail=detail, number=answer.detail)


def _name_status(status: int) -> str:
    try:
        return f"{status} ({HTTPStatus(status).phrase})"
    except ValueError:
        return str(status)
