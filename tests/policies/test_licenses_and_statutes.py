"""Invented stories under real licenses and laws, judged as their terms say."""

from functools import cache
from pathlib import Path

import pytest
import yaml

from compliance.api import Session
from compliance.config import parse_context
from compliance.model.context import BUILT_IN_CONTEXT
from compliance.model.policy import Authority
from compliance.model.settings import Settings
from compliance.spdx import find_license_of_url

FACTS = Path(__file__).parents[3] / "shared" / "policies" / "policies.yaml"

STORY = """# The tide that stayed

By Ann Author

The water did not leave the market square until noon.

This article was originally published by [Harbor Weekly](https://harborweekly.example/2024/05/tide) and is republished
under {license}.
"""
TRANSLATION = """# Die Flut, die blieb

Von Ann Author

Das Wasser blieb bis zum Mittag auf dem Marktplatz.

Dieser Artikel erschien zuerst bei [Harbor Weekly](https://harborweekly.example/2024/05/tide) unter {original}. Aus dem
Englischen übersetzt von Bo Bach. Diese Übersetzung steht unter {license}.
"""
AGENCY = """# The storm that turned

By Ann Author

The storm turned before it reached the coast.

This article was originally published by [the agency]({url}).
"""
DEEDS = {
    "BY 4.0": "[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/)",
    "BY-SA 4.0": "[CC BY-SA 4.0](https://creativecommons.org/licenses/by-sa/4.0/)",
    "BY-SA 3.0": "[CC BY-SA 3.0](https://creativecommons.org/licenses/by-sa/3.0/)",
    "BY-NC 4.0": "[CC BY-NC 4.0](https://creativecommons.org/licenses/by-nc/4.0/)",
    "BY-ND 4.0": "[CC BY-ND 4.0](https://creativecommons.org/licenses/by-nd/4.0/)",
    "BY-NC-SA 3.0": "[CC BY-NC-SA 3.0](https://creativecommons.org/licenses/by-nc-sa/3.0/)",
    "BY-NC-ND 3.0": "[CC BY-NC-ND 3.0](https://creativecommons.org/licenses/by-nc-nd/3.0/)",
    "BY-NC-ND 4.0": "[CC BY-NC-ND 4.0](https://creativecommons.org/licenses/by-nc-nd/4.0/)",
    "BY 3.0 IGO": "[CC BY 3.0 IGO](https://creativecommons.org/licenses/by/3.0/igo/)",
    "BY-SA 3.0 DE": "[CC BY-SA 3.0 DE](https://creativecommons.org/licenses/by-sa/3.0/de/)",
    "BY 2.0": "[CC BY 2.0](https://creativecommons.org/licenses/by/2.0/)",
    "CC0": "[CC0 1.0](https://creativecommons.org/publicdomain/zero/1.0/)",
    "OGL": "the [Open Government Licence v3.0](https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/)",
}


@cache
def session(context):
    return Session(Settings(context=BUILT_IN_CONTEXT.including(parse_context(context.split()))))


def judge_all(text, context):
    """Return the results on a story."""
    used = session(context)
    report, problems = used.check_article(used.examiner.read_bytes("story.md", text.encode()))
    assert problems == []
    return report.results


def judge(text, context):
    """Return the results on a story, by rule and policy."""
    return {(result.obligation.rule, result.obligation.policy): result for result in judge_all(text, context)}


