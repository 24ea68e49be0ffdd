"""Check kind `permission`: what the terms decided on the use, seen together with what the article says of its reuse."""

from __future__ import annotations

from collections.abc import Sequence, Set

from msgspec.structs import replace

from compliance.checks.judging import PASSED, about, fail, review
from compliance.checks.naming import is_name, names_of
from compliance.checks.params import LOOK, Params, describe, make_schema, one_of, read_text, read_texts
from compliance.checks.telling import SOURCE, STORY, tell
from compliance.hookspecs import Check, KindExample
from compliance.model.article import Scope
from compliance.model.context import QUESTIONS, Context
from compliance.model.evidence import Evidence, Kind, PermissionStatement, Reservation
from compliance.model.result import Finding, Judgement, Outcome
from compliance.model.seen import Seen

_OWN = frozenset({Scope.ARTICLE, Scope.SITE})
_OF_DATASETS = frozenset({"no-ai-training", "no-tdm"})
"""Reservations that keep an article out of a dataset (Directive (EU) 2019/790, Art. 4), whatever its terms permit."""
_RESERVED = "the rights that a dataset needs are reserved"

Statements = Sequence[tuple[Evidence, PermissionStatement]]


def judge(params: Params, seen: Seen) -> Judgement:
    """Turn the decision of the terms into an outcome; what the article itself forbids, no terms of its outlet permit.

    A recorded permission is the rights holder's own word for this use: it goes before what the page says to all.
    """
    statements = _find_statements(seen)
    match read_text(params, "decision", "none"):
        case "recorded":
            return Judgement(Outcome.PASS, message=f"{read_text(params, 'record')} covers this use")
        case "unfit":
            message = f"{read_text(params, 'record')} does not cover this use: {read_text(params, 'reason')}"
            remedy = f"renew or mend the record, or {_ask(_find_contact(params, statements), params)}"
            return fail([Finding(message)], message=message, remedy=remedy)
    if reserved := find_reservations(seen):
        remedy = f"leave it out, or {_ask(_find_contact(params, statements), params)}"
        return fail((about(item, "reserves them") for item in reserved), message=_RESERVED, remedy=remedy)
    return _judge_terms(params, statements, seen)


def _judge_terms(params: Params, statements: Statements, seen: Seen) -> Judgement:
    limits = [pair for pair in statements if pair[1].effect == "restriction" and _covers(pair[1], seen.context)]
    decision = read_text(params, "decision", "none")
    marks = [pair for pair in statements if _is_mark(*pair, seen.context)]
    if marks and decision in {"granted", "recalled", "unknown"}:
        return _obey_marks(params, statements, marks, seen)
    match decision:
        case "granted":
            if terms := find_reservations(seen, {"machine-terms"}):
                message = "the terms permit this use, and those for machines are for a person to read"
                return review([about(item, "leads to terms for machines") for item in terms], message=message)
            if not limits:
                return PASSED
            return review(
                _point(limits, "restricts this use"), message="the terms permit this use, the site around it does not"
            )
        case "recalled":
            message = "the terms seem to permit this use, but are known from memory only"
            return review([Finding(message)], message=message, remedy="compare the terms, and keep a copy of them")
        case "prohibited":
            return _prohibit(params, statements, limits)
        case "unknown":
            asked = [QUESTIONS.get(key, key) for key in read_texts(params, "unknown")]
            findings = _point(statements, "speaks of reuse") or map(Finding, asked)
            message = " ".join(filter(None, (*asked, _limit_record(params))))
            return review(findings, message=message, unknown=read_texts(params, "unknown"))
        case _:
            return _judge_own_words(params, statements, limits, seen)


def _is_mark(item: Evidence, statement: PermissionStatement, context: Context) -> bool:
    """Whether the article itself, not the site around it, forbids this use or any: "not for republication"."""
    covers = statement.effect == "restriction" and _covers(statement, context)
    return item.scope is Scope.ARTICLE and (covers or _is_general(item, statement))


