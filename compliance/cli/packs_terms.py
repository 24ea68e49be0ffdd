"""``compliance packs verify`` and ``compliance packs fingerprint``: which policies are due for a new look at terms."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from compliance import api
from compliance.cli.arguments import make_settings, open_output, parse_outputs
from compliance.drift import has_fingerprint, make_fingerprint, read_page, read_pages, survey_drift
from compliance.errors import UsageError
from compliance.model.drift import Page
from compliance.permissions import find_today
from compliance.reporters.drift import FORMATS

CHANGED = 1
"""Exit code where a saved page has lost a sentence."""


def run_verify(options: argparse.Namespace) -> int:
    """Print which policies are due; 1 where a page changed. Age alone is a note."""
    session = api.Session(make_settings(options))
    outputs = parse_outputs(options.format, list(FORMATS))
    policies = session.library.policies
    max_age = session.settings.terms_max_age if options.max_age is None else options.max_age
    pages = None
    if options.terms_dir is not None:
        pages = read_pages(Path(options.terms_dir), policies, session.examiner)
    found = survey_drift(policies.values(), find_today(), max_age, pages)
    for output in outputs:
        with open_output(output.file) as stream:
            stream.write(FORMATS[output.format](found))
    return CHANGED if found.pages.get(Page.CHANGED) else 0


def run_fingerprint(options: argparse.Namespace) -> int:
    """Print the fingerprint of a sentence that stands in a saved page."""
    session = api.Session(make_settings(options))
    fingerprint = make_fingerprint(options.sentence)
    if not has_fingerprint(read_page(session.examiner, Path(options.file)), fingerprint):
        raise UsageError(f"{options.file}: the sentence does not stand there; copy it from the page as it is shown")
    sys.stdout.write(f"{fingerprint}\n")
    return 0
