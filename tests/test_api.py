"""What the use cases put together: who the publisher of a copy is."""

from compliance.api import Session
from compliance.model.result import Outcome
from compliance.model.settings import Settings

COPY = b"""# A pond

By Ann Author

Moss Weekly, May 9, 2024

The pond is back. This article was originally published by [River Herald](https://river.example/2024/pond).

Copyright 2024 Moss Weekly
"""


def outcome_of(rule, **settings):
    session = Session(Settings(**settings))
    report, problems = session.check_article(session.examiner.read_bytes("copy.md", COPY))
    assert problems == []
    return next(result.outcome for result in report.results if result.obligation.rule == rule)


def test_a_dateline_does_not_name_the_publisher_of_the_copy():
    assert outcome_of("copyright/holder-not-reuser") is Outcome.NOT_APPLICABLE


def test_the_outlet_that_the_settings_name_is_the_publisher_of_the_copy():
    assert outcome_of("copyright/holder-not-reuser", publisher=("Moss Weekly",)) is Outcome.FAIL
