"""The check: from an article to a judgement, against a server on this machine."""

import sys
import threading
from functools import cache
from subprocess import run

import jsonschema
import pytest
from compliance_links_alive.background import find_background
from compliance_links_alive.check import SCHEMA, make_check
from compliance_links_alive.options import Options

from compliance.api import Session
from compliance.model.result import Outcome
from compliance.model.seen import Seen

ORIGIN = "# The tide\n\nThis article was first published by [The Weekly]({}).\n"


@cache
def reading():
    return Session()


def see(text):
    article = reading().examiner.read_bytes("a.md", text.encode())
    evidence, _ = reading().examiner.extract(article)
    return Seen(tuple(evidence), article=article)


@pytest.fixture
def judge(tmp_path, environment):
    """Judge a text as a run of its own would, with a cache that stays."""

    def decide(text, params=None, **values):
        options = Options(**{"allow": "127.0.0.0/8", "delay": 0, "cache": str(tmp_path / "links.sqlite"), **values})
        return make_check(options).judge(params or {}, see(text))

    return decide


def local(site, path):
    return site.at(path, host="127.0.0.1")


def test_an_article_without_such_links_is_not_judged(judge):
    assert judge("# The tide\n").outcome is Outcome.NOT_APPLICABLE


def test_a_link_that_answers_passes(judge, site):
    site.answers("/2020/tide", 200)

    judgement = judge(ORIGIN.format(local(site, "/2020/tide")))

    assert (judgement.outcome, judgement.message) == (Outcome.PASS, "1 link answers")


def test_where_a_link_ends_is_told(judge, site, replies):
    site.answers("/2021/tide", 200)
    site.answers("/2020/tide", replies.redirect("/2021/tide"))
    start, end = local(site, "/2020/tide"), local(site, "/2021/tide")

    assert judge(ORIGIN.format(start)).message == f"1 link answers; leads to {start} and ends at {end}"


def test_a_dead_link_fails_where_it_stands(judge, site):
    url = local(site, "/2020/tide")

    judgement = judge(ORIGIN.format(url))

    assert judgement.outcome is Outcome.FAIL
    (finding,) = judgement.findings
    assert finding.message == f'the link "The Weekly" leads to {url}, which answers 404 (Not Found)'
    assert finding.span == see(ORIGIN.format(url)).of_kind("hyperlink")[0].span


def test_a_redirect_to_the_home_page_fails(judge, site, replies):
    site.answers("/", 200)
    site.answers("/2020/tide", replies.redirect("/"))

    judgement = judge(ORIGIN.format(local(site, "/2020/tide")))

    assert judgement.outcome is Outcome.FAIL
    assert judgement.findings[0].message.endswith(f"ends at {local(site, '/')}, which is a home page and not the page")


@pytest.mark.parametrize("status", [401, 403, 429, 500, 503])
def test_what_nobody_can_know_is_to_be_reviewed(judge, site, status):
    site.answers("/2020/tide", status)

    judgement = judge(ORIGIN.format(local(site, "/2020/tide")), retries=0)

    assert (judgement.outcome, judgement.message) == (Outcome.REVIEW, "it is not known whether 1 link answers")


def test_doubt_beside_a_dead_link_is_told(judge, site):
    site.answers("/a/b", 404)
    site.answers("/c/d", 403)
    text = ORIGIN.format(local(site, "/a/b")) + "\n" + ORIGIN.format(local(site, "/c/d"))

    judgement = judge(text)

    assert (judgement.outcome, judgement.message) == (
        Outcome.FAIL,
        "1 link is dead; whether 1 link answers is not known",
    )
    assert len(judgement.findings) == 1


def test_an_answer_is_remembered(judge, site):
    site.answers("/2020/tide", 200)
    text = ORIGIN.format(local(site, "/2020/tide"))

    outcomes = [judge(text).outcome, judge(text).outcome]

    assert outcomes == [Outcome.PASS, Outcome.PASS]
    assert site.asked() == [("HEAD", "/2020/tide")]


def test_an_answer_that_is_too_old_is_asked_for_again(judge, site):
    site.answers("/2020/tide", 200)
    text = ORIGIN.format(local(site, "/2020/tide"))

    judge(text)
    judge(text, {"max_age": 0})

    assert len(site.asked()) == 2


def test_offline_only_what_is_remembered_counts(judge, site):
    site.answers("/2020/tide", 200)
    known, other = ORIGIN.format(local(site, "/2020/tide")), ORIGIN.format(local(site, "/2020/ebb"))
    judge(known)
    before = len(site.requests)

    assert judge(known, offline=True).outcome is Outcome.PASS
    judgement = judge(other, offline=True)

    assert judgement.outcome is Outcome.REVIEW
    assert judgement.findings[0].message.endswith("which was not asked: offline")
    assert len(site.requests) == before


def test_what_is_late_is_to_be_reviewed(judge, site, replies):
    site.answers("/2020/tide", replies.silence)

    judgement = judge(ORIGIN.format(local(site, "/2020/tide")), {"seconds": 0.2})

    assert judgement.outcome is Outcome.REVIEW
    assert judgement.findings[0].message.endswith("which was not asked in time")


