"""Check kind `licenses-compatible`: changed texts, images, and their use."""

from pathlib import Path

import pytest

from compliance.api import Session
from compliance.checks.compatibility import CHECK
from compliance.model.article import Scope
from compliance.model.context import BUILT_IN_CONTEXT, Context
from compliance.model.evidence import Evidence, ImageCredit, Kind, LicenseStatement, OriginStatement
from compliance.model.origin import Origin
from compliance.model.policy import Authority, Policy
from compliance.model.result import Outcome
from compliance.model.seen import Seen
from compliance.model.settings import Settings
from compliance.model.source import Span

HARBOR = Origin("Harbor Weekly", policy="harbor")
SHARE_ALIKE = Policy("harbor", "Harbor Weekly", Authority.PUBLISHER, license="CC-BY-SA-4.0")
NO_CHANGES = Policy("harbor", "Harbor Weekly", Authority.PUBLISHER, license="CC-BY-ND-4.0")


def grant(spdx, start=50, scope=Scope.ARTICLE, trust=50):
    value = LicenseStatement(spdx)
    return Evidence(Kind.LICENSE_GRANT, value, f"licensed under {spdx}", Span(start, start + 5), scope, trust=trust)


def photo(spdx, start=10):
    words = f"Photo: Ann Author / {spdx}"
    return Evidence(Kind.IMAGE_CREDIT, ImageCredit("Ann Author", spdx), words, Span(start, start + 5), Scope.IMAGE)


def judge(*evidence, policy=None, parts=(), **context):
    about = (HARBOR,) if policy else ()
    seen = Seen(evidence, Context(context), about, about, (policy,) if policy else ())
    return CHECK.judge({"parts": list(parts)} if parts else {}, seen)


def outcome(*evidence, **given):
    return judge(*evidence, **given).outcome


def test_where_no_license_meets_another_there_is_nothing_to_judge():
    assert outcome() is Outcome.NOT_APPLICABLE
    assert outcome(grant("CC-BY-4.0"), use="commercial") is Outcome.NOT_APPLICABLE
    assert outcome(photo(""), use="commercial") is Outcome.NOT_APPLICABLE


def test_a_changed_text_keeps_a_license_that_shares_alike():
    assert outcome(grant("CC-BY-SA-4.0"), policy=SHARE_ALIKE, translated="yes") is Outcome.PASS
    assert outcome(grant("CC-BY-4.0"), policy=SHARE_ALIKE, translated="yes") is Outcome.FAIL
    assert outcome(grant("CC-BY-4.0"), policy=SHARE_ALIKE, edited="no", translated="no") is Outcome.NOT_APPLICABLE


def test_whether_a_text_was_changed_is_asked_where_it_matters():
    judgement = judge(grant("CC-BY-4.0"), policy=SHARE_ALIKE, edited="no")
    assert (judgement.outcome, judgement.unknown) == (Outcome.REVIEW, ("translated",))
    assert judgement.message.startswith("is it a translation (translated=yes or no)? depending on that: made of a text")
    assert outcome(grant("CC-BY-SA-4.0"), policy=SHARE_ALIKE) is Outcome.PASS


def test_one_of_several_grants_that_fits_is_enough():
    given = (grant("CC-BY-SA-4.0", trust=40), grant("CC-BY-4.0", 90, trust=80))
    assert outcome(*given, policy=SHARE_ALIKE, edited="yes") is Outcome.PASS


def test_a_finding_stands_at_the_license_and_names_its_source():
    (finding,) = judge(grant("CC-BY-4.0"), policy=SHARE_ALIKE, edited="yes").findings
    assert finding.span == Span(50, 55)
    assert finding.message == (
        "made of a text under CC-BY-SA-4.0, a changed one stands under CC-BY-4.0: an adaptation keeps the same license "
        "elements (https://creativecommons.org/licenses/by-sa/4.0/)"
    )


def test_a_statement_of_origin_can_name_the_license_of_the_original():
    value = OriginStatement("republished", "Harbor Weekly", license_id="CC-BY-SA-4.0")
    statement = Evidence(Kind.ORIGIN_STATEMENT, value, "republished from Harbor Weekly", Span(0, 5))
    assert outcome(statement, grant("CC-BY-NC-SA-4.0"), edited="yes") is Outcome.FAIL


