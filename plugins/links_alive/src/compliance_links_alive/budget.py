"""How much time is left for the links of one article, whichever rules ask for them."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_KEPT = 16
"""Articles that are remembered: as many as threads may have in hand."""


class Budget:
    """Counts the seconds that were spent on each of the latest articles, told apart by identity."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._spent: OrderedDict[int, tuple[object, float]] = OrderedDict()
        self._lock = threading.Lock()

    @contextmanager
    def spend(self, article: object, seconds: float) -> Iterator[float]:
        """Give what is left of some seconds, and count what is spent inside; without an article all of it is left."""
        if article is None:
            yield seconds
            return
        with self._lock:
            _, spent = self._spent.get(id(article), (article, 0.0))
        begun = self._now()
        try:
            yield max(0.0, seconds - spent)
        finally:
            with self._lock:
                # The article is held, so that no other can have its identity.
                self._spent[id(article)] = (article, spent + self._now() - begun)
                self._spent.move_to_end(id(article))
                while len(self._spent) > _KEPT:
                    self._spent.popitem(last=False)
