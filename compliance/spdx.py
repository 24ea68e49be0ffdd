"""Names and addresses of content licenses, turned into SPDX ids; judges nothing and knows no article.

Facts: the license elements, versions and ports are Creative Commons' own (creativecommons.org/licenses/list.en), the
ids are those of the SPDX License List. What it has no id for is a ``LicenseRef-``: a Creative Commons license without
its type is ``LicenseRef-CC``, one without its version ``LicenseRef-CC-BY-SA``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from compliance.patterns import compile_kept, compile_late

ALL_RIGHTS_RESERVED = "LicenseRef-all-rights-reserved"
UNTYPED = "LicenseRef-CC"
PUBLIC_DOMAIN = "LicenseRef-public-domain"


class LicenseName(NamedTuple):
    """A license named in a text: half-open range of characters, and its id."""

    start: int
    end: int
    id: str


_ORDER = ("BY", "NC", "ND", "SA")

_ADDRESS = compile_late(
    r"creativecommons\.org/+(?:l/|licen[sc]es/+)(?P<type>[a-z+-]+)"
    r"(?:/+(?P<version>\d\.\d))?(?:/+(?P<port>[a-z]{2,8}))?(?=$|[^a-z])",
    re.IGNORECASE,
)
_PUBLIC_DOMAIN_ADDRESS = compile_late(
    r"creativecommons\.org/+(?:publicdomain/+(?P<kind>zero|mark)|licen[sc]es/+(?P<old>publicdomain|zero))",
    re.IGNORECASE,
)
_OTHER_ADDRESSES = (
    ("nationalarchives.gov.uk/doc/open-government-licence/version/1", "OGL-UK-1.0"),
    ("nationalarchives.gov.uk/doc/open-government-licence/version/2", "OGL-UK-2.0"),
    ("nationalarchives.gov.uk/doc/open-government-licence", "OGL-UK-3.0"),
    ("gnu.org/licenses/fdl-1.2", "GFDL-1.2-or-later"),
    ("gnu.org/licenses/old-licenses/fdl-1.2", "GFDL-1.2-or-later"),
    ("gnu.org/licenses/fdl", "GFDL-1.3-or-later"),
    ("gnu.org/copyleft/fdl", "GFDL-1.3-or-later"),
    ("artlibre.org/licence/lal", "LAL-1.3"),
    ("opendatacommons.org/licenses/odbl", "ODbL-1.0"),
    ("opendatacommons.org/licenses/by", "ODC-By-1.0"),
    ("opendatacommons.org/licenses/pddl", "PDDL-1.0"),
    ("govdata.de/dl-de/by-2-0", "DL-DE-BY-2.0"),
    ("govdata.de/dl-de/zero-2-0", "DL-DE-ZERO-2.0"),
    ("unlicense.org", "Unlicense"),
)


def find_license_of_url(url: str) -> str:
    """Return the id of the license whose deed or legal code an address leads to, or nothing.

    >>> find_license_of_url("http://creativecommons.org/licenses/by-nc/3.0/igo/deed.fr")
    'CC-BY-NC-3.0-IGO'
    >>> find_license_of_url("https://creativecommons.org/licenses/by-nc-nd/4.0/legalcode.de")
    'CC-BY-NC-ND-4.0'
    """
    folded = unquote(url).lower()
    if "creativecommons.org" in folded:
        return _find_creative_commons(folded)
    if "://" not in folded and not folded.startswith(("www.", "//")):
        return ""
    return next((id_ for address, id_ in _OTHER_ADDRESSES if address in folded), "")


def _find_creative_commons(url: str) -> str:
    if match := _PUBLIC_DOMAIN_ADDRESS.search(url):
        if match["old"] == "publicdomain":
            return "CC-PDDC"
        return "CC-PDM-1.0" if match["kind"] == "mark" else "CC0-1.0"
    match = _ADDRESS.search(url)
    if not match:
        return ""
    elements = match["type"].replace("+", "-").split("-")
    port = match["port"] or ""
    return make_id(elements, match["version"] or "", "" if port in {"deed", "legalcode", "rdf"} else port)


def is_deed(url: str) -> bool:
    """Whether an address leads to a license's deed or legal code."""
    return bool(find_license_of_url(url))


