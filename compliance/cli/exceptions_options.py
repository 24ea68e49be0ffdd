"""The options about exceptions: waivers, and the baseline of known findings."""

from __future__ import annotations

import argparse
import os

from msgspec.structs import replace

from compliance.cli import shorten_place
from compliance.model.settings import BASELINE_FILE, WAIVER_FILE, Settings


def add_exceptions_options(command: argparse.ArgumentParser) -> None:
    """Add what ``check`` may be told of exceptions."""
    add_waivers_option(command)
    command.add_argument(
        "--waivers-from",
        metavar="REF",
        help="count only exceptions that this state of the git repository holds, too, such as origin/main",
    )
    baseline = command.add_mutually_exclusive_group()
    add_baseline_option(baseline)
    baseline.add_argument("--no-baseline", action="store_true", help="let known findings decide, too")


def add_waivers_option(command: argparse.ArgumentParser) -> None:
    """Add the option that names the waiver file."""
    command.add_argument(
        "--waivers", metavar="FILE", help=f"recorded exceptions, instead of {WAIVER_FILE} beside the configuration"
    )


def add_baseline_option(command: argparse._ActionsContainer) -> None:
    """Add the option that names the baseline."""
    command.add_argument(
        "--baseline", metavar="FILE", help=f"known findings, instead of {BASELINE_FILE} beside the configuration"
    )


def choose_exceptions(options: argparse.Namespace, settings: Settings) -> Settings:
    """Return settings with the files of exceptions that are named, or lie in the working folder of a run without any.

    A configuration has been looked beside already. They are named as seen from the working folder, where they lie below
    it, because their names go into reports.
    """
    waivers, baseline = settings.waivers, settings.baseline
    if not settings.file:
        waivers, baseline = _find(WAIVER_FILE), _find(BASELINE_FILE)
    chosen = getattr(options, "baseline", None) or baseline
    return replace(
        settings,
        waivers=shorten_place(getattr(options, "waivers", None) or waivers),
        waivers_from=_state(options, settings.waivers_from),
        baseline="" if getattr(options, "no_baseline", False) else shorten_place(chosen),
    )


def _state(options: argparse.Namespace, configured: str) -> str:
    """Return the state that exceptions are taken from. One that is given but empty is no state: it is told later."""
    given: str | None = getattr(options, "waivers_from", None)
    if given is None:
        return configured
    return given or " "


def _find(name: str) -> str:
    return name if os.path.isfile(name) else ""  # noqa: PTH113 - on every run's way
