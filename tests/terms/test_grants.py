"""Recorded permissions: for which hop, which use, and when they hold."""

import pytest
from msgspec.structs import replace

from compliance.model.context import ALWAYS, All, Any, Context, Facts, Is, Not, Reused
from compliance.model.evidence import CanonicalUrl, Evidence, Kind, Title
from compliance.model.origin import Origin
from compliance.model.permission import Permission, ProofState
from compliance.model.policy import Authority, Clause, Confidence, Policy
from compliance.model.source import Span
from compliance.terms.conditions import NEVER, simplify
from compliance.terms.directory import Directory
from compliance.terms.grants import Records, find_grants, grant_for, lift
from compliance.terms.permission import GRANTED, PROHIBITED, RECORDED, UNFIT, UNKNOWN, decide

FERN = Policy("fern", "The Fern", Authority.PUBLISHER, hosts=("fern.example",))
NEAR = Origin("The Fern", "https://www.fern.example/2024/tide", "fern", author="Ann Author")
FAR = Origin("Moss Post", "https://moss.example/tide", hop=1)
RECORD = Permission(
    "The Fern",
    "Our Site",
    works=("https://fern.example/2024/*",),
    scope={"use": ("commercial",), "medium": ("web",)},
    starts="2026-01-01",
    ends="2026-06-30",
    place="permissions.toml:1",
)
TITLE = Evidence(Kind.TITLE, Title("The Tide That Stayed"), "The Tide That Stayed", Span(0, 5))
COMMERCIAL = {"use": "commercial", "medium": "web", "date": "2026-03-01"}


def find(*permissions, origins=(NEAR, FAR), evidence=(), ours=(), context=None):
    records = Records(permissions, ours, "2026-03-01")
    return find_grants(records, evidence, origins, Directory([FERN]), Context(context or COMMERCIAL))


def reason(*permissions, **given):
    (grant,) = find(*permissions, **given)
    return grant.reason


def test_without_records_nothing_is_found():
    assert find() == ()


def test_a_record_that_fits_speaks_for_the_hop_at_its_address():
    (grant,) = find(RECORD)
    assert (grant.hop, grant.fits) == (0, True)
    assert grant.describe() == "the permission of The Fern to Our Site (permissions.toml:1)"


def test_a_record_for_other_works_says_nothing():
    assert find(replace(RECORD, works=("https://fern.example/2023/*",))) == ()


def test_a_work_is_known_by_its_title_too():
    by_title = replace(RECORD, works=(), titles=("the tide that stayed",))
    assert [grant.hop for grant in find(by_title, evidence=[TITLE])] == [0]
    assert find(by_title) == ()


def test_a_title_counts_for_the_hop_of_the_grantor():
    by_title = replace(RECORD, grantor="Moss Post", works=(), titles=("The Tide That Stayed",))
    assert [grant.hop for grant in find(by_title, evidence=[TITLE])] == [1]


def test_an_author_and_a_policys_id_name_the_grantor():
    by_author = replace(RECORD, grantor="Ann Author", works=(), titles=("The Tide That Stayed",))
    by_id = replace(by_author, grantor="fern")
    assert [find(record, evidence=[TITLE])[0].hop for record in (by_author, by_id)] == [0, 0]


def test_the_canonical_address_names_the_work():
    canonical = Evidence(Kind.CANONICAL_URL, CanonicalUrl("http://fern.example/2024/tide/"), "", Span(0, 5))
    assert [grant.hop for grant in find(RECORD, origins=(), evidence=[canonical])] == [0]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"ends": "2026-02-28"}, "it expired on 2026-02-28"),
        ({"starts": "2026-03-02"}, "it holds from 2026-03-02 on"),
        ({"proof": "mail.txt", "proof_state": ProofState.GONE}, "its proof 'mail.txt' is gone"),
        (
            {"proof": "mail.txt", "proof_state": ProofState.CHANGED},
            "its proof 'mail.txt' is not what was recorded: the SHA-256 differs",
        ),
        ({"scope": {"use": ("education",)}}, "it was given for use=education, not for use=commercial"),
    ],
)
def test_a_record_that_does_not_fit_says_why(changes, said):
    assert reason(replace(RECORD, **changes)) == said


