"""From a report to the baseline's entries: what is known already keeps its day, what is gone is dropped."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from compliance.exceptions.baseline_file import Entry
from compliance.exceptions.concluding import Reach
from compliance.exceptions.known_findings import Entries, KnownFindings
from compliance.fingerprints import collapse_places
from compliance.model.result import ArticleReport, Outcome, Report

_OPEN = frozenset({Outcome.FAIL, Outcome.REVIEW})


def record_findings(report: Report, known: KnownFindings, reach: Reach, *, today: str, adding: bool) -> list[Entry]:
    """Return the entries for a report that was made without the baseline, sorted.

    What a waiver covers is not recorded: when the waiver ends, it is to decide. Articles that were not looked at keep
    their entries, and so do those that are gone where the run did not go. Renamed articles take theirs along.
    """
    entries: list[Entry] = []
    looked_at: set[str] = set()
    for article in report.articles:
        name = known.name(article.source)
        present = frozenset(entry.fingerprint for entry, _ in _list_entries(article, name, today))
        old, own = known.find(name, present)
        if old in looked_at:  # another article was taken for the renamed one already
            old, own = name, {}
        if old != name:
            known.renamed[old] = name
        looked_at |= {old, name}
        entries.extend(_choose(article, name, own, today, adding=adding))
    for source, others in known.by_source.items():
        is_gone = source in known.vanished and reach.holds(source, folder=known.folder)
        if source not in looked_at and not is_gone:
            entries.extend(others.values())
    return sorted(entries)


def _choose(article: ArticleReport, name: str, own: Entries, today: str, *, adding: bool) -> Iterator[Entry]:
    """Yield the entries of one article; with those that it has already go their day and words."""
    for entry, is_covered in _list_entries(article, name, today):
        if entry.fingerprint in own:
            yield replace(own[entry.fingerprint], source=name)
        elif adding and not is_covered:
            yield entry


def _list_entries(article: ArticleReport, name: str, today: str) -> Iterator[tuple[Entry, bool]]:
    """Yield an entry for each finding of an article, and whether a waiver covers it."""
    for result in article.results:
        if result.outcome not in _OPEN:
            continue
        for item in result.findings or (result,):
            message = collapse_places(item.message or result.message)
            entry = Entry(name, result.obligation.rule, item.fingerprint, message, today)
            yield entry, bool(result.suppression or item.suppression)
