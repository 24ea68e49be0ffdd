"""The command line: parses, calls the api, prints, exits. Nothing is judged here."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module

CANNOT_CHECK = 2
CLOSED_PIPE = 128 + 13
"""What shells report for SIGPIPE."""

_OBJECTS = 50_000
"""Objects after which garbage is collected; an article makes some thousands."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code: 0 all pass, 1 an article fails, 2 something was not checked."""
    gc.disable()  # what is loaded stays: there is nothing to collect
    try:
        return _run(sys.argv[1:] if arguments is None else arguments)
    finally:
        gc.enable()
        gc.freeze()  # what is left goes with the process: the interpreter need not look through it


def _run(arguments: Sequence[str]) -> int:
    from compliance.cli.arguments import parse_arguments  # noqa: PLC0415
    from compliance.cli.ending import find_exit_code, termination_raised  # noqa: PLC0415

    _use_utf8()
    try:
        options = parse_arguments(arguments)
        command = import_module(f"compliance.cli.{options.command}")
        _collect_seldom()
        with termination_raised():
            code: int = command.run(options)
        sys.stdout.flush()
        _keep_patterns()
    except BrokenPipeError:
        # The reader is gone; without this, the interpreter would complain again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLOSED_PIPE
    except KeyboardInterrupt as interrupt:
        return find_exit_code(interrupt)
    except Exception as error:
        return report_error(error, debug="--debug" in arguments)
    return code


def _collect_seldom() -> None:
    """Collect garbage again, but spare the modules, and wait for more than an article's worth of it."""
    gc.freeze()
    gc.set_threshold(_OBJECTS)
    gc.enable()


def _keep_patterns() -> None:
    if patterns := sys.modules.get("compliance.patterns"):
        patterns.keep_patterns()


def report_error(error: Exception, *, debug: bool) -> int:
    """Show on standard error what ended a command, and return its exit code."""
    from compliance.errors import ComplianceError, SourceError  # noqa: PLC0415

    if debug:
        import traceback  # noqa: PLC0415

        traceback.print_exception(error)
    elif isinstance(error, ComplianceError):
        from compliance.cli.excerpts import Excerpts, make_harmless  # noqa: PLC0415

        excerpts = Excerpts()
        for problem in error.problems:
            excerpt = "" if isinstance(error, SourceError) else excerpts.render(problem)
            sys.stderr.write(f"compliance: {make_harmless(shorten_place(str(problem)))}\n{excerpt}")
    else:
        kind = type(error).__name__
        sys.stderr.write(f"compliance: internal error: {kind}: {error}; run again with --debug and report it\n")
    return CANNOT_CHECK


def shorten_place(told: str) -> str:
    """Return what is told, with its place as seen from the working folder if it lies below that."""
    with suppress(OSError):
        return told.removeprefix(f"{os.getcwd()}{os.sep}")  # noqa: PTH109 - as it is written, without links followed
    return told


def _use_utf8() -> None:
    """Print UTF-8 wherever the output goes; what a terminal cannot show is replaced, never fatal."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