def _obey_marks(params: Params, statements: Statements, marks: Statements, seen: Seen) -> Judgement:
    """Let a mark on the item beat the terms of its outlet; a person looks where the item says both."""
    ask = _ask(_find_contact(params, statements), params)
    allowing = [
        pair for pair in statements if pair[1].effect in {"grant", "obtained"} and _allows(pair[1], seen.context)
    ]
    if allowing or seen.of_kind(Kind.LICENSE_GRANT):
        message = "the article itself restricts this use, and permits it elsewhere"
        return replace(review(_point(marks, "restricts this use"), message=message, remedy=ask), is_of_item=True)
    message = "the article itself restricts this use, whatever its outlet permits"
    return replace(fail(_point(marks, "restricts this use"), message=message, remedy=ask), is_of_item=True)


def find_reservations(seen: Seen, kinds: Set[str] = _OF_DATASETS) -> list[Evidence]:
    """Return what may keep the nearest hop's article out of a dataset, in words or by marks for machines."""
    if seen.context.get("medium") != "dataset" or (seen.about and all(hop.hop > 0 for hop in seen.about)):
        return []
    return [
        item
        for item in seen.of_kind(Kind.RESERVATION, scope=None)
        if item.scope in _OWN and isinstance(item.value, Reservation) and item.value.what in kinds
    ]


def _limit_record(params: Params) -> str:
    """Return that a permission is recorded, and that it does not settle the matter; empty where there is none."""
    record = read_text(params, "record")
    return f"{record} does not say" if record else ""


def _prohibit(params: Params, statements: Statements, limits: Statements) -> Judgement:
    obtained = [pair for pair in statements if pair[1].effect == "obtained"]
    clauses = [read_text(params, "clause") or "the terms do not permit this use", *read_texts(params, "also")]
    clause = "; ".join(clauses)
    if record := read_text(params, "record"):
        message = f"{clause}; {record} does not speak of that"
        return fail([Finding(message)], message=message, remedy=_ask(_find_contact(params, statements), params))
    if obtained:
        message = f"{clause}; the article says that permission was given"
        return review(_point(obtained, "is to be proved"), message=message, remedy="keep the proof of the permission")
    findings = _point(limits, "restricts this use")
    return fail(
        findings or map(Finding, clauses), message=clause, remedy=_ask(_find_contact(params, statements), params)
    )


def _judge_own_words(params: Params, statements: Statements, limits: Statements, seen: Seen) -> Judgement:
    """Judge a use that no known terms speak of by what the article itself says."""
    if limits:
        remedy = _ask(_find_contact(params, statements), params)
        return fail(
            _point(limits, "restricts this use"), message="the article itself restricts this use", remedy=remedy
        )
    asking = [pair for pair in statements if pair[1].effect in {"grant", "restriction"} and pair[1].uses]
    if asking and seen.context.get("use") is None:
        return review(_point(asking, "speaks of reuse"), message=QUESTIONS["use"], unknown=["use"])
    grants = [pair for pair in statements if pair[1].effect in {"grant", "obtained"} and _allows(pair[1], seen.context)]
    if grants:
        message = "the article itself seems to permit this use: confirm it"
        return review(
            _point(grants, "speaks of reuse"), message=message, remedy="read the words, and keep them as proof"
        )
    reserved = [about(item, "reserves rights") for item in seen.of_kind(Kind.RESERVATION) if _is_of_reuse(item)]
    reserved.extend(_point([pair for pair in statements if _is_general(*pair)], "restricts reuse"))
    message = f"no terms of {_owner(params)} are known that speak of this use"
    return review(
        reserved or [Finding(message)], message=message, remedy=_ask(_find_contact(params, statements), params)
    )


