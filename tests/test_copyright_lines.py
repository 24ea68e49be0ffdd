"""Lines become copyright notices, or none."""

import pytest

from compliance.copyright_lines import parse_notices
from compliance.copyright_names import split_holders, split_years


def read(text: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [(notice.years, notice.holders) for notice in parse_notices(text)]


@pytest.mark.parametrize(
    ("text", "years", "holders"),
    [
        ("© 2024 Ann Author", ("2024",), ("Ann Author",)),
        ("Copyright © 2001–04 Weekly Herald Ltd. All rights reserved.", ("2001-2004",), ("Weekly Herald Ltd",)),
        ("Copyright (c) 1998, 1999 Fern Software Center Ltd", ("1998", "1999"), ("Fern Software Center Ltd",)),
        ("Copyright 2020 by The Daily Fern", ("2020",), ("The Daily Fern",)),
        ("Daily Fern © 2020", ("2020",), ("Daily Fern",)),
        ("2020 © Fern Media GmbH", ("2020",), ("Fern Media GmbH",)),
        ("© Fern Media GmbH", (), ("Fern Media GmbH",)),
        ("© Ann Author, Bob Byline 2019", ("2019",), ("Ann Author", "Bob Byline")),
        ("© 2010-2020 Fern.example | Privacy | Terms", ("2010-2020",), ("Fern.example",)),
        ("© 2014 Fern Australia.All rights reserved", ("2014",), ("Fern Australia",)),
        ("Todos Los Derechos Reservados © 2021 La Boya", ("2021",), ("La Boya",)),
        ("© АО «Берег».", (), ("АО «Берег»",)),
        ("Copyright © 2013 株式会社海岸. All rights reserved.", ("2013",), ("株式会社海岸",)),
        ("Copyright 1996 by Ann Author <ann@fern.example>", ("1996",), ("Ann Author",)),
        ("© 2011 Eva Müller. Alle Rechte vorbehalten.", ("2011",), ("Eva Müller",)),
        ("(C) Fern Systems 1999", ("1999",), ("Fern Systems",)),
        ("Portions Copyright (C) 2001-2002 Fern Systems Ltd", ("2001-2002",), ("Fern Systems Ltd",)),
        ("Copyright Holder: Fern Systems Ltd", (), ("Fern Systems Ltd",)),
        ("&copy; 2007 Ann Author", ("2007",), ("Ann Author",)),
        ("Copyright &#169; 2007 Ann Author", ("2007",), ("Ann Author",)),
        ("Copr. 1994 Fern Systems", ("1994",), ("Fern Systems",)),
        ("(C)opyright 2001 Fern Systems", ("2001",), ("Fern Systems",)),
        ("SPDX-FileCopyrightText: 2019 Ann Author <ann@fern.example>", ("2019",), ("Ann Author",)),
        ("@copyright 2014 Fern Systems", ("2014",), ("Fern Systems",)),
        ("dnl Copyright (C) Fern Systems", (), ("Fern Systems",)),
        ("REM Copyright Ann Author", (), ("Ann Author",)),
        ("All contents copyright Fern Systems Inc.", (), ("Fern Systems Inc",)),
        ("The manual is copyright Fern Systems Ltd.", (), ("Fern Systems Ltd",)),
        ("This library is copyrighted by Ann Author.", (), ("Ann Author",)),
        ("Copyright [2001] Fern Systems", ("2001",), ("Fern Systems",)),
        ("Copyright (2001) Fern Systems", ("2001",), ("Fern Systems",)),
        ("Copyright (c) 12 May 2001 Fern Systems", ("2001",), ("Fern Systems",)),
        ("Copyright (c) 2001 to 2005 Fern Systems", ("2001-2005",), ("Fern Systems",)),
        ("Copyright (c) 2001, All Rights Reserved by Fern Systems Ltd", ("2001",), ("Fern Systems Ltd",)),
        ("Copyright 2001 Fern, Inc. and Moss Corporation", ("2001",), ("Fern, Inc.", "Moss Corporation")),
        ("© 2001 Ann Author <a@fern.example>, Bob Byline <b@fern.example>", ("2001",), ("Ann Author", "Bob Byline")),
        ("Copyright (c) 2001 http://www.fern.example/", ("2001",), ("fern.example",)),
        ("COPYRIGHT (C) 1995 FERN SYSTEMS CORPORATION, ALL RIGHTS RESERVED", ("1995",), ("FERN SYSTEMS CORPORATION",)),
        ("Copyright 2015 The Fern Project contributors", ("2015",), ("The Fern Project contributors",)),
    ],
)
def test_a_line_is_a_notice(text: str, years: tuple[str, ...], holders: tuple[str, ...]) -> None:
    assert read(text) == [(years, holders)]


@pytest.mark.parametrize(
    "text",
    [
        "Copyright is a difficult matter.",
        "The Copyright Act of 1976 says so.",
        "Copyright law protects authors.",
        "See (a) the title, (b) the date and (c) The Author.",
        "Copyright | Privacy | Contact",
        'She wrote "The Copyright Grab," Weekly, January 1996.',
        "Copyright (C) <year> <name of author>",
        "Copyright [yyyy] [name of copyright owner]",
        "Copyright (c) 19yy name of author",
        "Copyright (C) YEAR YOUR NAME",
        "Keep the above copyright notice, this list and the disclaimer.",
        "",
    ],
)
def test_prose_is_no_notice(text: str) -> None:
    assert read(text) == []


def test_a_name_written_twice_is_one_holder_and_kept_as_repeated() -> None:
    notice = next(parse_notices("Copyright © South Herald, South Herald, 2017"))
    assert (notice.holders, notice.repeated, notice.years) == (("South Herald",), ("South Herald",), ("2017",))


def test_two_notices_in_one_line_stay_apart() -> None:
    text = "Copyright © 2020 Fern Media GmbH und © 2020 Moss Interactive, Inc. Alle Rechte vorbehalten"
    assert read(text) == [(("2020",), ("Fern Media GmbH",)), (("2020",), ("Moss Interactive, Inc",))]


def test_the_range_holds_the_notice() -> None:
    text = "A text. © 2024 Ann Author. More."
    notice = next(parse_notices(text))
    assert text[notice.start : notice.end] == "© 2024 Ann Author"


def test_years_are_completed() -> None:
    assert split_years("1999, 2001–04 and 2010 - present") == ("1999", "2001-2004", "2010-present")


def test_company_suffixes_are_no_holders() -> None:
    assert split_holders("Fox Herald, Inc., Ann Author and Bob Byline")[0] == (
        "Fox Herald, Inc.",
        "Ann Author",
        "Bob Byline",
    )


def test_an_address_and_words_of_a_sentence_are_no_holders() -> None:
    assert split_holders("Fern Foundation, Inc., 7 Pond Street, Fifth Floor, Mosstown, MA 02110-1301 USA")[0] == (
        "Fern Foundation, Inc.",
        "Mosstown",
    )
    assert split_holders("Fern Systems, with portions, Bob Byline")[0] == ("Fern Systems", "Bob Byline")


def test_a_hostile_line_ends() -> None:
    assert read("© " * 2000) == []
