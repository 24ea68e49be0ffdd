"""Waivers that stand in articles themselves, as they are written: whether they hold is said elsewhere."""

from __future__ import annotations

from msgspec import Struct

MARK = b"ompliance"
"""Stands in the source of every article that holds a directive, however its first letter is written."""


class Directive(Struct, frozen=True):
    """A waiver in a comment or in the front matter, or the attempt at one."""

    line: int
    column: int
    rules: tuple[str, ...] = ()
    """Ids of rules, or shell patterns of such."""
    reason: str = ""
    owner: str = ""
    expires: str = ""
    """Last day on which it holds, ``YYYY-MM-DD``; empty: no end."""
    ticket: str = ""
    first_line: int = 0
    """First and last line that it covers; 0: the whole article."""
    last_line: int = 0
    covered: str = ""
    """Digest of the text on these lines; empty where it covers the whole article."""
    mistake: str = ""
    """What is wrong with it, and ``remedy`` what to do: then it covers nothing."""
    remedy: str = ""
