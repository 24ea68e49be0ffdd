"""Documents in plain text: lists of holders, wrapped lines, signs of comments."""

import pytest

from compliance.copyright_lists import parse_listed_notices
from compliance.extractors.copyright_notices import EXTRACTOR
from compliance.model.evidence import CopyrightNotice, Evidence
from tests.extractors.extracting import in_page, in_text


def read(text: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [(notice.years, notice.holders) for notice in parse_listed_notices(text)]


def holders(found: list[Evidence]) -> list[tuple[str, ...]]:
    return [item.value.holders for item in found if isinstance(item.value, CopyrightNotice)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Copyright: 2005-2010, Ann Author\n2011, Bob Byline <bob@fern.example>\nLicense: MIT",
            [(("2005-2010",), ("Ann Author",)), (("2011",), ("Bob Byline",))],
        ),
        (
            "Copyright:\n2005 Ann Author\n2011 Fern Systems, Inc.\nLicense: MIT",
            [(("2005",), ("Ann Author",)), (("2011",), ("Fern Systems, Inc",))],
        ),
        (
            "Copyright: Ann Author\nmoss <moss@fern.example>\nThe Fern Project contributors\nLicense: MIT",
            [((), ("Ann Author",)), ((), ("moss",)), ((), ("The Fern Project contributors",))],
        ),
        ("Copyright holders:\nAnn Author\nBob Byline", [((), ("Ann Author",)), ((), ("Bob Byline",))]),
        (
            "Copyright (c) 2001 Ann Author\n2003 Bob Byline",
            [(("2001",), ("Ann Author",)), (("2003",), ("Bob Byline",))],
        ),
        ("# Copyright (C) 1998,\n# 2001 Fern Systems", [(("1998", "2001"), ("Fern Systems",))]),
        (
            "Copyright 2001 The University of\nFernland. All rights reserved.",
            [(("2001",), ("The University of Fernland",))],
        ),
        (
            "Copyright: Ann Author\nall of it was found in a drawer\nBob Byline",
            [((), ("Ann Author",)), ((), ("Bob Byline",))],
        ),
    ],
)
def test_a_list_of_holders_is_read_line_by_line(
    text: str, expected: list[tuple[tuple[str, ...], tuple[str, ...]]]
) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "below",
    ["This text may be copied by anyone.", "Everyone may copy it", "License: MIT", "Files: debian/*", "Bob Byline"],
)
def test_what_stands_below_a_notice_without_a_list_is_no_holder(below: str) -> None:
    assert read(f"Copyright 2001 Ann Author\n{below}") == [(("2001",), ("Ann Author",))]


def test_on_a_page_lines_of_a_list_need_years() -> None:
    page = "<p>A text.</p><pre>Copyright: 2001 Ann Author\n  2002 Bob Byline\nMoss Gallery\n</pre>"
    assert holders(in_page(EXTRACTOR, page)) == [("Ann Author",), ("Bob Byline",)]


def test_the_range_of_an_entry_holds_years_and_name() -> None:
    text = "Copyright: 2005 Ann Author\n 2011 Bob Byline <bob@fern.example>"
    entry = list(parse_listed_notices(text))[1]
    assert text[entry.start : entry.end] == "2011 Bob Byline"


def test_long_lines_of_a_list_stay_lines() -> None:
    text = (
        "Copyright: 1998-2004 The Fern Foundation for Long Names and Letters <team@fern.example>\n"
        "           2006-2007 Bob Byline <bob@fern.example>\nLicense: GPL-2+\n"
    )
    assert holders(in_text(EXTRACTOR, text)) == [
        ("The Fern Foundation for Long Names and Letters",),
        ("Bob Byline",),
    ]


def test_a_long_block_is_read_to_its_end() -> None:
    text = "Copyright 2001 Ann Author\n" + "some words of a text\n" * 3000 + "Copyright 2002 Bob Byline\n"
    assert holders(in_text(EXTRACTOR, text)) == [("Ann Author",), ("Bob Byline",)]


def test_hostile_lists_end() -> None:
    assert len(read("Copyright:" + "\n2001 Ann Author" * 2000)) == 2000
    assert read("Copyright 2001 ,\n" * 2000) != []
