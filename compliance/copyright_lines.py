"""Parses lines of text into copyright notices: symbol, years, holders, each notice with its range of characters.

The form is that of 17 U.S.C. 401(b): symbol or word, year, name of the owner; in any order. Knows no article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from compliance.copyright_names import SUFFIX, SUFFIX_END, YEARS, is_name, split_holders, split_years, tidy_holder
from compliance.patterns import compile_late


class ParsedNotice(NamedTuple):
    """One notice: half-open range of characters, and its parts in the order written."""

    start: int
    end: int
    symbol: str
    years: tuple[str, ...]
    holders: tuple[str, ...]
    repeated: tuple[str, ...] = ()


_SIGN = r"©|Ⓒ|ⓒ|🄫|\(c\)|&copy;|&#169;|&#xa9;"
_WORD = (
    r"copyright[ -]?(?:holders?|owners?)(?=\s*:)|copyrights?|copyright[- ]hinweis|copyleft|copr\.?|\(c\)opyright|"
    rf"spdx-(?:file|snippet)copyrighttext|copyrighted(?=\s+(?:(?:{_SIGN})\s*)?(?:by\s|(?:1[89]|20)\d\d))|"
    r"derechos de autor|авторские права|著作権|版权所有|版權所有"
)

_MARKER = compile_late(
    rf"(?:(?P<sign>(?:{_SIGN})(?!opyright))|(?<![\w./-])(?<![\w.]@)(?P<word>{_WORD})(?![\w@-]|\.\w))"
    rf"(?:[\s:.|℗]{{0,3}}(?:{_SIGN}|℗|(?:copyright|copyleft|copr\.?)(?!\w)))*",
    re.IGNORECASE,
)
_DAY = (
    r"(?:(?:\d\d?(?:st|nd|rd|th|\.)?\s+)?"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:[a-z]{3,6})?\.?\s+(?:\d\d?,\s*)?)?"
)
_YEARS_AT_START = compile_late(rf"[\s:,.\-–—|]*{_DAY}[\[({{]?(?P<years>{YEARS})[\])}}+]?", re.IGNORECASE)
_YEARS_AT_END = compile_late(rf"(?P<lead>[\s,(/\-–—]*)(?P<years>{YEARS})[\s,.;:)]*$", re.IGNORECASE)
_YEARS_INSIDE = compile_late(rf"[\s,(/\-–—]+(?P<years>{YEARS})(?=[\s,.;:)]|$)", re.IGNORECASE)
_JOINER = compile_late(
    r"[\s:,.;\-–—|/℗*•·]*(?:(?:copyright|copr\.?|©|\(c\))[\s:]*)?"
    r"(?:(?:(?:owned |held )?by|von|par|por|di|da|bei|courtesy(?: of)?|"
    r"the copyright holders?|is held by|belongs to|remains with)(?!\w)[\s:]*)?",
    re.IGNORECASE,
)

_RESERVED = (
    r"(?:and )?all (?:other )?rights?\b|alle rechte|tous droits|todos los derechos|todos os direitos|tutti i diritti|"
    r"все права|wszelkie prawa|wszystkie prawa|visos teisės|të gjitha të drejtat|tüm hakları|alla rättigheter|"
    r"alle rettigheder|alle rettigheter|alle rechten|minden jog|všechna práva|všetky práva|toate drepturile|"
    r"sva prava|kaikki oikeudet|版权所有|無断転載|转载|جميع الحقوق|kõik õigused|усі права|riproduzione|rights reserved"
)
_AFTERMATH = (
    r"licensed|licen[cs]ed? under|published under|this (?:work|material|article|site|story|post|content)|"
    r"used (?:with|by)|"
    r"reprinted|reproduced|republished|distributed|unless|except|powered|designed|design by|website by|site by|theme|"
    r"built (?:with|by)|made (?:with|by)|hosted|created (?:with|by)|privacy|terms|contact|about us|advertis|cookies?|"
    r"impressum|datenschutz|agb|kontakt|mentions légales|aviso legal|política|disclaimer|legal|sitemap|site map|login|"
    r"subscribe|faq|rss|home|help|feedback|accessib|in association with|and its (?:related|affiliat|licens)|"
    r"and/or its|a division of|a subsidiary|an? \w+ company|part of|member of|registered|is a|is the|was|has been|"
    r"may not|cannot|do not|no part|without|for (?:more|permission|non|all|personal|reprint)|permission|click|please|"
    r"read (?:the|more)|view |see |http|www\.|e-?mail|tel\b|phone|page|last (?:updated|modified)|updated|posted|"
    r"published|via |from |under |unter |mit |under a|cc[ -]by|creative commons|and respective|or its|the information|"
    r"sofern nicht|nachdruck|vervielf|wiedergabe|verbreitung|reproducci|prohibid|reproduction|toute|proudly|wordpress|"
    r"version|issn|isbn|edition|everyone is|license:"
)
_STOP = compile_late(
    rf"\s*(?:[|•·∙▪■●►]|\s»|\s[-–—]{{1,2}}\s(?!(?:1[89]|20)\d\d|present|today|now\b|heute|hoy)|\n|<|\[|;|…|\s:\s|(?<![\w]){_RESERVED}|"
    rf"(?:[\s,.(/-]|(?<=[.,)])|(?<=\d))(?:{_AFTERMATH}))|[()](?=\s|$)|\((?!pty|c\)|uk|us|usa|gmbh)",
    re.IGNORECASE,
)
_SENTENCE_END = compile_late(
    r"(?:(?<=\w{3})|(?<=[\"”»)])|(?<=\b[A-Z]{2}))[.!?](?=\s+[A-Z0-9\"“А-ЯÀ-Ý„]|\s*$)|[。！]|(?<=[a-z])\.(?=[A-Z][a-z])"
)
_ABBREVIATED = compile_late(
    r"(?:^|[\s.,(])(?:[A-Z]|st|dr|mr|mrs|ms|prof|bros|pub|publ|univ|dept|assn|vs|jr|no)$", re.IGNORECASE
)
_TEMPLATE = compile_late(
    r"\b(?:19|20)(?:yy|xx)\b|\byyyy\b|\bnames? of (?:the )?(?:authors?|copyright|owner)|\byour name\b|^years?\b|"
    r"^full ?name\b",
    re.IGNORECASE,
)
"""What stands in a form for a holder."""
_OPENING = compile_late(
    r"(?:\A|[.|\n•!:)\]])[\s\"'*_|–—•(#/;%!-]*"
    r"(?:(?:dnl|rem|portions|parts|(?:(?:all|page|site|entire) )?contents?|"
    r"(?:the|this) (?:\w+ ){1,2}(?:is|are))\s+)?\Z",
    re.IGNORECASE,
)
"""What may stand before the word in its sentence or line."""
_ADDRESS = compile_late(r"(?:https?://)(?:www\.)?(?P<host>[\w-]+(?:\.[\w-]+)+)[^\s,;)>]*", re.IGNORECASE)
_LISTED_MAIL = compile_late(r"[<(][^<>()\s@]{1,80}@[^<>()\s@]{1,80}[>)](?=\s*(?:,|and\s|&)\s*[^\W\d])")
"""An address between two names."""
_RESERVED_FIRST = compile_late(
    r"[\s,.;]*all rights reserved(?:\s+(?:by|to)\s+|[.,]?[ ]+(?=[^\n]{3,60}$))(?P<name>\S[^\n]*)", re.IGNORECASE
)
_NO_NOTICE = compile_late(
    r"[\s:]*(?:law|act|office|infring|clearance|policy|policies|notice|agreement|owner|holder|protect|violation|claim|"
    r"issue|question|material|statement|information|info|reform|term\b|terms|permission|free|trap|troll|expert|lawyer|"
    r"attorney|case|case|extension|registration|and (?!©)|or |in |of |is |are |was |for |to |on |as |at |has |can |"
    r"may |"
    r"should|must|it |that |which |not |under |with |from |does|if |&|agent|complaint|concern|dispute|rights?\b|guide|"
    r"faq|"
    r"royalt|licen[cs]|trademark|recht|verletzung|hinweis|inhaber|richtlinie|debat|exception|works?\b|content\b|page|"
    r"symbol|industr|management|enforce|assign|transfer|status|year|date|contact|directive|alert|strike|[?!)])",
    re.IGNORECASE,
)
_MENU_ITEM = compile_late(r"\s*(?:[|•·»/]|[-–—]\s*\n)(?!\s*(?:©|\(c\)|(?:1[89]|20)\d\d))", re.IGNORECASE)
"""What stands behind the word in a row of links: "Copyright | Privacy"."""
_ARTICLED = compile_late(r"\b(?:the|a|an|of|on|his|her|their|its|no|without|under|le|la|el)\s+$", re.IGNORECASE)
"""What makes the word a noun of a sentence."""

_GENERIC_LEAD = compile_late(
    r"(?:(?:all|original|entire|site|website|web|page|text|article|articles|story|photo|photos|image|images|foto|fotos|bild|"
    r"bilder|material|contents?|design|logo|and|und|the|this|is|are|portions|tm|trademark|layout|template|theme|code|"
    r"software|music|artwork|&|/|-|–|by|some|rights|reserved|alle|rechte|vorbehalten|todos|los|derechos|reservados|tous|"
    r"droits|réservés|os|direitos|quelle|source|copyright|credit|disclaimer|note|posted|published|permission|everything|"
    r"here|work|program|manual|document|documentation|book|pages|\W)\s*)*",
    re.IGNORECASE,
)
_IMAGE_LEAD = compile_late(
    r"(?:photo(?:graph)?s?|foto(?:s|grafie)?|images?|bild(?:er|quelle|nachweis)?|picture|pic|credit|quelle|titelbild|"
    r"beitragsbild|abbildung|abb\.|grafik|illustration|screenshot|cover|crédit|imagen|imagem|фото)[\w\s:./()-]{0,12}$",
    re.IGNORECASE,
)


def parse_notices(text: str) -> Iterator[ParsedNotice]:
    r"""Yield the copyright notices of one paragraph, in its order; line breaks (``\n``) end a notice.

    >>> [(n.symbol, n.years, n.holders) for n in parse_notices("Copyright © 2001–04 Weekly Herald Ltd. Home")]
    [('copyright ©', ('2001-2004',), ('Weekly Herald Ltd',))]
    >>> list(parse_notices("Copyright is a difficult matter; see (c) below."))
    []
    """
    if "@" in text:
        text = _LISTED_MAIL.sub(lambda found: " " * len(found[0]), text)
    markers = list(_MARKER.finditer(text))
    position = 0
    for index, marker in enumerate(markers):
        if marker.start() < position:
            continue
        limit = markers[index + 1].start() if index + 1 < len(markers) else len(text)
        notice = _parse_at(text, marker, position, limit)
        if notice:
            position = notice.end
            yield notice


def is_image_line(text: str, start: int) -> bool:
    """Whether the words before a notice say that it is about an image."""
    return bool(_IMAGE_LEAD.search(text[max(0, start - 40) : start]))


def _parse_at(text: str, marker: re.Match[str], floor: int, limit: int) -> ParsedNotice | None:
    rest = text[marker.end() : min(limit, marker.end() + 300)]
    signed = marker["sign"] or re.search(_SIGN, marker[0])
    if not signed and (
        _NO_NOTICE.match(rest)
        or _MENU_ITEM.match(rest)
        or _ARTICLED.search(text[max(0, marker.start() - 40) : marker.start()])
    ):
        return None
    years, holder, end = _parse_rest(rest)
    start = marker.start()
    if not holder:
        lead_start, lead_years, lead = _parse_lead(text, floor, marker.start())
        if lead or (lead_years and not years):
            start, years, holder = lead_start, years or lead_years, lead
    elif not years:
        start, years = _find_years_before(text, floor, marker.start())
    if not _is_notice(marker, years, holder, text):
        return None
    holders, repeated = split_holders(holder)
    return ParsedNotice(start, marker.end() + end, _normalise(marker[0]), years, holders, repeated)


def _parse_rest(rest: str) -> tuple[tuple[str, ...], str, int]:
    """Return years and holder from what follows the symbol, and where they end."""
    years: tuple[str, ...] = ()
    position = 0
    if first := _YEARS_AT_START.match(rest):
        years, position = split_years(first["years"]), first.end()
    joiner = _JOINER.match(rest, position)
    after = joiner.end() if joiner else position
    if address := _ADDRESS.match(rest, after):
        late = _YEARS_AT_START.match(rest, address.end()) if not years else None
        return (split_years(late["years"]) if late else years), address["host"], (late or address).end()
    if years and (reserved := _RESERVED_FIRST.match(rest, position)):
        after = reserved.start("name")
    raw = cut_holder(rest[after:])
    if not years and (late := _YEARS_AT_START.match(raw)):
        years, raw, after = split_years(late["years"]), raw[late.end() :], after + late.end()
    found = _YEARS_AT_END.search(raw) or _YEARS_INSIDE.search(raw)
    size = len(raw.rstrip())
    if found:
        years = (*years, *split_years(found["years"]))
        size = found.end() if found.re is _YEARS_INSIDE else size
        raw = raw[: found.start()]
    elif not years and (
        behind := re.match(rf"\s[-–—]\s[^|\n.]{{1,30}}?\s({YEARS})\s*(?=$|[|\n.])", rest[after + size :])
    ):
        years, size = split_years(behind[1]), size + behind.end()
    holder = tidy_holder(raw)
    end = after + size if holder or found else position
    return years, holder, end


def cut_holder(raw: str) -> str:
    """Return what belongs to the holder: up to a stop word, a separator or the end of the sentence."""
    stop = _STOP.search(raw)
    raw = raw[: stop.start()] if stop else raw
    for match in _SENTENCE_END.finditer(raw):
        head = raw[: match.start()]
        if SUFFIX_END.search(head) and _continues(raw[match.end() :]):
            continue
        if _ABBREVIATED.search(head) and match.group() == ".":
            continue
        return head
    return raw[:160]


def _continues(tail: str) -> bool:
    """Whether another company suffix or a year follows an abbreviated one."""
    return bool(re.match(rf"[\s,]*(?:(?:{SUFFIX})\b|&|(?:1[89]|20)\d\d|,|-)", tail, re.IGNORECASE))


def _parse_lead(text: str, floor: int, end: int) -> tuple[int, tuple[str, ...], str]:
    """Return start, years and holder from what stands before the symbol: "Weekly Herald © 2020", "2020 © Herald"."""
    lead = text[max(floor, end - 90) : end]
    base = max(floor, end - 90)
    cut = max((m.end() for m in re.finditer(r"[|•·\n;]|[.!?](?=\s+[A-ZÀ-Ý])|\s[-–—]\s", lead)), default=0)
    base, lead = base + cut, lead[cut:]
    years: tuple[str, ...] = ()
    if found := _YEARS_AT_END.search(lead):
        years, lead = split_years(found["years"]), lead[: found.start()]
    generic = _GENERIC_LEAD.match(lead)
    name = tidy_holder(lead[generic.end() :] if generic else lead)
    if len(name.split()) > 7 or not is_name(name):
        name = ""
    return base + len(lead) - len(lead.lstrip()), years, name


def _find_years_before(text: str, floor: int, start: int) -> tuple[int, tuple[str, ...]]:
    if found := re.search(rf"(?:^|(?<=[\s|•(]))({YEARS})[\s:]*$", text[max(floor, start - 30) : start], re.IGNORECASE):
        return max(floor, start - 30) + found.start(), split_years(found[1])
    return start, ()


def _is_notice(marker: re.Match[str], years: tuple[str, ...], holder: str, text: str) -> bool:
    if not (years or holder) or _TEMPLATE.search(holder):
        return False
    sign = re.search(r"[©Ⓒⓒ🄫]|&", marker[0])
    if sign:
        return (bool(holder) and (is_name(holder) or len(holder.split()) <= 2)) or bool(years)
    if marker[0].lower() == "(c)":
        return _is_sign(marker, years, holder, text)
    at_start = bool(_OPENING.search(text[max(0, marker.start() - 80) : marker.start()]))
    if _UNBALANCED.search(holder):
        return False
    if years:
        return is_name(holder) or at_start
    return is_name(holder) and (
        at_start or bool(re.match(r"[\s:]*(?:by|©|\(c\))", text[marker.end() :], re.IGNORECASE))
    )


_UNBALANCED = compile_late(r"^[^\"“”„»]*[\"”](?:[^\"“”„»]*)$")
"""One quotation mark: the word ends a quoted title."""


def _is_sign(marker: re.Match[str], years: tuple[str, ...], holder: str, text: str) -> bool:
    """Whether a bare ``(c)`` is the sign and no enumeration: it needs a year, or stands in a line of its own."""
    if re.search(r"\([abd]\)", text, re.IGNORECASE) or not is_name(holder):
        return bool(years) and is_name(holder) and text[marker.end() :].lstrip()[:1].isdigit()
    if years:
        return True
    alone = not text[: marker.start()].strip()
    return alone and len(text) <= 80 and len(holder.split()) <= 6


def _normalise(marker: str) -> str:
    """Return the symbol and word of a notice in lower case, each once."""
    found = re.findall(rf"{_SIGN}|copyright|copyleft|copr", marker, re.IGNORECASE)
    return (
        " ".join(dict.fromkeys("©" if part in "Ⓒⓒ🄫" or part[0] == "&" else part.lower() for part in found))
        or marker.strip().lower()
    )
