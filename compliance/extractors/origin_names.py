"""Reads the name of an origin, and the link that goes with it, from the words behind a cue."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from compliance.extractors.passages import join_phrases, read_text
from compliance.hyperlinks import classify, host_of
from compliance.model.article import Article, Link
from compliance.model.evidence import Target
from compliance.model.scan import Scan
from compliance.patterns import compile_late

RANK = {
    Target.DEEP: 6,
    Target.ARCHIVE: 5,
    Target.SHORTENER: 5,
    Target.HOME_PAGE: 4,
    Target.PROFILE: 3,
    Target.RELATIVE: 1,
    Target.PLACEHOLDER: 1,
}
"""How well a link leads to an origin; other targets (license deeds, mail) never do."""

_EDGE = " \t\n\"'“”„«»‘’*_:;,.–—-|([{<>~•·#©"
_END = compile_late(
    r"[.!?](?=\s|[\"”’*_)\]]|$)|[,;|()\[\]\n“”«»\"]|\s[-–—]{1,2}\s|[–—](?=\w)|\.{2,}|…|[。！？，、）（]|\s经|(?<=\w): "
)
_DATE = compile_late(
    r"(?:on |am |le |el |vom |in )?(?:\d{4}-\d\d?-\d\d?|\d{1,2}[./]\d{1,2}[./]\d{2,4}|"
    r"(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?,? )?\d{1,2}(?:st|nd|rd|th|\.|er)? "
    r"(?:de )?[a-zäéû]{3,10}\.?,? (?:de )?\d{4}|"
    r"(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?,? )?[a-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?(?:, ?| )\d{4}|"
    r"[a-zä]{3,9}\.? \d{4}|(?:19|20)\d\d)[\s,.:]*",
    re.IGNORECASE,
)
_PREPOSITION = compile_late(r"(?:on|in|at|by|for|from|auf|bei|im|von|sur|dans|par|en|por|su)\s+", re.IGNORECASE)
_ADDRESS = compile_late(
    r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\."
    r"(?:com|org|net|info|gov|edu|io|eu|blog|news|online|media|press|dev|app|site|website|social|tech|agency|example|"
    r"[a-z]{2})(?:/\S*)?(?![\w.])",
    re.IGNORECASE,
)
_AUTHOR_AT = compile_late(
    r"(?P<author>(?:[A-ZÀ-Ý][\w.'’-]*\s+){1,3}[A-ZÀ-Ý][\w'’-]+)\s+(?:on|at|in|for)\s+(?:(?:his|her|their|the|its|our)\s+)?"
    r"(?P<outlet>[A-ZÀ-Ý\d].*)"
)
"""A person and where that person wrote: "Ann Author at her Daily Fern Blog"."""
_NAME_AFTER_WORDS = compile_late(r"(?:[a-z]+\s+){2,}(?=[A-ZÀ-Ý])")
"""Two small words or more, and then a name: "talk given at FernConf"."""
_SENTENCE_OVER = compile_late(r"[\"'”’*_)\]]*(?:[.!?][\"'”’*_)\]]*(?:\s|$)|[。！？])")
_CAPITAL = compile_late(r"[^\W\d_a-zß-öø-ÿа-яёα-ω]|\d")


class Reading(Struct, frozen=True):
    """A name and its link, perhaps an author named before it; ``end`` is the flat offset behind them."""

    name: str = ""
    link: Link | None = None
    author: str = ""
    dated: bool = False
    end: int = 0


class NameReader(Struct, frozen=True):
    """Word lists of the lexicon, compiled for one run of the extractor."""

    lead: re.Pattern[str]
    tail: re.Pattern[str]
    generic: re.Pattern[str]

    def is_generic(self, words: str) -> bool:
        """Whether words say nothing of who is meant: "here", "the original article"."""
        stripped = words.strip(_EDGE + "]")
        return not stripped or bool(self.generic.fullmatch(stripped))

    def read(self, article: Article, start: int, limit: int, *, by_author: bool = False) -> Reading:
        """Read the name that begins at a flat offset and ends before another."""
        text = read_text(article, start, limit)
        if _SENTENCE_OVER.match(text):
            return Reading(end=start)
        offset, dated = self._skip(text)
        linked = self._read_linked(article, start + _size(text[:offset]), limit)
        if linked is not None:
            return Reading(linked[0], linked[1], dated=dated, end=linked[1].end)
        name, size = self._cut(text[offset:])
        end = start + _size(text[: offset + size])
        if by_author and (parts := _AUTHOR_AT.match(name)):
            link = next((k for k in article.links_within(start, end) if k.start < end <= k.end + 2), None)
            return Reading(parts["outlet"], link, parts["author"], dated, end)
        if by_author and name and (behind := re.match(r"[\s,]*(?:on|at|in|for|auf|bei|in)\s+", text[offset + size :])):
            rest = self.read(article, end + _size(behind[0]), limit)
            if rest.name and _CAPITAL.search(rest.name):
                return Reading(rest.name, rest.link, name, rest.dated, rest.end)
        link = next((k for k in article.links_within(start, end) if k.start < end <= k.end + 2), None)
        return Reading(name, link, dated=dated, end=end)

    def _skip(self, text: str) -> tuple[int, bool]:
        """Return how much of the text stands before the name, and whether a date does."""
        offset, dated = 0, False
        while True:
            before = offset
            offset += len(text[offset:]) - len(text[offset:].lstrip(_EDGE))
            if date := _DATE.match(text, offset):
                offset, dated = date.end(), True
                if preposition := _PREPOSITION.match(text, offset):
                    offset = preposition.end()
            if (lead := self.lead.match(text, offset)) and not text[offset].isupper():
                following = text[lead.end() : lead.end() + 1]
                offset = lead.end() if lead[0][-1:].isspace() or following.isspace() else offset
            if offset == before:
                return offset, dated

    def _read_linked(self, article: Article, start: int, limit: int) -> tuple[str, Link] | None:
        """Return the link whose words the name is, or ends in."""
        for link in article.links_within(max(0, start - 60), limit):
            if link.end <= start or link.start - start > 60:
                continue
            words = (
                article.text(max(link.start, start), link.end)
                if link.start >= start
                else self._cut(article.text(start, link.end))[0]
            )
            between = read_text(article, start, max(start, link.start))
            if self._cut(between + "X")[1] < len(between.rstrip()) or (
                link.start - start > 0 and self.is_generic(words)
            ):
                return None
            if classify(link.url) in {Target.LICENSE, Target.MAIL}:
                return None
            name = self._tidy(between + words)
            return (name, link) if not self.is_generic(words) else None
        return None

    def _cut(self, text: str) -> tuple[str, int]:
        """Return the name at the start of a text, and its size."""
        if address := _ADDRESS.match(text):
            return address[0].rstrip(".,;)"), len(address[0])
        ends = [m.start() for m in (_END.search(text), self.tail.search(text)) if m]
        size = min([*ends, len(text)])
        return self._tidy(text[:size]), size

    def _tidy(self, text: str) -> str:
        name = re.sub(r"\s+", " ", text).strip(_EDGE + ")]")
        name = re.sub(r"['’]s$", "", name) if name.count(" ") < 1 else name
        if found := _NAME_AFTER_WORDS.match(name):
            name = name[found.end() :]
        return name if len(name) <= 90 and not self.is_generic(name) else ""


def make_name_reader(scan: Scan) -> NameReader:
    """Compile the lexicon's word lists."""
    return NameReader(
        join_phrases(scan.entries("origin-name-lead")),
        join_phrases(scan.entries("origin-name-tail")),
        join_phrases(scan.entries("origin-generic-words")),
    )


def is_name(name: str) -> bool:
    """Whether words can name an outlet: some word has a capital, a digit, or is an address."""
    return bool(_CAPITAL.search(name) or _ADDRESS.fullmatch(name)) and len(name) >= 2 and not name.isdecimal()


def name_of_url(url: str) -> str:
    """Return what an origin is called that is known by its address only: the host."""
    return host_of(url)


def choose_link(links: Sequence[Link]) -> Link | None:
    """Return the link that leads best to an origin, the first of equals."""
    ranked = [link for link in links if classify(link.url) in RANK]
    return max(ranked, key=lambda link: RANK[classify(link.url)], default=None)


def _size(text: str) -> int:
    return len(text.encode())
