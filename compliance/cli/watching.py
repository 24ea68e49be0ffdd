"""Checks again whenever articles, rules, configuration or packs change, and tells what is other than the time before.

What is watched is found anew for each run, and watched before the run reads it: no change goes unseen, whether folders
come and go, or editors put a new file in the place of the old one.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Generator
from contextlib import closing
from typing import TYPE_CHECKING

from compliance.cli import report_error
from compliance.cli.excerpts import make_harmless
from compliance.cli.watched_places import Places, find_places
from compliance.differences import Snapshot, compare, take_snapshot
from compliance.errors import UsageError
from compliance.model.result import Report
from compliance.verdict import exit_code

if TYPE_CHECKING:
    from watchfiles.main import FileChange

_CLEAR = "\x1b[H\x1b[2J"
"""To the upper left corner, and erase what is shown; what was scrolled away stays."""
_TICK = 200
"""Milliseconds after which it is looked again whether something changed."""
_SETTLE = 50
"""Milliseconds without a change after which a change is over."""
_LONGEST = 1000
"""Milliseconds after which a change is taken for over in any case."""


def watch(options: argparse.Namespace, check: Callable[[argparse.Namespace], Report]) -> int:
    """Check until Ctrl-C; return the exit code of the last run. Raises `UsageError` where nothing can be watched."""
    _refuse(options)
    before: Snapshot | None = None
    code: int | None = None
    try:
        while True:
            places = find_places(options)
            with closing(_watch_places(places)) as changes:
                next(changes)  # from here on, changes are seen
                report, code = _run(options, check)
                before = _tell_difference(before, report)
                _say("waiting for changes; Ctrl-C ends")
                changed = next(filter(None, changes))
            _clear()
            _say(f"changed: {', '.join(changed)}")
    except KeyboardInterrupt:
        if code is None:
            raise  # there is no run whose code could be told
        sys.stderr.write("\n")
        return code


def _refuse(options: argparse.Namespace) -> None:
    """Raise `UsageError` where watching makes no sense, or what it needs is not installed."""
    if "-" in (*options.paths, options.files_from):
        raise UsageError("--watch looks at files; standard input cannot be read again")
    if options.pager:
        raise UsageError("--watch and --pager do not go together; leave one of them out")
    try:
        import watchfiles  # noqa: F401, PLC0415
    except ImportError as error:
        command = "pip install watchfiles"
        raise UsageError(f"--watch needs the library watchfiles, which is not installed; run `{command}`") from error


def _watch_places(places: Places) -> Generator[list[str]]:
    """Yield what changed, or nothing again and again, so that what is interrupted ends at once."""
    from watchfiles import watch as watch_files  # noqa: PLC0415

    def is_wanted(change: object, path: str) -> bool:
        return places.holds(path)

    try:
        for changes in watch_files(
            *sorted(places.folders),
            watch_filter=is_wanted,
            recursive=False,
            step=_SETTLE,
            debounce=_LONGEST,
            rust_timeout=_TICK,
            yield_on_timeout=True,
            ignore_permission_denied=True,
        ):
            yield _name(changes)
    except (OSError, RuntimeError) as error:
        raise UsageError(f"cannot watch: {error}; set WATCHFILES_FORCE_POLLING=1 to look at files in turn") from error


def _name(changes: set[FileChange]) -> list[str]:
    """Return the names of what changed, as seen from the working folder if they lie below it."""
    start = f"{os.getcwd()}{os.sep}"  # noqa: PTH109 - as the watcher gives it
    return sorted({path.removeprefix(start) for _, path in changes})


def _run(options: argparse.Namespace, check: Callable[[argparse.Namespace], Report]) -> tuple[Report | None, int]:
    """Return the report and the exit code of one run; what keeps it from being made is shown, and may be mended."""
    try:
        report = check(options)
    except Exception as error:
        sys.stdout.flush()
        return None, report_error(error, debug=options.debug)
    sys.stdout.flush()
    return report, exit_code(report)


def _tell_difference(before: Snapshot | None, report: Report | None) -> Snapshot | None:
    """Say what is other than before; return what the next report is compared with."""
    if report is None:
        return before
    after = take_snapshot(report)
    if before is None:
        return after
    found = compare(before, after)
    if not found:
        _say("same findings as before")
        return after
    sys.stderr.write("Since the last run:\n")
    told = {"new": found.new, "gone": found.gone, "verdict": found.verdicts}
    sys.stderr.writelines(f"  {kind:7} {make_harmless(text)}\n" for kind, texts in told.items() for text in texts)
    return after


def _clear() -> None:
    if sys.stdout.isatty() and os.environ.get("TERM") != "dumb":
        from compliance.cli.terminal import can_show_colours  # noqa: PLC0415

        can_show_colours(sys.stdout, {}, "always")  # a console of Windows has to be asked to
        sys.stdout.write(_CLEAR)
        sys.stdout.flush()


def _say(text: str) -> None:
    sys.stderr.write(f"compliance: {make_harmless(text)}\n")
    sys.stderr.flush()
