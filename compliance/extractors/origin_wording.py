"""Statements of origin in an article's text: the lexicon's cues, the names behind them, the links beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from compliance.extractors.origin_names import RANK, NameReader, Reading, choose_link, is_name, name_of_url
from compliance.extractors.own_outlet import Outlet
from compliance.extractors.passages import (
    article_blocks,
    find_line,
    find_sentence,
    images_between,
    is_image_text,
    links_touching,
)
from compliance.hyperlinks import classify
from compliance.model.article import Article, Block, Link, Scope
from compliance.model.evidence import Evidence, Kind, OriginStatement, Target
from compliance.model.scan import Hit, Scan
from compliance.outlet_names import squeeze
from compliance.patterns import compile_late
from compliance.spdx import find_license

_SHORT = 420
"""Bytes of a block up to which a statement without "this article" is taken to speak of the whole article."""

_LEAD = compile_late(r"^(?:[\W_]|\b(?:notes?|editors?|s|ed|hinweis|anmerkung|red|info|this|it|dies)\b)*$", re.I)
_BY_END = compile_late(r"\b(?:by|von|par|por)$", re.IGNORECASE)
_IMAGE_FILE = compile_late(r"\.(?:jpe?g|png|gif|svg|webp|tiff?)(?:[?#]|$)|/wiki/File:|flickr\.com/", re.IGNORECASE)
_LABEL = 60
"""Trust below which a statement may be a picture's credit: "courtesy of"."""

_NEAR = 300
"""Bytes below an image within which a bare label is taken for the image's."""

_TAKEN_FROM = frozenset({"cross-post", "syndicated"})
"""Relations to the outlet that a copy was taken from."""
_TRUSTED = 78
"""From this trust on the words themselves say that the article is meant, whatever the markup around them says."""


class Piece(Struct, frozen=True):
    """What one cue gave."""

    hit: Hit
    start: int
    end: int
    relation: str
    trust: int
    name: str = ""
    link: Link | None = None
    author: str = ""


