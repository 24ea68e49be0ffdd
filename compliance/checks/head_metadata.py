"""Check kind `head-metadata`: the page's head, or the front matter, says something to machines, or does not."""

from __future__ import annotations

from compliance.checks.counting import COUNT_ORDER, COUNTS, judge_count
from compliance.checks.destinations import ORIGIN, leads
from compliance.checks.judging import not_applicable, quote, review
from compliance.checks.params import FLAG, TEXTS, Params, make_schema, read_texts
from compliance.checks.wording import PATTERNS, Matcher, Wording
from compliance.hookspecs import Check
from compliance.model.article import Carrier, Field
from compliance.model.result import Finding, Judgement
from compliance.model.seen import Seen


def judge(params: Params, seen: Seen) -> Judgement:
    """Pass if as many fields of the names as must be have the value; a text without a head leaves it to a person."""
    names, hosts = read_texts(params, "fields"), read_texts(params, "to")
    matcher = Wording(read_texts(params, "any_of")).fill(seen)
    if ORIGIN in hosts and not seen.about:
        return not_applicable("no other origin is known")
    fields = [field for field in seen.article.fields if _name(field) in names] if seen.article else []
    if not fields and params.get("if_any"):
        return not_applicable("the page says nothing of it")
    if not fields and not _has_head(seen):
        question = f"what does the head of the published page say of {', '.join(names)}?"
        return review([Finding(question)], message=question)
    reasons = {id(field): reason for field in fields if (reason := _find_fault(field, hosts, matcher, seen))}
    found = [Finding(_show(field), field.span) for field in fields if id(field) not in reasons]
    near = (Finding(f"{_show(f)} {reasons[id(f)]}", f.span) for f in fields if id(f) in reasons)
    return judge_count(params, found, near, f"the page's head says nothing of {', '.join(names)}")


def _find_fault(field: Field, hosts: tuple[str, ...], matcher: Matcher, seen: Seen) -> str:
    if hosts and not leads(field.value, hosts, seen):
        return "leads elsewhere"
    if matcher and not matcher.matches(field.value):
        return "says something else"
    return ""


def _name(field: Field) -> str:
    """Return a field's name without the element that it comes from, and as it is written in HTML."""
    return field.name.removeprefix("link:").removeprefix("a:").replace("_", "-")


def _has_head(seen: Seen) -> bool:
    """Whether the article is a whole page: a text, or a piece of one, gets its head from a template."""
    return any(field.carrier in {Carrier.META, Carrier.REL} for field in (seen.article.fields if seen.article else ()))


def _show(field: Field) -> str:
    return f"{_name(field)} {quote(field.value)}"


CHECK = Check(
    "head-metadata",
    judge,
    make_schema(
        {"fields": TEXTS, "to": TEXTS, "any_of": PATTERNS, "if_any": FLAG, **COUNTS},
        required=["fields"],
        ordered=COUNT_ORDER,
    ),
)