@pytest.mark.parametrize(
    ("license_", "policy", "context", "outcome"),
    [
        ("BY 4.0", "cc-by-4.0", "use=commercial edited=no", "pass"),
        ("BY 4.0", "cc-by-4.0", "use=commercial edited=yes", "pass"),
        ("BY-SA 4.0", "cc-by-sa-4.0", "use=commercial edited=yes", "pass"),
        ("BY-SA 3.0", "cc-by-sa-3.0", "use=commercial", "pass"),
        ("BY-SA 3.0 DE", "cc-by-sa-3.0", "use=commercial", "pass"),
        ("BY-NC 4.0", "cc-by-nc-4.0", "use=commercial", "review"),
        ("BY-NC 4.0", "cc-by-nc-4.0", "use=community", "review"),
        ("BY-ND 4.0", "cc-by-nd-4.0", "use=commercial edited=yes", "review"),
        ("BY-ND 4.0", "cc-by-nd-4.0", "use=commercial edited=no translated=no excerpt=yes", "review"),
        ("BY-NC-SA 3.0", "cc-by-nc-sa-3.0", "use=commercial", "review"),
        ("BY-NC-ND 3.0", "cc-by-nc-nd-3.0", "use=community edited=no translated=no excerpt=no", "review"),
        ("BY-NC-ND 4.0", "cc-by-nc-nd-4.0", "use=commercial", "review"),
        ("BY 3.0 IGO", "cc-by-3.0-igo", "use=commercial translated=yes", "pass"),
        ("BY 2.0", "cc-by-4.0", "use=commercial", "review"),
        ("CC0", "cc0-1.0", "use=commercial edited=yes", "review"),
        ("OGL", "ogl-uk-3.0", "use=commercial edited=yes", "pass"),
    ],
)
def test_a_use_is_permitted_as_the_license_says(license_, policy, context, outcome):
    """What is known from memory only is no more than a question: commercial use, changes, dedications."""
    found = judge(STORY.format(license=DEEDS[license_]), context)
    assert found["permission/use-granted", policy].outcome == outcome


@pytest.mark.parametrize(
    ("license_", "policy", "context", "clause"),
    [
        ("BY-NC 4.0", "cc-by-nc-4.0", "use=commercial", "the use is not primarily meant for commercial advantage"),
        (
            "BY-ND 4.0",
            "cc-by-nd-4.0",
            "translated=yes",
            "adapted material (edits, abridgement, translation) may be made",
        ),
        (
            "BY-NC-ND 3.0",
            "cc-by-nc-nd-3.0",
            "edited=yes use=personal",
            "adapted material (edits, abridgement, translation)",
        ),
    ],
)
def test_what_the_license_rules_out_is_said_in_its_clause(license_, policy, context, clause):
    result = judge(STORY.format(license=DEEDS[license_]), context)["permission/use-granted", policy]
    assert result.obligation.clause.startswith(clause)
    assert result.message.startswith(clause)
    assert result.message.endswith("the terms are known from memory only: compare them first")


@pytest.mark.parametrize(
    ("rule", "policy"),
    [
        ("license/no-further-restrictions", "cc-by-4.0"),
        ("license/warranty-notice-kept", "cc-by-4.0"),
        ("license/no-further-restrictions", "cc-by-sa-3.0"),
        ("license/warranty-notice-kept", "cc-by-sa-3.0"),
    ],
)
def test_what_only_a_person_sees_is_asked(rule, policy):
    deed = {"cc-by-4.0": "BY 4.0", "cc-by-sa-3.0": "BY-SA 3.0"}[policy]
    assert judge(STORY.format(license=DEEDS[deed]), "use=community")[rule, policy].outcome == "review"


@pytest.mark.parametrize(
    ("original", "license_", "outcome"),
    [
        ("BY-SA 3.0", "BY-SA 4.0", "pass"),
        ("BY-SA 3.0", "BY-SA 3.0 DE", "pass"),
        ("BY-SA 4.0", "BY-SA 4.0", "pass"),
        ("BY-SA 4.0", "BY-SA 3.0", "fail"),
        ("BY-SA 4.0", "BY 4.0", "fail"),
        ("BY 4.0", "BY-NC-ND 4.0", "pass"),
        ("BY-NC 4.0", "BY 4.0", "review"),
    ],
)
def test_a_translation_goes_into_a_license_that_fits(original, license_, outcome):
    deeds = {"original": DEEDS[original], "license": DEEDS[license_]}
    lone = TRANSLATION.replace("unter {original}. Aus", "(Lizenz: {original}). Aus").format(**deeds)
    found = [r for r in judge_all(lone, "translated=yes edited=no") if r.obligation.rule == "license/compatible"]
    assert [(r.obligation.severity, r.outcome) for r in found if r.outcome != "notApplicable"] == [("error", outcome)]


@pytest.mark.parametrize(
    ("context", "outcome"),
    [("jurisdiction=US", "pass"), ("", "review"), ("jurisdiction=DE", "review")],
)
def test_a_federal_agencys_text_is_free_in_the_united_states(context, outcome):
    found = judge(AGENCY.format(url="https://www.census.gov/news/2024-storm"), context)
    granted = [result for (rule, _), result in found.items() if rule == "permission/use-granted"]
    assert [result.outcome for result in granted] == [outcome]
    assert ("permission/partner-terms-kept", "us-17-105") in found