def _find_statements(seen: Seen) -> Statements:
    """Return what is said of the reuse of the hops in question; what another hop says of its own works is left out.

    Words that name nobody are those of the outlet that the copy was taken from.
    """
    others = [names_of(hop, seen.policies) for hop in seen.origins if hop not in seen.about] if seen.about else []
    is_nearest = not seen.about or any(hop.hop == 0 for hop in seen.about)
    return [
        (item, item.value)
        for item in seen.of_kind(Kind.PERMISSION_STATEMENT, scope=None)
        if isinstance(item.value, PermissionStatement)
        and item.scope in _OWN
        and (is_nearest or item.value.grantor)
        and not any(is_name(item.value.grantor, names) for names in others)
    ]


def _covers(statement: PermissionStatement, context: Context) -> bool:
    """Whether a restriction speaks of the use or the medium of the context.

    The web beside a use ("commercial internet sites") is that use on the web, not the whole web.
    """
    use, medium = context.get("use"), context.get("medium")
    if use in statement.uses or medium in statement.uses:
        return True
    return medium in statement.media and not (medium == "web" and statement.uses)


def _is_general(item: Evidence, statement: PermissionStatement) -> bool:
    """Whether the article restricts its reuse, whatever the use is."""
    named = statement.uses or statement.media or statement.conditions
    return statement.effect == "restriction" and item.scope is Scope.ARTICLE and not named


def _allows(statement: PermissionStatement, context: Context) -> bool:
    """Whether a grant leaves room for the use and the medium, as far as either is said."""
    use, medium = context.get("use"), context.get("medium")
    return (not statement.uses or use in statement.uses) and (not statement.media or medium in statement.media)


def _is_of_reuse(item: Evidence) -> bool:
    return isinstance(item.value, Reservation) and item.value.what in {"all-rights-reserved", "no-reproduction"}


def _point(statements: Statements, message: str) -> list[Finding]:
    return [about(item, message) for item, _ in statements]


def find_contact(params: Params, seen: Seen) -> str:
    """Return whom to ask: the contact that the article itself gives, else the terms', else the owner by name."""
    return _find_contact(params, _find_statements(seen)) or _owner(params)


def _find_contact(params: Params, statements: Statements) -> str:
    """Return the contact that the article itself gives, else the policy's."""
    own = (statement.contact for _, statement in statements if statement.contact)
    return next(own, read_text(params, "contact"))


def _ask(contact: str, params: Params) -> str:
    return f"ask {contact} for permission" if contact else f"ask {_owner(params)} for permission"


def _owner(params: Params) -> str:
    return read_text(params, "policy_name") or "the rights holder"


_TEXT = {"type": "string"}
_BAN = "This article is not for republication."
CHECK = Check(
    "permission",
    judge,
    make_schema(
        {
            "decision": describe(
                one_of(["granted", "recalled", "prohibited", "unknown", "none", "recorded", "unfit"]),
                "what the terms decided; the terms themselves put it in, as all other parameters of this kind",
                "none",
            ),
            "record": describe(_TEXT, "the recorded permission, in words; left out, there is none"),
            "reason": describe(_TEXT, "why the recorded permission does not cover the use; left out, it does"),
            "clause": describe(_TEXT, "the clause that forbids the use; left out, that the terms do not permit it"),
            "also": describe({"type": "array", "items": _TEXT}, "further clauses that forbid it", []),
            "policy_name": describe(_TEXT, "whose terms they are; left out, the rights holder's"),
            "contact": describe(_TEXT, "whom to ask for permission; left out, the rights holder"),
            "unknown": describe(
                {"type": "array", "items": one_of(list(QUESTIONS))},
                "keys of the context that would decide it",
                [],
            ),
        }
    ),
    about="What the terms decided on the use, seen together with what the article itself says of its reuse.",
    cost=LOOK,
    examples=(
        KindExample(
            "The terms permit the use, and the article does not speak against it.",
            {"decision": "granted"},
            passes=tell(STORY, SOURCE),
            fails=tell(STORY, SOURCE, _BAN),
        ),
        KindExample(
            "The terms permit a dataset, and the page reserves no rights to it.",
            {"decision": "granted"},
            passes=tell(STORY, SOURCE),
            fails=tell(STORY, SOURCE, "This article may not be used to train artificial intelligence."),
            context={"medium": "dataset"},
        ),
    ),
)
