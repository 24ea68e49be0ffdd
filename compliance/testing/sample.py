"""Reports made by hand: one with every outcome, severity, authority and kind of place, a clean and an empty one."""

from __future__ import annotations

from msgspec.structs import replace

from compliance.errors import Problem
from compliance.model.context import Answer, Context, Is
from compliance.model.origin import Origin
from compliance.model.permission import Permission, ProofState
from compliance.model.policy import Authority, Confidence
from compliance.model.result import (
    ArticleReport,
    Obligation,
    Outcome,
    PlacedFinding,
    Question,
    RecordFinding,
    Remark,
    Report,
    Result,
    Summary,
    Suppression,
    SuppressionKind,
    Verdict,
)
from compliance.model.rule import CheckSpec, Severity
from compliance.model.source import Place

CONTEXT = Context({"medium": "web", "use": "community"}, ("medium",))
CHECK = CheckSpec("requires")

LINK = Result(
    Obligation(
        rule="source/links-to-original",
        policy="lighthouse",
        authority=Authority.PUBLISHER,
        severity=Severity.ERROR,
        check=CHECK,
        message="no link leads to the original article",
        remedy="link to the address of the article",
        clause="Link to the original.",
        terms_url="https://lighthouse.example/terms",
        verified_on="2026-11-20",
        origins=(Origin("The Lighthouse"),),
        when=Is("medium", ("web", "app")),
        via="lighthouse-trust",
    ),
    Outcome.FAIL,
    "no link leads to the original article",
    "link to the address of the article",
    (
        PlacedFinding("[The Lighthouse](#) leads nowhere", Place(3, 4, 3, 23)),
        PlacedFinding("[原文](#) leads nowhere", Place(12, 1, 12, 8)),
        PlacedFinding("no address is given", None),
    ),
)
PERMISSION = Result(
    Obligation(
        rule="permission/use-granted",
        policy="",
        authority=Authority.ITEM,
        severity=Severity.ERROR,
        check=CHECK,
        message="it is not known whether the use is allowed",
        remedy="ask",
        confidence=Confidence.SECONDHAND,
        applies=Answer(None, ("ads",)),
        when=Is("ads", ("no",)),
        clause="Anybody may, without ads.",
    ),
    Outcome.REVIEW,
    "whether the use is allowed depends: is advertising sold around it (ads=yes or no)?",
    "answer the question",
)
CREDIT = Result(
    Obligation(
        rule="images/credited",
        policy="good-practice",
        authority=Authority.HOUSE,
        severity=Severity.WARNING,
        check=CHECK,
        message="an image has no credit",
        remedy="name who made it",
        clause="Credit images.",
    ),
    Outcome.FAIL,
    "an image has no credit",
    "name who made it",
    (PlacedFinding("an image has no credit", Place(7, 1, 7, 30)),),
)
BYLINE = Result(
    Obligation(
        rule="attribution/author-named",
        policy="cc-by-4.0",
        authority=Authority.LICENSE,
        severity=Severity.ERROR,
        check=CHECK,
        message="nobody is named",
        remedy="name the author",
        clause="Name the author.",
        terms_url="https://creativecommons.org/licenses/by/4.0/legalcode",
        confidence=Confidence.RECALLED,
    ),
    Outcome.PASS,
    "",
    "",
)
FAIR_USE = Result(
    Obligation(
        rule="fair-use/notice-present",
        policy="us-17-107",
        authority=Authority.STATUTE,
        severity=Severity.NOTE,
        check=CHECK,
        message="no fair-use notice",
        remedy="add one",
        applies=Answer(False),
    ),
    Outcome.NOT_APPLICABLE,
    "",
    "",
)

GUEST = ArticleReport(
    source="guest/旅行.md",
    verdict=Verdict.FAIL,
    origins=(
        Origin("The Lighthouse", "https://lighthouse.example/1", "lighthouse", hop=0),
        Origin("Дом", trust="link", author="Ann Author", relation="syndicated", hop=1),
    ),
    results=(LINK, CREDIT, PERMISSION, BYLINE, FAIR_USE),
    context=CONTEXT,
    questions=(Question("ads", ("item",)),),
    counts={Outcome.FAIL: 2, Outcome.REVIEW: 1, Outcome.PASS: 1, Outcome.NOT_APPLICABLE: 1},
)
OWN = ArticleReport(
    source="own.md",
    verdict=Verdict.PASS,
    origins=(),
    results=(BYLINE,),
    context=CONTEXT,
    counts={Outcome.FAIL: 0, Outcome.REVIEW: 0, Outcome.PASS: 1, Outcome.NOT_APPLICABLE: 0},
)
REPORT = Report(
    tool={"name": "article-compliance", "version": "0.0"},
    context=CONTEXT,
    articles=(GUEST, OWN),
    errors=(
        Problem("broken.md", 2, 5, "front matter is no YAML", "mend it"),
        Problem("empty.md", 0, 0, "is empty"),
    ),
    summary=Summary(articles=2, passed=1, failed=1, review=0, errors=2),
)
CLEAN = Report(
    tool={"name": "article-compliance", "version": "0.0"},
    context=Context(),
    articles=(OWN,),
    errors=(),
    summary=Summary(articles=1, passed=1, failed=0, review=0, errors=0),
)
NOTHING = Report(
    tool={"name": "article-compliance", "version": "0.0"},
    context=CONTEXT,
    articles=(),
    errors=(Problem("", 0, 0, "no article found", "name files or folders that hold articles"),),
    summary=Summary(articles=0, passed=0, failed=0, review=0, errors=1),
)

