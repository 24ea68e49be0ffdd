"""Which policy speaks for a name, a host or a license id."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from compliance.hyperlinks import host_of
from compliance.model.policy import Authority, Policy
from compliance.patterns import compile_late

_SPDX = compile_late(r"(?P<family>CC0|CC-BY(?:-(?:NC|ND|SA))*)(?:-(?P<version>\d\.\d)(?:-[A-Z]{2,3})?)?")
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

        A port (``CC-BY-3.0-US``) adapts the same version to a country; its terms are the same in what we ask.
        """
        if policy := self._licenses.get(spdx):
            return policy
        found = _SPDX.fullmatch(spdx)
        if found is None:
            return None
        versions = [key for key in self._licenses if (m := _SPDX.fullmatch(key)) and m["family"] == found["family"]]
        same = f"{found['family']}-{found['version']}"
        return self._licenses.get(same) or (self._licenses[max(versions)] if versions else None)