def test_all_rules_for_one_article_have_one_budget(site, replies, tmp_path, environment):
    site.answers("/2020/tide", replies.silence)
    site.answers("/2020/ebb", 200)
    check = make_check(Options(allow="127.0.0.0/8", delay=0, cache=""))
    url = local(site, "/2020/ebb")
    seen = see(ORIGIN.format(local(site, "/2020/tide")) + f"\nThis article is licensed under [CC BY 4.0]({url}).\n")

    check.judge({"of": "origin", "seconds": 0.2}, seen)
    second = check.judge({"of": "license", "seconds": 0.2}, seen)

    assert second.outcome is Outcome.REVIEW
    assert site.count("/2020/ebb") == 0


def test_another_article_has_a_budget_of_its_own(site, replies, tmp_path, environment):
    site.answers("/2020/tide", replies.silence)
    site.answers("/2020/ebb", 200)
    check = make_check(Options(allow="127.0.0.0/8", delay=0, cache=""))

    check.judge({"seconds": 0.2}, see(ORIGIN.format(local(site, "/2020/tide"))))

    assert check.judge({"seconds": 5}, see(ORIGIN.format(local(site, "/2020/ebb")))).outcome is Outcome.PASS


def test_what_other_rules_asked_of_an_article_is_asked_of_the_next_one_at_the_same_time(site, environment):
    check = make_check(Options(allow="127.0.0.0/8", delay=0, cache=""))
    text = ORIGIN + "\nThis article is licensed under [CC BY 4.0]({}).\n"
    pages = [site.answers(f"/2020/{name}", 200) and local(site, f"/2020/{name}") for name in "abcd"]
    first, second = see(text.format(*pages[:2])), see(text.format(*pages[2:]))

    check.judge({"of": "origin"}, first)
    assert site.count("/2020/b") == 0
    check.judge({"of": "license"}, first)
    check.judge({"of": "origin"}, second)
    assert site.count("/2020/d") == 1
    assert check.judge({"of": "license"}, second).outcome is Outcome.PASS
    assert site.count("/2020/d") == 1


def test_of_very_many_links_not_all_are_asked(judge, site):
    text = "\n".join(ORIGIN.format(local(site, f"/2020/{number}")) for number in range(60))

    judgement = judge(text, {"seconds": 30}, per_host=16)

    assert judgement.outcome is Outcome.FAIL
    assert judgement.message == "50 links are dead; whether 10 links answer is not known"
    assert len({path for _, path in site.asked()}) == 50


def test_written_answers_ask_nobody_and_are_not_remembered(judge, site):
    site.answers("/2020/tide", 404)
    url = local(site, "/2020/tide")

    judgement = judge(ORIGIN.format(url), {"answers": {url: 200}})

    assert judgement.outcome is Outcome.PASS
    assert judgement.message == "1 link answers, by what the rule says: nobody was asked"
    assert site.requests == []
    assert judge(ORIGIN.format(url)).outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (410, "fail"),
        ("loop", "fail"),
        ("no-host", "fail"),
        ("certificate", "fail"),
        (429, "review"),
        (503, "review"),
        ("timeout", "review"),
        ("tls", "review"),
        ("robots", "review"),
        ("ftp://weekly.example/tide", "review"),
        ("https://weekly.example/", "review"),
    ],
)
def test_what_can_be_written_down(judge, answer, outcome):
    url = "https://weekly.example/2020/tide"

    assert judge(ORIGIN.format(url), {"answers": {url: answer}}).outcome == outcome


def test_threads_share_one_loop(judge, site):
    site.answers("/2020/tide", 200)
    text = ORIGIN.format(local(site, "/2020/tide"))
    outcomes = []
    threads = [threading.Thread(target=lambda: outcomes.append(judge(text).outcome)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert outcomes == [Outcome.PASS] * 6
    assert [thread.name for thread in threading.enumerate()].count("links-alive") == 1
    assert find_background() is find_background()


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"of": "origin"},
        {"seconds": 0.5},
        {"max_age": 0},
        {"answers": {"https://a.example/": 200, "http://b.example": "loop"}},
    ],
)
def test_parameters_that_are_right(params):
    jsonschema.validate(params, SCHEMA)


@pytest.mark.parametrize(
    "params",
    [
        {"of": "links"},
        {"of": ["origin"]},
        {"seconds": 0},
        {"seconds": "15"},
        {"seconds": True},
        {"max_age": -1},
        {"answers": {"ftp://a.example/": 200}},
        {"answers": {"https://a.example/": 99}},
        {"answers": {"https://a.example/": None}},
        {"offline": True},
    ],
)
def test_parameters_that_are_wrong(params):
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(params, SCHEMA)


def test_who_asks_nobody_loads_nothing_of_the_web(tmp_path):
    code = """
import sys
from compliance.api import Session

article = Session().examiner.read_bytes("a.md", b"First published by [The Weekly](https://weekly.example/2020/tide).")
evidence, _ = Session().examiner.extract(article)
before = set(sys.modules)

from compliance.model.seen import Seen
from compliance_links_alive import register_checks

(check,) = register_checks()
print(check.judge({}, Seen(tuple(evidence), article=article)).outcome)
print({"httpx", "asyncio", "protego", "ssl"} & (set(sys.modules) - before))
"""
    environment = {
        "PYTHONPATH": ":".join(sys.path),
        "COMPLIANCE_LINKS_OFFLINE": "yes",
        "COMPLIANCE_CACHE_DIR": str(tmp_path),
    }
    found = run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)

    assert found.stdout == "review\nset()\n"
