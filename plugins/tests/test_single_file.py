"""The single-file plugin: its check alone, and the examples of its pack."""

from functools import cache

import pytest

from compliance.api import Session
from compliance.cli import main
from compliance.model.evidence import Date, Evidence, Kind
from compliance.model.result import Outcome
from compliance.model.rule import Example
from compliance.model.seen import Seen
from compliance.model.settings import Settings
from compliance.model.source import Span
from plugins.single_file import judge

PLUGIN = "plugins.single_file"


@cache
def session() -> Session:
    return Session(Settings(plugins=(PLUGIN,)))


def examples(outcome: str) -> list[object]:
    rule = session().complete_library.rules["dates/in-order"]
    return [pytest.param(example, id=example.title) for example in rule.examples if example.outcome == outcome]


def dated(*dates: tuple[str, str]) -> Seen:
    """Return evidence of dates of roles, one in each place."""
    return Seen(
        [
            Evidence(str(Kind.DATE), Date(date, role), date, Span(place, place + 10))
            for place, (role, date) in enumerate(dates)
        ]
    )


@pytest.mark.parametrize(
    ("seen", "outcome"),
    [
        (dated(), Outcome.NOT_APPLICABLE),
        (dated(("published", "2024-05-03")), Outcome.NOT_APPLICABLE),
        (dated(("published", "2024-05-03"), ("modified", "2024-05-03")), Outcome.PASS),
        (dated(("published", "2024-05-03"), ("modified", "2024-05-02")), Outcome.FAIL),
        (dated(("first-published", "2024-05-03"), ("modified", "2024-05-02")), Outcome.FAIL),
        (dated(("published", "2024-05-03"), ("address", "2024-05-01")), Outcome.NOT_APPLICABLE),
    ],
)
def test_dates_are_in_order_or_not(seen, outcome):
    assert judge({}, seen).outcome is outcome


def test_a_finding_names_both_dates_and_stands_at_the_later_role():
    (finding,) = judge({}, dated(("published", "2024-05-03"), ("modified", "2024-05-02"))).findings

    assert finding.message == "modified on 2024-05-02, published only on 2024-05-03"
    assert finding.span == Span(1, 11)


@pytest.mark.parametrize("example", examples("pass"))
def test_what_should_pass_passes(example: Example):
    found = session().check_example(session().library.rules["dates/in-order"], example)

    assert found.outcome in {"pass", "notApplicable"}


@pytest.mark.parametrize("example", examples("fail"))
def test_what_should_fail_fails_where_it_says(example: Example):
    found = session().check_example(session().library.rules["dates/in-order"], example)
    article = session().examiner.read_bytes("example.md", example.article.encode())

    assert found.outcome == "fail"
    assert tuple(article.place(finding.span).line for finding in found.findings) == example.at


def test_it_is_used_with_an_option(tmp_path, capsys):
    story = tmp_path / "story.md"
    story.write_text("---\ndate: 2024-05-03\nupdated: 2024-04-30\n---\nThe water stayed.\n", encoding="utf-8")

    main(["check", str(story), "--plugin", PLUGIN, "--format", "line"])

    told = (
        "warning dates/in-order the dates contradict each other: modified on 2024-04-30, published only on 2024-05-03"
    )
    assert f"{story}:3:10: {told}\n" in capsys.readouterr().out
