"""The table for reviewers: worst first, wide letters and narrow terminals right, passes only when asked for."""

from msgspec.structs import replace
from wcwidth import wcswidth

from compliance.hookspecs import Layout
from compliance.model.result import PlacedFinding
from compliance.model.source import Place
from compliance.reporters.table import render_table
from compliance.testing.sample import CLEAN, GUEST, LINK, NOTHING, REPORT


def test_what_is_not_in_order_comes_first_and_a_line_per_article_after():
    assert (
        render_table(REPORT, Layout(110))
        == """\
┌───────────────┬─────────────────┬───────────┬──────────────┬───────────┬─────────────────────────────────┐
│ article       │ rule            │ outcome   │ authority    │ where     │ what to do                      │
├───────────────┼─────────────────┼───────────┼──────────────┼───────────┼─────────────────────────────────┤
│ guest/旅行.md │ source/links-   │ FAIL      │ publisher:   │ 3:4, 12:1 │ No link leads to the original   │
│               │ to-original     │ (error)   │ lighthouse   │           │ article. Link to the address of │
│               │                 │           │              │           │ the article.                    │
├───────────────┼─────────────────┼───────────┼──────────────┼───────────┼─────────────────────────────────┤
│ guest/旅行.md │ images/credited │ FAIL      │ house: good- │ 7:1       │ An image has no credit. Name    │
│               │                 │ (warning) │ practice     │           │ who made it.                    │
├───────────────┼─────────────────┼───────────┼──────────────┼───────────┼─────────────────────────────────┤
│ guest/旅行.md │ permission/use- │ review    │ item         │           │ Whether the use is allowed      │
│               │ granted         │ (error)   │              │           │ depends: is advertising sold    │
│               │                 │           │              │           │ around it (ads=yes or no)?      │
│               │                 │           │              │           │ Answer the question.            │
└───────────────┴─────────────────┴───────────┴──────────────┴───────────┴─────────────────────────────────┘

article        verdict    fail    review    pass    origin
-------------  ---------  ------  --------  ------  --------------------
guest/旅行.md  FAIL       2       1         1       The Lighthouse < Дом
own.md         pass       0       0         1

Context: medium=web (assumed), use=community
Open questions, and what hangs on them:
  is advertising sold around it (ads=yes or no)?
    guest/旅行.md: item

Could not be checked:
  broken.md:2:5: front matter is no YAML; mend it
  empty.md: is empty

2 articles: 1 pass, 1 fail, 0 to review, 2 could not be checked
This report is no legal advice.
"""
    )


def test_passes_are_shown_when_asked_for():
    assert (
        render_table(CLEAN, Layout(110, verbose=True))
        == """\
┌───────────┬─────────────────┬───────────┬──────────────┬─────────┬──────────────────┐
│ article   │ rule            │ outcome   │ authority    │ where   │ what to do       │
├───────────┼─────────────────┼───────────┼──────────────┼─────────┼──────────────────┤
│ own.md    │ attribution/aut │ pass      │ license: cc- │         │ Name the author. │
│           │ hor-named       │           │ by-4.0       │         │                  │
└───────────┴─────────────────┴───────────┴──────────────┴─────────┴──────────────────┘

article    verdict    fail    review    pass    origin
---------  ---------  ------  --------  ------  --------
own.md     pass       0       0         1

Context: nothing is known

1 article: 1 pass, 0 fail, 0 to review
This report is no legal advice.
"""
    )


def test_where_all_is_well_only_the_summary_is_shown():
    assert (
        render_table(CLEAN, Layout(110))
        == """\
article    verdict    fail    review    pass    origin
---------  ---------  ------  --------  ------  --------
own.md     pass       0       0         1

Context: nothing is known

1 article: 1 pass, 0 fail, 0 to review
This report is no legal advice.
"""
    )


def test_where_nothing_was_checked_the_report_says_why():
    assert (
        render_table(NOTHING, Layout(110))
        == """\
Context: medium=web (assumed), use=community

Could not be checked:
  no article found; name files or folders that hold articles

0 articles: 0 pass, 0 fail, 0 to review, 1 could not be checked
This report is no legal advice.
"""
    )


def test_on_a_narrow_terminal_rows_become_paragraphs():
    assert (
        render_table(REPORT, Layout(50))
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

review (error)  permission/use-granted
  guest/旅行.md
  on the word of item
  Whether the use is allowed depends: is
  advertising sold around it (ads=yes or no)?
  Answer the question.

fail  guest/旅行.md
pass  own.md

Context: medium=web (assumed), use=community
Open questions, and what hangs on them:
  is advertising sold around it (ads=yes or no)?
    guest/旅行.md: item

Could not be checked:
  broken.md:2:5: front matter is no YAML; mend it
  empty.md: is empty

2 articles: 1 pass, 1 fail, 0 to review, 2 could not be checked
This report is no legal advice.
"""
    )


def test_no_row_is_wider_than_the_terminal():
    assert max(map(wcswidth, render_table(REPORT, Layout(100)).splitlines())) <= 100


def test_more_places_than_fit_are_counted():
    findings = tuple(PlacedFinding("", Place(line, 1, line, 2)) for line in range(1, 10))
    article = replace(GUEST, results=(replace(LINK, findings=findings),))

    assert "1:1, 2:1, 3:1, 4:1, 5:1, 6:1, … 3 more" in render_table(replace(REPORT, articles=(article,)), Layout(400))


def test_reasons_are_given_when_asked_for():
    text = render_table(REPORT, Layout(110, explain=True))

    assert (
        """\
Why:
  guest/旅行.md
    taken from The Lighthouse (known by statement; terms: lighthouse)
    taken from Дом (known by link; no terms known)
    FAIL source/links-to-original
      publisher: lighthouse, taken over from lighthouse-trust: Link to the original.
      when: medium is web or app: true
      of: The Lighthouse
      terms: https://lighthouse.example/terms, compared on 2026-11-20, read on its own page
    FAIL images/credited
      house: good-practice: Credit images.
      when: always: true
    review permission/use-granted
      item: the article itself: Anybody may, without ads.
      when: ads is no: unknown (ads)
  own.md

Context: medium=web (assumed), use=community
"""
        in text
    )


def test_with_passes_shown_every_obligation_has_its_reason():
    text = render_table(REPORT, Layout(110, verbose=True, explain=True))

    assert "    pass attribution/author-named\n      license: cc-by-4.0: Name the author.\n" in text
    assert "      terms: https://creativecommons.org/licenses/by/4.0/legalcode, known from memory only\n" in text
    assert "    does not apply: fair-use/notice-present\n" in text
