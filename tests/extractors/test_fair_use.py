"""Fair-use notices are known by their customary parts."""

import pytest

from compliance.extractors.fair_use import EXTRACTOR
from compliance.model.evidence import FairUseNotice
from tests.extractors.extracting import in_markdown

NOTICE = (
    "This site contains copyrighted material the use of which has not always been specifically authorized by the "
    "copyright owner. We are making such material available in an effort to advance understanding of coastal issues. "
    'We believe this constitutes a "fair use" of any such copyrighted material as provided for in section 107 of the '
    "US Copyright Law."
)


def slots(text: str) -> list[tuple[str, ...]]:
    return [v.slots for item in in_markdown(EXTRACTOR, text) if isinstance(v := item.value, FairUseNotice)]


def test_a_notice_tells_its_parts() -> None:
    assert set(slots(NOTICE)[0]) >= {
        "copyrighted-material",
        "not-authorized",
        "making-available",
        "section",
        "fair-use",
    }


def test_a_heading_and_its_text_are_one_notice() -> None:
    assert len(slots(f"## Fair Use Notice\n\n{NOTICE}")) == 1


def test_a_heading_alone_is_a_notice_with_one_part() -> None:
    assert slots("A text.\n\nFair Use Notice") == [("heading",)]


def test_an_excerpt_may_claim_fair_use_in_place() -> None:
    assert len(slots("[Fair use excerpt from A Long Book](https://fern.example/book)")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The court asked whether fair use was a defence." + " The public waited for the noon break." * 8,
        "A fair use of the road is all we ask.",
        "The distribution was not-for-profit.",
        "Nothing here.",
    ],
)
def test_prose_is_no_notice(text: str) -> None:
    assert slots(text) == []
