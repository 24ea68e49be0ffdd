"""What the evidence of one article amounts to."""

from compliance.model.article import Carrier, Scope
from compliance.model.evidence import (
    Byline,
    CanonicalUrl,
    CopyrightNotice,
    Date,
    Disclaimer,
    Evidence,
    FairUseNotice,
    ImageCredit,
    Kind,
    LicenseStatement,
    OriginStatement,
    PermissionStatement,
    Publisher,
    Target,
)
from compliance.model.profile import Profile, ProfileCredit, ProfileLicense, ProfileNotice, ProfileSource
from compliance.model.source import Span
from compliance.profile import build_profile
from tests.readers.reading import html, markdown

STORY = "# Moss\n\nPhoto by [Änn](https://photos.example/ann)\n\nMoss grew.\n"
MOSS = "https://mossweekly.example/moss"


def seen(kind, value, start=0, text="words", *, scope=Scope.ARTICLE, carrier=Carrier.TEXT, trust=50, length=4):
    return Evidence(kind, value, text, Span(start, start + length), scope, carrier, trust)


def profile(*evidence):
    return build_profile(markdown(STORY), evidence)


def test_without_evidence_everything_is_empty():
    assert profile() == Profile()


def test_authors_are_those_of_the_most_trusted_carrier_in_its_order():
    found = profile(
        seen(Kind.BYLINE, Byline("Carl Clerk"), trust=60),
        seen(Kind.BYLINE, Byline("Bea Writer"), 10, trust=85),
        seen(Kind.BYLINE, Byline("Ann Author"), 20, trust=85),
        seen(Kind.BYLINE, Byline("Bea Writer"), 30, trust=85),
    )
    assert found.authors == ("Bea Writer", "Ann Author")


def test_a_translator_is_no_author():
    assert profile(seen(Kind.BYLINE, Byline("Tess Lator", "translator"), trust=90)).authors == ()


def test_the_most_trusted_publisher_wins_and_the_first_of_equals():
    found = profile(
        seen(Kind.PUBLISHER, Publisher("Moss"), trust=40),
        seen(Kind.PUBLISHER, Publisher("Möss Weekly"), 10, trust=90),
        seen(Kind.PUBLISHER, Publisher("Moss App"), 20, trust=90),
    )
    assert found.publisher == "Möss Weekly"


def test_without_a_publisher_the_holder_of_the_sites_copyright_stands_in():
    notice = CopyrightNotice(("2020",), ("Moss Weekly",))
    assert profile(seen(Kind.COPYRIGHT_NOTICE, notice, scope=Scope.SITE)).publisher == "Moss Weekly"
    assert profile(seen(Kind.COPYRIGHT_NOTICE, notice)).publisher is None


def test_the_day_of_publication_is_not_the_day_of_change():
    found = profile(
        seen(Kind.DATE, Date("2017-06-01", "modified"), trust=95),
        seen(Kind.DATE, Date("2017-05-09"), 10, trust=60),
        seen(Kind.DATE, Date("2017-05-08"), 20, trust=45),
    )
    assert found.published == "2017-05-09"


def test_the_most_trusted_address_is_canonical():
    found = profile(
        seen(Kind.CANONICAL_URL, CanonicalUrl("https://m.mossweekly.example/"), trust=60),
        seen(Kind.CANONICAL_URL, CanonicalUrl(MOSS), 10, trust=90),
    )
    assert found.canonical_url == MOSS


def test_a_statement_of_origin_has_a_line_and_a_link():
    statement = OriginStatement("republished", "Moss Weekly", MOSS, Target.DEEP)
    assert profile(seen(Kind.ORIGIN_STATEMENT, statement, 8)).original_source == ProfileSource(
        True, "Moss Weekly", MOSS, 3, Target.DEEP
    )


def test_the_nearest_of_many_origins_is_the_source():
    found = profile(
        seen(Kind.ORIGIN_STATEMENT, OriginStatement("wire", "Fern Wire", hop=1)),
        seen(Kind.ORIGIN_STATEMENT, OriginStatement("republished", "Moss Weekly"), 10),
    )
    assert found.original_source.name == "Moss Weekly"


