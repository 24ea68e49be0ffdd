"""Whatever a server sends, there is an answer, and never an exception."""

import pytest
from compliance_links_alive.answers import Fault


@pytest.mark.parametrize(
    "location",
    [
        "http://[",
        "http://weekly.example:port/",
        "http://weekly.example:99999/",
        "javascript:alert(1)",
        "data:text/html,hello",
        "file:///etc/passwd",
        "http://\xff\xfe/",
        "http://" + "a" * 300 + ".example/",
        "/" + "a" * 5000,
        "http://me:secret@weekly.example/",
        "https://.weekly.example/",
        "http://weekly.example/\x01",
    ],
)
def test_a_redirect_to_nowhere_is_no_answer(site, ask, replies, location):
    url = site.answers("/tide", replies.redirect(location))

    assert ask(url, retries=0).fault in {Fault.ADDRESS, Fault.CONNECTION, Fault.TLS}


def send(text):
    """Send bytes as they are, and no more."""

    def answer(page):
        page.wfile.write(text)
        page.close_connection = True

    return answer


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"hello",
        b"HTTP/1.1 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X-A: " + b"a" * 200_000,
        b"SSH-2.0-OpenSSH_9.6\r\n",
    ],
)
def test_what_is_no_answer_is_none(site, ask, replies, text):
    url = site.answers("/tide", send(text))

    assert ask(url, retries=1).fault is Fault.CONNECTION


def test_a_page_that_breaks_off_is_no_answer(site, ask):
    def break_off(page):
        page.wfile.write(b"HTTP/1.1 %d x\r\nContent-Length: 100\r\n\r\nhalf" % (405 if page.command == "HEAD" else 200))
        page.close_connection = True

    assert ask(site.answers("/tide", break_off), retries=0).fault is Fault.CONNECTION


def test_packed_pages_are_not_unpacked(site, ask, replies):
    bomb = replies.reply(200, b"no gzip at all", Content_Encoding="gzip")

    assert (
        ask(site.answers("/tide", lambda page: bomb(page) if page.command == "GET" else page.send_error(405))).status
        == 200
    )


@pytest.mark.parametrize(
    "rules",
    [
        b"\xff\xfe\x00",
        b"Disallow: /",
        b"User-agent: *\nCrawl-delay: nan",
        b"User-agent: *\nDisallow: [(*",
        b"\0" * 9999,
    ],
)
def test_rules_that_say_nothing_forbid_nothing(site, ask, replies, rules):
    site.answers("/robots.txt", replies.reply(200, rules))

    assert ask(site.answers("/tide", 200)).status == 200


@pytest.mark.parametrize(
    "cookie", ["", "=", ";;;", "a=b; Domain=.com", "a=" + "b" * 9000, "a=b; Expires=never; Max-Age=x"]
)
def test_a_cookie_of_any_kind_does_no_harm(site, ask, replies, cookie):
    site.answers("/new", 200)

    assert ask(site.answers("/tide", replies.redirect("/new", Set_Cookie=cookie))).status == 200
