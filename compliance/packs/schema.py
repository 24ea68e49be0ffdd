"""The shape of rule, policy and pack files, as pydantic models; the JSON Schemas for authors are made from them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from compliance.model.context import VOCABULARY
from compliance.model.evidence import Kind
from compliance.model.policy import Authority, Confidence
from compliance.model.rule import Severity

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Line = Annotated[int, Field(ge=0)]
Text = Annotated[str, Field(min_length=1)]
Url = Annotated[str, Field(pattern=r"^https?://\S+$")]
Json = dict[str, object]


class Shape(BaseModel):
    """A mapping in a file; keys that nobody reads are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


def _one_or_many(values: tuple[str, ...]) -> object:
    one = Literal[values] if values else str
    return one | list[one] | None  # type: ignore[valid-type]


class _Combined(Shape):
    """Conditions over conditions, over the evidence, and over the article's having another origin."""

    all: list[When] | None = None
    any: list[When] | None = None
    not_: When | None = Field(default=None, alias="not")
    seen: str | None = Field(default=None, description=f"a kind of evidence: {', '.join(Kind)}, or a plugin's")
    reused: bool | None = None


When = create_model(  # type: ignore[call-overload]
    "When",
    __base__=_Combined,
    __doc__="A condition; several keys in one mapping must all hold.",
    **{key: (_one_or_many(values), None) for key, values in VOCABULARY.items()},
)
_Combined.model_rebuild()
When.model_rebuild()


class CheckShape(BaseModel):
    """Which check tests the rule, and its parameters: they are validated against the check's own schema."""

    model_config = ConfigDict(extra="allow", frozen=True)
    kind: Text


class ExampleShape(Shape):
    """What passing and failing examples have in common."""

    title: Text
    article: str
    format: Literal["markdown", "html", "text"] = "markdown"
    context: dict[str, str] = {}
    with_: Json = Field(default={}, alias="with")


class FailingShape(ExampleShape):
    """An article that fails: where, and with how many findings."""

    at: Line | list[Line] = 0
    outcome: Literal["fail", "review"] = "fail"
    findings: Line = 1


class ExamplesShape(Shape):
    """At least two examples each way, one of them a near miss."""

    passes: Annotated[list[ExampleShape], Field(min_length=2)]
    fails: Annotated[list[FailingShape], Field(min_length=2)]


class RuleShape(Shape):
    """A rule file: one reusable requirement."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)+$")]
    title: Text
    severity: Severity
    since: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    rationale: Text
    remedy: Text
    references: Annotated[list[Url], Field(min_length=1)]
    check: CheckShape
    message: Text
    examples: ExamplesShape


class DutyShape(Shape):
    """A rule that the terms ask for."""

    rule: Text
    severity: Severity | None = None
    when: When = None  # type: ignore[valid-type]
    with_: Json = Field(default={}, alias="with")
    clause: Text
    remedy: str = ""
    confidence: Confidence | None = None


class ClauseShape(Shape):
    """A permission or prohibition of reuse."""

    when: When = None  # type: ignore[valid-type]
    clause: Text
    remedy: str = ""
    confidence: Confidence | None = None


class PolicyShape(Shape):
    """A policy file: somebody's terms as data."""

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]*$")]
    name: Text
    kind: Literal[Authority.HOUSE, Authority.STATUTE, Authority.LICENSE, Authority.PUBLISHER]
    aliases: list[Text] = []
    hosts: list[Annotated[str, Field(pattern=r"^[a-z0-9.-]+\.[a-z0-9-]+$")]] = []
    license: str | None = None
    terms_url: Url | None = None
    verified_on: date | None = None
    confidence: Confidence
    contact: str = ""
    note: str = ""
    duties: list[DutyShape] = []
    permissions: list[ClauseShape] = []
    prohibitions: list[ClauseShape] = []


class PackShape(Shape):
    """A pack file: what the pack is called, and in which folders its rules and policies lie."""

    name: Text
    version: Text
    title: Text
    rules: str = "rules"
    policies: list[str] = ["policies"]


SHAPES: dict[str, type[BaseModel]] = {"rule": RuleShape, "policy": PolicyShape, "pack": PackShape}


def make_schema(kind: str) -> Json:
    """Return the JSON Schema (draft 2020-12) of a kind of file: ``rule``, ``policy`` or ``pack``."""
    return {"$schema": DRAFT, **SHAPES[kind].model_json_schema(by_alias=True)}
