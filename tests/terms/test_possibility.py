"""Whether a condition can hold at all."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.model.context import ALWAYS, All, Any, Context, Facts, Is, Not, Reused, Seen
from compliance.terms.possibility import can_hold

ADS, NO_ADS = Is("ads", ("yes",)), Is("ads", ("no",))
EVERY_USE = Is("use", ("community", "nonprofit", "commercial", "personal", "education"))


@pytest.mark.parametrize(
    "condition",
    [
        All((ADS, NO_ADS)),
        All((ADS, Not(ADS))),
        Not(Any((ADS, NO_ADS))),
        Not(EVERY_USE),
        Not(ALWAYS),
        Any(),
        All((Seen("byline"), Not(Seen("byline")))),
        All((Reused(), Reused(expected=False))),
        All((Any((ADS, Is("use", ("personal",)))), NO_ADS, Is("use", ("commercial",)))),
        All((Is("jurisdiction", ("US",)), Is("jurisdiction", ("DE", "FR")))),
        All((Is("date", ("2026-01-31",)), Is("date", ("2026-02-01",)))),
        Not(Any((Any((ADS, NO_ADS)), ADS))),
    ],
)
def test_what_contradicts_itself_cannot_hold(condition):
    assert not can_hold(condition)


@pytest.mark.parametrize(
    "condition",
    [
        ALWAYS,
        Not(Any()),
        ADS,
        Not(ADS),
        All((ADS, Is("paywall", ("no",)))),
        Is("use", ("community", "personal")),
        All((Seen("byline"), Not(Seen("copyright-notice")))),
        Not(Is("jurisdiction", ("US", "DE"))),
        Not(Is("date", ("2026-01-31",))),
        Not(All((ADS, Is("use", ("personal",))))),
        Any((All((ADS, NO_ADS)), Reused())),
    ],
)
def test_what_some_use_of_some_article_meets_can_hold(condition):
    assert can_hold(condition)


@pytest.mark.parametrize(
    ("condition", "days", "expected"),
    [
        (Is("date", ("2026-01-31",)), ("2026-01-01", "2026-12-31"), True),
        (Is("date", ("2026-01-31",)), ("2026-02-01", ""), False),
        (Is("date", ("2026-01-31",)), ("", "2026-01-30"), False),
        (Not(Is("date", ("2026-01-31",))), ("2026-01-31", "2026-01-31"), False),
        (Is("date", ("2026-01-31",)), ("2026-01-31", "2026-01-31"), True),
        (Not(Is("date", ("2026-01-31",))), ("2026-01-31", ""), True),
    ],
)
def test_days_outside_of_those_given_do_not_count(condition, days, expected):
    assert can_hold(condition, valid_from=days[0], valid_until=days[1]) is expected


def test_what_takes_too_long_is_taken_to_be_possible():
    pairs = tuple(Any((Seen(f"a-{n}"), Seen(f"b-{n}"))) for n in range(30))
    never = Any((All((ADS, NO_ADS)), All((Reused(), Reused(expected=False)))))

    assert can_hold(All((*pairs[:15], never, *pairs[15:])))
    assert not can_hold(All((*pairs[:2], never, *pairs[2:4])))


ATOMS = st.one_of(
    st.sampled_from([Seen("byline"), Reused(), Reused(expected=False)]),
    st.builds(Is, st.sampled_from(["ads", "paywall"]), st.sampled_from([("yes",), ("no",), ("yes", "no")])),
)
CONDITIONS = st.recursive(
    ATOMS,
    lambda parts: st.one_of(
        st.builds(Not, parts),
        st.builds(All, st.lists(parts, max_size=3).map(tuple)),
        st.builds(Any, st.lists(parts, max_size=3).map(tuple)),
    ),
    max_leaves=8,
)
USES = [Context({"ads": ads, "paywall": wall}) for ads, wall in product(("yes", "no"), repeat=2)]
ARTICLES = [Facts(frozenset(seen), reused) for seen in ((), ("byline",)) for reused in (True, False)]


@given(CONDITIONS)
def test_it_is_what_trying_all_uses_and_articles_finds(condition):
    assert can_hold(condition) is any(condition.ask(use, facts).truth for use in USES for facts in ARTICLES)
