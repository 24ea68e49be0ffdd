"""Regular expressions that are compiled when they are first used: a short run needs few of them."""

from __future__ import annotations

import re
from typing import AnyStr, cast


class LatePattern:
    """Stands for a pattern until one of its methods is asked for; from then on, that method is the pattern's own."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> object:
        value: object = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, value)
        return value


def compile_late(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    r"""Return a pattern as `re.compile` does, but compile it at its first use; a mistake in it shows only then.

    >>> compile_late(r"\d+").findall("1996-2004")
    ['1996', '2004']
    """
    return cast("re.Pattern[AnyStr]", LatePattern(source, flags))
