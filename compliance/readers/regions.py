"""Tells the article's own text from what the site puts around it: navigation, footers, comments, teasers."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from compliance.model.article import Scope
from compliance.readers.elements import names
from compliance.readers.flattening import RawBlock, RawLink
from compliance.readers.outline import Outline

_SCOPES = {"site": Scope.SITE, "comment": Scope.COMMENT, "related": Scope.RELATED}

_SMALL_HINTS = frozenset({"byline", "author", "date", "title", "credit", "copyright", "license", "source", "tags"})
"""Hints that speak of a line or two; on an element with more text they are about something else."""

_SMALL = 1500
"""Bytes of text up to which an element keeps its small hints."""

_PROSE = 60
"""Bytes of unlinked text from which a block counts as prose."""


class Regions(Struct, frozen=True):
    """Scope and hints by element of the outline."""

    scopes: Sequence[Scope]
    hints: Sequence[frozenset[str]]
    container: int
    """The element that holds the article; 0 where no element can be told."""


def find_regions(
    outline: Outline, blocks: Sequence[RawBlock], links: Sequence[RawLink], *, titles: Sequence[int] = ()
) -> Regions:
    """Find the article's container, and what each element is about; ``titles`` are elements that hold the title."""
    weights = _Weights(outline, blocks, links)
    marks = _find_marks(outline, weights)
    container = _find_container(outline, weights, marks, titles)
    scopes = _spread_scopes(outline, marks, container)
    return Regions(scopes, _spread_hints(outline, weights, container), container)


def keep_whole(outline: Outline) -> Regions:
    """Return regions of a source that holds the article and nothing else."""
    hints: list[frozenset[str]] = [frozenset()]
    for parent, traits in zip(outline.parents[1:], outline.traits[1:], strict=True):
        hints.append(hints[parent] | traits.hints if traits.hints else hints[parent])
    return Regions([Scope.ARTICLE] * len(hints), hints, 0)


class _Weights:
    """Bytes of text and of unlinked prose below each element."""

    def __init__(self, outline: Outline, blocks: Sequence[RawBlock], links: Sequence[RawLink]) -> None:
        count = len(outline.tags)
        own_text = [0] * count
        own = [0] * count
        linked = _count_linked(blocks, links)
        for block, words in zip(blocks, linked, strict=True):
            size = block.end - block.start
            own_text[block.node] += size
            if size - words >= _PROSE and block.kind != "heading":
                own[block.node] += size - words
        self.text = own_text[:]
        self.prose = own[:]
        for node in range(count - 1, 0, -1):
            self.text[outline.parents[node]] += self.text[node]
            self.prose[outline.parents[node]] += self.prose[node]
        self.own = own
        self.own_text = own_text


def _count_linked(blocks: Sequence[RawBlock], links: Sequence[RawLink]) -> list[int]:
    """Return for each block how many of its bytes are links' words."""
    counts = [0] * len(blocks)
    index = 0
    for link in links:
        while index < len(blocks) - 1 and blocks[index].end < link.start:
            index += 1
        if blocks:
            counts[index] += max(0, min(link.end, blocks[index].end) - max(link.start, blocks[index].start))
    return counts


def _find_marks(outline: Outline, weights: _Weights) -> list[str]:
    """Return the region of each element, but not where words claim one for a box that holds most of the page."""
    total = weights.prose[0]
    marks = []
    for node, traits in enumerate(outline.traits):
        region = traits.region
        if traits.worded and region != "comment" and total and weights.prose[node] > total * 0.4:
            region = ""
        marks.append(region)
    return marks


def _find_container(outline: Outline, weights: _Weights, marks: Sequence[str], titles: Sequence[int]) -> int:
    """Return the element with most of the prose that no region claims, widened to the article's own header."""
    prose = _sum_unclaimed(outline, weights.own, marks)
    if not prose[0]:
        return _find_claimed_body(outline, marks)
    heaviest = _find_heaviest_children(outline, prose)
    core = 0
    while heaviest[core] and prose[heaviest[core]] >= 0.7 * prose[0]:
        core = heaviest[core]
    text = _sum_unclaimed(outline, weights.own_text, marks)
    masses = _Masses(prose, text, weights.text, _count_titles(outline, marks, titles))
    return _widen(outline, marks, masses, core)


class _Masses(Struct, frozen=True):
    """What stands below each element: bytes of prose and of text outside of the site's regions, of all text, titles."""

    prose: Sequence[int]
    text: Sequence[int]
    all_text: Sequence[int]
    titles: Sequence[int]


def _find_claimed_body(outline: Outline, marks: Sequence[str]) -> int:
    return next((node for node, mark in enumerate(marks) if mark == "body"), 0)


def _sum_unclaimed(outline: Outline, own: Sequence[int], marks: Sequence[str]) -> list[int]:
    """Return the bytes below each element that no region inside claims."""
    claimed = _claim(outline, marks)
    sums = [0 if claimed[node] else size for node, size in enumerate(own)]
    for node in range(len(sums) - 1, 0, -1):
        sums[outline.parents[node]] += sums[node]
    return sums


def _claim(outline: Outline, marks: Sequence[str]) -> list[bool]:
    claimed = [False] * len(marks)
    for node in range(1, len(marks)):
        claimed[node] = claimed[outline.parents[node]] or marks[node] not in ("", "body")
    return claimed


