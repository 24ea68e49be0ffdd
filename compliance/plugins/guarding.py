"""Watches over the parts of plugins while they run: their time, what they print, and what they raise.

Imported only where there is a plugin that is not built in. What a part returns is looked at in `shapes`.
"""

from __future__ import annotations

import io
import sys
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar, cast

from compliance.errors import Fault
from compliance.plugins.timing import Deadline, TimeIsUp

if TYPE_CHECKING:
    from typing_extensions import Buffer

Made = TypeVar("Made")
_KEPT = 400
"""Bytes of what is printed that are kept to be quoted."""
_QUOTED = 60
_MORE = "report it to its author, allow more with plugin-seconds in the configuration"


class _Sink(io.RawIOBase):
    """Keeps the beginning of what is written to it."""

    def __init__(self) -> None:
        self.kept = b""

    def writable(self) -> bool:
        return True

    def write(self, data: Buffer, /) -> int:
        content = bytes(data)
        self.kept += content[: max(0, _KEPT - len(self.kept))]
        return len(content)


class Catch:
    """Stands in for standard output while parts run, also in several threads."""

    def __init__(self) -> None:
        self._sink = _Sink()
        self._stream = io.TextIOWrapper(self._sink, "utf-8", "replace", write_through=True)  # type: ignore[type-var]
        self._lock = threading.Lock()
        self._depth = 0
        self._outside = sys.stdout

    def start(self) -> None:
        """Take the place of standard output."""
        with self._lock:
            if not self._depth:
                self._outside, sys.stdout = sys.stdout, self._stream
            self._depth += 1

    def stop(self) -> None:
        """Put standard output back."""
        with self._lock:
            self._depth -= 1
            if not self._depth:
                sys.stdout = self._outside

    def take(self) -> str | None:
        """Return the first line that was printed since the last time, None where nothing was."""
        if not self._sink.kept:
            return None
        text, self._sink.kept = self._sink.kept.decode("utf-8", "replace"), b""
        return next(iter(text.strip().splitlines()), "")


class Guard:
    """Runs parts of plugins; each plugin has so many ``seconds`` for an article (0: as many as it takes).

    While debugging, parts run unwatched, so that a debugger can be used in them.
    """

    def __init__(self, seconds: float, *, debug: bool = False) -> None:
        self._seconds = seconds
        self._debug = debug
        self._catch = Catch()
        self._source = ""
        self._spent: dict[str, float] = {}
        self._noted: list[tuple[str, str, Fault]] = []

    def call(self, part: str, plugin: str, source: str, run: Callable[[], Made], *, share: int = 1) -> Made:
        """Return what a part returns. Raises what it raises, and `Fault` for what is no mere exception.

        ``source`` is the article that it works on; where it is empty, the part has its time to itself, and so much for
        each article of its ``share``.
        """
        if self._debug:
            return run()
        self._catch.start()
        try:
            return self._time(plugin, source, run, share)
        except Exception:
            raise
        except BaseException as error:
            if type(error) is KeyboardInterrupt:  # the user's
                raise
            raise Fault(f"raised {type(error).__name__}, which is to end the program") from error
        finally:
            self._catch.stop()
            if (line := self._catch.take()) is not None:
                shown = line if len(line) <= _QUOTED else f"{line[: _QUOTED - 1]}…"
                self._noted.append((part, source, Fault(f"printed to standard output: {shown!r}")))

    def each(self, part: str, plugin: str, source: str, items: Callable[[], Iterator[Made]]) -> Iterator[Made]:
        """Yield what a part yields, each with its own time; ``source`` is the file that it reads, or empty."""
        nothing = object()
        iterator = self.call(part, plugin, "", lambda: iter(items()))
        item: object = None
        while item is not nothing:
            noted = len(self._noted)
            try:
                item = self.call(part, plugin, "", lambda: next(iterator, nothing))
            finally:
                self._noted[noted:] = [(name, source, fault) for name, _, fault in self._noted[noted:]]
            if item is not nothing:
                yield cast("Made", item)

    def take(self) -> list[tuple[str, str, Fault]]:
        """Return, once, what was noted of parts: part, article and fault."""
        noted, self._noted = self._noted, []
        return noted

    def _time(self, plugin: str, source: str, run: Callable[[], Made], share: int) -> Made:
        if not self._seconds:
            return run()
        if source != self._source or not source:
            self._source = source
            self._spent.clear()
        limit = self._seconds * share
        spent = self._spent.get(plugin, 0.0)
        if spent >= limit:
            raise Fault(f"was not asked: its plugin had used up its {_show(limit)} for this article", _MORE)
        deadline = Deadline(limit - spent)
        try:
            with deadline:
                made = run()
        except TimeIsUp:
            raise Fault(f"did not end within {_show(limit)}", _MORE) from None
        finally:
            self._spent[plugin] = spent + deadline.spent
        if deadline.is_over:  # it swallowed the exception that was to end it
            raise Fault(f"did not end within {_show(limit)}", _MORE)
        return made


def _show(seconds: float) -> str:
    return "1 second" if seconds == 1 else f"{seconds:g} seconds"
