"""``compliance terms``: what a reuse would owe, of whom and why; judges no article."""

from __future__ import annotations

import argparse
import sys

from compliance import api
from compliance.cli import CANNOT_CHECK
from compliance.cli.arguments import find_width, make_settings, open_output, parse_outputs
from compliance.errors import Problem, UsageError
from compliance.judgement import Case
from compliance.reporters.survey_json import render_survey_json
from compliance.reporters.survey_table import render_survey
from compliance.survey import find_licenses_terms, find_publishers_terms, survey

FORMATS = {"table": render_survey, "json": render_survey_json}


def run(options: argparse.Namespace) -> int:
    """Run the command; problems of the article go to standard error, and end in exit code 2."""
    given = [options.article, options.of_publisher, options.license]
    if sum(one is not None for one in given) != 1:
        raise UsageError("name an article, --publisher or --license, and only one of them")
    session = api.Session(make_settings(options))
    outputs = parse_outputs(options.format, list(FORMATS))
    case, subject, problems = _open(session, options)
    found = survey(session.judges.for_article(subject), case, subject, matrix=options.matrix)
    for output in outputs:
        with open_output(output.file) as stream:
            stream.write(FORMATS[output.format](found, find_width(output.file)))
    for problem in problems:
        sys.stderr.write(f"compliance: {problem}\n")
    return CANNOT_CHECK if problems else 0


def _open(session: api.Session, options: argparse.Namespace) -> tuple[Case, str, list[Problem]]:
    """Return the article, or an imagined one under the terms that are named, what it is called, and its problems."""
    if options.article is not None:
        article = session.examiner.read_single(options.article, stdin_name=options.stdin_name)
        evidence, problems = session.examiner.extract(article)
        case = session.judges.for_article(article.name).open(article, evidence)
        return case, article.name, [*problems, *case.problems]
    directory = session.directory.on(session.settings.context.get("date"))
    if options.license is not None:
        policies = find_licenses_terms(options.license, directory)
    else:
        policies = find_publishers_terms(options.of_publisher, directory)
    return session.judge.open_terms("whoever holds the rights", policies), policies[-1].name, []
