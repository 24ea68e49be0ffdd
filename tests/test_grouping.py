"""Results in groups and in counts, and which of them are shown: nothing is lost, and nothing counted twice."""

import pytest
from msgspec.structs import replace

from compliance.grouping import OWN, count_results, make_groups
from compliance.hookspecs import Layout
from compliance.model.result import Outcome, Verdict
from compliance.model.rule import Severity
from compliance.reporters.line import render_lines
from compliance.reporters.shown import select_articles, select_results
from compliance.reporters.table import render_table
from compliance.reporters.tallies import render_tallies
from compliance.testing.sample import CLEAN, COVERED, GUEST, LINK, OPEN, REPORT, SAMPLE

ROWS = [(article, result) for article in SAMPLE.articles for result in article.results]


@pytest.mark.parametrize("by", ["article", "rule", "publisher", "authority"])
def test_each_result_is_in_one_group(by: str):
    groups = make_groups(ROWS, by)

    grouped = [row for group in groups for row in group.rows]
    assert len(grouped) == len(ROWS)
    assert all(row in grouped for row in ROWS)
    assert len({group.name for group in groups}) == len(groups)


def test_authorities_come_in_the_order_of_their_rank():
    assert [group.name for group in make_groups(ROWS, "authority")] == [
        "item",
        "publisher",
        "license",
        "statute",
        "house",
    ]


def test_rules_come_by_name_and_articles_as_they_are():
    names = [group.name for group in make_groups(ROWS, "rule")]

    assert names == sorted(names)
    assert [group.name for group in make_groups(ROWS, "article")] == [article.source for article in SAMPLE.articles]


def test_a_result_belongs_to_the_outlet_that_it_speaks_of_or_else_to_the_first_of_the_article():
    about = replace(LINK.obligation, origins=(GUEST.origins[1],))

    groups = make_groups(
        [(GUEST, replace(LINK, obligation=about)), (GUEST, GUEST.results[2]), (OPEN, OPEN.results[1])], "publisher"
    )

    assert [group.name for group in groups] == ["The Lighthouse", OWN, "Дом"]


def test_what_is_covered_is_counted_apart():
    [tally] = [group.tally for group in make_groups([(COVERED, result) for result in COVERED.results], "article")]

    assert tally.covered == 2
    assert tally.counts[Outcome.FAIL] == 0


def test_every_result_that_applied_is_counted_once_for_each_key():
    counted = count_results(SAMPLE.articles, ("outcome", "rule", "authority", "publisher"))

    applied = sum(result.outcome is not Outcome.NOT_APPLICABLE for _, result in ROWS)
    for tallies in counted.values():
        assert sum(sum(tally.counts.values()) + tally.covered for tally in tallies) == applied


def test_statistics_are_small_tables():
    assert (
        render_tallies(REPORT)
        == """\
Statistics:

outcome      results
---------  ---------
fail               2
review             1
pass               2

rule                        fail    review    pass
------------------------  ------  --------  ------
attribution/author-named       0         0       2
images/credited                1         0       0
permission/use-granted         0         1       0
source/links-to-original       1         0       0

authority      fail    review    pass
-----------  ------  --------  ------
item              0         1       0
publisher         1         0       0
license           0         0       2
house             1         0       0

publisher          fail    review    pass
---------------  ------  --------  ------
The Lighthouse        2         1       1
no other outlet       0         0       1"""
    )


def test_statistics_tell_of_what_is_covered():
    text = render_tallies(SAMPLE)

    assert "\ncovered            2\n" in text
    assert "\nimages/credited                1         0       0          1\n" in text


def test_statistics_of_nothing_are_a_heading():
    assert render_tallies(replace(CLEAN, articles=())) == "Statistics:"


def test_statistics_stand_at_the_end_of_table_and_lines():
    for text in (render_table(REPORT, Layout(statistics=True)), render_lines(REPORT, Layout(statistics=True))):
        assert render_tallies(REPORT) in text


