"""Terms of ProPublica, States Newsroom, Albany Proper and NEWSWELL: invented stories, judged as the real terms say."""

import pytest

from tests.policies.tables import find, list_cases, load_entries

TABLE = "third.yaml"


@pytest.mark.parametrize("case", list_cases(TABLE))
def test_an_article_is_judged_as_its_publishers_terms_say(case):
    found = find(case)
    assert case.publisher in found.publishers
    assert (found.outcome, found.verdict) == (case.outcome, case.verdict)
    assert found.clause in case.clauses


@pytest.mark.parametrize("entry", load_entries(TABLE), ids=lambda entry: entry["publisher"])
def test_a_publisher_is_tried_in_three_contexts_at_least(entry):
    assert len({case["context"] for case in entry["cases"]}) >= 3


def test_the_table_spans_seven_publishers_and_as_many_kinds_of_terms():
    entries = load_entries(TABLE)
    assert len({entry["publisher"] for entry in entries}) >= 4
    assert len({entry["terms"] for entry in entries}) >= 4