GRANTED = Result(
    Obligation(
        rule="permission/use-granted",
        policy="lighthouse",
        authority=Authority.PUBLISHER,
        severity=Severity.ERROR,
        check=CHECK,
        message="the terms forbid the use",
        remedy="ask the publisher",
        clause="No commercial use without consent.",
        origins=(Origin("The Lighthouse"),),
        permission=Permission(
            grantor="The Lighthouse",
            grantee="The River Herald",
            works=("https://lighthouse.example/*",),
            scope={"use": ("commercial",)},
            starts="2026-01-01",
            ends="2026-12-31",
            proof="mail.eml",
            sha256="0" * 64,
            proof_state=ProofState.KEPT,
            note="by letter",
            place="permissions.toml:4",
        ),
        consent=True,
    ),
    Outcome.PASS,
    "the permission of The Lighthouse covers the use",
    "",
)
DATE = Result(
    Obligation(
        rule="attribution/date-stated",
        policy="good-practice",
        authority=Authority.HOUSE,
        severity=Severity.NOTE,
        check=CHECK,
        message="no date is stated",
        remedy="state the day of publication",
    ),
    Outcome.FAIL,
    "no date is stated, not even in https://river.example/" + "a-very-long-address-" * 12,
    "state the day of publication",
)
PERMITTED = ArticleReport(
    source="permitted/a story with a long name, “signs” & <marks>.html",
    verdict=Verdict.PASS,
    origins=(Origin("The Lighthouse", "https://lighthouse.example/2", "lighthouse"),),
    results=(DATE, GRANTED),
    context=CONTEXT,
    counts={Outcome.FAIL: 1, Outcome.REVIEW: 0, Outcome.PASS: 1, Outcome.NOT_APPLICABLE: 0},
)
OPEN = ArticleReport(
    source="open.txt",
    verdict=Verdict.REVIEW,
    origins=(),
    results=(PERMISSION, BYLINE),
    context=CONTEXT,
    questions=(Question("ads", ("item",)),),
    counts={Outcome.FAIL: 0, Outcome.REVIEW: 1, Outcome.PASS: 1, Outcome.NOT_APPLICABLE: 0},
)
WAIVER = Suppression(
    SuppressionKind.WAIVER,
    "the agency forbids a link – until “the archive” is open",
    owner="Åsa Öberg",
    expires="2027-01-31",
    ticket="DESK-12",
    recorded_at="waivers.toml:3",
)
KNOWN = Suppression(SuppressionKind.BASELINE, "known since 2026-10-01", recorded_at="compliance-baseline.json")
COVERED = ArticleReport(
    source="covered/été.md",
    verdict=Verdict.PASS,
    origins=(),
    results=(
        replace(LINK, suppression=WAIVER, fingerprint="a1"),
        replace(
            CREDIT,
            fingerprint="b1",
            findings=(
                PlacedFinding("the image is not credited", Place(7, 1, 7, 20), "b2", KNOWN),
                PlacedFinding("the image is not credited", Place(9, 1, 9, 20), "b3", KNOWN),
            ),
        ),
    ),
    context=CONTEXT,
    counts={Outcome.FAIL: 2, Outcome.REVIEW: 0, Outcome.PASS: 0, Outcome.NOT_APPLICABLE: 0},
)
EXPIRED = RecordFinding(
    "waivers.toml",
    9,
    1,
    "exceptions/waiver-in-force",
    Severity.WARNING,
    "the waiver of Åsa Öberg ended on 2026-10-31",
    "mend the articles, or agree on another day",
)
SAMPLE = Report(
    tool={"name": "article-compliance", "version": "0.0"},
    context=CONTEXT,
    articles=(COVERED, GUEST, OPEN, OWN, PERMITTED),
    errors=REPORT.errors,
    remarks=(Remark("three articles are due on Friday"), Remark("原文 is gone", "guest/旅行.md", 12, 1)),
    summary=Summary(articles=5, passed=3, failed=1, review=1, errors=2, suppressed=2),
    record_findings=(EXPIRED,),
)
"""`REPORT` with remarks, an article that is only open, one with a recorded permission and a name to be escaped, and one
whose faults are covered by a waiver and by the baseline."""
