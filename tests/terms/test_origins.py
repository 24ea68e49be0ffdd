"""The chain of origins: who is in it, in which order, and who is not."""

import pytest

from compliance.model.article import Carrier, Scope
from compliance.model.evidence import (
    CanonicalUrl,
    CopyrightNotice,
    Evidence,
    Kind,
    OriginStatement,
    PermissionStatement,
    Publisher,
    Target,
)
from compliance.model.policy import Authority, Policy
from compliance.model.source import Span
from compliance.terms.directory import Directory
from compliance.terms.origins import find_origins, name_origin

FERN = Policy("daily-fern", "The Daily Fern", Authority.PUBLISHER, hosts=("fern.example",))
MOSS = Policy("moss", "Moss Weekly", Authority.PUBLISHER, hosts=("moss.example",))
DIRECTORY = Directory([FERN, MOSS])
STORY = "https://fern.example/2020/a-story"


def see(value, *, kind=Kind.ORIGIN_STATEMENT, scope=Scope.ARTICLE, carrier=Carrier.TEXT, at=0):
    return Evidence(kind, value, "words", Span(at, at + 5), scope, carrier)


def names(*evidence, **options):
    return [origin.name for origin in find_origins(evidence, DIRECTORY, **options)]


def test_an_article_without_statements_has_no_origin():
    assert names() == []


def test_a_statement_makes_an_origin_with_its_policy_and_address():
    statement = see(OriginStatement("republished", "Daily Fern", STORY, Target.DEEP))
    (origin,) = find_origins([statement], DIRECTORY)
    assert (origin.name, origin.url, origin.policy, origin.hop) == ("Daily Fern", STORY, "daily-fern", 0)


def test_a_placeholder_is_no_address():
    (origin,) = find_origins([see(OriginStatement("republished", "Somebody", "#", Target.PLACEHOLDER))], DIRECTORY)
    assert (origin.name, origin.url) == ("Somebody", "")


def test_statements_that_name_no_other_outlet_make_no_origin():
    own = see(OriginStatement("own", "We"))
    offer = see(OriginStatement("offer", "The Daily Fern"))
    credit = see(OriginStatement("credit", "A Reader", STORY, Target.DEEP))
    assert names(own, offer, credit) == []


def test_statements_of_readers_and_teasers_do_not_count():
    comment = see(OriginStatement("republished", "Somebody"), scope=Scope.COMMENT)
    assert names(comment) == []


def test_the_hops_of_a_chain_stand_nearest_first():
    far = see(OriginStatement("republished", "Moss Weekly", hop=1), at=10)
    near = see(OriginStatement("republished", "The Daily Fern", hop=0), at=20)
    assert names(far, near) == ["The Daily Fern", "Moss Weekly"]


def test_the_outlet_that_grants_its_permission_is_nearer_than_its_own_source():
    source = see(OriginStatement("republished", "Riverside"), at=10)
    grant = see(PermissionStatement("grant", grantor="The Daily Fern"), kind=Kind.PERMISSION_STATEMENT, at=50)
    assert names(source, grant) == ["The Daily Fern", "Riverside"]


def test_one_outlet_named_in_several_ways_is_one_hop():
    statement = see(OriginStatement("republished", "Daily Fern"), at=10)
    canonical = see(CanonicalUrl(STORY), kind=Kind.CANONICAL_URL, carrier=Carrier.REL)
    (origin,) = find_origins([statement, canonical], DIRECTORY)
    assert (origin.url, origin.policy) == (STORY, "daily-fern")


def test_a_name_and_a_host_that_spell_alike_are_one_hop():
    statement = see(OriginStatement("republished", "Green River"), at=10)
    link = see(OriginStatement("republished", "", "https://greenriver.example/2020/a", Target.DEEP), at=30)
    (origin,) = find_origins([statement, link], DIRECTORY)
    assert (origin.name, origin.url) == ("Green River", "https://greenriver.example/2020/a")


def test_a_publisher_without_terms_is_the_page_itself_and_no_origin():
    assert names(see(Publisher("Our Own Blog"), kind=Kind.PUBLISHER, scope=Scope.SITE)) == []


def test_the_outlet_that_runs_the_check_is_no_origin():
    holder = see(CopyrightNotice(("2020",), ("The Daily Fern",)), kind=Kind.COPYRIGHT_NOTICE)
    assert names(holder) == ["The Daily Fern"]
    assert names(holder, ours=["Daily Fern"]) == []
    assert names(holder, ours=["daily-fern"]) == []


def test_a_holder_in_the_sites_footer_is_no_origin():
    footer = see(CopyrightNotice(("2020",), ("The Daily Fern",)), kind=Kind.COPYRIGHT_NOTICE, scope=Scope.SITE)
    assert names(footer) == []


def test_what_the_configuration_states_comes_first():
    statement = see(OriginStatement("republished", "Riverside"))
    assert names(statement, given=[name_origin("moss", DIRECTORY)]) == ["Moss Weekly", "Riverside"]


