"""What comes of asking a link: against a server on this machine that has every fault."""

import pytest
from compliance_links_alive.answers import Answer, Fault


def test_a_page_that_is_there_answers_to_its_head_alone(site, ask):
    url = site.answers("/tide", 200)

    assert ask(url) == Answer(url, 200)
    assert site.asked() == [("HEAD", "/tide")]


@pytest.mark.parametrize("status", [403, 405, 501])
def test_where_the_head_says_little_the_page_is_asked_for(site, ask, replies, status):
    url = site.answers("/tide", replies.only_get(status, 200))

    assert ask(url) == Answer(url, 200)
    assert site.asked() == [("HEAD", "/tide"), ("GET", "/tide")]


@pytest.mark.parametrize("status", [404, 410])
def test_that_a_page_is_gone_is_believed_only_of_the_page_itself(site, ask, status):
    url = site.answers("/tide", status)

    assert ask(url) == Answer(url, status)
    assert site.asked() == [("HEAD", "/tide"), ("GET", "/tide")]


def test_a_redirect_is_followed_to_its_end(site, ask, replies):
    site.answers("/new", 200)
    url = site.answers("/old", replies.redirect("/new"))

    assert ask(url) == Answer(site.at("/new"), 200)


def test_a_redirect_to_another_host_is_followed(site, open_site, ask, replies):
    other = open_site()
    other.answers("/tide", 200)
    url = site.answers("/old", replies.redirect(other.at("/tide", host="daily.example"), 307))

    assert ask(url) == Answer(other.at("/tide", host="daily.example"), 200)


def test_a_fragment_is_not_sent_and_not_told(site, ask):
    site.answers("/tide", 200)

    assert ask(site.at("/tide#comments")) == Answer(site.at("/tide#comments"), 200)
    assert site.asked() == [("HEAD", "/tide")]


def test_redirects_in_a_circle_end(site, ask, replies):
    site.answers("/b", replies.redirect("/a"))
    url = site.answers("/a", replies.redirect("/b"))

    assert ask(url) == Answer(url, fault=Fault.LOOP)
    assert len(site.asked()) == 2


def test_a_page_that_redirects_to_itself_to_set_a_cookie_is_no_circle(site, ask, replies):
    url = site.answers("/tide", replies.cookie_wall)

    assert ask(url) == Answer(url, 200)


def test_cookies_are_sent_for_the_link_alone_that_got_them(site, ask, replies):
    site.answers("/robots.txt", replies.reply(404, Set_Cookie="who=me; Path=/"))

    ask(site.answers("/a", 200))

    assert [headers.get("Cookie") for _, _, headers in site.requests] == [None, None]


def test_redirects_without_end_are_given_up(site, ask, replies):
    for number in range(20):
        site.answers(f"/{number}", replies.redirect(f"/{number + 1}"))

    assert ask(site.at("/0"), redirects=3) == Answer(site.at("/4"), fault=Fault.REDIRECTS, detail="3")


def test_a_redirect_away_from_the_web_is_not_followed(site, ask, replies):
    url = site.answers("/tide", replies.redirect("ftp://weekly.example/tide"))

    assert ask(url) == Answer("ftp://weekly.example/tide", fault=Fault.ADDRESS, detail="ftp is neither http nor https")


def test_a_redirect_that_says_not_where_to_is_an_answer(site, ask):
    assert ask(site.answers("/tide", 302)) == Answer(site.at("/tide"), 302)


def test_who_asks_for_patience_gets_it(site, ask, naps, replies):
    url = site.answers("/tide", replies.reply(429, Retry_After="3"), 200)

    assert ask(url) == Answer(url, 200)
    assert naps.seconds == [3.0]


def test_a_date_to_ask_again_is_understood(site, ask, naps, replies):
    url = site.answers("/tide", replies.reply(503, Retry_After="Sun, 06 Nov 1994 08:49:41 GMT"), 200)

    assert ask(url, today=lambda: 784111777.0) == Answer(url, 200)
    assert naps.seconds == [4.0]


def test_who_asks_for_more_patience_than_there_is_is_not_asked_again(site, ask, naps, replies):
    url = site.answers("/tide", replies.reply(429, Retry_After="3"), 200)

    assert ask(url, max_wait=2) == Answer(url, 429)
    assert naps.seconds == []


def test_nor_are_other_pages_of_the_same_host(site, ask, replies):
    first = site.answers("/a", replies.reply(429, Retry_After="3600"))
    second = site.answers("/b", 200)

    answers = ask(first, second, per_host=1)

    assert answers[second] == Answer(second, fault=Fault.LATE, detail="its host wants to be asked later")
    assert site.asked() == [("HEAD", "/a")]


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_what_may_pass_is_tried_again_and_each_time_later(site, ask, naps, status):
    url = site.answers("/tide", status)

    assert ask(url, retries=2) == Answer(url, status)
    assert site.asked() == [("HEAD", "/tide"), ("GET", "/tide"), ("GET", "/tide")]
    assert naps.seconds == [0.5, 1.0]


@pytest.mark.parametrize("text", ["", "soon", "-1", "1.5", "Sun, 06 Nov 99999999999 08:49:41 GMT", "²"])
def test_a_wait_that_cannot_be_read_is_ours_to_choose(site, ask, naps, replies, text):
    url = site.answers("/tide", replies.reply(503, Retry_After=text.encode().decode("latin-1")), 200)

    assert ask(url) == Answer(url, 200)
    assert naps.seconds == [0.5]