def test_another_outlets_text_is_no_work_of_the_government():
    found = judge(AGENCY.format(url="https://weather.example/news/2024-storm"), "jurisdiction=US")
    assert "us-17-105" not in {policy for _, policy in found}


@pytest.mark.parametrize(
    ("context", "policy", "rule"),
    [
        ("jurisdiction=US", "us-17-1202", "attribution/author-named"),
        ("jurisdiction=US", "us-17-1202", "copyright/notice-present"),
        ("jurisdiction=DE", "int-berne-6bis", "attribution/author-named"),
        ("jurisdiction=DE edited=yes", "int-berne-6bis", "integrity/not-distorted"),
        ("jurisdiction=DE excerpt=yes", "de-urhg-63", "source/origin-stated"),
        ("jurisdiction=GB excerpt=yes", "gb-cdpa-30", "attribution/title-stated"),
        ("jurisdiction=UK excerpt=yes", "gb-cdpa-30", "attribution/title-stated"),
        ("jurisdiction=FR excerpt=yes", "fr-cpi-l122-5", "permission/excerpt-short"),
        ("jurisdiction=FR medium=dataset", "eu-dsm-4", "permission/reservations-respected"),
    ],
)
def test_a_law_asks_where_it_holds(context, policy, rule):
    found = judge(STORY.format(license="its own terms").replace("By Ann Author\n", ""), context)
    assert found[rule, policy].obligation.applies.truth is True


def test_a_law_that_is_recalled_asks_beside_the_house_that_fails():
    found = judge(STORY.format(license="its own terms").replace("By Ann Author\n", ""), "jurisdiction=DE")
    assert found["attribution/author-named", "good-practice"].outcome == "fail"
    assert found["attribution/author-named", "int-berne-6bis"].outcome == "review"


@pytest.mark.parametrize("context", ["", "use=commercial", "use=commercial medium=print jurisdiction=DE"])
def test_the_press_publishers_right_is_silent_where_it_may_not_hold(context):
    found = judge(STORY.format(license="its own terms"), context)
    assert "eu-dsm-15" not in {policy for _, policy in found}


def test_the_press_publishers_right_asks_for_permission_and_a_license_is_one():
    context = "use=commercial jurisdiction=DE"
    without = judge(STORY.format(license="its own terms"), context)
    assert without["permission/use-granted", "eu-dsm-15"].outcome == "review"
    licensed = judge(STORY.format(license=DEEDS["BY 4.0"]), context)
    assert licensed["permission/use-granted", "cc-by-4.0"].outcome == "pass"


def test_a_notice_on_the_right_to_quote_is_weighed_by_the_law_that_it_names():
    text = STORY.format(license="its own terms") + "\nAuszüge werden nach dem Zitatrecht wiedergegeben.\n"
    found = judge(text, "")
    assert found["fair-use/exception-weighed", "de-urhg-63"].outcome == "review"
    assert found["fair-use/exception-weighed", "fr-cpi-l122-5"].outcome == "notApplicable"


@pytest.mark.parametrize("name", sorted(DEEDS))
def test_every_deed_leads_to_its_license(name):
    assert find_license_of_url(DEEDS[name].partition("(")[2].rstrip(")"))


@pytest.mark.shared
@pytest.mark.skipif(not FACTS.is_file(), reason="the facts are not kept here")
def test_every_fact_on_a_license_or_law_has_its_policy_with_its_confidence():
    facts = {fact["id"]: fact for fact in yaml.safe_load(FACTS.read_text("utf-8"))}
    known = {
        name: str(policy.confidence)
        for policy in Session().library.policies.values()
        if policy.authority in {Authority.LICENSE, Authority.STATUTE}
        for name in (policy.id, *policy.aliases, "us-gov-works" if policy.id == "us-17-105" else policy.id)
    }
    wanted = {id_: fact["confidence"] for id_, fact in facts.items() if fact["kind"] in {"license", "statute"}}
    assert len(wanted) == 27
    assert {id_: known.get(id_) for id_ in wanted} == wanted
