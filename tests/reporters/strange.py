"""A report with names and texts that formats stumble over: signs, directions, bytes that are no text, line ends."""

from msgspec.structs import replace

from compliance.errors import Problem
from compliance.model.result import Outcome, PlacedFinding, RecordFinding, Remark, Report
from compliance.model.rule import Severity
from compliance.testing.sample import CREDIT, GUEST, KNOWN, REPORT

NAMES = (
    "a b.md",
    "100%.md",
    "#1.md",
    "<&>.md",
    "\"double\" and 'single'.md",
    "new\nline.md",
    "tab\there.md",
    "bell\x07.md",
    "C:drive.md",
    "עברית \u200f\u202ertl.md",
    "🦊👩\u200d👩\u200d👧.md",
    "no-text-\udcff.md",
    "half-\ud800.md",
    "[link](#).md",
    "{0}.md",
    "noncharacter-\uffff.md",
)


def make_strange_report() -> Report:
    """Return a report in which each of the names is that of an article, and of something that could not be checked."""
    return replace(
        REPORT,
        articles=tuple(replace(GUEST, source=name, results=(_make_result(name),)) for name in NAMES),
        errors=tuple(Problem(name, 1, 1, f"cannot read {name}", f"mend {name}") for name in NAMES),
        remarks=tuple(Remark(f"about {name}", name, 1, 1) for name in NAMES),
        record_findings=tuple(
            RecordFinding(name, 1, 1, "exceptions/waiver-used", Severity.NOTE, f"for {name}", "") for name in NAMES
        ),
        summary=replace(REPORT.summary, articles=len(NAMES), errors=len(NAMES)),
    )


def _make_result(name: str):
    cover = replace(KNOWN, reason=f"known of {name}", owner=name, recorded_at=name)
    findings = (PlacedFinding(name, None, f"fingerprint of {name}"), PlacedFinding(f"{name} again", None, "", cover))
    return replace(CREDIT, outcome=Outcome.FAIL, message=name, remedy=name, findings=findings)
