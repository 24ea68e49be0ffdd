"""The shape of rule, policy and pack files, as pydantic models; the JSON Schemas that ship are made from them.

Those are described in `descriptions.yaml`, and written by ``python -m compliance.editors``. No file holds nulls:
``None`` means *left out*.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

DRAFT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = Path(__file__).parents[1] / "schemas"


def _check_date(text: str) -> str:
    date.fromisoformat(text)
    return text


Line = Annotated[int, Field(ge=0, description="a line of the example, from 1; 0 is the article as a whole")]
Text = Annotated[str, Field(pattern=r"\S", description="some text")]
Url = Annotated[str, Field(pattern=r"^https?://[^\s/]+\S*$", description="an address that starts with https://")]
Host = Annotated[
    str, Field(pattern=r"^([a-z0-9-]+\.)+[a-z0-9-]{2,}$", description="a host in lower case, such as news.example")
]
Place = Annotated[
    str,
    Field(
        pattern=r"^([a-z0-9-]+\.)+[a-z0-9-]{2,}/[^\s*?#]+(/\*)?$",
        description="a host and a path, such as news.example/uk/*",
    ),
]
RuleId = Annotated[
    str, Field(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)*$", description="a rule's id, such as source/links-to-original")
]
PolicyId = Annotated[str, Field(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)*$", description="a policy's id, such as cc-by-4.0")]
SpdxId = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]*$", description="an SPDX id, such as CC-BY-4.0")]
Fingerprint = Annotated[
    str,
    Field(
        pattern=r"^[1-9][0-9]{0,3}:[0-9a-f]{64}$",
        description="a fingerprint, as `compliance packs fingerprint` makes it",
    ),
]
Version = Annotated[str, Field(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$", description="a version such as 0.1.0")]
Bounds = Annotated[
    str,
    Field(
        pattern=r"^(>=|<=|==|!=|<|>) ?[0-9]+\.[0-9]+\.[0-9]+(, ?(>=|<=|==|!=|<|>) ?[0-9]+\.[0-9]+\.[0-9]+)*$",
        description="bounds of a version, such as '>=0.1.0, <1.0.0'",
    ),
]
LicenseExpression = Annotated[
    str,
    Field(
        pattern=r"^\(*[A-Za-z0-9][A-Za-z0-9.+:-]*\)*( (AND|OR|WITH) \(*[A-Za-z0-9][A-Za-z0-9.+:-]*\)*)*$",
        description="an SPDX id or expression, such as CC-BY-4.0 or 'MIT OR Apache-2.0'",
    ),
]
Folder = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*$", description="a folder below the pack's own")
]
IsoDate = Annotated[
    str,
    Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", description="a date such as 2026-01-31"),
    AfterValidator(_check_date),
]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="a country's code in capitals, such as US")]

Use = Literal["community", "nonprofit", "commercial", "personal", "education"]
Medium = Literal["web", "print", "broadcast", "newsletter", "social", "app", "dataset"]
YesNo = Literal["yes", "no"]
Severity = Literal["error", "warning", "note"]
Confidence = Literal["read", "secondhand", "recalled"]
Kind = Literal["house", "statute", "license", "publisher"]
Params = dict[str, object]
Item = TypeVar("Item")
Several = Annotated[list[Item], Field(min_length=1)]


class Shape(BaseModel):
    """A mapping in a file; keys that nobody reads are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class ContextShape(Shape):
    """How an example's article is used."""

    use: Use | None = None
    medium: Medium | None = None
    ads: YesNo | None = None
    paywall: YesNo | None = None
    edited: YesNo | None = None
    translated: YesNo | None = None
    excerpt: YesNo | None = None
    jurisdiction: Country | None = None
    date: IsoDate | None = None


class WhenShape(Shape):
    """A condition; of several keys in one mapping all must hold, of several values one."""

    use: Use | Several[Use] | None = None
    medium: Medium | Several[Medium] | None = None
    ads: YesNo | Several[YesNo] | None = None
    paywall: YesNo | Several[YesNo] | None = None
    edited: YesNo | Several[YesNo] | None = None
    translated: YesNo | Several[YesNo] | None = None
    excerpt: YesNo | Several[YesNo] | None = None
    jurisdiction: Country | Several[Country] | None = None
    date: IsoDate | Several[IsoDate] | None = None
    seen: Text | None = Field(default=None, description="a kind of evidence that was found in the article")
    reused: bool | None = Field(default=None, description="whether the article comes from another outlet")
    all: Several[WhenShape] | None = None
    any: Several[WhenShape] | None = None
    not_: WhenShape | None = Field(default=None, alias="not")


class CheckShape(BaseModel):
    """Which check tests the rule; all other keys are parameters, and validated against the check's own schema."""

    model_config = ConfigDict(extra="allow", frozen=True, strict=True)
    kind: Text


