"""When the time of a run is over, for all processes that share its work."""

from __future__ import annotations

import math
import time

from msgspec import Struct


class Deadline(Struct, frozen=True):
    """A moment of the machine's steady clock, which is the same in all processes (Python's ``time.monotonic``)."""

    seconds: float = 0.0
    """What the run was given; 0: as many as it takes."""
    ends: float = math.inf

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to be begun."""
        return time.monotonic() >= self.ends

    @property
    def remaining(self) -> float:
        """Seconds until it is over, at least 0."""
        return max(0.0, self.ends - time.monotonic())


NO_DEADLINE = Deadline()


def start_deadline(seconds: float) -> Deadline:
    """Return when a run is over that starts now."""
    return Deadline(seconds, time.monotonic() + seconds) if seconds else NO_DEADLINE
