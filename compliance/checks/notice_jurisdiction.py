"""Check kind `notice-jurisdiction`: the law that a notice calls upon holds where the article appears."""

from __future__ import annotations

from collections.abc import Mapping

from compliance.checks.judging import about, fail, join_words, not_applicable
from compliance.checks.params import LOOK, TEXTS, Params, make_schema, read_choices
from compliance.checks.selecting import SELECTION, WHOLE_PAGE, read_selection
from compliance.checks.telling import NOTICE, STORY, tell
from compliance.hookspecs import Check, KindExample
from compliance.model.article import Scope
from compliance.model.evidence import FairUseNotice, Kind
from compliance.model.result import Judgement, Outcome
from compliance.model.seen import Seen


def judge(params: Params, seen: Seen) -> Judgement:
    """Fail for a notice that calls upon another country's law; it says nothing of a notice that names no law.

    Where the context names no country, nothing is judged: the laws that notices call upon ask for it themselves.
    """
    selection = read_selection({"scopes": [Scope.ARTICLE, Scope.SITE], **params}, kinds=(Kind.FAIR_USE_NOTICE,))
    laws = read_choices(params, "laws")
    notices = [
        (item, countries)
        for item in selection.select(seen)
        if isinstance(item.value, FairUseNotice) and (countries := _find_countries(item.value, laws))
    ]
    here = seen.context.get("jurisdiction")
    if not notices:
        return not_applicable("there is no notice that calls upon a law")
    if here is None:
        return not_applicable("it is not said which country's law applies")
    foreign = [(item, countries) for item, countries in notices if here not in countries]
    if not foreign:
        message = "the law that the notice calls upon holds here; whether it covers the use, the notice does not prove"
        return Judgement(Outcome.PASS, message=message)
    return fail(
        about(item, f"calls upon a law of {join_words(sorted(countries), 'or')}, not of {here}")
        for item, countries in foreign
    )


def _find_countries(notice: FairUseNotice, laws: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Return the countries whose law a notice names, by its words or by the parts that it has."""
    if notice.jurisdiction:
        return frozenset({notice.jurisdiction})
    return frozenset(country for slot in notice.slots for country in laws.get(slot, ()))


CHECK = Check(
    "notice-jurisdiction",
    judge,
    make_schema(
        {
            **{key: SELECTION[key] for key in ("where", "carriers")},
            "scopes": WHOLE_PAGE,
            "laws": {
                "type": "object",
                "description": "parts of a notice, each with the countries (ISO 3166-1) in whose law it is at home",
                "additionalProperties": TEXTS,
            },
        },
        required=["laws"],
    ),
    about="The law that a notice calls upon holds where the article appears.",
    cost=LOOK,
    examples=(
        KindExample(
            "A section of the law of the United States is cited nowhere else.",
            {"laws": {"section": "US"}},
            passes=tell(STORY),
            fails=tell(STORY, NOTICE),
            context={"jurisdiction": "DE"},
        ),
        KindExample(
            "Fair dealing is called upon in countries that have it.",
            {"laws": {"fair-dealing": ["GB", "CA", "AU"], "section": "US"}},
            passes=tell(STORY, "This extract is shown as fair dealing for the purpose of criticism and review."),
            fails=tell(STORY, NOTICE),
            context={"jurisdiction": "GB"},
        ),
    ),
)