def test_an_origin_is_named_by_address_too():
    origin = name_origin(STORY, DIRECTORY)
    assert (origin.name, origin.url, origin.policy, origin.trust) == (
        "The Daily Fern",
        STORY,
        "daily-fern",
        "configuration",
    )
    assert name_origin("https://unknown.example/a", DIRECTORY).name == "unknown.example"


def test_an_outlet_with_an_address_of_its_own_is_no_part_of_the_one_before_it():
    holder = see(CopyrightNotice(("2024",), ("Moss Weekly",)), kind=Kind.COPYRIGHT_NOTICE, at=20)
    statement = see(OriginStatement("republished", "Heath Post", "https://heathpost.example/a/story", Target.DEEP))
    assert names(statement, holder) == ["Heath Post", "Moss Weekly"]


def rivals(*evidence, **options):
    return [
        (origin.name, rival.name, rival.trust)
        for origin in find_origins(evidence, DIRECTORY, **options)
        for rival in origin.rivals
    ]


def state(name, url="", *, hop=0, relation="republished", carrier=Carrier.TEXT):
    target = Target.DEEP if url else Target.MISSING
    return see(OriginStatement(relation, name, url, target, hop=hop), carrier=carrier)


CANONICAL = see(CanonicalUrl("https://moss.example/a"), kind=Kind.CANONICAL_URL, carrier=Carrier.REL)
HOLDER = see(CopyrightNotice(("2024",), ("Moss Weekly",)), kind=Kind.COPYRIGHT_NOTICE)
FRONT = state("Riverside", carrier=Carrier.FRONT_MATTER)
BASED_ON = state("", "https://heath.example/a", carrier=Carrier.JSON_LD)
GIVEN = name_origin("Hill Post", DIRECTORY)


@pytest.mark.parametrize(
    ("evidence", "given", "chain", "contradicted"),
    [
        ([state("Heath Post"), FRONT], (), ["Riverside", "Heath Post"], [("Riverside", "Heath Post", "statement")]),
        ([state("Heath Post")], (GIVEN,), ["Hill Post", "Heath Post"], [("Hill Post", "Heath Post", "statement")]),
        (
            [state("Heath Post"), CANONICAL],
            (),
            ["Moss Weekly", "Heath Post"],
            [("Moss Weekly", "Heath Post", "statement")],
        ),
        ([BASED_ON, CANONICAL], (), ["Moss Weekly", "heath.example"], [("heath.example", "Moss Weekly", "metadata")]),
        ([state("Heath Post"), HOLDER], (), ["Heath Post", "Moss Weekly"], [("Heath Post", "Moss Weekly", "holder")]),
        (
            [state("Daily Fern", "https://moss.example/a")],
            (),
            ["Daily Fern"],
            [("Daily Fern", "Moss Weekly", "link")],
        ),
    ],
)
def test_who_is_named_in_anothers_place_is_a_rival_of_whoever_is_trusted_more(evidence, given, chain, contradicted):
    assert names(*evidence, given=given) == chain
    assert rivals(*evidence, given=given) == contradicted


@pytest.mark.parametrize(
    "evidence",
    [
        [state("Heath Post"), state("Riverside", hop=1)],
        [state("Heath Post"), state("Moss Weekly", hop=1), CANONICAL],
        [state("Heath Post"), state("Moss Weekly", hop=1), HOLDER],
        [state("Heath Post"), state("An Agency", relation="wire", carrier=Carrier.FRONT_MATTER)],
        [state("Heath Post"), state("The Heath Post Weekly", carrier=Carrier.FRONT_MATTER)],
        [state("Daily Fern", "https://other.example/a")],
        [state("Heath Post"), CANONICAL, see(Publisher("Moss Weekly"), kind=Kind.PUBLISHER, scope=Scope.SITE)],
    ],
)
def test_a_chain_that_can_be_one_is_no_contradiction(evidence):
    assert rivals(*evidence) == []


def test_a_canonical_address_at_a_later_hop_does_not_become_the_nearest():
    assert names(CANONICAL, state("Heath Post"), state("Moss Weekly", hop=1)) == ["Heath Post", "Moss Weekly"]


UK = Policy("fern-uk", "Fern UK", Authority.PUBLISHER, places=("fern.example/uk/*",), extends="daily-fern")
AU = Policy("fern-au", "Fern AU", Authority.PUBLISHER, places=("fern.example/au/*",), extends="daily-fern")
EDITIONS = Directory([FERN, MOSS, UK, AU])


@pytest.mark.parametrize(
    "statement",
    [
        state("The Daily Fern", "https://fern.example/uk/story"),
        state("Fern UK", "https://fern.example/story"),
        state("Fern UK"),
    ],
)
def test_of_an_edition_and_its_base_the_editions_terms_hold(statement):
    canonical = see(CanonicalUrl("https://fern.example/story"), kind=Kind.CANONICAL_URL, carrier=Carrier.REL)
    (origin,) = find_origins([statement, canonical], EDITIONS)
    assert (origin.policy, origin.rivals) == ("fern-uk", ())


def test_two_editions_contradict_each_other():
    (origin,) = find_origins([state("Fern UK", "https://fern.example/au/story")], EDITIONS)
    assert [rival.name for rival in origin.rivals] == ["Fern AU"]
