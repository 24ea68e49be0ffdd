"""Every use and medium of an article, and what the terms answer for each: yes, yes if …, ask, or no."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from compliance.model.context import VOCABULARY, YES_NO, Context, Facts
from compliance.model.policy import Authority, Confidence, Policy
from compliance.model.result import Judgement, Obligation, Outcome
from compliance.model.rule import Severity
from compliance.model.survey import Answer, Owed
from compliance.terms.conditions import NEVER, keys_of, simplify
from compliance.terms.obligations import PERMISSION_RULE
from compliance.terms.permission import PROHIBITED, RECALLED, UNFIT

FLAGS = tuple(key for key, values in VOCABULARY.items() if values == YES_NO)
"""Keys of the context that are yes or no."""


def spread_contexts(context: Context) -> Iterator[Context]:
    """Yield a context for every use and medium, and for each of these one per flag that the context leaves open.

    In the first of them, flags that are open are *no*: the article is used as it is. In each of the others, one is yes.
    """
    open_flags = [flag for flag in FLAGS if context.get(flag) is None]
    plain = context.including(dict.fromkeys(open_flags, "no"))
    for changes in ({}, *({flag: "yes"} for flag in open_flags)):
        for use in VOCABULARY["use"]:
            for medium in VOCABULARY["medium"]:
                yield plain.including({**changes, "use": use, "medium": medium})


def find_telling_keys(policies: Iterable[Policy]) -> frozenset[str]:
    """Return the keys of the context that licenses and publishers ask about, for a duty, a permission or a ban."""
    asking = [policy for policy in policies if policy.authority in {Authority.LICENSE, Authority.PUBLISHER}]
    conditions = [
        *(duty.when for policy in asking for duty in policy.duties),
        *(clause.when for policy in asking for clause in (*policy.permissions, *policy.prohibitions)),
    ]
    return frozenset().union(*map(keys_of, conditions))


def list_owed(obligations: Iterable[Obligation], context: Context, facts: Facts | None) -> tuple[Owed, ...]:
    """Return the duties that are due in a context or may be, those of the highest rank first.

    Without ``facts``, it stays open what the article holds. Whether the use is allowed is no duty, and left out.
    """
    found = (
        Owed(_remark(obligation), simplify(obligation.when, context, facts))
        for obligation in obligations
        if obligation.rule != PERMISSION_RULE and obligation.applies.truth is not False
    )
    return tuple(sorted((owed for owed in found if owed.condition != NEVER), key=_order))


def _remark(obligation: Obligation) -> Obligation:
    """Return an obligation whose clause says its rule was switched off: what terms ask for is owed all the same."""
    return replace(obligation, clause=f"{obligation.clause} ({obligation.off})") if obligation.off else obligation


def _order(owed: Owed) -> tuple[int, str, int, str]:
    obligation = owed.obligation
    return -obligation.authority.rank, obligation.policy, -obligation.severity.rank, obligation.rule


def keep_terms(owed: Iterable[Owed]) -> tuple[Owed, ...]:
    """Return the duties that a yes hangs on: those of licenses and publishers. House and law ask theirs in any case."""
    return tuple(one for one in owed if one.obligation.authority.rank >= Authority.LICENSE.rank)


def read_answer(permission: Obligation, judgement: Judgement, duties: Sequence[Owed]) -> Answer:
    """Return what the judgement on a permission amounts to. Nothing that is not known is ever a plain yes."""
    decision = permission.check.params.get("decision")
    match judgement.outcome:
        case Outcome.PASS:
            is_due = any(owed.obligation.severity is not Severity.NOTE for owed in duties)
            return Answer.YES_IF if is_due else Answer.YES
        case Outcome.FAIL if decision == PROHIBITED:
            can_ask = permission.consent and all(ban.consent for ban in permission.also)
            return Answer.ASK if can_ask else Answer.NO
        case Outcome.FAIL if decision == UNFIT:
            return Answer.ASK
        case Outcome.REVIEW if decision == RECALLED:
            return Answer.YES_IF
    return Answer.ASK


def read_reason(permission: Obligation, judgement: Judgement) -> str:
    """Return why: the clause that decides, or what the article itself says; and whether it is only remembered."""
    decision = permission.check.params.get("decision")
    is_clause = decision == RECALLED or (judgement.outcome is Outcome.PASS and not judgement.message)
    reason = permission.clause if is_clause else judgement.message or permission.clause
    pointed = [finding.message for finding in judgement.findings if finding.span]
    if pointed and not is_clause and decision != PROHIBITED:
        reason = f"{reason}: {pointed[0]}"
    if permission.confidence is Confidence.RECALLED:
        reason = f"{reason} (known from memory only: compare the terms first)"
    return reason