def make_id(elements: list[str] | tuple[str, ...], version: str = "", port: str = "") -> str:
    """Build the id of a Creative Commons license; licenses of version 4.0 have no ports.

    >>> make_id(["by", "nd", "nc"], "2.0", "de")
    'CC-BY-NC-ND-2.0-DE'
    >>> make_id(["by", "sa"])
    'LicenseRef-CC-BY-SA'
    """
    known = [element for element in _ORDER if element in {part.upper() for part in elements}]
    if not known:
        return UNTYPED if not elements or not version else ""
    name = "-".join(["CC", *known])
    if not version:
        return f"LicenseRef-{name}"
    port = "" if version == "4.0" else port.upper()
    return "-".join(part for part in (name, version, port) if part)


def shorten_id(id_: str) -> str:
    """Return an id without SPDX's prefix, as people write it; ``CC-unspecified`` where no type is known.

    >>> shorten_id("LicenseRef-CC-BY-SA"), shorten_id("LicenseRef-CC"), shorten_id("CC-BY-4.0")
    ('CC-BY-SA', 'CC-unspecified', 'CC-BY-4.0')
    """
    return "CC-unspecified" if id_ == UNTYPED else id_.removeprefix("LicenseRef-")


_ELEMENT_NAMES = {
    "BY": r"attribution|namensnennung|paternit[ée]|reconocimiento|atribuci[óo]n|atribui[çc][ãa]o|attribuzione|"
    r"naamsvermelding|uznanie autorstwa|atribuce|erkännande|navngivelse|navngivning|表示|署名|저작자표시|"
    r"атрибуция|by(?![\w])",
    "NC": r"non[- ]?commercial(?: use)?|nicht[- ]?kommerziell(?:e nutzung)?|keine kommerzielle nutzung|"
    r"pas d.utilisation commerciale|no[- ]?comercial|n[ãa]o[- ]?comercial|uso n[ãa]o[- ]?comercial|non commerciale|"
    r"niet[- ]?commercieel|u[żz]ycie niekomercyjne|非営利|非商业性使用|非商業性|비영리|некоммерческая|nc(?![\w])",
    "ND": r"no[- ]?deriv(?:ative)?s?(?: works)?|keine[- ]?bearbeitung(?:en)?|pas de modifications?|"
    r"sin (?:obras? )?derivadas?|sin ?obra ?derivada|sem deriva[çc][õo]es|non opere derivate|geen afgeleide werken|"
    r"bez utwor[óo]w zale[żz]nych|改変禁止|禁止演绎|禁止改作|변경금지|без производных|nd(?![\w])",
    "SA": r"share[- ]?alike|weitergabe unter gleichen bedingungen|partage (?:dans les m[êe]mes conditions|"
    r"[àa] l.identique)|compartir ?(?:-? ?igual)|compartilha ?igual|condividi allo stesso modo|gelijk delen|"
    r"na tych samych warunkach|継承|相同方式共享|동일조건변경허락|sa(?![\w])",
}
_COUNTRIES = {
    "US": r"united states|usa|\(us\)",
    "DE": r"germany|deutschland|alemania",
    "AT": r"austria|österreich",
    "CH": r"switzerland|schweiz|suisse",
    "FR": r"france|frankreich",
    "ES": r"spain|españa",
    "IT": r"italy|italia",
    "UK": r"england (?:and|&) wales|uk: england",
    "AU": r"australia",
    "CA": r"canada",
    "NL": r"netherlands|nederland",
    "BR": r"bra[sz]il",
    "PT": r"portugal",
    "JP": r"japan",
    "CN": r"china mainland|中国大陆",
    "TW": r"taiwan",
    "NZ": r"new zealand|aotearoa",
    "IE": r"ireland",
    "IN": r"india",
    "IGO": r"igo|intergovernmental organi[sz]ations?",
}
_ANCHOR = (
    r"creative[ -]*commons?(?!\.org)|クリエイティブ[・ ]?コモンズ|知识共享|創用 ?cc|크리에이티브 커먼즈|"
    r"(?<![\w.])\(?cc\)?(?=[ \-_/:]*(?:\(?by\b|by-))|(?<![\w.])\(cc\)"
)
_FILLER = (
    r"[\s\-–—,/&+_()„“”\"«»・:]{1,4}|license[sd]?|licen[cs]es?|lizenz(?:en)?|licencia|licen[çc]a|licenza|licentie|"
    r"ライセンス|许可协议|授權|public|and|und|et|y|e|en|のもとに|cc(?![\w])|the|der|de|la|-?non(?=[- ]?commercial)?"
)


