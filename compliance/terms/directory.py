"""Which policy speaks for a name, a host or a license id."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from compliance.hyperlinks import host_of
from compliance.model.policy import Authority, Policy
from compliance.patterns import compile_late

_SPDX = compile_late(
    r"(?:LicenseRef-)?(?P<family>CC0|CC-BY(?:-(?:NC|ND|SA))*)(?:-(?P<version>\d\.\d)(?:-(?P<port>[A-Z]{2,3}))?)?"
)
"""Creative Commons ids of the SPDX license list: family, version, and a port after a version only."""
_IDLE_WORDS = frozenset({"the", "www", "inc", "ltd", "gmbh"})


def squeeze(name: str) -> str:
    """Return a name without case, accents, spaces, punctuation and idle words, for comparing.

    >>> squeeze("The Conversation"), squeeze("TheConversation.com")
    ('conversation', 'theconversationcom')
    """
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    words = [word for word in letters.split() if word not in _IDLE_WORDS]
    return "".join(words) or "".join(letters.split())


def stands_on(url: str, hosts: Iterable[str]) -> bool:
    """Whether an address has one of the hosts, or a subdomain of one.

    >>> [stands_on(url, ["fern.example"]) for url in ("https://news.fern.example/a", "https://notfern.example")]
    [True, False]
    """
    own = host_of(url)
    return any(own == host or own.endswith(f".{host}") for host in hosts)


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
    """Policies by id, publisher's host, publisher's name and SPDX id."""

    def __init__(self, policies: Iterable[Policy]) -> None:
        self.policies: Mapping[str, Policy] = {policy.id: policy for policy in policies}
        self._hosts: dict[str, Policy] = {}
        self._names: dict[str, Policy] = {}
        self._licenses: dict[str, Policy] = {}
        for policy in self.policies.values():
            if policy.authority is Authority.PUBLISHER:
                self._hosts.update(dict.fromkeys((host.lower() for host in policy.hosts), policy))
                names = (policy.id, policy.name, *policy.aliases, *policy.hosts)
                self._names.update(dict.fromkeys(map(squeeze, names), policy))
            elif policy.authority is Authority.LICENSE:
                self._licenses[policy.license or policy.id] = policy

    def of_authority(self, authority: Authority) -> list[Policy]:
        """Return the policies of one authority, by id."""
        return sorted((p for p in self.policies.values() if p.authority is authority), key=lambda p: p.id)

    def publisher_at(self, url: str) -> Policy | None:
        """Return the publisher whose host, or a parent of it, the address has."""
        labels = host_of(url).split(".")
        candidates = (".".join(labels[i:]) for i in range(len(labels) - 1))
        return next((self._hosts[host] for host in candidates if host in self._hosts), None)

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
