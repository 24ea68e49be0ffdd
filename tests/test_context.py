"""Three-valued conditions."""

import pytest

from compliance.model.context import ALWAYS, All, Answer, Any, Context, Facts, Is, Not, Reused, Seen

PRINT, WEB = Is("medium", ("print",)), Is("medium", ("web", "app"))
ADS = Is("ads", ("yes",))
NOWHERE = Context()
ON_THE_WEB = Context({"medium": "web"}, ("medium",))


@pytest.mark.parametrize(
    ("condition", "answer"),
    [
        (ALWAYS, Answer(True)),
        (Any(), Answer(False)),
        (WEB, Answer(True)),
        (PRINT, Answer(False)),
        (ADS, Answer(None, ("ads",))),
        (Not(PRINT), Answer(True)),
        (Not(ADS), Answer(None, ("ads",))),
        (All((WEB, ADS)), Answer(None, ("ads",))),
        (All((PRINT, ADS)), Answer(False)),
        (Any((WEB, ADS)), Answer(True)),
        (Any((PRINT, ADS)), Answer(None, ("ads",))),
        (Any((ADS, Is("use", ("personal",)), ADS)), Answer(None, ("ads", "use"))),
        (Seen("image"), Answer(True)),
        (Seen("tracker"), Answer(False)),
        (Reused(), Answer(True)),
        (Reused(expected=False), Answer(False)),
    ],
)
def test_what_the_context_does_not_say_is_unknown(condition, answer):
    assert condition.ask(ON_THE_WEB, Facts(frozenset({"image"}), reused=True)) == answer


def test_nothing_known_leaves_all_unknown():
    assert All((WEB, ADS)).ask(NOWHERE, Facts()) == Answer(None, ("medium", "ads"))


def test_a_value_that_is_given_is_no_longer_assumed():
    assert ON_THE_WEB.including({"medium": "print", "ads": "no"}) == Context({"medium": "print", "ads": "no"}, ())
    assert ON_THE_WEB.including({"ads": "no"}).assumed == ("medium",)