@pytest.mark.parametrize("changes", [{"ends": "2026-03-01"}, {"starts": "2026-03-01"}, {"starts": "", "ends": ""}])
def test_the_first_and_the_last_day_belong_to_it(changes):
    assert reason(replace(RECORD, **changes)) == ""


def test_a_permission_of_somebody_else_is_none_of_ours():
    assert reason(RECORD, ours=("Other Site",)) == "it was given to Our Site, not to Other Site"
    assert reason(RECORD, ours=("our-site.example", "Our Site")) == ""


def test_the_day_of_the_context_goes_before_today():
    assert reason(RECORD, context={**COMMERCIAL, "date": "2026-07-01"}) == "it expired on 2026-06-30"


def test_what_the_context_does_not_say_leaves_it_open():
    (grant,) = find(RECORD, context={"medium": "web"})
    assert (grant.fits, grant.unknown) == (False, ("use",))


def test_a_permission_that_holds_with_and_without_changes_asks_nothing():
    (grant,) = find(replace(RECORD, scope={"edited": ("yes", "no")}))
    assert grant.fits


def test_of_several_records_one_that_fits_is_taken():
    expired = replace(RECORD, ends="2026-02-01")
    assert find(expired, RECORD) == find(RECORD, expired) == find(RECORD)


def test_an_article_without_origins_is_hop_0():
    (grant,) = find(RECORD)
    assert grant_for([grant], None) is grant
    assert grant_for([grant], FAR) is None


@pytest.mark.parametrize(
    ("condition", "left"),
    [
        (ALWAYS, NEVER),
        (All((Reused(), Is("use", ("commercial",)))), All((Reused(), NEVER))),
        (Not(Is("use", ("community",))), Not(ALWAYS)),
        (Is("edited", ("yes",)), Is("edited", ("yes",))),
        (Any((Is("medium", ("print",)), Is("edited", ("yes",)))), Any((NEVER, Is("edited", ("yes",))))),
    ],
)
def test_a_record_lifts_what_it_speaks_of_and_nothing_else(condition, left):
    assert lift(condition, RECORD) == simplify(left, Context())


ASKS = Policy(
    "asks",
    "The Fern",
    Authority.PUBLISHER,
    confidence=Confidence.READ,
    permissions=(Clause(Is("use", ("community",)), "communities may"),),
    prohibitions=(Clause(Is("use", ("commercial",)), "ask first"), Clause(Is("edited", ("yes",)), "no changes")),
)


def weigh(record, **context):
    given = {"medium": "web", "date": "2026-03-01", **context}
    grant = next(iter(find(record, context=given)), None)
    return decide([ASKS], Context(given), Facts(reused=True), grant)


def test_a_record_permits_what_the_terms_do_not():
    found = weigh(RECORD, use="commercial", edited="no")
    assert (found.decision, found.grant.permission) == (RECORDED, RECORD)


def test_a_record_does_not_permit_what_it_does_not_speak_of():
    found = weigh(RECORD, use="commercial", edited="yes")
    assert (found.decision, found.clause) == (PROHIBITED, "no changes")
    assert weigh(RECORD, use="commercial").unknown == ("edited",)


def test_a_record_that_speaks_of_changes_permits_them():
    widened = replace(RECORD, scope={**RECORD.scope, "edited": ("yes", "no")})
    assert weigh(widened, use="commercial", edited="yes").decision == RECORDED


def test_a_record_that_does_not_fit_leaves_what_the_terms_permit_alone():
    expired = replace(RECORD, ends="2026-01-02")
    assert weigh(expired, use="community", edited="no").decision == GRANTED
    assert weigh(expired, use="commercial", edited="no").decision == UNFIT


def test_a_record_that_hangs_on_a_question_asks_it():
    found = weigh(replace(RECORD, scope={"ads": ("no",)}), use="commercial", edited="no")
    assert (found.decision, found.unknown) == (UNKNOWN, ("ads",))
