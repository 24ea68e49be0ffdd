"""Article → evidence, one module per kind; none says whether it is enough."""

from __future__ import annotations

from compliance.extractors import bylines, canonical, images, publication_dates, publishers, titles, trackers
from compliance.hookspecs import Extractor

EXTRACTORS: tuple[Extractor, ...] = (
    bylines.EXTRACTOR,
    canonical.EXTRACTOR,
    images.EXTRACTOR,
    publication_dates.EXTRACTOR,
    publishers.EXTRACTOR,
    titles.EXTRACTOR,
    trackers.EXTRACTOR,
)