class Reader(Struct, frozen=True):
    """Reads the statements of one article."""

    article: Article
    names: NameReader
    outlet: Outlet
    edges: frozenset[int]

    def read(self, scan: Scan) -> Iterator[Evidence]:
        """Yield the statements, those of one block put together."""
        pieces: list[Piece] = []
        restricted = [(hit.start, hit.end) for hit in scan.of("permission-restriction")]
        for hit in scan.of("origin-statement"):
            if hit.phrase.attributes.get("relation") == "permission" and _overlaps(hit, restricted):
                continue
            if piece := self._read_statement(hit):
                pieces.append(piece)
        pieces.extend(piece for hit in scan.of("origin-label") if (piece := self._read_label(hit)))
        pieces.sort(key=lambda piece: piece.start)
        for group in self._group(_drop_overlapping(pieces)):
            yield from self._combine(group)

    def _read_statement(self, hit: Hit) -> Piece | None:
        block = self.article.block_at(hit.start)
        if block is None or block.scope in {Scope.COMMENT, Scope.RELATED}:
            return None
        first, last = find_sentence(self.article, hit.start, hit.end)
        position = hit.phrase.attributes.get("position", "")
        if not self._is_placed(hit, block, first, position):
            return None
        trust = int(hit.phrase.attributes.get("trust", "60"))
        relation = hit.phrase.attributes.get("relation", "republished")
        piece = Piece(hit, max(first, hit.start) if position else first, last, relation, trust)
        if position == "link":
            return self._read_pointer(piece, block)
        if position == "next":
            return replace(piece, link=self._find_next_link(block))
        return self._read_name(piece, block)

    def _is_placed(self, hit: Hit, block: Block, first: int, position: str) -> bool:
        """Whether a cue stands where it can speak of the whole article."""
        if not position or position in {"link", "next"}:
            return True
        size = block.end - block.start
        index = self.article.block_index(hit.start) or 0
        at_edge = index in self.edges
        if position == "short":
            return (size <= _SHORT and (at_edge or size <= 240)) or (at_edge and size <= 900)
        before = self.article.text(first, hit.start)
        if int(hit.phrase.attributes.get("trust", "60")) < _LABEL and is_image_text(self.article, index):
            return False
        return (size <= _SHORT or at_edge) and bool(_LEAD.match(before))

    def _read_name(self, piece: Piece, block: Block) -> Piece | None:
        hit = piece.hit
        if "name" in hit.groups:
            start, end = hit.groups["name"]
            reading = self.names.read(self.article, start, end)
        else:
            cue = self.article.text(hit.start, hit.end)
            limit = min(block.end, hit.end + 260)
            reading = self.names.read(self.article, hit.end, limit, by_author=bool(_BY_END.search(cue)))
        name = reading.name if is_name(reading.name) or reading.link else ""
        link = reading.link if reading.link is not None and classify(reading.link.url) in RANK else None
        link = self._find_better_link(piece, link, reading)
        if link is not None and _IMAGE_FILE.search(link.url):
            return None
        if not (name or link):
            return replace(piece, relation="own", trust=30) if reading.dated else None
        return replace(piece, name=name, link=link, author=reading.author, end=max(piece.end, reading.end))

    def _find_better_link(self, piece: Piece, link: Link | None, reading: Reading) -> Link | None:
        """Return a link of the sentence that leads to the article itself, where the name's own link does not."""
        if link is not None and classify(link.url) is Target.DEEP:
            return link
        candidates = [
            other
            for other in links_touching(self.article, piece.start, max(piece.end, reading.end))
            if self.names.is_generic(self.article.text(other.start, other.end))
            or (other.start <= piece.hit.start and other.end >= piece.hit.end)
            or piece.hit.start <= other.start < piece.hit.end
        ]
        return choose_link([*([link] if link else []), *candidates])

    def _read_pointer(self, piece: Piece, block: Block) -> Piece | None:
        """Read "Read the original article": a link is what makes it a statement."""
        hit = piece.hit
        touching = links_touching(self.article, hit.start, min(block.end, hit.end + 30))
        link = choose_link(touching)
        following = self.article.flat[hit.end : hit.end + 20].decode(errors="ignore").split()
        refused = hit.phrase.attributes.get("refuses", "").split()
        if link is None or (following and following[0].strip(".,:;").lower() in refused):
            return None
        reading = self.names.read(self.article, hit.end, piece.end) if piece.end > hit.end else Reading()
        name = reading.name if is_name(reading.name) else ""
        if self.outlet.is_named(name, link.url) or classify(link.url) in {Target.RELATIVE, Target.PLACEHOLDER}:
            return None
        return replace(piece, start=hit.start, name=name, link=link)

    def _find_next_link(self, block: Block) -> Link | None:
        return choose_link(self.article.links_within(block.start, min(len(self.article.flat), block.end + 300)))

    def _read_label(self, hit: Hit) -> Piece | None:
        """Read "Source: X": the label opens a line, and the line's rest is the name."""
        block = self.article.block_at(hit.start)
        index = self.article.block_index(hit.start)
        if block is None or index is None or block.scope is not Scope.ARTICLE or block.kind == "cell":
            return None
        first, last = find_line(self.article, block, hit.start)
        before = self.article.text(first, hit.start)
        opens = not before.strip(" \t*_([{\"'–—-") or re.search(r"[|•·/(]\s*$", before)
        if not opens or is_image_text(self.article, index) or last - hit.end > 220:
            return None
        if index not in self.edges and block.end - block.start > 160:
            return None
        return self._read_labelled(hit, block, last)

    def _read_labelled(self, hit: Hit, block: Block, last: int) -> Piece | None:
        if not self.article.text(hit.end, last).strip(" *_"):
            last = self._end_of_next(block, last)
        relation = hit.phrase.attributes.get("relation", "republished")
        piece = Piece(hit, hit.start, last, relation, int(hit.phrase.attributes.get("trust", "55")))
        links = [k for k in self.article.links_within(hit.start, last) if classify(k.url) in RANK]
        reading = self.names.read(self.article, hit.end, last)
        link = choose_link(links)
        name = reading.name if is_name(reading.name) or link else ""
        if not (name or link) or len(links) > 3 or len(name.split()) > 9:
            return None
        if link is None and (self._is_below_image(block) or not _is_short_label(self.article.text(hit.end, last))):
            return None
        if link is not None and _IMAGE_FILE.search(link.url):
            return None
        if relation == "credit" and link is not None and self._is_source_line(hit, link, last):
            return replace(piece, relation="republished", trust=60, name=name, link=link)
        return replace(piece, name=name, link=link)

    def _is_below_image(self, block: Block) -> bool:
        """Whether a block stands near the article's start, not far below an image, which its label is then about."""
        if self.article.block_index(block.start) in self.edges and block.end > self.article.body_end * 0.7:
            return False
        return bool(images_between(self.article, block.start - _NEAR, block.start))

    def _is_source_line(self, hit: Hit, link: Link, last: int) -> bool:
        """Whether "via" says where the text comes from: the address is in the metadata too, or stands there bare."""
        words = self.article.text(link.start, link.end).strip()
        bare = words.startswith("http") and not self.article.text(link.end, last).strip() and link.start - hit.end <= 2
        return self._is_declared(link.url) or (bare and classify(link.url) is Target.DEEP)

    def _is_declared(self, url: str) -> bool:
        """Whether the metadata gives the same address: then "via" means where the text comes from."""
        return any(field.value.strip().rstrip("/") == url.rstrip("/") for field in self.article.fields)

    def _end_of_next(self, block: Block, last: int) -> int:
        index = self.article.block_index(block.start)
        if last < block.end:
            following = self.article.flat.find(b"\n", last + 1, block.end)
            return block.end if following < 0 else following
        if index is None or index + 1 >= len(self.article.blocks):
            return last
        after = self.article.blocks[index + 1]
        return after.end if after.end - after.start <= 160 and after.scope is block.scope else last

    def _group(self, pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
        """Yield pieces that stand in one block, a mere pointer in the next block with them."""
        group: list[Piece] = []
        for piece in pieces:
            index = self.article.block_index(piece.start)
            last = self.article.block_index(group[-1].start) if group else None
            near = last is not None and index is not None and index - last <= (1 if not piece.name else 0)
            if group and not near:
                yield group
                group = []
            group.append(piece)
        if group:
            yield group

    def _combine(self, group: Sequence[Piece]) -> Iterator[Evidence]:
        """Yield one statement for each name of a group; nameless pieces lend their link to the most trusted one.

        Whom the copy was taken from is nearer than who published it first, whichever is named first.
        """
        ranked = sorted(group, key=lambda piece: (-piece.trust, piece.start))
        pointers = [piece.link for piece in group if not piece.name and piece.link is not None]
        named: dict[str, Piece] = {}
        for piece in ranked:
            if not piece.name and (piece.hit.phrase.attributes.get("lends") or any(other.name for other in ranked)):
                continue
            others = pointers if not named else []
            link = choose_link([*([piece.link] if piece.link else []), *others])
            named.setdefault(squeeze(piece.name), replace(piece, link=link))
        for hop, piece in enumerate(sorted(named.values(), key=lambda piece: piece.relation not in _TAKEN_FROM)):
            yield self._make(piece, hop)

    def _make(self, piece: Piece, hop: int) -> Evidence:
        article, link = self.article, piece.link
        block = article.block_at(piece.start)
        url = link.url.strip("<>") if link else ""
        name = piece.name
        if re.match(r"https?://|www\.", name):
            url, name = url or name, name_of_url(name if "://" in name else f"//{name}")
        target = classify(url) if url else Target.MISSING
        relation = piece.relation
        if self.outlet.is_named(name, url if not name or target in {Target.DEEP, Target.PROFILE} else ""):
            relation = "own"
        scope = block.scope if block else Scope.ARTICLE
        if scope is Scope.SITE and piece.trust >= _TRUSTED:
            scope = Scope.ARTICLE
        value = OriginStatement(
            relation=relation,
            name=name or name_of_url(url),
            url=url,
            target=target,
            link_words=article.text(link.start, link.end) if link else "",
            author=piece.author,
            license_id=find_license(article.text(piece.start, piece.end)),
            hop=hop,
        )
        text = article.text(piece.start, piece.end)
        return Evidence(
            Kind.ORIGIN_STATEMENT, value, text, article.span(piece.start, piece.end), scope, trust=piece.trust
        )


def find_edges(article: Article) -> frozenset[int]:
    """Return the indexes of the blocks at the article's beginning and end, where statements about it stand."""
    own = article_blocks(article)
    return frozenset([*own[:6], *own[-8:]])


def _overlaps(hit: Hit, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(hit.start < end and start < hit.end for start, end in ranges)


def _is_short_label(text: str) -> bool:
    words = text.split()
    return len(words) <= 12


def _drop_overlapping(pieces: Sequence[Piece]) -> list[Piece]:
    """Drop a piece that overlaps one with more trust, or the same trust and a name, at the same cue."""
    kept: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: (-p.trust, not p.name, p.start)):
        clash = any(piece.hit.start < other.hit.end and other.hit.start < piece.hit.end for other in kept)
        if not clash:
            kept.append(piece)
    return sorted(kept, key=lambda piece: piece.start)