def test_a_table_in_groups_has_a_heading_with_counts_above_each():
    text = render_table(REPORT, Layout(50, group_by="authority"))

    assert text.startswith("item: 0 fail, 1 to review\nreview (error)  permission/use-granted\n")
    assert "\n\npublisher: 1 fail, 0 to review\nFAIL (error)  source/links-to-original\n" in text
    assert "\n\nhouse: 1 fail, 0 to review\nFAIL (warning)  images/credited\n" in text
    assert "statute:" not in text


def test_a_group_of_a_wide_table_has_a_grid_of_its_own():
    text = render_table(REPORT, Layout(150, group_by="rule"))

    assert text.count("┌") == text.count("│ article ") == 3
    assert "\n\nsource/links-to-original: 1 fail, 0 to review\n┌" in text


def test_lines_in_groups_have_a_heading_and_a_blank_line_behind():
    lines = render_lines(CLEAN, Layout(group_by="rule", verbose=True)).splitlines()

    assert lines == [
        "attribution/author-named: 0 fail, 0 to review, 1 pass",
        "own.md:1:1: pass attribution/author-named",
        "",
    ]


def test_in_no_groups_nothing_changes():
    assert render_table(REPORT, Layout(group_by="")) == render_table(REPORT, Layout())
    assert "to review\n┌" not in render_table(REPORT, Layout())


@pytest.mark.parametrize("level", ["error", "warning", "note"])
def test_only_results_of_a_severity_or_above_are_shown(level: str):
    layout = Layout(verbose=True, severity=level)
    shown = [result for article in SAMPLE.articles for result in select_results(article, layout)]

    assert shown
    assert all(result.obligation.severity.rank >= Severity(level).rank for result in shown)


def test_a_severity_hides_rows_and_no_verdict():
    everything, errors = render_table(REPORT, Layout(50)), render_table(REPORT, Layout(50, severity="error"))

    assert "images/credited" in everything
    assert "images/credited" not in errors
    assert errors.partition("\n\nfail  ")[2] == everything.partition("\n\nfail  ")[2]
    assert "warning images/credited" not in render_lines(REPORT, Layout(severity="error"))


def test_where_it_is_to_be_quiet_what_fails_is_shown_alone():
    text = render_table(REPORT, Layout(50, quiet=1))

    assert (
        text
        == """\
FAIL (error)  source/links-to-original
  guest/旅行.md:3:4, 12:1
  on the word of publisher: lighthouse
  No link leads to the original article. Link to
  the address of the article.

FAIL (warning)  images/credited
  guest/旅行.md:7:1
  on the word of house: good-practice
  An image has no credit. Name who made it.

fail  guest/旅行.md

Could not be checked:
  broken.md:2:5: front matter is no YAML; mend it
  empty.md: is empty

2 articles: 1 pass, 1 fail, 0 to review, 2 could not be checked
This report is no legal advice.
"""
    )


def test_quiet_lines_tell_of_failures_and_errors():
    lines = render_lines(REPORT, Layout(quiet=1)).splitlines()

    assert not any("review: " in line for line in lines)
    assert sum("error unchecked" in line for line in lines) == 2
    assert any("source/links-to-original" in line for line in lines)


def test_twice_quiet_tells_only_what_could_not_be_checked():
    assert render_table(REPORT, Layout(50, quiet=2)) == (
        "Could not be checked:\n  broken.md:2:5: front matter is no YAML; mend it\n  empty.md: is empty\n"
    )
    assert render_lines(REPORT, Layout(quiet=2)).count("\n") == 2
    assert render_table(CLEAN, Layout(quiet=2)) == ""
    assert render_lines(CLEAN, Layout(quiet=2)) == ""


def test_where_reviews_fail_quiet_verdicts_tell_of_them():
    asked = replace(SAMPLE, fail_on="review")

    assert {article.verdict for article in select_articles(asked, Layout(quiet=1))} == {Verdict.FAIL, Verdict.REVIEW}
    assert {article.verdict for article in select_articles(SAMPLE, Layout(quiet=1))} == {Verdict.FAIL}
