"""Which policy speaks for a name, a host or a license id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from compliance.hyperlinks import host_of
from compliance.model.policy import Authority, Policy
from compliance.outlet_names import squeeze
from compliance.patterns import compile_late

_SPDX = compile_late(
    r"(?:LicenseRef-)?(?P<family>CC0|CC-BY(?:-(?:NC|ND|SA))*)(?:-(?P<version>\d\.\d)(?:-(?P<port>[A-Z]{2,3}))?)?"
)
"""Creative Commons ids of the SPDX license list: family, version, and a port after a version only."""


def stands_on(url: str, hosts: Iterable[str]) -> bool:
    """Whether an address has one of the hosts, or a subdomain of one.

    >>> [stands_on(url, ["fern.example"]) for url in ("https://news.fern.example/a", "https://notfern.example")]
    [True, False]
    """
    own = host_of(url)
    return any(own == host or own.endswith(f".{host}") for host in hosts)


def _find_place(places: Mapping[str, Policy], url: str) -> Policy | None:
    """Return the policy of the longest path that the address begins with, in whole steps."""
    try:
        path = urlsplit(url if "//" in url else f"//{url}").path.rstrip("/")
    except ValueError:
        return None
    while path:
        if path in places:
            return places[path]
        path = path.rpartition("/")[0]
    return None


class CreativeCommons(NamedTuple):
    """The parts of a Creative Commons id; ``version`` and ``port`` are empty where it names none."""

    family: str
    version: str
    port: str

    @property
    def elements(self) -> frozenset[str]:
        """The license elements: BY, NC, ND, SA."""
        return frozenset(self.family.split("-")[1:])


def read_creative_commons(spdx: str) -> CreativeCommons | None:
    """Take an id apart; None for all other licenses.

    >>> read_creative_commons("CC-BY-NC-3.0-IGO"), read_creative_commons("MIT")
    (CreativeCommons(family='CC-BY-NC', version='3.0', port='IGO'), None)
    """
    found = _SPDX.fullmatch(spdx)
    return CreativeCommons(found["family"], found["version"] or "", found["port"] or "") if found else None


class Directory:
    """Policies by id, publisher's host and place, publisher's name and SPDX id, as they are in force on a day.

    ``date`` is ISO 8601; None where nobody knows the day: what has an end then counts as ended.
    """

    def __init__(self, policies: Iterable[Policy], date: str | None = None) -> None:
        self.policies: Mapping[str, Policy] = {policy.id: policy for policy in policies}
        """All of them, also those that are not in force."""
        self._in_force = [policy for policy in self.policies.values() if policy.is_in_force(date)]
        self._views: dict[str | None, Directory] = {date: self}
        self._hosts: dict[str, Policy] = {}
        self._places: dict[str, dict[str, Policy]] = {}
        """By host, then by the start of the path."""
        self._names: dict[str, Policy] = {}
        self._licenses: dict[str, Policy] = {}
        for policy in self._in_force:
            if policy.authority is Authority.PUBLISHER:
                self._register(policy)
            elif policy.authority is Authority.LICENSE:
                self._licenses[policy.license or policy.id] = policy

    def _register(self, policy: Policy) -> None:
        self._hosts.update(dict.fromkeys((host.lower() for host in policy.hosts), policy))
        for place in policy.places:
            host, _, path = place.removesuffix("/*").partition("/")
            self._places.setdefault(host, {})[f"/{path}"] = policy
        names = (policy.id, policy.name, *policy.aliases, *policy.hosts)
        self._names.update(dict.fromkeys(map(squeeze, names), policy))

    def on(self, date: str | None) -> Directory:
        """Return the same policies as they are in force on another day."""
        if date not in self._views:
            is_dated = any(policy.valid_from or policy.valid_until for policy in self.policies.values())
            self._views[date] = Directory(self.policies.values(), date) if is_dated else self
        return self._views[date]

    def of_authority(self, authority: Authority) -> list[Policy]:
        """Return the policies of one authority, by id."""
        return sorted((p for p in self._in_force if p.authority is authority), key=lambda p: p.id)

    def is_edition(self, policy: Policy, base: Policy) -> bool:
        """Whether a policy is another one, or extends it, directly or not."""
        while policy.id != base.id:
            if policy.extends not in self.policies:
                return False
            policy = self.policies[policy.extends]
        return True

    def publisher_at(self, url: str) -> Policy | None:
        """Return the publisher whose place the address lies in, else whose host, or a parent of it, it has."""
        labels = host_of(url).split(".")
        for host in (".".join(labels[i:]) for i in range(len(labels) - 1)):
            if host in self._places and (policy := _find_place(self._places[host], url)):
                return policy
            if host in self._hosts:
                return self._hosts[host]
        return None

    def publisher_named(self, name: str) -> Policy | None:
        """Return the publisher with this name, id, alias or host."""
        return self._names.get(squeeze(name)) if name else None

    def license(self, spdx: str) -> Policy | None:
        """Return the policy of a license: the version and port asked for, else the version, else the family's latest.

        What another license's policy says of it, `compliance.terms.stand_ins` marks as such.
        """
        if policy := self._licenses.get(spdx):
            return policy
        asked = read_creative_commons(spdx)
        if asked is None:
            return None
        known = {key: read_creative_commons(key) for key in self._licenses}
        versions = [key for key, parts in known.items() if parts and parts.family == asked.family and not parts.port]
        same = f"{asked.family}-{asked.version}"
        return self._licenses.get(same) or (self._licenses[max(versions)] if versions else None)
