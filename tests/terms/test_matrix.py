"""The answer for every use and medium."""

import pytest
from msgspec.structs import replace

from compliance.model.context import ALWAYS, Any, Context, Facts, Is, Seen
from compliance.model.context import Answer as Truth
from compliance.model.policy import Authority, Clause, Confidence, Duty, Policy
from compliance.model.result import Finding, Judgement, Obligation, Outcome
from compliance.model.rule import CheckSpec, Severity
from compliance.model.source import Span
from compliance.model.survey import Answer, Owed
from compliance.terms.matrix import (
    find_telling_keys,
    keep_terms,
    list_owed,
    read_answer,
    read_reason,
    spread_contexts,
)


def oblige(rule, authority=Authority.PUBLISHER, decision="", **values):
    given = {"severity": Severity.ERROR, "message": "", "remedy": "", "clause": rule, **values}
    check = CheckSpec("requires", {"decision": decision} if decision else {})
    return Obligation(rule=rule, policy="fern", authority=authority, check=check, **given)


def permit(decision, authority=Authority.PUBLISHER, **values):
    return oblige("permission/use-granted", authority, decision, **values)


DUE = Owed(oblige("source/linked"))
WISH = Owed(oblige("source/linked", severity=Severity.NOTE))


def test_every_use_and_medium_has_a_context_and_every_open_flag_has_one_more():
    contexts = list(spread_contexts(Context({"medium": "web", "paywall": "no"})))
    assert len(contexts) == 5 * 7 * 5
    assert all(context.get("paywall") == "no" for context in contexts)
    assert contexts[0].values == {
        "use": "community",
        "medium": "web",
        **dict.fromkeys(("ads", "paywall", "edited", "translated", "excerpt"), "no"),
    }
    assert [context.get("ads") for context in contexts].count("yes") == 35


def test_keys_that_license_or_publisher_ask_about_tell():
    fern = Policy(
        "fern",
        "Fern",
        Authority.PUBLISHER,
        duties=(Duty("source/linked", Is("medium", ("web",))),),
        permissions=(Clause(Is("use", ("community",)), "may"),),
        prohibitions=(Clause(Any((Is("edited", ("yes",)), Seen("image"))), "may not"),),
    )
    house = Policy("house", "House", Authority.HOUSE, duties=(Duty("source/linked", Is("ads", ("yes",))),))
    assert find_telling_keys([fern, house]) == {"medium", "use", "edited"}


@pytest.mark.parametrize(
    ("permission", "outcome", "answer"),
    [
        (permit("granted"), Outcome.PASS, Answer.YES_IF),
        (permit("recorded"), Outcome.PASS, Answer.YES_IF),
        (permit("recalled"), Outcome.REVIEW, Answer.YES_IF),
        (permit("none"), Outcome.REVIEW, Answer.ASK),
        (permit("none"), Outcome.FAIL, Answer.ASK),
        (permit("unknown"), Outcome.REVIEW, Answer.ASK),
        (permit("granted"), Outcome.REVIEW, Answer.ASK),
        (permit("unfit"), Outcome.FAIL, Answer.ASK),
        (permit("prohibited", clause="printing must be asked for", consent=True), Outcome.FAIL, Answer.ASK),
        (permit("prohibited", clause="printing must be asked for"), Outcome.FAIL, Answer.NO),
        (
            permit("prohibited", clause="no printing", remedy="Ask The Fern for consent", consent=True),
            Outcome.FAIL,
            Answer.ASK,
        ),
        (permit("prohibited", clause="no edits", remedy="undo the edits, or ask The Fern"), Outcome.FAIL, Answer.NO),
        (permit("prohibited", clause="no printing"), Outcome.FAIL, Answer.NO),
        (
            permit("prohibited", Authority.LICENSE, clause="no sale", remedy="ask the rights holder"),
            Outcome.FAIL,
            Answer.NO,
        ),
        (
            permit("prohibited", Authority.LICENSE, clause="reuse needs permission", consent=True),
            Outcome.FAIL,
            Answer.ASK,
        ),
    ],
)
def test_what_a_judgement_amounts_to(permission, outcome, answer):
    assert read_answer(permission, Judgement(outcome), [DUE]) is answer


def test_of_several_bans_the_worst_decides():
    asking = permit("prohibited", clause="printing must be asked for", consent=True)
    flat = Clause(ALWAYS, "no edits", "undo them")
    consent = Clause(ALWAYS, "no print", "ask The Fern for consent", consent=True)
    assert read_answer(replace(asking, also=(flat,)), Judgement(Outcome.FAIL), []) is Answer.NO
    assert read_answer(replace(asking, also=(consent,)), Judgement(Outcome.FAIL), []) is Answer.ASK


def test_a_grant_without_duties_but_wishes_is_a_plain_yes():
    assert read_answer(permit("granted"), Judgement(Outcome.PASS), [WISH]) is Answer.YES


def test_a_grant_that_is_only_recalled_is_never_a_plain_yes():
    assert read_answer(permit("recalled"), Judgement(Outcome.REVIEW), []) is Answer.YES_IF


def test_the_reason_is_the_clause_that_decides():
    granted = permit("granted", clause="communities may")
    assert read_reason(granted, Judgement(Outcome.PASS)) == "communities may"
    recalled = replace(permit("recalled", clause="all may"), confidence=Confidence.RECALLED)
    assert read_reason(recalled, Judgement(Outcome.REVIEW, message="compare")) == (
        "all may (known from memory only: compare the terms first)"
    )


def test_what_the_article_itself_says_is_part_of_the_reason():
    judgement = Judgement(
        Outcome.FAIL, (Finding('"in print" restricts this use', Span(0, 5)),), "the article restricts it"
    )
    assert read_reason(permit("none"), judgement) == 'the article restricts it: "in print" restricts this use'
    assert read_reason(permit("prohibited"), judgement) == "the article restricts it"


def test_duties_stand_by_rank_and_what_cannot_be_due_is_left_out():
    house = oblige("a/house", Authority.HOUSE)
    image = oblige("b/image", when=Seen("image"))
    ads = oblige("c/ads", when=Is("ads", ("yes",)), applies=Truth(None, ("ads",)))
    print_ = oblige("d/print", when=Is("medium", ("print",)), applies=Truth(False))
    owed = list_owed([house, permit("granted"), ads, image, print_], Context({"medium": "web"}), None)
    assert [(one.obligation.rule, one.condition) for one in owed] == [
        ("b/image", Seen("image")),
        ("c/ads", Is("ads", ("yes",))),
        ("a/house", ALWAYS),
    ]
    seen = list_owed([image], Context(), Facts(frozenset({"image"})))
    assert seen[0].condition == ALWAYS


def test_a_yes_hangs_on_the_duties_of_license_and_publisher():
    owed = [Owed(oblige("a/b", authority)) for authority in Authority]
    assert [one.obligation.authority for one in keep_terms(owed)] == [
        Authority.LICENSE,
        Authority.PUBLISHER,
        Authority.ITEM,
    ]
