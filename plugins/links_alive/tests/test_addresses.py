"""Nobody is led to an address that is not public, by whatever way; and safe connections are safe."""

from ipaddress import ip_address

import pytest
from compliance_links_alive.addresses import is_public, refuse_private
from compliance_links_alive.answers import Answer, AskingError, Fault
from compliance_links_alive.options import Options


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fd00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
    ],
)
def test_addresses_that_are_not_anybodys(address):
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"])
def test_addresses_on_the_web(address):
    assert is_public(ip_address(address))


def test_a_network_can_be_allowed_and_no_other():
    networks = Options(allow="10.1.0.0/16, fd00::/8").networks

    refuse_private(["10.1.2.3", "::ffff:10.1.2.3", "fd00::1"], networks)
    with pytest.raises(AskingError, match=r"private: 10\.2\.0\.1"):
        refuse_private(["10.2.0.1"], networks)


def test_this_machine_is_not_asked_unless_that_is_allowed(site, ask):
    url = site.at("/tide", host="127.0.0.1")

    assert ask(url, allow="") == Answer(url, fault=Fault.PRIVATE, detail="127.0.0.1")
    assert site.requests == []


@pytest.mark.parametrize("host", ["localhost", "127.1", "2130706433", "0x7f.0.0.1", "[::ffff:127.0.0.1]"])
def test_other_ways_to_write_this_machine_are_no_way_around(site, ask, host):
    from compliance_links_alive.transport import resolve

    assert ask(site.at("/tide", host=host), allow="", resolve=resolve).fault is Fault.PRIVATE
    assert site.requests == []


def test_a_redirect_to_a_private_address_is_not_followed(site, open_site, ask, replies):
    secret = open_site()

    async def resolve(host, port):
        return ["127.0.0.1"] if host == "weekly.example" else ["169.254.169.254"]

    end = secret.at("/latest/meta-data", host="metadata.example")
    url = site.answers("/tide", replies.redirect(end))

    assert ask(url, resolve=resolve) == Answer(end, fault=Fault.PRIVATE, detail="169.254.169.254")


def test_a_name_with_one_private_address_among_others_is_refused(site, ask):
    async def resolve(host, port):
        return ["127.0.0.1", "10.0.0.1"]

    assert ask(site.at("/tide"), resolve=resolve).fault is Fault.PRIVATE
    assert site.requests == []


def test_the_address_that_was_checked_is_the_one_that_is_asked(site, ask):
    """A name that leads here when it is looked up, and elsewhere when it is looked up again, gains nothing."""
    lookups = []

    async def resolve(host, port):
        lookups.append(host)
        return ["127.0.0.1"]

    url = site.answers("/tide", 200)

    assert ask(url, resolve=resolve) == Answer(url, 200)
    assert lookups == ["weekly.example"] * len(site.requests)
    assert {headers["Host"] for _, _, headers in site.requests} == {f"weekly.example:{site.port}"}


def test_a_name_that_leads_elsewhere_the_next_time_is_checked_the_next_time(site, ask):
    addresses = [["127.0.0.1"], ["10.0.0.1"]]

    async def resolve(host, port):
        return addresses.pop(0)

    assert ask(site.at("/tide"), resolve=resolve) == Answer(site.at("/tide"), fault=Fault.PRIVATE, detail="10.0.0.1")
    assert site.asked() == []


def test_the_next_address_is_tried_where_nobody_is_at_the_first(site, ask):
    async def resolve(host, port):
        return ["127.0.0.2", "127.0.0.1"]

    url = site.answers("/tide", 200)

    assert ask(url, resolve=resolve) == Answer(url, 200)


async def find_nothing(host, port):
    raise AskingError(Fault.NO_HOST, host)


def test_a_name_that_nobody_has_is_told_from_a_machine_without_a_network(ask):
    async def find_the_rest(host, port):
        return ["198.41.0.4"] if host.endswith("root-servers.net") else await find_nothing(host, port)

    assert ask("http://gone.example/a", resolve=find_the_rest).fault is Fault.NO_HOST
    assert ask("http://gone.example/a", resolve=find_nothing).fault is Fault.NAME


def test_a_name_that_no_name_can_be_is_not_looked_up(ask):
    from compliance_links_alive.transport import resolve

    assert ask(f"http://{'a' * 70}.example/", resolve=resolve).fault is Fault.ADDRESS


def test_a_safe_connection_asks_for_the_hosts_own_certificate(open_site, ask, serve_as, trusting):
    site = open_site(serve_as("weekly.example"))
    url = site.answers("/tide", 200)

    assert ask(url, inner=trusting()) == Answer(url, 200)


def test_a_certificate_for_another_host_is_refused(open_site, ask, serve_as, trusting):
    site = open_site(serve_as("daily.example"))

    assert ask(site.at("/tide"), inner=trusting()) == Answer(
        site.at("/tide"), fault=Fault.CERTIFICATE, detail="it is for another host"
    )
    assert site.requests == []


def test_a_certificate_that_signs_itself_is_refused(open_site, ask, self_signed):
    site = open_site(self_signed)

    assert ask(site.at("/tide")) == Answer(site.at("/tide"), fault=Fault.CERTIFICATE, detail="it is signed by itself")


def test_a_certificate_that_has_expired_is_refused(open_site, ask, serve_as, trusting):
    from datetime import UTC, datetime

    site = open_site(
        serve_as(
            "weekly.example", not_after=datetime(2020, 1, 1, tzinfo=UTC), not_before=datetime(2019, 1, 1, tzinfo=UTC)
        )
    )

    assert ask(site.at("/tide"), inner=trusting()) == Answer(
        site.at("/tide"), fault=Fault.CERTIFICATE, detail="it has expired"
    )


def test_an_issuer_that_is_not_known_here_may_be_known_elsewhere(open_site, ask, serve_as):
    site = open_site(serve_as("weekly.example"))

    assert ask(site.at("/tide")).fault is Fault.TLS


def test_a_server_that_speaks_no_tls_is_not_blamed(site, ask):
    answer = ask(site.at("/tide").replace("http:", "https:"), retries=0)

    assert answer.fault is Fault.TLS
