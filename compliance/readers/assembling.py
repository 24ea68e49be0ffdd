"""Puts an `Article` together from what a reader wrote down: scopes, spans and bare addresses are settled here."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from compliance.model.article import Article, Block, Image, Link, Scope
from compliance.model.source import SourceText
from compliance.readers.bare_links import find_bare_links
from compliance.readers.drafting import Draft, RawImage
from compliance.readers.flattening import RawBlock, RawLink
from compliance.readers.regions import Regions, find_regions, keep_whole


def assemble(draft: Draft, form: str, *, bare_links: bool = False) -> Article:
    """Return the article of a draft; ``form`` is the name of its format."""
    flat = draft.writer.finish()
    blocks, links = draft.writer.blocks, draft.writer.links
    if form == "html":
        regions = find_regions(draft.outline, blocks, links, titles=_find_titles(draft, flat))
    else:
        regions = keep_whole(draft.outline)
    for finish in draft.finishers:
        finish(flat)
    draft.fields.extend(f for f, node in draft.scoped_fields if regions.scopes[node] is Scope.ARTICLE)
    article = Article(
        source=draft.source,
        format=form,
        flat=flat,
        segments=draft.writer.segments,
        blocks=[_finish_block(block, regions) for block in blocks],
        images=[
            _finish_image(image, regions, draft.source, len(flat))
            for image in sorted(draft.images, key=lambda image: image.position)
        ],
        fields=draft.fields,
        records=draft.records,
        language=draft.language.strip().lower().replace("_", "-").partition("-")[0][:8],
        comments=draft.comments,
        problems=draft.problems,
    )
    article.body_end = max((b.end for b in article.blocks if b.scope is Scope.ARTICLE), default=0)
    article.links = [_finish_link(link, regions, draft.source) for link in links]
    if bare_links:
        article.links = _add_bare_links(article, draft.quiet)
    return article


def _find_titles(draft: Draft, flat: bytes) -> list[int]:
    """Return the elements whose text the page's own title repeats."""
    title = next((field.value for field in draft.fields if field.name == "title"), "").encode()
    least = max(8, len(title) // 4)
    return [b.node for b in draft.writer.blocks if least <= b.end - b.start <= 300 and flat[b.start : b.end] in title]


def _finish_block(block: RawBlock, regions: Regions) -> Block:
    kind, start, end, node, level = block
    return Block(kind, start, end, regions.scopes[node], regions.hints[node], level)


def _finish_link(link: RawLink, regions: Regions, source: SourceText) -> Link:
    span = source.span(link.source, link.source_end)
    return Link(link.start, link.end, link.url, span, regions.scopes[link.node], link.rel)


def _finish_image(image: RawImage, regions: Regions, source: SourceText, size: int) -> Image:
    return Image(
        min(image.position, size),
        image.url,
        image.alt,
        source.span(image.start, image.end),
        regions.scopes[image.node],
        image.title,
        image.width,
        image.height,
        image.kind,
    )


def _add_bare_links(article: Article, quiet: Sequence[tuple[int, int]]) -> list[Link]:
    """Return the article's links and the bare addresses that stand outside of them and of code."""
    links = list(article.links)
    taken = sorted([(link.start, link.end) for link in links] + list(quiet))
    starts = [start for start, _end in taken]
    reach = _find_reach(taken)
    for start, end, url in find_bare_links(article.flat):
        before = bisect_right(starts, start) - 1
        if before >= 0 and reach[before] > start:
            continue
        block = article.block_at(start)
        if block is None or block.kind == "code":
            continue
        links.append(Link(start, end, url, article.span(start, end), block.scope))
    links.sort(key=lambda link: link.start)
    return links


def _find_reach(ranges: Sequence[tuple[int, int]]) -> list[int]:
    """Return for each range the farthest end of it and all before it."""
    reach: list[int] = []
    farthest = 0
    for _start, end in ranges:
        farthest = max(farthest, end)
        reach.append(farthest)
    return reach