def test_text_says_more_than_metadata():
    found = profile(
        seen(Kind.ORIGIN_STATEMENT, OriginStatement("republished", "Fern Post"), carrier=Carrier.META),
        seen(Kind.ORIGIN_STATEMENT, OriginStatement("republished", "Moss Weekly"), 10),
    )
    assert found.original_source.name == "Moss Weekly"


def test_an_offer_to_republish_names_no_source():
    assert (
        profile(seen(Kind.ORIGIN_STATEMENT, OriginStatement("offer", "Moss Weekly"))).original_source == ProfileSource()
    )


def test_a_teasers_origin_is_not_the_articles():
    statement = seen(Kind.ORIGIN_STATEMENT, OriginStatement("republished", "Moss Weekly"), scope=Scope.RELATED)
    assert profile(statement).original_source == ProfileSource()


def test_notices_are_those_of_the_article_and_its_page():
    notice = CopyrightNotice(("2020",), ("Änn Author", "Bea Writer"))
    found = profile(
        seen(Kind.COPYRIGHT_NOTICE, notice, 8, "© 2020 Änn Author, Bea Writer"),
        seen(Kind.COPYRIGHT_NOTICE, notice, 8, scope=Scope.IMAGE),
        seen(Kind.COPYRIGHT_NOTICE, notice, 8, carrier=Carrier.JSON_LD),
    )
    assert found.copyright_notices == (
        ProfileNotice("© 2020 Änn Author, Bea Writer", ("2020",), "Änn Author, Bea Writer", 3),
    )


def test_the_license_of_the_article_comes_before_the_sites():
    deed = "https://licenses.example/by"
    found = profile(
        seen(Kind.LICENSE_GRANT, LicenseStatement("CC0-1.0"), scope=Scope.SITE),
        seen(Kind.LICENSE_GRANT, LicenseStatement("CC-BY-4.0", deed), 10),
    )
    assert found.license == ProfileLicense("CC-BY-4.0", deed, Scope.ARTICLE)


def test_a_license_of_an_image_or_one_only_mentioned_is_not_the_articles():
    found = profile(
        seen(Kind.LICENSE_GRANT, LicenseStatement("CC-BY-4.0"), scope=Scope.IMAGE),
        seen(Kind.LICENSE_MENTION, LicenseStatement("CC-BY-4.0"), 10),
    )
    assert found.license == ProfileLicense()


def test_notices_count_where_they_speak_of_the_page():
    found = profile(
        seen(Kind.FAIR_USE_NOTICE, FairUseNotice(())),
        seen(Kind.DISCLAIMER, Disclaimer("views"), 10, scope=Scope.SITE),
        seen(Kind.PERMISSION_STATEMENT, PermissionStatement("grant"), 20),
    )
    assert (found.fair_use_notice, found.disclaimer, found.permission_statement) == (True, True, True)


def test_notices_in_comments_do_not_count():
    found = profile(
        seen(Kind.FAIR_USE_NOTICE, FairUseNotice(()), scope=Scope.COMMENT),
        seen(Kind.DISCLAIMER, Disclaimer("views"), 10, scope=Scope.COMMENT),
        seen(Kind.PERMISSION_STATEMENT, PermissionStatement("grant"), 20, scope=Scope.COMMENT),
    )
    assert (found.fair_use_notice, found.disclaimer, found.permission_statement) == (False, False, False)


def test_credits_in_markdown_keep_the_addresses_of_their_links():
    credit = seen(Kind.IMAGE_CREDIT, ImageCredit("Photo by Änn"), 8, "Photo by Änn", scope=Scope.IMAGE, length=43)
    assert profile(credit).image_credits == (ProfileCredit("Photo by [Änn](https://photos.example/ann)", 3),)


def test_the_same_credit_is_shown_once():
    credit = ImageCredit("Photo: Ann Author")
    found = build_profile(
        html("<p>Photo: Ann Author</p>"),
        (
            seen(Kind.IMAGE_CREDIT, credit, 3, "Photo: Ann Author", scope=Scope.IMAGE),
            seen(Kind.IMAGE_CREDIT, credit, 9, "Photo: Ann Author", scope=Scope.IMAGE),
        ),
    )
    assert found.image_credits == (ProfileCredit("Photo: Ann Author", 1),)
