"""SARIF's descriptors of rules (SARIF 2.1.0, section 3.49), made from the obligations of a report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from compliance.model.result import Obligation
from compliance.model.rule import Severity
from compliance.reporters.characters import make_line
from compliance.reporters.sarif_results import Json, make_message, name_level

TAGS = 10
"""Tags of a rule that GitHub shows ("SARIF results exceed one or more limits", tags per rule)."""
_SIGNS = re.compile(r"([\\`*_\[\]<>])")


class _Rule(Struct):
    """A rule, and everybody who asks for it, in the order in which they are met."""

    number: int
    severity: Severity
    asked: dict[tuple[str, str, str], Obligation]


class RuleBook:
    """The rules that results refer to, each with its number."""

    def __init__(self) -> None:
        self._rules: dict[str, _Rule] = {}

    def find(self, obligation: Obligation) -> int:
        """Return the number of an obligation's rule, which has one from now on."""
        rule = self._rules.setdefault(obligation.rule, _Rule(len(self._rules), obligation.severity, {}))
        rule.asked.setdefault((str(obligation.authority), obligation.policy, obligation.clause), obligation)
        return rule.number

    def find_named(self, name: str, severity: Severity) -> int:
        """Return the number of a rule that no policy asks for."""
        return self._rules.setdefault(name, _Rule(len(self._rules), severity, {})).number

    def list_descriptors(self) -> Iterator[Json]:
        """Yield the descriptors, in the order of their numbers."""
        for name, rule in self._rules.items():
            yield _describe(name, rule)


def _describe(name: str, rule: _Rule) -> Json:
    obligations = tuple(rule.asked.values())
    title = name.rpartition("/")[2].replace("-", " ")
    message = next((make_line(o.message) for o in obligations if o.message), title)
    clauses = list(dict.fromkeys(make_line(o.clause) for o in obligations if o.clause))
    remedies = list(dict.fromkeys(make_line(o.remedy) for o in obligations if o.remedy))
    made: dict[str, object] = {
        "id": name,
        "shortDescription": make_message(message),
        "fullDescription": make_message(" ".join(clauses) or message),
        "help": {
            **make_message("; ".join((*remedies, *(_name_terms(o) for o in obligations))) or title),
            "markdown": "\n\n".join(_list_paragraphs(remedies, obligations)) or title,
        },
        "defaultConfiguration": {"level": str(rule.severity)},
        "properties": {
            "tags": list(dict.fromkeys(_list_tags(name, obligations)))[:TAGS],
            "problem.severity": name_level(rule.severity),
        },
    }
    if address := next((o.terms_url for o in obligations if o.terms_url.startswith(("https://", "http://"))), ""):
        made["helpUri"] = address
    return made


def _list_tags(name: str, obligations: tuple[Obligation, ...]) -> Iterator[str]:
    """Yield the rule's group, the authorities that ask for it, then their policies."""
    yield name.partition("/")[0]
    yield from (str(obligation.authority) for obligation in obligations)
    yield from (obligation.policy for obligation in obligations if obligation.policy)


def _name_terms(obligation: Obligation) -> str:
    """Return whose word it is, what that is, and where it stands."""
    said = f"{obligation.authority}: {obligation.policy or 'the article itself'}: {obligation.clause}".rstrip(": ")
    return make_line(f"{said} ({obligation.terms_url})" if obligation.terms_url else said)


def _list_paragraphs(remedies: list[str], obligations: tuple[Obligation, ...]) -> Iterator[str]:
    yield from (_escape(remedy) for remedy in remedies)
    for obligation in obligations:
        terms = f" (<{obligation.terms_url}>)" if obligation.terms_url else ""
        clause = f": {_escape(make_line(obligation.clause))}" if obligation.clause else ""
        name = f"`{obligation.policy}`" if obligation.policy else "the article itself"
        yield f"- {obligation.authority}: {name}{clause}{terms}"


def _escape(text: str) -> str:
    r"""Return text whose signs Markdown leaves as they are; braces are SARIF's own (3.11.5).

    >>> print(_escape("a [link] of {use}"))
    a \[link\] of {{use}}
    """
    return _SIGNS.sub(r"\\\1", text).replace("{", "{{").replace("}", "}}")
