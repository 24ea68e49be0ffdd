"""Who publishes the page that is being read, so that a statement about this very outlet is told from one on another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from compliance.hyperlinks import domain_of, host_of
from compliance.model.article import Article, Scope
from compliance.outlet_names import squeeze

_NAME_FIELDS = frozenset(
    {"og:site_name", "application-name", "apple-mobile-web-app-title", "al:ios:app_name", "dc.publisher"}
)


class Outlet(Struct, frozen=True):
    """Names, squeezed to letters and digits, and domains of the outlet."""

    names: frozenset[str]
    domains: frozenset[str]

    def is_named(self, name: str, url: str = "") -> bool:
        """Whether a name or an address is the outlet's own."""
        if url and domain_of(host_of(url)) in self.domains:
            return True
        squeezed = squeeze(name)
        if len(squeezed) < 2:
            return False
        if squeezed in self.names or domain_of(host_of("//" + name.strip().lower())) in self.domains:
            return True
        return any(_begins_with(squeeze(domain.partition(".")[0]), squeezed) for domain in self.domains)


def _begins_with(label: str, name: str) -> bool:
    """Whether a host's first label is the name, or the name with a word for news behind it (``xinhuanet``)."""
    label = label.removeprefix("the")
    return label == name or (label.startswith(name) and label[len(name) :] in {"net", "news", "online", "web", "tv"})


def find_outlet(article: Article) -> Outlet:
    """Return what the page says of its own publisher; files that are no saved pages say nothing."""
    if article.format != "html":
        domains = {domain_of(host_of(article.source.url))} if article.source.url else set()
        return Outlet(frozenset(), frozenset(domains - {""}))
    names = {squeeze(field.value) for field in article.fields if field.name in _NAME_FIELDS}
    for record in article.records:
        for publisher in record.records("publisher"):
            names |= {squeeze(text.value) for text in publisher.texts("name")}
    return Outlet(frozenset(names - {""}), frozenset(_find_domains(article, names) - {""}))


def _find_domains(article: Article, names: set[str]) -> set[str]:
    """Return the domain the page was fetched from, else the one that its navigation and its own address agree on."""
    if article.source.url:
        return {domain_of(host_of(article.source.url))}
    declared = set(_find_declared(article, names))
    around = Counter(domain_of(host_of(link.url)) for link in article.links if link.scope is Scope.SITE)
    del around[""]
    common = {domain for domain, count in around.most_common(1) if count >= 5}
    return common or declared


def _find_declared(article: Article, names: set[str]) -> Iterator[str]:
    """Yield the domain that the page declares as its own.

    The canonical address of a copy is the original's, as publishers ask: it counts only where no ``og:url`` says
    otherwise, and the page names its outlet as the domain is spelt.
    """
    fields = {field.name: domain_of(host_of(field.value)) for field in reversed(article.fields)}
    own = fields.get("og:url") or fields.get("twitter:url")
    if own:
        yield own
    elif canonical := fields.get("link:canonical"):
        label = squeeze(canonical.partition(".")[0]).removeprefix("the")
        if any(label in name or name in label for name in names):
            yield canonical
