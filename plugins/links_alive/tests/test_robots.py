"""What hosts ask of machines is obeyed, and asked for once."""

import pytest
from compliance_links_alive.answers import Answer, Fault
from compliance_links_alive.options import Options
from compliance_links_alive.store import Store

REFUSED = "its robots.txt asks not to"


def rules(replies, *lines):
    return replies.reply(200, "\n".join(lines).encode())


def test_a_page_that_machines_shall_not_fetch_is_not_asked(site, ask, replies):
    site.answers("/robots.txt", rules(replies, "User-agent: *", "Disallow: /private/"))
    url = site.answers("/private/tide", 200)

    assert ask(url) == Answer(url, fault=Fault.ROBOTS, detail=REFUSED)
    assert site.asked() == []


def test_rules_for_this_agent_go_before_those_for_all(site, ask, replies):
    site.answers(
        "/robots.txt",
        rules(replies, "User-agent: *", "Disallow: /", "", "User-agent: article-compliance-links", "Allow: /"),
    )
    url = site.answers("/tide", 200)

    assert ask(url) == Answer(url, 200)


def test_signs_that_stand_for_others_are_understood(site, ask, replies):
    site.answers("/robots.txt", rules(replies, "User-agent: *", "Disallow: /*.pdf$"))
    paper, page = site.answers("/tide.pdf", 200), site.answers("/tide.pdf.html", 200)

    answers = ask(paper, page)

    assert (answers[paper].fault, answers[page].status) == (Fault.ROBOTS, 200)


def test_where_a_redirect_leads_is_asked_of_its_own_host(site, open_site, ask, replies):
    other = open_site()
    other.answers("/robots.txt", rules(replies, "User-agent: *", "Disallow: /"))
    end = other.at("/tide", host="daily.example")
    url = site.answers("/tide", replies.redirect(end))

    assert ask(url) == Answer(end, fault=Fault.ROBOTS, detail=REFUSED)
    assert other.asked() == []


def test_a_host_is_asked_once_for_its_rules(site, ask):
    ask(*(site.answers(f"/{number}", 200) for number in range(5)))

    assert site.count("/robots.txt") == 1


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_rules_that_are_not_there_forbid_nothing(site, ask, status):
    site.answers("/robots.txt", status)
    url = site.answers("/tide", 200)

    assert ask(url) == Answer(url, 200)


def test_a_page_that_says_there_are_no_rules_is_none(site, ask, replies):
    site.answers("/robots.txt", replies.reply(404, b"User-agent: *\nDisallow: /\n"))
    url = site.answers("/tide", 200)

    assert ask(url) == Answer(url, 200)


@pytest.mark.parametrize("status", [429, 503])
def test_rules_that_cannot_be_read_now_forbid_everything(site, ask, status):
    site.answers("/robots.txt", status)
    url = site.answers("/tide", 200)

    assert ask(url) == Answer(url, fault=Fault.ROBOTS, detail=f"its robots.txt answers {status}")


def test_rules_may_stand_elsewhere(site, ask, replies):
    site.answers("/robots.txt", replies.redirect("/rules.txt"))
    site.answers("/rules.txt", rules(replies, "User-agent: *", "Disallow: /tide"))

    assert ask(site.answers("/tide", 200)).fault is Fault.ROBOTS


def test_rules_in_a_circle_forbid_nothing(site, ask, replies):
    site.answers("/robots.txt", replies.redirect("/robots.txt"))
    url = site.answers("/tide", 200)

    assert ask(url) == Answer(url, 200)


def test_a_host_that_wants_pauses_gets_them(site, ask, naps, replies):
    site.answers("/robots.txt", rules(replies, "User-agent: *", "Crawl-delay: 4"))

    ask(site.answers("/a", 200), site.answers("/b", 200), per_host=1)

    assert naps.seconds == [4.0]


def test_a_host_that_is_not_there_is_not_tried_for_each_of_its_pages(site, ask, replies):
    site.answers("/robots.txt", replies.reset)

    answers = ask(*(site.at(f"/{number}") for number in range(5)), retries=0)

    assert {answer.fault for answer in answers.values()} == {Fault.CONNECTION}
    assert site.count("/robots.txt") == 1


def test_rules_are_kept_for_the_next_run(site, ask, tmp_path):
    def shelf():
        return Store(Options(cache=str(tmp_path / "links.sqlite")))

    ask(site.answers("/a", 200), shelf=shelf())
    ask(site.answers("/b", 200), shelf=shelf())

    assert site.count("/robots.txt") == 1
    assert site.asked() == [("HEAD", "/a"), ("HEAD", "/b")]
