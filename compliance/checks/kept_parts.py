"""Title, links and images of a copy against those of its original."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compliance.checks.judging import PASSED, fail, not_applicable, quote, review
from compliance.checks.pictures import list_pictures
from compliance.checks.versions import compare_texts, find_unlike
from compliance.comparison.addresses import Address, meet, name_file, read_address
from compliance.comparison.difference import Comparison, Text
from compliance.comparison.words import split_words
from compliance.model.article import Carrier, Link, Scope
from compliance.model.evidence import CanonicalUrl, Evidence, Title, Tracker
from compliance.model.result import Finding, Judgement
from compliance.model.seen import Seen, Version, Versions
from compliance.patterns import compile_late

_SITE_NAME = compile_late(r"\s+[|–—·•:-]\s+[^|–—·•]+$")
"""What pages put behind the title in their head: the site's name."""
_VISIBLE = (Carrier.TEXT, Carrier.FRONT_MATTER)


def judge_title(versions: Versions, *, exactly: bool = False) -> Judgement:
    """Pass if the headline that readers of the copy see is one of the original's; quotes and dashes do not count.

    ``exactly``: capitals count too.
    """
    copy, original = (_find_titles(side.evidence) for side in (versions.copy, versions.original))
    if not copy or not original:
        side = versions.original.article.name if copy else "the copy"
        return review([Finding(f"no title is seen in {side}")])
    headline = next((item for item in copy if item.carrier in _VISIBLE), copy[0])
    known = {key for item in original for key in _list_forms(item, exactly=exactly)}
    if known.intersection(_list_forms(headline, exactly=exactly)):
        return PASSED
    line = versions.original.article.place(original[0].span).line
    message = f"{quote(headline.text)} is not the original's {quote(original[0].text)} (line {line} there)"
    return fail([Finding(message, headline.span)])


def _find_titles(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the titles, the best first."""
    titles = [item for item in evidence if isinstance(item.value, Title)]
    return sorted(titles, key=lambda item: (-item.trust, item.span.start))


def _list_forms(item: Evidence, *, exactly: bool) -> Iterator[tuple[str, ...]]:
    texts = [item.text]
    if item.carrier is Carrier.META:
        texts.append(_SITE_NAME.sub("", item.text))
    for text in texts:
        words = split_words(text if exactly else text.casefold())
        yield words[:-1] if words and words[-1] == "." else words


def judge_links(versions: Versions, *, excerpt: bool = False) -> Judgement:
    """Pass if the copy has a link to everything that the original's text links to; of an excerpt, to what it shows."""
    comparison = compare_texts(versions)
    if unlike := find_unlike(comparison, versions):
        return unlike
    original, copy = versions.original, versions.copy
    bounds = _find_kept(comparison) if excerpt else (0, len(original.article.flat))
    targets: dict[Address, Link] = {}
    for address, link in _list_targets(original, comparison.original, *bounds):
        targets.setdefault(address, link)
    if not targets:
        return not_applicable("the original's text has no link")
    kept: dict[str, list[Address]] = {}
    for link in copy.article.links:
        if found := read_address(link.url, _find_base(copy)):
            kept.setdefault(found.path, []).append(found)
    lost = [
        link for target, link in targets.items() if not any(meet(target, found) for found in kept.get(target.path, ()))
    ]
    if not lost:
        return PASSED
    number = f"{len(lost)} of {len(targets)} links of the original are missing"
    return fail((_tell_link(link, versions) for link in lost), message=number)


def _list_targets(version: Version, text: Text, start: int, end: int) -> Iterator[tuple[Address, Link]]:
    """Yield what the passages of a text link to, that stand between two flat offsets."""
    base = _find_base(version)
    for passage in text.passages:
        last = passage.start + len(passage.text.encode())
        for link in version.article.links_within(passage.start, last):
            address = read_address(link.url, base)
            if address and start <= link.start < end and link.scope in {Scope.ARTICLE, Scope.QUOTATION}:
                yield address, link


def _find_base(version: Version) -> str:
    """Return the address of the page itself, as far as it is known."""
    declared = (item.value.url for item in version.evidence if isinstance(item.value, CanonicalUrl))
    return version.article.source.url or next(declared, "")


def _find_kept(comparison: Comparison) -> tuple[int, int]:
    """Return the flat range of the original from the first to the last word that the copy has."""
    first, last = 0, len(comparison.original.words)
    for change in comparison.changes:
        if change.original.start == 0:
            first = change.original.end
        if change.original.end == len(comparison.original.words):
            last = change.original.start
    if first >= last:
        return 0, 0
    return comparison.original.place(first)[0], comparison.original.place(last - 1)[1]


def _tell_link(link: Link, versions: Versions) -> Finding:
    """Return a finding at the words in the copy that have lost their link, if they are there."""
    original, copy = versions.original.article, versions.copy.article
    words = original.flat[link.start : link.end].strip()
    line = original.place(link.span).line
    message = f"the link {quote(words.decode(errors='ignore'))} to {link.url} is missing (line {line} of the original)"
    found = copy.flat.find(words) if len(words) > 2 else -1
    return Finding(message, copy.span(found, found + len(words)) if found >= 0 else None)


def judge_images(seen: Seen, versions: Versions) -> Judgement:
    """Fail for images that the original has too, and ask about others; for some, a license of their own speaks."""
    pictures = list_pictures(seen)
    if not pictures:
        return not_applicable("there is no image")
    known = _KnownImages(versions.original)
    carried: list[Finding] = []
    others: list[Finding] = []
    for picture in pictures:
        if picture.credit and picture.credit.license_id:
            continue
        if line := known.find_line(picture.value.url, _find_base(versions.copy)):
            message = f"the image {picture.name} is taken over from the original (line {line} there)"
            carried.append(Finding(message, picture.span))
        else:
            others.append(Finding(f"the image {picture.name} is to be looked at", picture.span))
    if carried:
        return fail(carried, message="images of the original were taken over, and no license of their own is seen")
    if others:
        return review(others, message="does somebody's permission or license cover these images, apart from the text?")
    return PASSED


class _KnownImages:
    """The images of the original, by address and by the name of their file."""

    def __init__(self, version: Version) -> None:
        counters = {item.value.url for item in version.evidence if isinstance(item.value, Tracker)}
        self._base, self._article = _find_base(version), version.article
        self._lines: dict[Address | str, int] = {}
        for image in version.article.images:
            if image.kind == "img" and image.scope is Scope.ARTICLE and image.url not in counters:
                for key in _list_keys(image.url, self._base):
                    self._lines.setdefault(key, version.article.place(image.span).line)

    def find_line(self, url: str, base: str) -> int:
        """Return the line on which the original shows an image, 0 where it does not."""
        return next((self._lines[key] for key in _list_keys(url, base) if key in self._lines), 0)


def _list_keys(url: str, base: str) -> Iterator[Address | str]:
    address = read_address(url, base)
    if address and address.host:
        yield address
    if name := name_file(url):
        yield name
