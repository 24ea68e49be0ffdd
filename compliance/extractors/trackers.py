"""Counters and tracking elements that travel with a republished article: invisible images, counter scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance.hookspecs import Extractor
from compliance.hyperlinks import host_of
from compliance.model.article import Article, Image, Scope
from compliance.model.evidence import Evidence, Kind, Tracker
from compliance.model.scan import Scan
from compliance.patterns import compile_late

_COUNTER = compile_late(
    r"""(?:^|[/.])(?:counter|pixel|pixels|metrics|stats|track|tracking|beacon|analytics)[.-][\w.-]+/  # a counter's host
      | /(?:count|counter|pixel|beacon|track(?:er|ing)?)(?:\.gif|\.png|\.js|/|\?|$)                      # or its path
      | republication-(?:tracker|pixel)|content_tracker_hook                                            # or a plugin's
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ID = compile_late(r"(?:/content/|/counter/|[?&](?:post|id|content)=|/count/)([\w-]{3,})")


def extract(article: Article, scan: Scan) -> Iterator[Evidence]:
    """Yield images of at most one pixel, and images and scripts whose address is a counter's."""
    for image in article.images:
        counter = bool(_COUNTER.search(image.url))
        if not image.url or image.url.startswith("data:") or not (counter or _is_pixel(image)):
            continue
        found = _ID.search(image.url)
        value = Tracker(image.url, host_of(image.url), image.kind, found[1] if found else "")
        scope = image.scope if image.scope is Scope.ARTICLE else Scope.SITE
        yield Evidence(Kind.TRACKER, value, image.url, image.span, scope, trust=80 if counter else 50)


def _is_pixel(image: Image) -> bool:
    return (
        image.kind == "img" and image.width is not None and image.height is not None and image.width * image.height <= 1
    )


EXTRACTOR = Extractor("tracker", extract)
