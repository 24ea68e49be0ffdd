"""``compliance rules list`` and ``compliance rules show``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from compliance import api
from compliance.cli.arguments import find_width, make_settings, open_output, parse_outputs
from compliance.errors import UsageError
from compliance.model.library import Library
from compliance.model.rule import Rule
from compliance.reporters.rule_list import FORMATS, list_authorities, render_whole_rule
from compliance.spelling import suggest, suggest_or_list


def run_list(options: argparse.Namespace) -> int:
    """Print the rules that all filters let through."""
    outputs = parse_outputs(options.format, list(FORMATS))
    session = api.Session(make_settings(options))
    rules = list(_filter(session, options))
    for output in outputs:
        with open_output(output.file) as stream:
            stream.write(FORMATS[output.format](rules, session.library, find_width(output.file)))
    return 0


def _filter(session: api.Session, options: argparse.Namespace) -> Iterator[Rule]:
    """Yield the chosen rules. Raises `UsageError` for a pack or kind of check that is not there."""
    library: Library = session.library
    packs = {rule.pack for rule in library.rules.values()}
    for word, known, what in (
        (options.pack_name, packs, "pack"),
        (options.kind, session.registry.checks, "kind of check"),
    ):
        if word is not None and word not in known:
            raise UsageError(f"no {what} is called {word!r}; {suggest_or_list(word, sorted(known))}")
    for rule in library.rules.values():
        if (
            options.pack_name in {None, rule.pack}
            and options.severity in {None, rule.severity}
            and options.kind in {None, rule.check.kind}
            and options.authority in {None, *list_authorities(rule, library)}
        ):
            yield rule


def run_show(options: argparse.Namespace) -> int:
    """Print all that is known of a rule."""
    library: Library = api.Session(make_settings(options)).complete_library
    if options.id in library.policies:
        raise UsageError(f"{options.id!r} is a policy; `compliance explain {options.id}` shows it")
    if options.id not in library.rules:
        hint = suggest(options.id, library.rules, otherwise="`compliance rules list` names all")
        raise UsageError(f"no rule is called {options.id!r}; {hint}")
    sys.stdout.write(render_whole_rule(library.rules[options.id], library))
    return 0
