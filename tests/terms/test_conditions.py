"""Conditions, as far as they are still open."""

import pytest

from compliance.model.context import ALWAYS, All, Any, Context, Facts, Is, Not, Reused, Seen
from compliance.terms.conditions import NEVER, simplify

WEB, ADS = Is("medium", ("web",)), Is("ads", ("yes",))


@pytest.mark.parametrize(
    ("condition", "left"),
    [
        (WEB, ALWAYS),
        (Is("medium", ("print",)), NEVER),
        (ADS, ADS),
        (Not(WEB), NEVER),
        (Not(ADS), Not(ADS)),
        (All((WEB, ADS)), ADS),
        (All((Not(WEB), ADS)), NEVER),
        (Any((WEB, ADS)), ALWAYS),
        (Any((Not(WEB), ADS, ADS)), ADS),
        (All((ADS, Is("edited", ("yes",)))), All((ADS, Is("edited", ("yes",))))),
        (Reused(), ALWAYS),
        (Seen("image"), Seen("image")),
        (ALWAYS, ALWAYS),
    ],
)
def test_what_is_known_is_left_out(condition, left):
    assert simplify(condition, Context({"medium": "web"})) == left


def test_with_an_article_it_is_known_what_is_seen_in_it():
    facts = Facts(frozenset({"image"}), reused=False)
    assert simplify(Seen("image"), Context(), facts) == ALWAYS
    assert simplify(All((Seen("tracker"), ADS)), Context(), facts) == NEVER
    assert simplify(Reused(), Context(), facts) == NEVER
