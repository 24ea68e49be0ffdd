"""The time for one article is counted over all rules that ask."""

from compliance_links_alive.budget import Budget


class Clock:
    def __init__(self):
        self.time = 0.0

    def __call__(self):
        return self.time


def spend(budget, clock, article, took, seconds=15.0):
    with budget.spend(article, seconds) as left:
        clock.time += took
    return left


def test_what_one_rule_takes_is_lost_to_the_next():
    clock = Clock()
    budget, article = Budget(clock), object()

    assert [spend(budget, clock, article, took) for took in (4, 10, 5, 1)] == [15, 11, 1, 0]


def test_each_article_has_its_own():
    clock = Clock()
    budget, one, other = Budget(clock), object(), object()

    assert [spend(budget, clock, article, 4) for article in (one, other, one, other)] == [15, 15, 11, 11]


def test_articles_that_are_at_hand_are_not_forgotten_for_others():
    clock = Clock()
    budget, article = Budget(clock), object()
    left = [spend(budget, clock, each, 1) for number in range(14) for each in (article, object())]

    assert left[::2] == [float(15 - number) for number in range(14)]


def test_without_an_article_nothing_is_counted():
    clock = Clock()
    budget = Budget(clock)

    assert [spend(budget, clock, None, 10) for _ in range(3)] == [15, 15, 15]


def test_what_raises_has_taken_its_time_too():
    clock = Clock()
    budget, article = Budget(clock), object()
    try:
        with budget.spend(article, 15):
            clock.time += 6
            raise KeyError
    except KeyError:
        pass

    assert spend(budget, clock, article, 0) == 9
