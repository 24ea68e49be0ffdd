"""What the article itself says about its reuse: grants, restrictions, permission obtained, and whom to ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from compliance.extractors.block_text import Passage, group_by_block
from compliance.extractors.license_pages import find_license_pages
from compliance.extractors.license_subjects import is_about_images
from compliance.extractors.margins import find_margins, is_labelled, speaks_of_works
from compliance.extractors.wording import find_wordings
from compliance.hookspecs import Extractor
from compliance.model.article import Article, Scope
from compliance.model.evidence import Evidence, Kind, PermissionStatement
from compliance.model.scan import Hit, Scan
from compliance.patterns import compile_late

_EFFECTS = ("grant", "restriction", "obtained", "contact")
_MAIL = compile_late(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_GRANTOR = compile_late(
    r"(?:^|[.!?:]\s+)(?:[Tt]he\s+)?((?:[A-ZÀ-Ý][\w&.'’-]*)(?:\s+(?:[a-zà-ÿ]{1,4}\s+){0,2}[A-ZÀ-Ý][\w&.'’-]*)*)\s+$"
)
_BEHIND = 600
"""Characters behind a sentence among which the address to write to is looked for."""

_NOT_GRANTORS = frozenset({"we", "i", "it", "you", "this", "no", "he", "she", "they", "hereby", "permission", "all"})


def extract(article: Article, scan: Scan) -> Iterator[Evidence]:
    """Yield one statement per sentence and effect."""
    effects = {id(hit): effect for effect in _EFFECTS for hit in scan.of(f"permission-{effect}")}
    hits = sorted((hit for effect in _EFFECTS for hit in scan.of(f"permission-{effect}")), key=lambda hit: hit.start)
    margins = find_margins(article) if hits else frozenset()
    for index, passage, found in group_by_block(article, hits):
        meant = [hit for hit in found if _is_meant(passage, hit, scan, marginal=index in margins)]
        yield from _read_block(passage, _drop_denied(meant, effects), effects, scan)
    yield from find_license_pages(article)


def _is_meant(passage: Passage, hit: Hit, scan: Scan, *, marginal: bool) -> bool:
    """Whether the wording speaks of reuse here: strong wording always, other wording where works are its subject."""
    if passage.block.kind == "heading" and not passage.block.hints & {"footer"}:
        return False
    first, last = passage.find_sentence(*passage.range_of(hit))
    sentence = passage.text[first:last]
    if hit.phrase.attributes.get("strength") == "weak":
        return (marginal or is_labelled(scan, passage.text)) and speaks_of_works(scan, sentence)
    return marginal or is_labelled(scan, passage.text) or speaks_of_works(scan, sentence, plainly=True)


def _drop_denied(hits: Sequence[Hit], effects: dict[int, str]) -> list[Hit]:
    """Drop what reads as a grant only where the words before it are left out: "no part may be reproduced without"."""
    denied = [hit for hit in hits if effects[id(hit)] == "restriction"]
    return [
        hit
        for hit in hits
        if effects[id(hit)] not in {"grant", "obtained"}
        or not any(other.start < hit.end and hit.start < other.end for other in denied)
    ]


def _read_block(passage: Passage, hits: Sequence[Hit], effects: dict[int, str], scan: Scan) -> Iterator[Evidence]:
    seen: dict[tuple[int, str], tuple[int, int, PermissionStatement]] = {}
    for hit in hits:
        effect = effects[id(hit)]
        start, end = passage.range_of(hit)
        first, last = passage.find_sentence(start, end)
        value = _add_attributes(_describe(passage, (first, last), start, effect, scan), hit)
        known = seen.get((first, effect))
        seen[first, effect] = (first, last, _join(known[2], value) if known else value)
    for (first, effect), (_, last, value) in seen.items():
        images = effect == "restriction" and is_about_images(scan, passage.text[first:last])
        scope = Scope.IMAGE if images else None
        yield passage.make(Kind.PERMISSION_STATEMENT, value, first, last, scope=scope, trust=60)


def _describe(passage: Passage, sentence: tuple[int, int], start: int, effect: str, scan: Scan) -> PermissionStatement:
    first, last = sentence
    text = passage.text[first:last]
    uses = _list(scan, "permission-use", text, "use")
    media = _list(scan, "permission-medium", text, "medium")
    conditions = _list(scan, "permission-condition", text, "condition") if effect in {"grant", "obtained"} else ()
    grantor = _find_grantor(passage.text[first:start]) if effect == "grant" else ""
    contact = _find_contact(passage, first, last) if effect != "obtained" else ""
    return PermissionStatement(effect, uses, media, conditions, contact, grantor)


def _list(scan: Scan, cue: str, text: str, attribute: str) -> tuple[str, ...]:
    """Return what the words of a list stand for, by name: which language's words are looked for first is chance."""
    found = {wording.phrase.attributes.get(attribute, "") for wording in find_wordings(scan, cue, text)}
    return tuple(sorted(found - {""}))


def _find_grantor(lead: str) -> str:
    match = _GRANTOR.search(lead)
    name = match[1].strip() if match else ""
    return "" if name.lower() in _NOT_GRANTORS else name


def _find_contact(passage: Passage, first: int, last: int) -> str:
    """Return the e-mail address of the sentence, else of what follows in its block."""
    for start, end in ((first, last), (last, min(len(passage.text), last + _BEHIND))):
        if passage.text.find("@", start, end) >= 0 and (mail := _MAIL.search(passage.text, start, end)):
            return mail[0].rstrip(".")
        for link in passage.links(start, end):
            if link.url.lower().startswith("mailto:"):
                return link.url[7:].partition("?")[0]
    return ""


def _add_attributes(value: PermissionStatement, hit: Hit) -> PermissionStatement:
    """Return a statement with what the phrase itself says of uses and media."""
    uses = (*value.uses, *hit.phrase.attributes.get("uses", "").split())
    media = (*value.media, *hit.phrase.attributes.get("media", "").split())
    return replace(value, uses=tuple(dict.fromkeys(uses)), media=tuple(dict.fromkeys(media)))


def _join(known: PermissionStatement, other: PermissionStatement) -> PermissionStatement:
    return replace(
        known,
        uses=tuple(dict.fromkeys((*known.uses, *other.uses))),
        media=tuple(dict.fromkeys((*known.media, *other.media))),
        conditions=tuple(dict.fromkeys((*known.conditions, *other.conditions))),
        contact=known.contact or other.contact,
        grantor=known.grantor or other.grantor,
    )


EXTRACTOR = Extractor("permission-statement", extract)
