"""What an answer means, and in which words it is said."""

import pytest
from compliance_links_alive.answers import Answer, Fault
from compliance_links_alive.landing import Landing, find_landing
from compliance_links_alive.weighing import State, weigh

START = "https://weekly.example/sea/2020/tide"


@pytest.mark.parametrize(
    ("end", "landing"),
    [
        (START, Landing.ARTICLE),
        ("https://www.weekly.example/sea/2020/tide/", Landing.ARTICLE),
        ("https://weekly.example/tide", Landing.ARTICLE),
        ("https://daily.example/2021/the-tide", Landing.ARTICLE),
        ("https://weekly.example/", Landing.HOME_PAGE),
        ("https://weekly.example/index.html", Landing.HOME_PAGE),
        ("https://weekly.example/?utm_source=gone", Landing.HOME_PAGE),
        ("https://parked.example", Landing.HOME_PAGE),
        ("https://weekly.example/sea", Landing.SECTION),
        ("https://weekly.example/sea/2020/", Landing.SECTION),
        ("https://weekly.example/category/sea", Landing.LIST),
        ("https://weekly.example/search?q=tide", Landing.LIST),
        ("https://weekly.example/login?next=/sea/2020/tide", Landing.DOOR),
        ("https://id.weekly.example/signin", Landing.DOOR),
    ],
)
def test_where_a_redirect_may_end(end, landing):
    assert find_landing(START, end) is landing


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("http://weekly.example/", "https://www.weekly.example/"),
        ("http://weekly.example/?p=512", "https://weekly.example/2020/tide"),
        ("https://weekly.example/tide/amp", "https://weekly.example/tide"),
        ("https://weekly.example/tide/index.html", "https://weekly.example/tide/"),
        ("https://weekly.example/tide/2/", "https://weekly.example/tide/"),
        ("https://weekly.example/author/ann", "https://weekly.example/authors/ann"),
    ],
)
def test_a_redirect_that_loses_nothing(start, end):
    assert find_landing(start, end) is Landing.ARTICLE


def test_an_old_address_by_number_that_ends_at_the_home_page_is_lost():
    assert find_landing("http://weekly.example/?p=512", "https://weekly.example/") is Landing.HOME_PAGE


@pytest.mark.parametrize(
    ("answer", "state", "words"),
    [
        (Answer(START, 200), State.ALIVE, f"leads to {START}"),
        (Answer(f"{START}/", 200), State.ALIVE, f"leads to {START} and ends at {START}/"),
        (Answer(START, 404), State.DEAD, f"leads to {START}, which answers 404 (Not Found)"),
        (Answer(START, 410), State.DEAD, f"leads to {START}, which answers 410 (Gone)"),
        (
            Answer("https://weekly.example/", 200),
            State.DEAD,
            f"leads to {START} and ends at https://weekly.example/, which is a home page and not the page",
        ),
        (
            Answer("https://weekly.example/login", 200),
            State.UNKNOWN,
            f"leads to {START} and ends at https://weekly.example/login, which is a page to log in and not the page",
        ),
        (Answer(START, 401), State.UNKNOWN, f"leads to {START}, which answers 401 (Unauthorized)"),
        (Answer(START, 403), State.UNKNOWN, f"leads to {START}, which answers 403 (Forbidden)"),
        (Answer(START, 429), State.UNKNOWN, f"leads to {START}, which answers 429 (Too Many Requests)"),
        (Answer(START, 451), State.UNKNOWN, f"leads to {START}, which answers 451 (Unavailable For Legal Reasons)"),
        (Answer(START, 503), State.UNKNOWN, f"leads to {START}, which answers 503 (Service Unavailable)"),
        (Answer(START, 302), State.UNKNOWN, f"leads to {START}, which answers 302 (Found)"),
        (Answer(START, 999), State.UNKNOWN, f"leads to {START}, which answers 999"),
        (Answer(START, fault=Fault.LOOP), State.DEAD, f"leads to {START}, which redirects in a circle"),
        (Answer(START, fault=Fault.NO_HOST), State.DEAD, f"leads to {START}, which is at a host that does not exist"),
        (
            Answer(START, fault=Fault.CERTIFICATE, detail="it has expired"),
            State.DEAD,
            f"leads to {START}, which shows a certificate that browsers refuse: it has expired",
        ),
        (
            Answer(START, fault=Fault.PRIVATE, detail="10.0.0.1"),
            State.UNKNOWN,
            f"leads to {START}, which was not asked: 10.0.0.1 is no public address",
        ),
        (
            Answer(START, fault=Fault.REDIRECTS, detail="10"),
            State.UNKNOWN,
            f"leads to {START}, which still redirects after 10 redirects",
        ),
        (Answer(START, fault=Fault.OFFLINE), State.UNKNOWN, f"leads to {START}, which was not asked: offline"),
        (
            Answer(START, fault=Fault.LATE, detail="its host wants to be asked later"),
            State.UNKNOWN,
            f"leads to {START}, which was not asked in time: its host wants to be asked later",
        ),
    ],
)
def test_what_an_answer_means(answer, state, words):
    weight = weigh(START, answer)

    assert (weight.state, weight.words) == (state, words)


@pytest.mark.parametrize("fault", [fault for fault in Fault if fault])
def test_every_fault_has_words_and_none_is_alive(fault):
    weight = weigh(START, Answer(START, fault=fault, detail="so"))

    assert weight.state is not State.ALIVE
    assert weight.words.startswith(f"leads to {START}, which ")
