"""Tasks for the tests of workers; in a module of their own, so that processes started anew can import them."""

import os
import signal
from pathlib import Path

from msgspec import Struct


class Shout(Struct, frozen=True):
    """Says each source in upper case, and by which process."""

    def do(self, source):
        return source.upper(), os.getpid()

    def finish(self, items):
        return list(items)


class Stumble(Struct, frozen=True):
    """Ends its process, or raises, at sources that say so."""

    def do(self, source):
        match source:
            case "exit":
                os._exit(3)
            case "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            case "raise":
                raise ValueError("boom")
            case "odd":
                raise OddError(1, 2)
        return source

    def finish(self, items):
        return list(items)


class Fall(Struct, frozen=True):
    """Ends its process when a chunk is done."""

    def do(self, source):
        return source

    def finish(self, items):
        os._exit(1)


class Sleep(Struct, frozen=True):
    """Leaves a file for each source that is begun, and then takes a minute."""

    folder: str

    def do(self, source):
        import time

        (Path(self.folder) / source).touch()
        time.sleep(60)

    def finish(self, items):
        return list(items)


class OddError(Exception):
    """An exception that does not come out of a pickle."""

    def __init__(self, one, two):
        super().__init__(f"{one} and {two}")


class Slow(Struct, frozen=True):
    """Takes some seconds for each source."""

    seconds: float

    def do(self, source):
        import time

        time.sleep(self.seconds)
        return source

    def finish(self, items):
        return list(items)
