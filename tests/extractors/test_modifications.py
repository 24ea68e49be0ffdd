"""Notes that say how the text was changed."""

import pytest

from compliance.extractors.modifications import EXTRACTOR
from compliance.model.evidence import ModificationNotice
from tests.extractors.extracting import in_markdown, values


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("This interview has been lightly edited for clarity.", "edited"),
        ("An edited version of this essay appeared elsewhere.", "edited"),
        ("Translated by Tara Translator.", "translated"),
        ("Übersetzt von Tara Übersetzer.", "translated"),
    ],
)
def test_a_note_tells_the_change(text: str, change: str) -> None:
    assert ModificationNotice(change) in values(in_markdown(EXTRACTOR, text))


def test_prose_tells_none() -> None:
    assert in_markdown(EXTRACTOR, "She edits a paper, and he reads it.") == []


def test_a_long_paragraph_is_the_text_itself() -> None:
    assert in_markdown(EXTRACTOR, "The poem was translated by a friend. " + "The water rose in the market. " * 30) == []
