"""Whether a condition can hold at all: against trying every context and article, and on what people write."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.model.context import VOCABULARY, All, Any, Context, Facts, Is, Not, Reused, Seen
from compliance.terms.satisfiability import can_hold, find_conflict

KEYS = {"use": VOCABULARY["use"], "ads": ("yes", "no"), "jurisdiction": ("US", "DE", "FR"), "date": ("2024-01-01",)}


def leaves():
    is_one = st.sampled_from(sorted(KEYS)).flatmap(
        lambda key: st.lists(st.sampled_from(KEYS[key]), min_size=1, max_size=4, unique=True).map(
            lambda values: Is(key, tuple(values))
        )
    )
    return is_one | st.sampled_from(["byline", "image"]).map(Seen) | st.booleans().map(Reused)


def several(inner):
    parts = st.lists(inner, min_size=1, max_size=4).map(tuple)
    return parts.map(All) | parts.map(Any) | inner.map(Not)


def every_case():
    """Yield every context over the keys, with a country and a day that nobody names, and every article."""
    places, days = (*KEYS["jurisdiction"], "XX"), (*KEYS["date"], "1999-01-01")
    for use, ads, place, day in itertools.product(KEYS["use"], KEYS["ads"], places, days):
        context = Context({"use": use, "ads": ads, "jurisdiction": place, "date": day})
        for seen, reused in itertools.product(
            [frozenset(), frozenset({"byline"}), frozenset({"image"}), frozenset({"byline", "image"})], [True, False]
        ):
            yield context, Facts(seen, reused)


CASES = list(every_case())


@given(st.recursive(leaves(), several, max_leaves=8))
def test_the_search_agrees_with_trying_everything(condition):
    holds = any(condition.ask(context, facts).truth for context, facts in CASES)

    assert can_hold(condition) is holds


@given(st.recursive(leaves(), several, max_leaves=8))
def test_what_is_said_to_conflict_is_asked_about(condition):
    if can_hold(condition) is False:
        assert find_conflict(condition)


@pytest.mark.parametrize(
    "condition",
    [
        All((Is("use", ("community",)), Is("use", ("commercial", "personal")))),
        All((Is("jurisdiction", ("US",)), Not(Is("jurisdiction", ("US", "DE"))))),
        All((Is("date", ("2024-01-01",)), Is("date", ("2024-01-02",)))),
        All((Seen("byline"), Not(Seen("byline")))),
        All((Reused(True), Reused(False))),
        Not(Any((Is("ads", ("yes",)), Is("ads", ("no",))))),
        Not(Is("medium", VOCABULARY["medium"])),
        Any(()),
    ],
)
def test_what_contradicts_itself_cannot_hold(condition):
    assert can_hold(condition) is False


@pytest.mark.parametrize(
    "condition",
    [
        All(()),
        Not(Is("jurisdiction", ("US", "DE"))),
        Not(Is("date", ("2024-01-01",))),
        All((Is("use", ("community", "personal")), Is("use", ("personal", "education")))),
        All((Not(Seen("byline")), Reused(False), Not(Is("ads", ("yes",))))),
    ],
)
def test_what_some_use_fulfils_can_hold(condition):
    assert can_hold(condition) is True


def test_a_search_that_takes_too_long_gives_up():
    pairs = [Any((Seen(f"a{n}"), Seen(f"b{n}"))) for n in range(12)]
    conflict = Any(tuple(All((Seen(f"a{n}"), Not(Seen(f"a{n}")))) for n in range(12)))

    assert can_hold(All((*pairs, conflict)), most=100) is None


def test_only_what_explains_the_conflict_is_named():
    condition = All(
        (
            Seen("image"),
            Any((Is("ads", ("yes",)), Is("use", ("personal",)))),
            Is("ads", ("no",)),
            Is("use", ("community",)),
        )
    )

    assert find_conflict(condition) == (("key", "ads"), ("key", "use"))


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
    assert can_hold(condition, days=days) is expected
