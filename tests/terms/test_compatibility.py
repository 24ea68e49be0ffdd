"""Which licenses go together: a table written from the legal codes, row by row."""

import pytest

from compliance.terms.compatibility import ADAPTATIONS, COMPATIBLE, PUBLIC_DOMAIN, adapt, include, sell

BY_SA_3, BY_SA_4 = "CC-BY-SA-3.0", "CC-BY-SA-4.0"


@pytest.mark.parametrize(
    ("original", "adapted", "answer"),
    [
        # CC BY 4.0, 3(a)(4): any license that does not keep recipients from complying
        ("CC-BY-4.0", "CC-BY-4.0", "yes"),
        ("CC-BY-4.0", "CC-BY-NC-ND-4.0", "yes"),
        ("CC-BY-4.0", "CC-BY-SA-4.0", "yes"),
        ("CC-BY-3.0-US", "CC-BY-4.0", "yes"),
        ("CC-BY-4.0", "CC0-1.0", "unclear"),
        ("CC-BY-4.0", "MIT", "unclear"),
        # CC BY-NC 4.0, 3(a)(4) and 2(a)(1): the adaptation stays noncommercial
        ("CC-BY-NC-4.0", "CC-BY-NC-4.0", "yes"),
        ("CC-BY-NC-4.0", "CC-BY-NC-SA-4.0", "yes"),
        ("CC-BY-NC-4.0", "CC-BY-4.0", "unclear"),
        ("CC-BY-NC-4.0", "CC-BY-SA-4.0", "unclear"),
        # CC BY-ND and BY-NC-ND 4.0, 2(a)(1)(B); 3.0, section 3: not shared
        ("CC-BY-ND-4.0", "CC-BY-ND-4.0", "no"),
        ("CC-BY-NC-ND-3.0", "CC-BY-NC-ND-4.0", "no"),
        ("LicenseRef-CC-BY-ND", "CC-BY-4.0", "no"),
        # CC BY-SA 4.0, 3(b)(1): same elements, this version or later, or listed
        (BY_SA_4, BY_SA_4, "yes"),
        (BY_SA_4, "LAL-1.3", "yes"),
        (BY_SA_4, "GPL-3.0-only", "yes"),
        ("GPL-3.0-only", BY_SA_4, "unclear"),
        ("LAL-1.3", BY_SA_4, "yes"),
        (BY_SA_4, BY_SA_3, "no"),
        (BY_SA_4, "CC-BY-4.0", "no"),
        (BY_SA_4, "CC-BY-NC-SA-4.0", "no"),
        (BY_SA_4, "ODbL-1.0", "no"),
        (BY_SA_4, "LicenseRef-CC", "unclear"),
        (BY_SA_4, "LicenseRef-CC-BY-SA", "unclear"),
        # CC BY-SA 3.0, 4(b): this version, a later one, a port of either
        (BY_SA_3, BY_SA_4, "yes"),
        (BY_SA_3, "CC-BY-SA-3.0-US", "yes"),
        ("CC-BY-SA-3.0-DE", BY_SA_3, "yes"),
        ("CC-BY-SA-3.0-IGO", BY_SA_4, "yes"),
        (BY_SA_3, "CC-BY-SA-2.5", "no"),
        (BY_SA_3, "LAL-1.3", "unclear"),
        # CC BY-SA 2.0, 4(b): this version, a later one, a port of any
        ("CC-BY-SA-2.0", BY_SA_4, "yes"),
        ("CC-BY-SA-2.5", "CC-BY-SA-2.0-JP", "unclear"),
        ("CC-BY-SA-2.5", "CC-BY-SA-2.0", "no"),
        # version 1.0 was not compared
        ("CC-BY-SA-1.0", "CC-BY-SA-1.0", "yes"),
        ("CC-BY-SA-1.0", BY_SA_4, "unclear"),
        # CC BY-NC-SA 4.0, 3(b)(1): no other license is listed
        ("CC-BY-NC-SA-3.0", "CC-BY-NC-SA-4.0", "yes"),
        ("CC-BY-NC-SA-4.0", "CC-BY-SA-4.0", "no"),
        ("CC-BY-NC-SA-4.0", "LAL-1.3", "no"),
        # no conditions
        ("CC0-1.0", "CC-BY-NC-ND-4.0", "yes"),
        ("CC-PDM-1.0", "CC-BY-4.0", "yes"),
        # OGL 3.0 names them itself
        ("OGL-UK-3.0", "CC-BY-4.0", "yes"),
        ("OGL-UK-3.0", "OGL-UK-3.0", "yes"),
        ("OGL-UK-3.0", "CC-BY-SA-4.0", "unclear"),
        ("LicenseRef-CC", "CC-BY-4.0", "unclear"),
        ("", "", "unclear"),
    ],
)
def test_a_changed_work_may_take_this_license(original, adapted, answer):
    assert adapt(original, adapted).answer == answer


@pytest.mark.parametrize(
    ("license_", "answer"),
    [
        ("CC-BY-4.0", "yes"),
        ("CC-BY-ND-3.0", "yes"),
        ("CC0-1.0", "yes"),
        ("CC-BY-NC-4.0", "no"),
        ("CC-BY-NC-ND-3.0-US", "no"),
        ("LicenseRef-CC-BY-NC-SA", "no"),
        ("LicenseRef-CC", "unclear"),
        ("GFDL-1.3-or-later", "unclear"),
    ],
)
def test_a_work_may_be_used_commercially(license_, answer):
    assert sell(license_).answer == answer


@pytest.mark.parametrize(
    ("part", "whole", "answer"),
    [
        ("CC-BY-4.0", "CC-BY-ND-4.0", "yes"),
        ("CC-BY-2.0", "", "yes"),
        ("CC0-1.0", "CC-BY-NC-ND-4.0", "yes"),
        (BY_SA_3, BY_SA_4, "yes"),
        (BY_SA_4, "CC-BY-4.0", "unclear"),
        (BY_SA_4, "", "unclear"),
        ("CC-BY-ND-4.0", "CC-BY-ND-4.0", "yes"),
        ("CC-BY-ND-4.0", "CC-BY-4.0", "unclear"),
        ("CC-BY-NC-4.0", "CC-BY-NC-ND-4.0", "yes"),
        ("CC-BY-NC-4.0", "CC-BY-4.0", "unclear"),
        ("CC-BY-NC-4.0", "", "yes"),
        ("CC-BY-NC-SA-4.0", "CC-BY-NC-4.0", "unclear"),
        ("GFDL-1.3-or-later", "CC-BY-4.0", "unclear"),
        ("GFDL-1.3-or-later", "GFDL-1.3-or-later", "yes"),
    ],
)
def test_an_unchanged_work_may_stand_in_an_article(part, whole, answer):
    assert include(part, whole).answer == answer


def test_a_ruling_names_the_words_that_it_rests_on():
    assert adapt(BY_SA_3, "CC-BY-4.0").source == "https://creativecommons.org/licenses/by-sa/3.0/"
    assert adapt(BY_SA_4, "LAL-1.3").source == "https://creativecommons.org/compatiblelicenses"


def test_the_way_to_the_gpl_has_no_return():
    returning = {pair for pair in COMPATIBLE if pair[::-1] in COMPATIBLE}
    assert returning == {("CC-BY-SA-4.0", "LAL-1.3"), ("LAL-1.3", "CC-BY-SA-4.0")}


def test_the_table_speaks_of_no_license_twice():
    assert not PUBLIC_DOMAIN & {original for original, _ in COMPATIBLE}
    assert set(ADAPTATIONS) == {"CC-BY", "CC-BY-NC"}