class PassingShape(Shape):
    """An article that passes."""

    title: Text
    article: Text
    format: Literal["markdown", "html", "text"] = "markdown"
    context: ContextShape | None = None
    with_: Params = Field(default={}, alias="with", description="parameters that win over the rule's own")
    original: Text | None = Field(default=None, description="what the article is a copy of, to compare with")


class FailingShape(PassingShape):
    """An article that fails: where, and with how many findings."""

    at: Line | Several[Line] = 0
    outcome: Literal["fail", "review"] = "fail"
    findings: Annotated[int, Field(ge=1)] | None = Field(
        default=None, description="as many as there are lines, if left out"
    )


class ExamplesShape(Shape):
    """At least two each way, one of them a near miss."""

    passes: Annotated[list[PassingShape], Field(min_length=2)]
    fails: Annotated[list[FailingShape], Field(min_length=2)]


class RuleShape(Shape):
    """A rule file: one requirement with its reasons and its own examples."""

    id: RuleId
    title: Text
    severity: Severity
    since: Version
    rationale: Text
    remedy: Text
    references: Several[Url]
    check: CheckShape
    message: Text
    examples: ExamplesShape


class ClauseShape(Shape):
    """A permission or prohibition of reuse."""

    when: WhenShape | None = None
    clause: Text
    remedy: Text | None = None
    confidence: Confidence | None = None


class ProhibitionShape(ClauseShape):
    """A prohibition of reuse."""

    consent: bool = Field(
        default=False, description="the use is forbidden without consent only, and whoever speaks can be asked for it"
    )


class DutyShape(ClauseShape):
    """A rule that the terms ask for."""

    rule: RuleId
    severity: Severity | None = None
    with_: Params = Field(default={}, alias="with", description="parameters of the rule's check that win over its own")


class PolicyShape(Shape):
    """A policy file: somebody's terms as data."""

    id: PolicyId
    name: Text
    kind: Kind
    aliases: list[Text] = []
    extends: PolicyId | None = Field(
        default=None, description="a policy of the same kind, whose duties, permissions and prohibitions hold here too"
    )
    drop: list[RuleId] = Field(
        default=[],
        description="what is not taken over from there: rules, and 'permissions' or 'prohibitions' as a whole",
    )
    hosts: list[Host] = Field(default=[], description="hosts whose articles it governs, with their subdomains")
    places: list[Place] = Field(default=[], description="parts of hosts, for an edition; they win over whole hosts")
    valid_from: IsoDate | None = None
    valid_until: IsoDate | None = None
    license: SpdxId | None = None
    terms_url: Url | None = None
    verified_on: IsoDate | None = None
    fingerprints: list[Fingerprint] = Field(
        default=[], description="of key sentences of the terms; `compliance packs fingerprint` makes them"
    )
    confidence: Confidence | None = Field(default=None, description="how well the terms are known")
    contact: Text | None = None
    note: Text | None = None
    duties: list[DutyShape] = []
    permissions: list[ClauseShape] = []
    prohibitions: list[ProhibitionShape] = []


class AdjustShape(Shape):
    """What a pack changes of another pack's rule, and why."""

    rule: RuleId
    off: bool = False
    severity: Severity | None = None
    with_: Annotated[Params, Field(min_length=1)] | None = Field(default=None, alias="with")
    reason: Text


class PackShape(Shape):
    """A pack file: what the pack is called, what it needs, where in it things lie, what it changes of other packs."""

    name: Text
    version: Version
    title: Text
    description: Text | None = None
    license: LicenseExpression | None = None
    requires: dict[str, Bounds] = {}
    rules: Folder = "rules"
    policies: Several[Folder] = ["policies"]
    lexicon: Folder = "lexicon"
    adjust: list[AdjustShape] = []


SHAPES: Mapping[str, type[Shape]] = {"rule": RuleShape, "policy": PolicyShape, "pack": PackShape}


def make_schema(shape: type[BaseModel]) -> dict[str, object]:
    """Return the JSON Schema of a shape, for files in which nothing is null."""
    schema: dict[str, object] = shape.model_json_schema(by_alias=True)
    return {"$schema": DRAFT, **{key: _simplify(value) for key, value in schema.items()}}


def _simplify(node: object) -> object:
    """Leave out nulls, and the titles that pydantic makes up from the names of fields."""
    if isinstance(node, list):
        return [_simplify(item) for item in node if item != {"type": "null"}]
    if not isinstance(node, dict):
        return node
    is_made_up = {key for key, value in node.items() if key == "title" and isinstance(value, str)}
    is_null = {key for key, value in node.items() if key == "default" and value is None}
    kept = {key: _simplify(value) for key, value in node.items() if key not in is_made_up | is_null}
    match kept:
        case {"anyOf": [{**only}], **rest}:
            return {**only, **rest}
    return kept
