"""The options of ``compliance check`` that tell what fails a run, and how much time it has."""

from __future__ import annotations

import argparse
import math
from collections.abc import Mapping, Sequence

from compliance.model.settings import FAIL_ON, MAX_SECONDS, Settings


def add_failing_options(command: argparse.ArgumentParser) -> None:
    """Add the options."""
    command.add_argument(
        "--fail-on",
        action="append",
        default=[],
        type=_parse_level,
        metavar="[RULE=]LEVEL",
        help="the least severity that fails an article, error, warning or note; review fails on open questions too, "
        "never on nothing; may be given for a rule, or a pattern such as images/*, and more than once (default: error)",
    )
    command.add_argument(
        "--time-limit",
        type=_parse_seconds,
        metavar="SECONDS",
        help="what the run has; articles that are not begun by then are errors (default: no limit)",
    )


def change_failing(options: argparse.Namespace, settings: Settings) -> Mapping[str, object]:
    """Return the fields of the settings that these options change: the command line wins.

    A level for all rules is for those too that the configuration names; of what is said of one rule, the last holds.
    """
    given: Sequence[tuple[str, str]] = getattr(options, "fail_on", [])
    limit = getattr(options, "time_limit", None)
    general = [level for rule, level in given if not rule]
    rules = {} if general else dict(settings.fail_on_rules)
    for rule, level in given:
        if rule:
            rules.pop(rule, None)  # so that it becomes the last
            rules[rule] = level
    return {
        "fail_on": general[-1] if general else settings.fail_on,
        "fail_on_rules": rules,
        "time_limit": settings.time_limit if limit is None else limit,
    }


def _parse_level(text: str) -> tuple[str, str]:
    rule, equals, level = text.rpartition("=")
    rule, level = rule.strip(), level.strip()
    if level in FAIL_ON and bool(rule) == bool(equals):
        return rule, level
    from compliance.spelling import suggest_or_list  # noqa: PLC0415

    raise argparse.ArgumentTypeError(f"{level or text!r} is no level to fail on; {suggest_or_list(level, FAIL_ON)}")


def _parse_seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if 0 <= seconds <= MAX_SECONDS:
        return seconds
    raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds, from 0 to {MAX_SECONDS}")
