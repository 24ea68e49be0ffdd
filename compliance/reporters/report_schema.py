"""The shape of the JSON report as pydantic models; the shipped JSON Schema is made from them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Count = Annotated[int, Field(ge=0)]
Position = Annotated[int, Field(ge=1)]


class Shape(BaseModel):
    """An object without further keys."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class ToolShape(Shape):
    """Which program wrote the report."""

    name: str
    version: str


class ContextShape(Shape):
    """How the articles will be used; ``assumed`` names the keys that nobody gave."""

    values: dict[str, str]
    assumed: list[str]


class SummaryShape(Shape):
    """Articles by verdict, and things that could not be checked."""

    articles: Count
    passed: Count = Field(alias="pass")
    fail: Count
    review: Count
    errors: Count
    suppressed: Count = Field(description="results that fail or ask for review, and are covered by an exception")


class OriginShape(Shape):
    """One hop of the chain of works that the article reuses; hop 0 is the nearest."""

    name: str
    url: str | None
    policy: str | None
    author: str | None
    relation: str
    known_by: str
    hop: Count
    contradicted_by: list[RivalShape]


class RivalShape(Shape):
    """Another outlet that is named in an origin's place, and by what."""

    name: str
    known_by: str


class SuppressionShape(Shape):
    """Why a finding does not decide: waiver, directive in the article, or baseline; ``expires`` is the last day."""

    kind: Literal["waiver", "directive", "baseline"]
    reason: str
    owner: str | None
    expires: str | None
    ticket: str | None
    recorded_at: str | None


class FindingShape(Shape):
    """One reason, with lines and columns from 1 (columns in characters, the end exclusive), or null."""

    message: str
    line: Position | None
    column: Position | None
    end_line: Position | None
    end_column: Position | None
    fingerprint: str | None
    suppression: SuppressionShape | None


class PermissionShape(Shape):
    """A recorded grant of the rights holder; ``scope`` holds keys of the context with the values it was given for."""

    grantor: str
    grantee: str
    works: list[str]
    titles: list[str]
    scope: dict[str, list[str]]
    starts: str | None = Field(alias="from")
    ends: str | None = Field(alias="to")
    proof: str
    proof_state: Literal["kept", "elsewhere", "gone", "changed"]
    sha256: str | None
    note: str | None
    recorded_at: str


class AlsoShape(Shape):
    """Another clause of the same rank that decides too."""

    clause: str
    condition: str
    inherited_from: str | None


class BecauseShape(Shape):
    """Why an obligation is there: the condition of its clause in words, and what came of it (null: unknown)."""

    condition: str
    condition_met: bool | None
    condition_unknown: list[str]
    inherited_from: str | None
    origins: list[str]
    also: list[AlsoShape]


class QuestionShape(Shape):
    """A key of the context that nobody gave, the question in words, and the policies that hang on the answer."""

    key: str
    question: str
    policies: list[str]


class ResultShape(Shape):
    """One obligation and its outcome; ``suppressed`` tells whether all that it says is covered by exceptions."""

    rule: str
    policy: str | None
    authority: Literal["house", "statute", "license", "publisher", "item"]
    severity: Literal["error", "warning", "note"]
    outcome: Literal["pass", "fail", "review", "notApplicable"]
    message: str
    remedy: str
    clause: str
    terms_url: str | None
    verified_on: str | None
    confidence: Literal["read", "secondhand", "recalled"]
    because: BecauseShape
    unknown: list[str]
    permission: PermissionShape | None
    findings: list[FindingShape]
    fingerprint: str | None
    suppressed: bool
    suppression: SuppressionShape | None


class ArticleShape(Shape):
    """What is said of one article."""

    source: str
    verdict: Literal["pass", "fail", "review"]
    context: ContextShape
    questions: list[str]
    asked: list[QuestionShape]
    origins: list[OriginShape]
    results: list[ResultShape]


class ProblemShape(Shape):
    """Something that could not be checked."""

    source: str
    line: Position | None
    column: Position | None
    message: str
    remedy: str


class RecordFindingShape(Shape):
    """What is wrong with a record of exceptions; it weighs like a failure of its severity."""

    source: str
    line: Position | None
    column: Position | None
    rule: str
    severity: Literal["error", "warning", "note"]
    message: str
    remedy: str


class RemarkShape(Shape):
    """What else is said of the report; it changes neither verdicts nor the exit code."""

    source: str | None
    line: Position | None
    column: Position | None
    message: str


class RunShape(Shape):
    """What is said of a run as a whole.

    ``fail_on_rules`` are there only where rules, or patterns of such, fail on something else than ``fail_on``.
    """

    schema_version: Literal["1.1"]
    tool: ToolShape
    context: ContextShape
    fail_on: Literal["error", "warning", "note", "review", "never"]
    fail_on_rules: dict[str, Literal["error", "warning", "note", "review", "never"]] = {}
    summary: SummaryShape


class ReportShape(RunShape):
    """The output of ``compliance check --format json``; ``remarks`` are there only where there are any."""

    articles: list[ArticleShape]
    errors: list[ProblemShape]
    record_findings: list[RecordFindingShape]
    remarks: list[RemarkShape] = []


def make_report_schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of the report."""
    return {"$schema": DRAFT, **ReportShape.model_json_schema(by_alias=True)}


def render_report_schema() -> str:
    """Return the schema as the text of the file that ships."""
    return json.dumps(make_report_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":  # writes the shipped file anew
    Path(__file__).parents[1].joinpath("schemas", "report.schema.json").write_text(
        render_report_schema(), encoding="utf-8", newline="\n"
    )
