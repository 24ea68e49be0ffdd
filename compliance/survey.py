"""What the reuse of an article, or of whatever is under some terms, would owe; judges no article."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from compliance.checks.permission import find_contact, find_reservations
from compliance.errors import UsageError
from compliance.judgement import Case, Judge
from compliance.model.context import Context
from compliance.model.origin import Origin
from compliance.model.policy import Authority, Policy
from compliance.model.result import Obligation, Outcome
from compliance.model.survey import Answer, Cell, Survey
from compliance.spelling import suggest
from compliance.terms.directory import Directory
from compliance.terms.matrix import (
    find_telling_keys,
    keep_terms,
    list_owed,
    read_answer,
    read_reason,
    spread_contexts,
)
from compliance.terms.obligations import PERMISSION_RULE
from compliance.terms.stand_ins import stand_in

_LIST = "`compliance explain` lists them all"


def find_publishers_terms(name: str, directory: Directory) -> tuple[Policy, ...]:
    """Return a publisher's own terms and, below them, those of its license. Raises `UsageError` for an unknown one."""
    policy = directory.publisher_named(name)
    if policy is None:
        known = [p.id for p in directory.of_authority(Authority.PUBLISHER)]
        raise UsageError(f"no publisher's policy is called {name!r}; {suggest(name, known, otherwise=_LIST)}")
    licenses = find_license(policy.license, directory) if policy.license else ()
    return (*licenses, policy)


def find_licenses_terms(spdx: str, directory: Directory) -> tuple[Policy, ...]:
    """Return the terms of a license, named by its SPDX id or its policy's. Raises `UsageError` for an unknown one."""
    found = find_license(spdx, directory) or find_license(spdx.upper(), directory)
    named = directory.policies.get(spdx.lower())
    if not found and (named is None or named.authority is not Authority.LICENSE):
        known = [p.license or p.id for p in directory.of_authority(Authority.LICENSE)]
        raise UsageError(f"no license is called {spdx!r}; {suggest(spdx, known, otherwise=_LIST)}")
    return found or tuple(filter(None, (named,)))


def find_license(spdx: str, directory: Directory) -> tuple[Policy, ...]:
    """Return the policy that speaks for a license, if there is one."""
    policy = directory.license(spdx)
    return (stand_in(policy, spdx),) if policy else ()


def survey(judge: Judge, case: Case, subject: str, *, matrix: bool = False) -> Survey:
    """Return what is owed in the case's own context, and with ``matrix`` the answer for every use and medium."""
    obligations = judge.oblige(case, case.context)
    return Survey(
        subject=subject,
        origins=case.origins,
        context=case.context,
        use=_answer(judge, case, case.context),
        owed=list_owed(obligations, case.context, case.known_facts),
        cells=tuple(_answer(judge, case, context) for context in spread_contexts(case.context)) if matrix else (),
        telling=find_telling_keys(choice.policy for choice in case.selected),
        farther=tuple(_ask_farther(judge, case, obligations)),
    )


def _answer(judge: Judge, case: Case, context: Context) -> Cell:
    """Return the answer for one context, as the nearest hop's terms and the article's own words give it."""
    obligations = judge.oblige(case, context)
    duties = keep_terms(list_owed(obligations, context, case.known_facts))
    permission = next((one for one in obligations if _is_of_nearest(one)), None)
    if permission is None:
        return Cell(context, Answer.YES, "no other origin is known, and no license is stated")
    judgement = judge.weigh(case, permission, context)
    is_reserved = judgement.outcome is Outcome.FAIL and bool(find_reservations(replace(case.seen, context=context)))
    answer = Answer.NO if is_reserved else read_answer(permission, judgement, duties)
    is_open = answer in {Answer.ASK, Answer.NO}
    return Cell(
        context=context,
        answer=answer,
        reason=read_reason(permission, judgement),
        obligation=permission,
        contact=find_contact(permission.check.params, case.seen) if is_open else "",
        duties=() if is_open else duties,
    )


def _is_of_nearest(obligation: Obligation) -> bool:
    return obligation.rule == PERMISSION_RULE and all(origin.hop == 0 for origin in obligation.origins)


def _ask_farther(judge: Judge, case: Case, obligations: tuple[Obligation, ...]) -> Iterator[tuple[Origin, str]]:
    """Yield what is known of the permissions of the hops behind the nearest one."""
    for obligation in obligations:
        if obligation.rule == PERMISSION_RULE and not _is_of_nearest(obligation):
            judgement = judge.weigh(case, obligation, case.context)
            yield obligation.origins[0], read_reason(obligation, judgement)
