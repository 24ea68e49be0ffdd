"""Whether an address leads to one of the hosts that a rule or policy names; ``origin`` stands for the origin's own."""

from __future__ import annotations

from collections.abc import Sequence

from compliance.checks.naming import hosts_of
from compliance.hyperlinks import host_of
from compliance.model.evidence import LinkValue, Target
from compliance.model.origin import Origin
from compliance.model.seen import Seen
from compliance.terms.origins import leads_to

ORIGIN = "origin"


def leads(url: str, hosts: Sequence[str], seen: Seen) -> bool:
    """Whether an address is on one of the hosts, or below one."""
    value = LinkValue(url, Target.DEEP, host_of(url), "")
    origins = seen.about if ORIGIN in hosts else ()
    if any(leads_to(origin, value, hosts_of(origin, seen.policies)) for origin in origins):
        return True
    return any(leads_to(Origin(""), value, (host,)) for host in hosts if host != ORIGIN)
