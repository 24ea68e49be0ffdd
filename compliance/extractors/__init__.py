"""Article → evidence, one module per kind; none says whether it is enough."""

from __future__ import annotations

from compliance.extractors import (
    bylines,
    canonical,
    copyright_notices,
    digital_sources,
    disclaimers,
    fair_use,
    hyperlinks,
    images,
    licenses,
    modifications,
    origin_statements,
    permissions,
    publication_dates,
    publishers,
    reservations,
    titles,
    trackers,
)
from compliance.hookspecs import Extractor

EXTRACTORS: tuple[Extractor, ...] = (
    bylines.EXTRACTOR,
    canonical.EXTRACTOR,
    copyright_notices.EXTRACTOR,
    digital_sources.EXTRACTOR,
    disclaimers.EXTRACTOR,
    fair_use.EXTRACTOR,
    hyperlinks.EXTRACTOR,
    images.EXTRACTOR,
    licenses.EXTRACTOR,
    modifications.EXTRACTOR,
    origin_statements.EXTRACTOR,
    permissions.EXTRACTOR,
    publication_dates.EXTRACTOR,
    publishers.EXTRACTOR,
    reservations.EXTRACTOR,
    titles.EXTRACTOR,
    trackers.EXTRACTOR,
)