@lru_cache(maxsize=1)
def _name_pattern() -> re.Pattern[str]:
    """Anchor, elements with fillers between them, version, and port as code or country."""
    elements = "|".join(_ELEMENT_NAMES.values())
    countries = "|".join(_COUNTRIES.values())
    return compile_kept(
        rf"(?:{_ANCHOR})(?P<elements>(?:(?:{_FILLER}){{0,5}}(?:{elements}))*)"
        rf"(?P<tail>(?:(?:{_FILLER}|international|unported|generic|igo|v(?:ersion|\.)?|{countries}){{0,4}}"
        rf"(?P<version>[1-4][.,][0-9])(?!\d)(?:(?:[\s\-–(,.]|international|unported|generic){{0,4}}"
        rf"(?:(?P<country>{countries})|(?P<code>(?-i:[A-Z]{{2,3}}))(?!\w)))?)?)",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _element_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (element, compile_kept(rf"(?<![a-zäöüé])(?:{names})", re.IGNORECASE))
        for element, names in _ELEMENT_NAMES.items()
    )


_OTHER_NAMES = (
    (r"(?<![\w])cc[ -]?(?:0|zero)(?![\w])(?:[ -]?v?1\.0)?|public domain dedication", "CC0-1.0"),
    (r"public domain mark", "CC-PDM-1.0"),
    (r"open government licen[cs]e(?: v?(?:ersion )?3(?:\.0)?)?|(?<!\w)OGL ?v?3(?:\.0)?", "OGL-UK-3.0"),
    (r"gnu free documentation licen[cs]e|gnu-lizenz für freie dokumentation|(?<!\w)gfdl(?!\w)", "GFDL-1.3-or-later"),
    (r"free art licen[cs]e|licence art libre", "LAL-1.3"),
    (r"open database licen[cs]e|(?<!\w)odbl(?!\w)", "ODbL-1.0"),
    (r"public domain|gemeinfrei|domaine public|dominio público|domínio público|pubblico dominio", PUBLIC_DOMAIN),
)
_MARKS = ("commons", "cc", "コモンズ", "知识共享", "커먼즈")


@lru_cache(maxsize=1)
def _other_pattern() -> re.Pattern[str]:
    return compile_kept("|".join(f"({pattern})" for pattern, _ in _OTHER_NAMES), re.IGNORECASE)


def find_license_names(text: str) -> Iterator[LicenseName]:
    """Yield the licenses that a text names, in its order.

    >>> [name.id for name in find_license_names("CC BY-NC-ND 4.0 or Creative Commons Namensnennung 3.0 Deutschland")]
    ['CC-BY-NC-ND-4.0', 'CC-BY-3.0-DE']
    """
    yield from sorted({*_find_creative_commons_names(text), *_find_other_names(text)})


def _find_creative_commons_names(text: str) -> Iterator[LicenseName]:
    folded = text.lower()
    if not any(mark in folded for mark in _MARKS):
        return
    for match in _name_pattern().finditer(text):
        elements = [name for name, pattern in _element_patterns() if pattern.search(match["elements"])]
        anchor = match[0][: match.start("elements") - match.start()].strip("()").lower()
        if anchor in {"cc", "(cc)"} and not elements:
            continue
        version = (match["version"] or "").replace(",", ".")
        yield LicenseName(match.start(), match.end(), make_id(elements, version, _find_port(match)) or UNTYPED)


def _find_port(match: re.Match[str]) -> str:
    if match["code"]:
        return str(match["code"])
    country = (match["country"] or "").lower()
    return next((id_ for id_, names in _COUNTRIES.items() if country and re.fullmatch(names, country)), "")


def _find_other_names(text: str) -> Iterator[LicenseName]:
    for match in _other_pattern().finditer(text):
        yield LicenseName(match.start(), match.end(), _OTHER_NAMES[(match.lastindex or 1) - 1][1])


def find_license(text: str) -> str:
    """Return the id of the most exact license that a text names or addresses, or nothing."""
    named = [name.id for name in find_license_names(text)]
    address = find_license_of_url(text)
    return max([address, *named], key=_exactness) if named or address else ""


def _exactness(id_: str) -> int:
    if not id_:
        return 0
    if id_ in {UNTYPED, PUBLIC_DOMAIN}:
        return 1
    return 2 if id_.startswith("LicenseRef-") else 3
