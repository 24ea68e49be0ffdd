"""What a terminal can show: colours, hyperlinks, a line of progress. Asks the environment; prints nothing."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TextIO

_PROGRAMS = frozenset(
    {"contour", "ghostty", "Hyper", "iTerm.app", "mintty", "rio", "Tabby", "terminology", "vscode", "WezTerm", "zed"}
)
"""Values of ``TERM_PROGRAM`` whose terminals know OSC 8, as https://github.com/Alhadis/OSC8-Adoption lists them."""
_TERMS = frozenset({"alacritty", "alacritty-direct", "foot", "foot-extra", "xterm-ghostty", "xterm-kitty"})
"""Values of ``TERM`` of terminals that know OSC 8."""
_OWN = ("DOMTERM", "KONSOLE_VERSION", "WT_SESSION")
"""Variables that terminals set which know OSC 8: DomTerm, Konsole, Windows Terminal."""
_VTE = 5000
"""``VTE_VERSION`` (0.50) from which terminals on VTE know OSC 8, as GNOME Terminal does."""
_MULTIPLEXERS = ("TMUX", "STY")
"""Set within tmux and screen, which pass on the variables of a terminal, but not always its abilities."""


def can_show_colours(stream: TextIO, environment: Mapping[str, str], choice: str = "auto") -> bool:
    """Say whether to colour what goes to a stream. ``choice`` is ``auto``, ``always`` or ``never``, and wins.

    ``NO_COLOR`` (https://no-color.org) and ``FORCE_COLOR`` (https://force-color.org) count when set and not empty,
    whatever their value; the first wins, as in Python itself.
    """
    if choice != "auto":
        return choice == "always" and _enable(stream)
    if environment.get("NO_COLOR"):
        return False
    if not environment.get("FORCE_COLOR") and (not stream.isatty() or environment.get("TERM") == "dumb"):
        return False
    return _enable(stream)


def can_show_hyperlinks(stream: TextIO, environment: Mapping[str, str], *, colour: bool) -> bool:
    """Say whether the terminal of a stream is known to understand OSC 8; those without colours are taken to know none.

    ``FORCE_HYPERLINK``, if set and not empty, answers instead: ``0`` is no.
    """
    if forced := environment.get("FORCE_HYPERLINK"):
        return forced != "0"
    if not colour or not stream.isatty() or is_in_ci(environment):
        return False
    if any(environment.get(name) for name in _MULTIPLEXERS):
        return False
    version = environment.get("VTE_VERSION", "")
    return (
        (version.isascii() and version.isdigit() and int(version) >= _VTE)
        or environment.get("TERM_PROGRAM") in _PROGRAMS
        or environment.get("TERM") in _TERMS
        or any(environment.get(name) for name in _OWN)
    )


def can_show_progress(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Say whether a line may be written over and over: on a terminal that can, and that somebody looks at."""
    return stream.isatty() and environment.get("TERM") != "dumb" and not is_in_ci(environment)


def is_in_ci(environment: Mapping[str, str]) -> bool:
    """Say whether this is a job of a CI service; all of them set ``CI``, and some set it to ``false`` elsewhere."""
    return environment.get("CI", "").lower() not in {"", "0", "false"}


def _enable(stream: TextIO) -> bool:
    """Have a console of Windows understand escape sequences, which it only does when it is asked to."""
    if sys.platform == "win32":
        from colorama import just_fix_windows_console  # noqa: PLC0415

        just_fix_windows_console()
    return True
