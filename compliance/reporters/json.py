"""The report as one JSON object, for other programs; its JSON Schema is ``compliance/schemas/report.schema.json``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from compliance.errors import Problem
from compliance.hookspecs import Layout
from compliance.model.context import QUESTIONS, Context
from compliance.model.origin import Origin
from compliance.model.permission import Permission
from compliance.model.result import (
    ArticleReport,
    Obligation,
    PlacedFinding,
    Question,
    RecordFinding,
    Remark,
    Report,
    Result,
    Suppression,
)
from compliance.reporters.characters import encode_json
from compliance.reporters.reasons import name_condition

SCHEMA_VERSION = "1.1"
Json = Mapping[str, object]


def render_json(report: Report, layout: Layout) -> str:
    """Return the report as JSON with every result, whatever its outcome."""
    return "".join(render_pieces(report, layout))


def render_pieces(report: Report, layout: Layout) -> Iterator[str]:
    """Yield the same article by article: the whole of a large report would fill the memory."""
    yield f"{_lay_out(describe_run(report))[:-2]},\n"
    yield from _render_list("articles", map(describe_article, report.articles), end=",")
    yield from _render_list("errors", map(describe_problem, report.errors), end=",")
    records = map(describe_record, report.record_findings)
    yield from _render_list("record_findings", records, end="," if report.remarks else "")
    if report.remarks:
        yield from _render_list("remarks", map(describe_remark, report.remarks), end="")
    yield "}\n"


def _render_list(key: str, items: Iterable[Json], *, end: str) -> Iterator[str]:
    """Yield a list that is a value of the outermost object."""
    opening = f'  "{key}": ['
    before = f"{opening}\n    "
    for item in items:
        yield before + _lay_out(item).replace("\n", "\n    ")
        before = ",\n    "
    yield f"{opening}]{end}\n" if before.startswith(opening) else f"\n  ]{end}\n"


def _lay_out(value: Json) -> str:
    """Return an object over several lines; no line end but those of the layout is left as it is in JSON."""
    return msgspec.json.format(encode_json(value), indent=2)


def describe_run(report: Report) -> Json:
    """Return what is said of the run as a whole."""
    summary = report.summary
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": dict(report.tool),
        "context": _context(report.context),
        "fail_on": report.fail_on,
        **({"fail_on_rules": dict(report.fail_on_rules)} if report.fail_on_rules else {}),
        "summary": {
            "articles": summary.articles,
            "pass": summary.passed,
            "fail": summary.failed,
            "review": summary.review,
            "errors": summary.errors,
            "suppressed": summary.suppressed,
        },
    }


def _context(context: Context) -> Json:
    return {"values": dict(context.values), "assumed": list(context.assumed)}


def describe_article(article: ArticleReport) -> Json:
    """Return everything that is said of one article."""
    return {
        "source": article.source,
        "verdict": str(article.verdict),
        "context": _context(article.context),
        "questions": [question.key for question in article.questions],
        "asked": [_question(question) for question in article.questions],
        "origins": [_origin(origin) for origin in article.origins],
        "results": [_result(result) for result in article.results],
    }


def _question(question: Question) -> Json:
    asked = QUESTIONS.get(question.key, question.key)
    return {"key": question.key, "question": asked, "policies": list(question.policies)}


def _origin(origin: Origin) -> Json:
    return {
        "name": origin.name,
        "url": origin.url or None,
        "policy": origin.policy or None,
        "author": origin.author or None,
        "relation": origin.relation,
        "known_by": origin.trust,
        "hop": origin.hop,
        "contradicted_by": [{"name": rival.name, "known_by": rival.trust} for rival in origin.rivals],
    }


def _result(result: Result) -> Json:
    obligation = result.obligation
    return {
        "rule": obligation.rule,
        "policy": obligation.policy or None,
        "authority": str(obligation.authority),
        "severity": str(obligation.severity),
        "outcome": str(result.outcome),
        "message": result.message,
        "remedy": result.remedy,
        "clause": obligation.clause,
        "terms_url": obligation.terms_url or None,
        "verified_on": obligation.verified_on or None,
        "confidence": str(obligation.confidence),
        "because": _because(obligation),
        "unknown": list(result.unknown),
        "permission": _permission(obligation.permission) if obligation.permission else None,
        "findings": [_finding(finding) for finding in result.findings],
        "fingerprint": result.fingerprint or None,
        "suppressed": result.is_suppressed,
        "suppression": _suppression(result.suppression) if result.suppression else None,
    }


def _because(obligation: Obligation) -> Json:
    """Return why the obligation is there, with the rest of the chain beside it in the result."""
    return {
        "condition": name_condition(obligation),
        "condition_met": obligation.applies.truth,
        "condition_unknown": list(obligation.applies.unknown),
        "inherited_from": obligation.via or None,
        "origins": [origin.name for origin in obligation.origins],
        "also": [
            {"clause": clause.clause, "condition": name_condition(clause), "inherited_from": clause.via or None}
            for clause in obligation.also
        ],
    }


def _permission(permission: Permission) -> Json:
    return {
        "grantor": permission.grantor,
        "grantee": permission.grantee,
        "works": list(permission.works),
        "titles": list(permission.titles),
        "scope": {key: list(values) for key, values in permission.scope.items()},
        "from": permission.starts or None,
        "to": permission.ends or None,
        "proof": permission.proof,
        "proof_state": str(permission.proof_state),
        "sha256": permission.sha256 or None,
        "note": permission.note or None,
        "recorded_at": permission.place,
    }


def _finding(finding: PlacedFinding) -> Json:
    place = finding.place
    return {
        "message": finding.message,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "end_line": place.end_line if place else None,
        "end_column": place.end_column if place else None,
        "fingerprint": finding.fingerprint or None,
        "suppression": _suppression(finding.suppression) if finding.suppression else None,
    }


def _suppression(suppression: Suppression) -> Json:
    return {
        "kind": str(suppression.kind),
        "reason": suppression.reason,
        "owner": suppression.owner or None,
        "expires": suppression.expires or None,
        "ticket": suppression.ticket or None,
        "recorded_at": suppression.recorded_at or None,
    }


def describe_record(record: RecordFinding) -> Json:
    """Return what is wrong with a record of exceptions."""
    return {
        "source": record.path,
        "line": record.line or None,
        "column": record.column or None,
        "rule": record.rule,
        "severity": str(record.severity),
        "message": record.message,
        "remedy": record.remedy,
    }


def describe_remark(remark: Remark) -> Json:
    """Return what else is said."""
    return {
        "source": remark.path or None,
        "line": remark.line or None,
        "column": remark.column or None,
        "message": remark.message,
    }


def describe_problem(problem: Problem) -> Json:
    """Return what could not be checked."""
    return {
        "source": problem.path,
        "line": problem.line or None,
        "column": problem.column or None,
        "message": problem.message,
        "remedy": problem.remedy,
    }