def _find_heaviest_children(outline: Outline, prose: Sequence[int]) -> list[int]:
    heaviest = [0] * len(prose)
    for node in range(1, len(prose)):
        best = heaviest[outline.parents[node]]
        if outline.tags[node] not in _LEAVES and prose[node] > (prose[best] if best else 0):
            heaviest[outline.parents[node]] = node
    return heaviest


_LEAVES = names("p h1 h2 h3 h4 h5 h6 li td blockquote span a em i strong b small time cite q font label abbr")


def _widen(outline: Outline, marks: Sequence[str], masses: _Masses, core: int) -> int:
    """Return the ancestor that is the article, or holds its title too; the core itself where there is none."""
    node = best = core
    while node and outline.tags[node] not in ("body", "html"):
        if marks[node] == "body" and outline.tags[node] in ("article", "main"):
            best = node
            if outline.tags[node] == "article" and masses.titles[node]:
                break
        elif _adds_little(masses, node, best) or _adds_title(masses, node, best, core):
            best = node
        node = outline.parents[node]
    return best if outline.tags[best] not in ("html", "") else _find_page(outline)


def _adds_little(masses: _Masses, node: int, best: int) -> bool:
    """Whether an element adds hardly more than a date, a byline or tags, and is not the whole page."""
    if masses.all_text[node] > _PAGE * masses.all_text[0]:
        return False
    added = masses.text[node] - masses.text[best]
    return added <= min(_LITTLE, 0.25 * masses.text[best])


def _adds_title(masses: _Masses, node: int, best: int, core: int) -> bool:
    if masses.titles[best] or not masses.titles[node]:
        return False
    return masses.prose[node] <= 1.5 * masses.prose[core] and masses.text[node] <= 3 * masses.text[core] + 1000


_LITTLE = 400
"""Bytes of text."""

_PAGE = 0.85
"""The part of all text from which an element is the page's own box, with its header and footer."""


def _find_page(outline: Outline) -> int:
    return next((node for node, tag in enumerate(outline.tags) if tag == "body"), 0)


def _count_titles(outline: Outline, marks: Sequence[str], titles: Sequence[int]) -> list[int]:
    """Return how many titles and first-level headings stand below each element, outside what is plainly the site's."""
    claimed = _claim(outline, [mark if mark in _SCOPES else "" for mark in marks])
    counts = [int(tag == "h1" and not claimed[node]) for node, tag in enumerate(outline.tags)]
    for node in titles:
        counts[node] = int(not claimed[node])
    for node in range(len(counts) - 1, 0, -1):
        counts[outline.parents[node]] += counts[node]
    return counts


def _spread_scopes(outline: Outline, marks: Sequence[str], container: int) -> list[Scope]:
    """Hand scopes down from parents to children; a region inside a region keeps the outer one's, but for comments."""
    lonely_title = _find_lonely_title(outline, marks, container)
    scopes = [Scope.SITE if container else Scope.ARTICLE] * len(marks)
    for node in range(1, len(marks)):
        inherited = scopes[outline.parents[node]]
        scopes[node] = inherited
        if node == container or (node == lonely_title and inherited is not Scope.COMMENT):
            scopes[node] = Scope.ARTICLE
        elif marks[node] in _SCOPES:
            if inherited is not Scope.COMMENT:
                scopes[node] = _SCOPES[marks[node]]
        elif marks[node] in ("header", "footer", "aside") and inherited is Scope.ARTICLE:
            scopes[node] = _scope_of_soft_region(outline, marks[node], node, container)
    return scopes


def _scope_of_soft_region(outline: Outline, mark: str, node: int, container: int) -> Scope:
    """Headers, footers and asides are the article's own inside an ``article`` or a box below the page's body."""
    is_page = not container or outline.tags[container] in ("body", "html", "")
    if is_page or (mark == "footer" and outline.tags[container] == "main"):
        return Scope.SITE
    if mark == "footer" and outline.traits[node].worded and outline.tags[container] != "article":
        return Scope.SITE
    return Scope.ARTICLE


def _find_lonely_title(outline: Outline, marks: Sequence[str], container: int) -> int:
    """Return the header that holds the page's only title, if that stands outside the container or in the page's own."""
    titles = [node for node, tag in enumerate(outline.tags) if tag == "h1" and marks[node] not in _SCOPES]
    if len(titles) != 1:
        return 0
    node = outline.parents[titles[0]]
    while node and node != container:
        if marks[node] in _SCOPES:
            return 0
        if marks[node] == "header":
            return node
        node = outline.parents[node]
    return 0


def _spread_hints(outline: Outline, weights: _Weights, container: int) -> list[frozenset[str]]:
    """Hand hints down from parents to children; the container and what holds it say nothing about its parts."""
    silent = {0}
    node = container
    while node:
        silent.add(node)
        node = outline.parents[node]
    hints: list[frozenset[str]] = [frozenset()] * len(outline.tags)
    for node in range(1, len(hints)):
        own = frozenset() if node in silent else outline.traits[node].hints
        if own and weights.text[node] > _SMALL:
            own -= _SMALL_HINTS
        inherited = hints[outline.parents[node]]
        hints[node] = own | inherited if own else inherited
    return hints
