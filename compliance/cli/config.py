"""``compliance config``: shows the settings of a run with where they come from, and the schema of their files."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import compliance
from compliance.cli.arguments import make_settings, open_output, parse_outputs
from compliance.errors import ConfigError

_TWO_SIDED = ("--respect-gitignore",)
"""Options that also come with ``--no-``, and are None where neither stands."""


def run(options: argparse.Namespace) -> int:
    """Run one of the group's commands."""
    return _print_schema() if options.action == "schema" else _show(options)


def _show(options: argparse.Namespace) -> int:
    from compliance.provenance import list_values  # noqa: PLC0415
    from compliance.reporters.config_values import FORMATS  # noqa: PLC0415

    outputs = parse_outputs(options.format, list(FORMATS))
    settings = make_settings(options)
    if settings.problems:
        raise ConfigError(settings.problems)
    values = list_values(settings, _list_given(options), options.for_path)
    for output in outputs:
        stream = open_output(output.file)
        stream.write(FORMATS[output.format](values))
        if stream is not sys.stdout:
            stream.close()
    return 0


def _list_given(options: argparse.Namespace) -> frozenset[str]:
    """Return the options that stand on the command line."""
    given = {f"--{name.replace('_', '-')}": value for name, value in vars(options).items()}
    negated = {option: f"--no-{option[2:]}" for option in _TWO_SIDED if given.get(option) is False}
    return frozenset(negated.values()).union(name for name, value in given.items() if value not in (None, [], "", 0))


def _print_schema() -> int:
    path = Path(compliance.__file__).parent / "schemas" / "config.schema.json"
    sys.stdout.write(path.read_text(encoding="utf-8"))
    return 0