def test_a_try_that_would_come_too_late_is_not_made(site, ask, naps, replies):
    url = site.answers("/tide", replies.reply(503, Retry_After="6"))

    assert ask(url, seconds=5) == Answer(url, 503)
    assert naps.seconds == []


def test_a_connection_that_is_reset_once_is_tried_again(site, ask, replies):
    url = site.answers("/tide", replies.reset, 200)

    assert ask(url) == Answer(url, 200)
    assert site.asked() == [("HEAD", "/tide"), ("GET", "/tide")]


def test_a_connection_that_is_reset_each_time_is_no_answer(site, ask, replies):
    url = site.answers("/tide", replies.reset)

    assert ask(url, retries=1).fault is Fault.CONNECTION
    assert len(site.asked()) == 2


def test_a_host_that_refuses_connections_is_no_answer(site, ask):
    site.close()

    assert ask(site.at("/tide"), retries=0) == Answer(
        site.at("/tide"), fault=Fault.CONNECTION, detail="the connection is refused"
    )


def test_a_server_that_never_answers_is_left(site, ask, replies):
    url = site.answers("/tide", replies.silence)

    assert ask(url, read_seconds=0.1) == Answer(url, fault=Fault.TIMEOUT)


def test_one_link_has_a_time_of_its_own(site, ask, replies):
    url = site.answers("/tide", replies.silence)

    assert ask(url, seconds=5, read_seconds=60, link_seconds=0.1) == Answer(url, fault=Fault.TIMEOUT)


def test_what_is_not_there_when_the_time_is_over_was_not_asked(site, ask, replies):
    slow, fast = site.answers("/slow", replies.silence), site.answers("/fast", 200)

    assert ask(slow, fast, seconds=1) == {slow: Answer(slow, fault=Fault.LATE), fast: Answer(fast, 200)}


def test_of_a_page_without_end_only_the_start_is_read(site, ask, replies):
    url = site.answers("/tide", replies.endless)

    assert ask(url, kib=16) == Answer(url, 200)
    assert site.sent < 32 * 1024 * 1024


def test_no_more_than_one_kib_too_much_is_kept_of_robots(site, ask, replies):
    rules = b"User-agent: *\nDisallow: /no\n".ljust(4096, b"#") + b"\nDisallow: /\n"
    site.answers("/robots.txt", replies.reply(200, rules))
    url = site.answers("/tide", 200)

    assert ask(url, kib=4) == Answer(url, 200)


def test_links_of_one_article_are_asked_at_the_same_time(open_site, ask, replies):
    sites = [open_site() for _ in range(4)]
    urls = [site.at("/tide", host=f"h{number}.example") for number, site in enumerate(sites)]
    together = {"count": 0}

    def meet(page):
        with sites[0].lock:
            together["count"] += 1
        for _ in range(500):
            if together["count"] == 4 or page.server.site.over.wait(0.01):
                break
        replies.reply(200 if together["count"] == 4 else 500)(page)

    for site in sites:
        site.answers("/tide", meet)

    assert [answer.status for answer in ask(*urls, retries=0).values()] == [200] * 4


def test_a_host_has_no_more_questions_at_once_than_it_should(site, ask):
    urls = [
        site.answers(f"/{number}", lambda page: (page.server.site.over.wait(0.02), page.send_error(200)))
        for number in range(8)
    ]

    ask(*urls, per_host=2)

    assert site.busiest == 2


def test_all_hosts_together_have_no_more_than_they_should(site, ask):
    def slowly(page):
        page.server.site.over.wait(0.02)
        page.send_error(200)

    for number in range(8):
        site.answers(f"/{number}", slowly)

    ask(*(site.at(f"/{number}", host=f"h{number}.example") for number in range(8)), at_once=3)

    assert site.busiest == 3


def test_between_two_questions_to_a_host_there_is_a_pause(site, ask, naps):
    urls = [site.answers("/a", 200), site.answers("/b", 200)]

    ask(*urls, delay=0.5, per_host=1)

    # robots.txt is the first question, the two pages are the second and third.
    assert naps.seconds == [0.5, 0.5]


def test_who_asks_says_who_it_is_and_whom_to_write_to(site, ask):
    ask(site.answers("/tide", 200), contact="mailto:desk@weekly.example")

    agents = {headers["User-Agent"] for _, _, headers in site.requests}
    assert agents == {"article-compliance-links/1.0.0 (mailto:desk@weekly.example)"}


@pytest.mark.parametrize(
    ("url", "detail"),
    [
        ("ftp://weekly.example/a", "ftp is neither http nor https"),
        ("http:///a", "its address names no host"),
        ("http://me:secret@weekly.example/a", "its address holds a name or password"),
        ("http://weekly.example:99999/a", "there is no port 99999"),
        ("http://weekly.example:port/a", "it is no valid address"),
        ("http://weekly.example/" + "a" * 4000, "its address has more than 4000 characters"),
    ],
)
def test_an_address_that_must_not_be_asked_is_not(ask, url, detail):
    assert ask(url) == Answer(url, fault=Fault.ADDRESS, detail=detail)
