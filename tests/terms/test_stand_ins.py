"""A license without a policy of its own: whose terms speak for it, and that the report says so."""

from pathlib import Path

import pytest

from compliance.api import Session
from compliance.model.context import ALWAYS
from compliance.model.policy import Authority, Clause, Confidence, Duty, Policy
from compliance.model.result import Outcome
from compliance.terms.directory import Directory
from compliance.terms.stand_ins import stand_in

BY_3 = Policy(
    "cc-by-3.0",
    "CC BY 3.0",
    Authority.LICENSE,
    license="CC-BY-3.0",
    confidence=Confidence.READ,
    duties=(
        Duty(
            "license/stated", params={"ids": ["CC-BY-3.0"]}, clause="the license is named", confidence=Confidence.READ
        ),
        Duty("license/shared", params={"ids": ["CC-BY-3.0", "LAL-1.3"]}, clause="the license is kept"),
    ),
    permissions=(Clause(ALWAYS, "it may be copied", confidence=Confidence.READ),),
    prohibitions=(Clause(ALWAYS, "it is not sold"),),
)
STORY = """# The tide that stayed

By Ann Author

The water did not leave the market square until noon.

This article was originally published by [Harbor Weekly](https://harborweekly.example/2024/05/tide) under a
[{name}]({deed}) license.
"""


def test_a_license_with_a_policy_of_its_own_is_left_as_it_is():
    assert stand_in(BY_3, "CC-BY-3.0") is BY_3


def test_a_port_has_the_terms_of_the_unported_license_and_every_clause_says_so():
    lent = stand_in(BY_3, "CC-BY-3.0-US")
    clauses = [part.clause for part in (*lent.duties, *lent.permissions, *lent.prohibitions)]
    assert clauses == [
        "the license is named (known of CC-BY-3.0, the unported license of CC-BY-3.0-US)",
        "the license is kept (known of CC-BY-3.0, the unported license of CC-BY-3.0-US)",
        "it may be copied (known of CC-BY-3.0, the unported license of CC-BY-3.0-US)",
        "it is not sold (known of CC-BY-3.0, the unported license of CC-BY-3.0-US)",
    ]
    assert (lent.confidence, lent.duties[0].confidence) == (Confidence.READ, Confidence.READ)
    assert lent.duties[0].params == {"ids": ["CC-BY-3.0"]}


@pytest.mark.parametrize("spdx", ["CC-BY-2.5", "CC-BY-2.0-DE", "LicenseRef-CC-BY"])
def test_of_another_version_nothing_is_better_than_recalled(spdx):
    lent = stand_in(BY_3, spdx)
    parts = (*lent.duties, *lent.permissions, *lent.prohibitions)
    assert lent.confidence is Confidence.RECALLED
    assert {part.confidence for part in parts} == {None}
    assert all(part.clause.endswith(f"(known of CC-BY-3.0, in the place of {spdx})") for part in parts)


def test_another_version_is_asked_for_under_its_own_name():
    lent = stand_in(BY_3, "CC-BY-2.5")
    assert [duty.params["ids"] for duty in lent.duties] == [["CC-BY-2.5"], ["CC-BY-2.5", "CC-BY-3.0", "LAL-1.3"]]


def test_a_license_named_without_its_version_is_taken_for_the_latest():
    assert Directory([BY_3]).license("LicenseRef-CC-BY") is BY_3


def test_a_port_with_a_policy_of_its_own_never_speaks_for_another():
    igo = Policy("cc-by-3.0-igo", "CC BY 3.0 IGO", Authority.LICENSE, license="CC-BY-3.0-IGO")
    directory = Directory([igo, BY_3])
    assert directory.license("CC-BY-3.0-IGO") is igo
    assert directory.license("CC-BY-3.0-US") is BY_3
    assert Directory([igo]).license("CC-BY-2.0") is None


def check(tmp_path: Path, name: str, deed: str):
    story = tmp_path / "story.md"
    story.write_text(STORY.format(name=name, deed=deed), "utf-8")
    (article,) = Session().check([str(story)]).articles
    return {result.obligation.rule: result for result in article.results}


def test_a_report_on_a_port_passes_and_names_the_license_it_was_judged_by(tmp_path):
    results = check(tmp_path, "CC BY 3.0 US", "https://creativecommons.org/licenses/by/3.0/us/")
    granted = results["permission/use-granted"]
    assert granted.outcome is Outcome.PASS
    assert granted.obligation.clause.endswith("(known of CC-BY-3.0, the unported license of CC-BY-3.0-US)")


def test_a_report_on_an_old_version_only_asks(tmp_path):
    results = check(tmp_path, "CC BY 2.5", "https://creativecommons.org/licenses/by/2.5/")
    granted = results["permission/use-granted"]
    assert granted.outcome is Outcome.REVIEW
    assert granted.obligation.clause.endswith("(known of CC-BY-4.0, in the place of CC-BY-2.5)")
    assert results["license/linked"].outcome is Outcome.PASS
