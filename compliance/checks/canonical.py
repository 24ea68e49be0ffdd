"""Check kind `canonical-to-origin`: a canonical address, where the page gives one, is the original's."""

from __future__ import annotations

from compliance.checks.judging import about, not_applicable, settle
from compliance.checks.naming import hosts_of
from compliance.checks.params import LOOK, Params, make_schema
from compliance.checks.telling import ADDRESS, LINKED, SOURCE, STORY, tell, tell_page
from compliance.hookspecs import Check, KindExample
from compliance.hyperlinks import host_of
from compliance.model.evidence import CanonicalUrl, Kind, LinkValue, Target
from compliance.model.result import Judgement
from compliance.model.seen import Seen
from compliance.terms.origins import leads_to


def judge(params: Params, seen: Seen) -> Judgement:
    """Pass if every canonical address leads to a hop of the chain; without one nothing is judged."""
    found = [
        (item, item.value.url)
        for item in seen.of_kind(Kind.CANONICAL_URL, scope=None)
        if isinstance(item.value, CanonicalUrl)
    ]
    if not found or not seen.about:
        return not_applicable("the page gives no canonical address, or no other origin is known")
    return settle(about(item, "is not the address of the original") for item, url in found if not _leads(url, seen))


def _leads(url: str, seen: Seen) -> bool:
    value = LinkValue(url, Target.DEEP, host_of(url), "")
    return any(leads_to(origin, value, hosts_of(origin, seen.policies)) for origin in seen.about)


CHECK = Check(
    "canonical-to-origin",
    judge,
    make_schema({}),
    about="A canonical address, where the page gives one, is the original's.",
    cost=LOOK,
    examples=(
        KindExample(
            "The page's head may name the original as canonical, and nothing else.",
            {},
            passes=tell_page(f'<link rel="canonical" href="{ADDRESS}">', STORY, LINKED),
            fails=tell_page('<link rel="canonical" href="https://meadowpost.example/tide">', STORY, LINKED),
            format="html",
        ),
        KindExample(
            "Front matter is held to the same.",
            {},
            passes=tell(f"---\ncanonical_url: {ADDRESS}\n---\n{STORY}", SOURCE),
            fails=tell(f"---\ncanonical_url: https://meadowpost.example/tide\n---\n{STORY}", SOURCE),
        ),
    ),
)
