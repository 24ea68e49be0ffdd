"""The chain of origins: who is in it, in which order, and who is not."""

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
    assert names(statement, holder) == ["Moss Weekly", "Heath Post"]
