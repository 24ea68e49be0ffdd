"""The shape of a line of the report as JSON Lines, as pydantic models; the shipped JSON Schema is made from them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, RootModel

from compliance.reporters.report_schema import (
    DRAFT,
    ArticleShape,
    ProblemShape,
    RecordFindingShape,
    RemarkShape,
    RunShape,
)


class ArticleLine(ArticleShape):
    """What is said of one article."""

    type: Literal["article"]


class ErrorLine(ProblemShape):
    """Something that could not be checked."""

    type: Literal["error"]


class RecordFindingLine(RecordFindingShape):
    """What is wrong with a record of exceptions."""

    type: Literal["record_finding"]


class RemarkLine(RemarkShape):
    """What else is said of the report."""

    type: Literal["remark"]


class RunLine(RunShape):
    """What is said of the run as a whole, on the last line."""

    type: Literal["run"]


Line = Annotated[ArticleLine | ErrorLine | RecordFindingLine | RemarkLine | RunLine, Field(discriminator="type")]


class ReportLineShape(RootModel[Line]):
    """A line of the output of ``compliance check --format jsonl``; ``type`` says what it is of."""


def make_line_schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of a line."""
    return {"$schema": DRAFT, **ReportLineShape.model_json_schema(by_alias=True)}


def render_line_schema() -> str:
    """Return the schema as the text of the file that ships."""
    return json.dumps(make_line_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":  # writes the shipped file anew
    Path(__file__).parents[1].joinpath("schemas", "report-line.schema.json").write_text(
        render_line_schema(), encoding="utf-8", newline="\n"
    )