def test_a_mixed_text_answers_to_the_license_of_each_of_its_parts():
    value = OriginStatement("republished", "Meadow Post", license_id="CC-BY-NC-SA-4.0")
    statement = Evidence(Kind.ORIGIN_STATEMENT, value, "republished from Meadow Post", Span(0, 5))
    assert outcome(statement, grant("CC-BY-SA-4.0"), policy=SHARE_ALIKE, edited="yes") is Outcome.FAIL


def test_whether_a_text_may_be_changed_at_all_is_no_matter_of_compatibility():
    assert outcome(grant("CC-BY-ND-4.0"), policy=NO_CHANGES, edited="yes") is Outcome.NOT_APPLICABLE


def test_a_noncommercial_image_is_no_part_of_commercial_use():
    judgement = judge(photo("CC-BY-NC-4.0"), use="commercial")
    assert judgement.outcome is Outcome.FAIL
    assert judgement.findings[0].message.startswith(
        '"Photo: Ann Author / CC-BY-NC-4.0" is under CC-BY-NC-4.0: it rules'
    )
    assert outcome(photo("CC-BY-NC-4.0"), use="nonprofit") is Outcome.PASS
    assert outcome(photo("CC-BY-ND-4.0"), parts=["use"], use="commercial") is Outcome.PASS


def test_who_uses_a_noncommercial_image_is_asked():
    judgement = judge(photo("CC-BY-NC-4.0"))
    assert (judgement.outcome, judgement.unknown) == (Outcome.REVIEW, ("use",))


@pytest.mark.parametrize(
    ("image", "article", "expected"),
    [
        ("CC-BY-2.0", "CC-BY-ND-4.0", Outcome.PASS),
        ("CC-BY-SA-4.0", "CC-BY-SA-4.0", Outcome.PASS),
        ("CC-BY-SA-4.0", "CC-BY-ND-4.0", Outcome.REVIEW),
        ("CC-BY-NC-4.0", "CC-BY-4.0", Outcome.REVIEW),
    ],
)
def test_an_image_under_another_license_is_a_matter_of_collection_or_adaptation(image, article, expected):
    assert outcome(photo(image), grant(article), parts=["images"]) is expected


def test_a_license_beside_an_image_counts_once_and_one_without_a_credit_counts_too():
    twice = judge(photo("CC-BY-SA-4.0"), grant("CC-BY-SA-4.0", 12, Scope.IMAGE), parts=["images"])
    assert len(twice.findings) == 1
    alone = judge(grant("CC-BY-SA-4.0", 12, Scope.IMAGE), parts=["images"])
    assert [finding.span for finding in alone.findings] == [Span(12, 17)]


def test_what_fails_hides_what_is_only_doubtful():
    judgement = judge(photo("CC-BY-SA-4.0"), photo("CC-BY-NC-4.0", 30), use="commercial")
    assert judgement.outcome is Outcome.FAIL
    assert [finding.span for finding in judgement.findings] == [Span(30, 35)]


def test_the_house_asks_it_of_every_article(tmp_path: Path):
    story = tmp_path / "story.md"
    story.write_text(
        "# The tide\n\nThe water stayed.\n\n![Square](a.jpg)\n\nPhoto: Ann Author, CC BY-NC 4.0\n", "utf-8"
    )
    settings = Settings(context=BUILT_IN_CONTEXT.including({"use": "commercial"}))
    (article,) = Session(settings).check([str(story)]).articles
    found = [result for result in article.results if result.obligation.rule == "license/compatible"]
    assert [(result.obligation.severity, result.outcome) for result in found] == [
        ("error", "fail"),
        ("warning", "pass"),
    ]


def test_the_license_in_the_statement_of_origin_is_the_originals_and_not_the_articles():
    value = OriginStatement("translation", "Harbor Weekly", license_id="CC-BY-SA-4.0")
    statement = Evidence(Kind.ORIGIN_STATEMENT, value, "translated from Harbor Weekly", Span(40, 60))
    own, original = grant("CC-BY-4.0", 90), grant("CC-BY-SA-4.0", 50)
    assert outcome(statement, original, own, translated="yes") is Outcome.FAIL
    assert outcome(statement, original, translated="yes") is Outcome.PASS
