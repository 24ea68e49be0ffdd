"""Somebody's terms as data: duties, permissions and prohibitions, each with its condition and its clause."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field

from compliance.model.context import ALWAYS, Condition
from compliance.model.rule import Severity


class Authority(StrEnum):
    """On whose word something is asked, in ascending rank."""

    HOUSE = "house"
    STATUTE = "statute"
    LICENSE = "license"
    PUBLISHER = "publisher"
    ITEM = "item"
    """The article's own words."""

    @property
    def rank(self) -> int:
        """Later ones win: item > publisher > license > statute > house."""
        return ("house", "statute", "license", "publisher", "item").index(self.value)


class Confidence(StrEnum):
    """How well the facts of a policy are known."""

    READ = "read"
    """Seen on the publisher's own page."""
    SECONDHAND = "secondhand"
    """Quoted by somebody else."""
    RECALLED = "recalled"
    """From memory: may only ever ask for review."""


class Duty(Struct, frozen=True, array_like=True):
    """A rule that the policy asks for, under a condition, with parameters that win over the rule's own."""

    rule: str
    when: Condition = ALWAYS
    params: Mapping[str, object] = field(default_factory=dict)
    clause: str = ""
    """What the terms say, in our own words."""
    severity: Severity | None = None
    remedy: str = ""
    confidence: Confidence | None = None
    """Where it differs from the policy's."""
    via: str = ""
    """Id of the policy that it was taken over from, by ``extends``."""


class Clause(Struct, frozen=True, array_like=True):
    """A permission or prohibition of reuse under a condition."""

    when: Condition
    clause: str
    remedy: str = ""
    confidence: Confidence | None = None
    via: str = ""
    """Id of the policy that it was taken over from, by ``extends``."""
    consent: bool = False
    """Of a prohibition: it forbids the use without consent, and whoever speaks can be asked for that (ODRL's duty
    ``obtainConsent``)."""


class Policy(Struct, frozen=True, array_like=True):
    """The terms of one license, publisher, statute or house. The words are those of ODRL 2.2."""

    id: str
    name: str
    authority: Authority
    aliases: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    """Hosts whose articles it governs; a host stands for its subdomains too."""
    license: str = ""
    """SPDX id of the license: the policy's own, or the one that a publisher gives its articles."""
    terms_url: str = ""
    verified_on: str = ""
    """ISO 8601 date on which the terms were last compared, or noted where they are only recalled."""
    confidence: Confidence = Confidence.RECALLED
    duties: tuple[Duty, ...] = ()
    permissions: tuple[Clause, ...] = ()
    prohibitions: tuple[Clause, ...] = ()
    contact: str = ""
    note: str = ""
    """What whoever wrote the policy wants its readers to know."""
    path: str = ""
    extends: str = ""
    """Id of the policy whose duties, permissions and prohibitions it has taken over; they are in it already."""
    places: tuple[str, ...] = ()
    """Parts of hosts whose articles it governs: a host and a path, such as ``news.example/uk/*``."""
    base_names: tuple[str, ...] = ()
    """Names and aliases of what it extends: whoever credits these credits it."""
    base_hosts: tuple[str, ...] = ()
    valid_from: str = ""
    """ISO 8601 date of its first day; empty: no beginning."""
    valid_until: str = ""
    """ISO 8601 date of its last day; empty: no end."""
    fingerprints: tuple[str, ...] = ()
    """Of the key sentences of the terms, see `compliance.drift`: by these a change of the terms is seen."""
    pack: str = ""
    """Name of the pack that it comes from."""

    @property
    def all_hosts(self) -> tuple[str, ...]:
        """Return every host on which its articles can stand, also those that it shares with what it extends."""
        of_places = (place.partition("/")[0] for place in self.places)
        return tuple(dict.fromkeys((*self.hosts, *of_places, *self.base_hosts)))

    @property
    def all_names(self) -> tuple[str, ...]:
        """Return every name that credits it."""
        return (self.name, *self.aliases, *self.base_names)

    def is_in_force(self, date: str | None) -> bool:
        """Whether it holds on a day; where no day is known, what has an end counts as ended."""
        if date is None:
            return not self.valid_until
        return self.valid_from <= date and (not self.valid_until or date <= self.valid_until)
