"""Example plugin: sees disclosures of machine-made text, and asks that a person answers for it.

It brings an extractor, a kind of check and a pack, and is tried with
``compliance check story.md --plugin plugins.ai_disclosure``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from compliance.hookspecs import Check, Extractor, hookimpl
from compliance.model.article import Article, Scope
from compliance.model.evidence import Evidence
from compliance.model.result import Finding, Judgement, Outcome
from compliance.model.scan import Scan
from compliance.model.seen import Seen

COMPLIANCE_REPEATABLE = True

KIND = "ai-disclosure"

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+|$)")
_WORK = re.compile(
    r"""\b(?:
    (?:this|the|our) [ ] (?:article|story|text|translation|summary|image|illustration|newsletter)
    | (?:parts|sections|portions) [ ] of [ ] (?:this|the) [ ] (?:article|story|text)
    | (?:diese[rs]?|der) [ ] (?:artikel|text|beitrag|übersetzung|zusammenfassung|bild)
    | (?:cet|cette) [ ] (?:article|texte|traduction|image)
    | (?:este|esta) [ ] (?:artículo|texto|traducción|imagen)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""What the sentence speaks of: the piece itself, so that news about machines is no disclosure."""
_MACHINE = re.compile(
    r"""\b(?:
    AI | KI | IA | LLM
    | (?i: artificial [ ] intelligence | language [ ] models? | machine [ ] translation | chatbots?
    | künstliche[rn]? [ ] intelligenz | sprachmodells? | maschinell
    | intelligence [ ] artificielle | inteligencia [ ] artificial )
    )\b""",
    re.VERBOSE,
)
_MADE = re.compile(
    r"""\b(?:
    written | drafted | generated | created | produced | translated | summari[sz]ed | illustrated | edited | assist\w+
    | geschrieben | erstellt | erzeugt | generiert | übersetzt | zusammengefasst
    | écrite? | rédigée? | générée? | traduite? | créée?
    | escrit[oa] | generad[oa] | cread[oa] | traducid[oa] | redactad[oa]
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_REVIEWED = re.compile(
    r"""\b(?:
    (?:reviewed|checked|edited|verified|fact-checked) [ ] by [ ] (?:an?|our|the|two) [ ]
        (?:human|person|people|editors?|journalists?|reporters?|staff|newsroom)
    | von [ ] (?:der|einer|einem|unserer) [ ] (?:redaktion|redakteurin|redakteur|person|menschen)
        [ ] (?:geprüft|überprüft)
    | (?:relue?|vérifiée?) [ ] par [ ] (?:la|une?|notre|nos) [ ] (?:rédaction|journalistes?|personne)
    | (?:revisad[oa]|verificad[oa]) [ ] por [ ] (?:la|una?|nuestr[oa]s?|el)
        [ ] (?:redacción|periodistas?|persona|editora?)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)


class AiDisclosure(Struct, frozen=True):
    """A sentence that says that a machine had a part; ``reviewed``: its block says that a person checked."""

    reviewed: bool


def is_disclosure(sentence: str) -> bool:
    """Whether a sentence says that this very piece was made with a machine.

    >>> is_disclosure("This article was translated with the help of AI.")
    True
    >>> is_disclosure("The mayor said that AI had written her speech.")
    False
    """
    return all(pattern.search(sentence) for pattern in (_WORK, _MACHINE, _MADE))


def extract(article: Article, scan: Scan) -> Iterator[Evidence]:
    """Yield one piece of evidence per disclosing sentence of the article's own text."""
    for block in article.blocks:
        if block.scope is not Scope.ARTICLE or block.kind in {"code", "quote"}:
            continue
        text = article.text(block.start, block.end)
        for match in _SENTENCE.finditer(text):
            sentence = match[0].strip()
            if not is_disclosure(sentence):
                continue
            start = block.start + len(text[: text.index(sentence, match.start())].encode())
            span = article.span(start, start + len(sentence.encode()))
            yield Evidence(KIND, AiDisclosure(bool(_REVIEWED.search(text))), sentence, span)


def judge(params: Mapping[str, object], seen: Seen) -> Judgement:
    """Pass if one disclosure says that a person checked; without any disclosure nothing is judged."""
    disclosures = seen.of_kind(KIND)
    if not disclosures:
        return Judgement(Outcome.NOT_APPLICABLE, message="nothing is said of a machine's part")
    if any(isinstance(item.value, AiDisclosure) and item.value.reviewed for item in disclosures):
        return Judgement(Outcome.PASS)
    findings = (Finding(f'"{item.text}" does not say who checked', item.span) for item in disclosures)
    return Judgement(Outcome.FAIL, tuple(findings))


@hookimpl
def register_extractors() -> Iterable[Extractor]:
    """Bring the evidence; policies may ask for it with ``seen: ai-disclosure``."""
    return [Extractor(KIND, extract)]


@hookimpl
def register_checks() -> Iterable[Check]:
    """Bring the kind of check that the pack's rule names; it has no parameters."""
    return [Check("ai-review-stated", judge, {"type": "object", "additionalProperties": False})]


@hookimpl
def register_packs() -> Iterable[Path]:
    """Bring the pack beside this file."""
    return [Path(__file__).parent / "ai_disclosure_pack"]
