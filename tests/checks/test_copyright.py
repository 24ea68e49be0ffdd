"""`copyright-form` and `holder-not-ours`: how a copyright line is written, and for whom."""

from compliance.checks import copyright_form, copyright_holder
from compliance.model.article import Carrier, Scope
from compliance.model.evidence import Byline, CopyrightNotice, Date
from compliance.model.result import Outcome
from tests.checks.evidence_at import HARBOR, at, judge, messages, seen, starts

WHOLE = CopyrightNotice(("2024",), ("Ann Author",), "©")
ALL_PARTS = {"parts": ["symbol", "year", "holder"]}


def form(params, *evidence, **context):
    return judge(copyright_form.CHECK, params, seen(*evidence, **context))


def test_without_a_line_nothing_is_judged():
    assert form(ALL_PARTS).outcome is Outcome.NOT_APPLICABLE


def test_a_line_in_metadata_alone_is_not_judged():
    assert form(ALL_PARTS, at(5, WHOLE, carrier=Carrier.JSON_LD)).outcome is Outcome.NOT_APPLICABLE


def test_the_sites_line_is_not_judged():
    assert form(ALL_PARTS, at(5, WHOLE, scope=Scope.SITE)).outcome is Outcome.NOT_APPLICABLE


def test_three_parts_make_a_line():
    assert form(ALL_PARTS, at(5, WHOLE)).outcome is Outcome.PASS


def test_what_is_missing_is_named():
    found = form(ALL_PARTS, at(5, CopyrightNotice((), (), "©"), "© all"))
    assert messages(found) == ['"© all" has no year and no holder']


def test_one_complete_line_is_enough():
    assert form(ALL_PARTS, at(5, CopyrightNotice((), ("Ann",), "©")), at(50, WHOLE)).outcome is Outcome.PASS


def test_several_incomplete_lines_are_several_findings():
    lacking = CopyrightNotice((), ("Ann",), "©")
    assert starts(form(ALL_PARTS, at(5, lacking), at(50, lacking))) == [5, 50]


def test_a_doubled_holder_is_named():
    doubled = CopyrightNotice(("2017",), ("Südwind",), "©", repeated=("Südwind",))
    found = form({"distinct_holders": True}, at(5, doubled, "© Südwind, Südwind, 2017"))
    assert messages(found) == ['"© Südwind, Südwind, 2017" names Südwind more than once']


def test_a_single_holder_is_fine():
    assert form({"distinct_holders": True}, at(5, WHOLE)).outcome is Outcome.PASS


def test_a_year_after_the_article_is_late():
    found = form({"plausible_year": True}, at(5, WHOLE, "© 2024 Ann"), at(90, Date("2021-05-03")))
    assert messages(found) == ['"© 2024 Ann" has a year later than 2021, in which the article is dated']


def test_a_range_counts_from_its_first_year():
    ranged = CopyrightNotice(("2020-2024",), ("Ann",), "©")
    assert form({"plausible_year": True}, at(5, ranged), at(90, Date("2021-05-03"))).outcome is Outcome.PASS


def test_the_contexts_date_is_a_limit_too():
    assert form({"plausible_year": True}, at(5, WHOLE), date="2023-01-01").outcome is Outcome.FAIL


def test_without_a_date_any_year_can_be():
    assert form({"plausible_year": True}, at(5, WHOLE)).outcome is Outcome.PASS


def claim(*evidence, publisher="Meadow Post", about=(HARBOR,)):
    return judge(copyright_holder.CHECK, {}, seen(*evidence, publisher=publisher, about=about))


OURS = CopyrightNotice(("2024",), ("Meadow Post",), "©")


def test_our_line_on_anothers_article_is_a_finding():
    found = claim(at(5, OURS, "© 2024 Meadow Post"))
    assert messages(found) == ['"© 2024 Meadow Post" claims the rights for Meadow Post']


def test_the_authors_line_is_fine():
    assert claim(at(5, WHOLE)).outcome is Outcome.PASS


def test_our_name_beside_the_authors_is_fine():
    assert claim(at(5, CopyrightNotice(("2024",), ("Ann", "Meadow Post"), "©"))).outcome is Outcome.PASS


def test_our_own_article_is_not_judged():
    assert claim(at(5, OURS), about=()).outcome is Outcome.NOT_APPLICABLE


def test_a_page_of_the_origin_itself_is_not_judged():
    assert claim(at(5, OURS), publisher="harbor weekly").outcome is Outcome.NOT_APPLICABLE


FIRST = Date("2024-05-03", "first-published")


def test_the_year_is_that_of_the_first_publication():
    late = CopyrightNotice(("2026",), ("Ann",), "©")
    assert form({"original_year": True}, at(5, WHOLE), at(90, FIRST)).outcome is Outcome.PASS
    found = form({"original_year": True}, at(5, late, "© 2026 Ann"), at(90, FIRST))
    assert messages(found) == ['"© 2026 Ann" does not name 2024, in which the article was first published']


def test_a_range_names_each_of_its_years():
    ranged = CopyrightNotice(("2020-2026",), ("Ann",), "©")
    assert form({"original_year": True}, at(5, ranged), at(90, FIRST)).outcome is Outcome.PASS


def test_one_of_several_lines_may_name_the_year():
    later = CopyrightNotice(("2026",), ("Meadow Post",), "©")
    assert form({"original_year": True}, at(5, WHOLE), at(50, later), at(90, FIRST)).outcome is Outcome.PASS


def test_without_a_first_publication_any_year_can_be_its():
    assert form({"original_year": True}, at(5, WHOLE)).outcome is Outcome.PASS


def owned(holder, *evidence, owners=("publisher", "author"), about=(HARBOR,)):
    notice = at(5, CopyrightNotice(("2024",), (holder,), "©"), f"© 2024 {holder}")
    return judge(copyright_form.CHECK, {"owners": list(owners)}, seen(notice, *evidence, about=about))


def test_the_owner_is_the_publisher_or_the_author():
    author = at(50, Byline("Ann Author"))
    assert owned("Harbor Weekly").outcome is Outcome.PASS
    assert owned("Ann Author", author).outcome is Outcome.PASS
    assert messages(owned("Meadow Post", author)) == [
        '"© 2024 Meadow Post" names neither the article\'s publisher nor author'
    ]


def test_the_terms_may_ask_for_one_of_them():
    found = owned("Ann Author", at(50, Byline("Ann Author")), owners=("publisher",))
    assert messages(found) == ['"© 2024 Ann Author" does not name the article\'s publisher']


def test_an_owner_that_nobody_knows_is_not_compared():
    assert owned("Meadow Post", about=()).outcome is Outcome.PASS
