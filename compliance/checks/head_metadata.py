"""Check kind `head-metadata`: the page's head, or the front matter, says something to machines, or does not."""

from __future__ import annotations

from compliance.checks.counting import COUNT_ORDER, COUNTS, judge_count
from compliance.checks.destinations import ORIGIN, leads
from compliance.checks.judging import not_applicable, quote, review
from compliance.checks.params import FLAG, TEXTS, Params, describe, make_schema, read_texts
from compliance.checks.telling import ADDRESS, LINKED, STORY, tell_page
from compliance.checks.wording import PATTERNS, Matcher, Wording
from compliance.hookspecs import Check, KindExample
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
        {
            "fields": describe(TEXTS, "names of fields of the page's head or front matter, any of which will do"),
            "to": describe(TEXTS, "hosts that its address must lead to, or 'origin'; left out, any value will do"),
            "any_of": describe(PATTERNS, "patterns, one of which its value must hold; left out, any value will do"),
            "if_any": describe(FLAG, "ask nothing of a page that has no such field", default=False),
            **COUNTS,
        },
        required=["fields"],
        ordered=COUNT_ORDER,
    ),
    about="The page's head, or the front matter, says something to machines, or does not.",
    cost="one look at each field of the head and the front matter",
    examples=(
        KindExample(
            "The head names the original as the source.",
            {"fields": ["syndication-source", "original-source"], "to": "origin"},
            passes=tell_page(f'<meta name="syndication-source" content="{ADDRESS}">', STORY, LINKED),
            fails=tell_page('<meta name="author" content="Ann Author">', STORY, LINKED),
            format="html",
        ),
        KindExample(
            "Search engines are told not to index the page.",
            {"fields": "robots", "any_of": "\\bnoindex\\b"},
            passes=tell_page('<meta name="robots" content="noindex, follow">', STORY),
            fails=tell_page('<meta name="robots" content="index, follow">', STORY),
            format="html",
        ),
    ),
)
