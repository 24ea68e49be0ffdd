"""Publishers' terms: invented stories, judged as the real terms say, per context; a table of them per file."""

import pytest

from tests.policies.tables import find, list_cases, load_entries

TABLES = {"first.yaml": (8, 5), "middle.yaml": (7, 7), "second.yaml": (10, 8), "third.yaml": (4, 4)}
"""How many publishers and kinds of terms each table spans at least."""
ENTRIES = [entry for table in TABLES for entry in load_entries(table)]


@pytest.mark.parametrize("case", [case for table in TABLES for case in list_cases(table)])
def test_an_article_is_judged_as_its_publishers_terms_say(case):
    found = find(case)
    assert case.publisher in found.publishers
    assert (found.outcome, found.verdict) == (case.outcome, case.verdict)
    assert found.clause in case.clauses


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["publisher"])
def test_a_publisher_is_tried_in_three_contexts_at_least(entry):
    assert len({case["context"] for case in entry["cases"]}) >= 3


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["publisher"])
def test_in_some_context_the_terms_tell_the_two_articles_apart(entry):
    assert any(case["compliant"] != case["broken"] for case in entry["cases"])


@pytest.mark.parametrize(("table", "least"), TABLES.items())
def test_a_table_spans_many_publishers_and_kinds_of_terms(table, least):
    entries = load_entries(table)
    publishers, kinds = {entry["publisher"] for entry in entries}, {entry["terms"] for entry in entries}
    assert (len(publishers) >= least[0], len(kinds) >= least[1]) == (True, True)


def test_all_tables_span_more_than_twenty_publishers():
    assert len({entry["publisher"] for entry in ENTRIES}) == sum(len(load_entries(table)) for table in TABLES) > 20
