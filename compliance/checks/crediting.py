"""Check kind `credits-origin`: every hop of the chain is named where readers look for credit."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.checks.judging import join_words, not_applicable, quote, settle
from compliance.checks.naming import names_of, names_origin
from compliance.checks.params import EVIDENCE, LOOK, Params, describe, make_schema
from compliance.checks.selecting import SELECTION, Selection, read_selection
from compliance.checks.telling import SOURCE, STORY, tell
from compliance.hookspecs import Check, KindExample
from compliance.model.evidence import Kind
from compliance.model.origin import Origin
from compliance.model.result import Finding, Judgement
from compliance.model.seen import Seen

PLACES_OF_CREDIT = (
    str(Kind.BYLINE),
    str(Kind.ORIGIN_STATEMENT),
    str(Kind.PUBLISHER),
    str(Kind.COPYRIGHT_NOTICE),
)


def judge(params: Params, seen: Seen) -> Judgement:
    """Pass if each hop is named in evidence of one of the kinds; a finding stands where the origin is known from."""
    if not seen.about:
        return not_applicable("no other origin is known")
    selection = read_selection(params, kinds=PLACES_OF_CREDIT)
    return settle(finding for hop in seen.about for finding in _judge_hop(hop, selection, seen))


def _judge_hop(hop: Origin, selection: Selection, seen: Seen) -> Iterator[Finding]:
    names = names_of(hop, seen.policies)
    naming = [item for item in selection.select_anywhere(seen) if names_origin(item, names)]
    if selection.keep(naming, seen):
        return
    if naming:
        yield Finding(f"{quote(hop.name)} is credited, but not {selection.placement.describe()}", naming[0].span)
        return
    kinds = join_words(kind.replace("-", " ") for kind in selection.kinds)
    yield Finding(f"{quote(hop.name)} is named in no {kinds}", hop.span)


CHECK = Check(
    "credits-origin",
    judge,
    make_schema(
        {
            **SELECTION,
            "evidence": describe(EVIDENCE, "kinds of evidence, one of which must name it", list(PLACES_OF_CREDIT)),
        }
    ),
    about="Each outlet that the article has come through is named where readers look for credit.",
    cost=f"{LOOK}, for each outlet of the chain",
    examples=(
        KindExample(
            "The copyright line names the outlet.",
            {"evidence": "copyright-notice"},
            passes=tell(STORY, SOURCE, "© 2024 Harbor Weekly"),
            fails=tell(STORY, SOURCE, "© 2024 Ann Author"),
        ),
        KindExample(
            "The outlet is named in the first paragraph.",
            {"placement": "first-paragraphs", "paragraphs": 1},
            passes=tell(SOURCE, STORY),
            fails=tell(STORY, "By noon it had gone.", SOURCE),
        ),
    ),
)
