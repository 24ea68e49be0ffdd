"""Articles for pipelines, all invented: sound ones that differ, and ones with a fault on a line that is known."""

from __future__ import annotations

_SOUND = """\
---
title: The Lock at Weir {number}
author: Perpetua Lowe
date: 2024-05-21
lang: en
---

# The Lock at Weir {number}

By Perpetua Lowe

The lock at weir {number} opens at seven. Until then the boats wait in a row, and {people} people with them.

*This article was originally published by [Sallow Hill Observer]({link}), and is republished here, edited for length, \
under the [Creative Commons Attribution 4.0 International license](https://creativecommons.org/licenses/by/4.0/). \
The views expressed are those of the author.*

© 2024 Perpetua Lowe
"""
HOME_PAGE = "https://sallowhillobserver.example/"
FAULTY_LINE = 14
"""Where an article with a fault credits the outlet, and links its home page instead of the original."""
RULE = "source/links-to-original"
"""What it breaks."""


def write_sound(number: int) -> str:
    """Return an article that carries what its license requires."""
    return _SOUND.format(number=number, people=number + 3, link=f"{HOME_PAGE}2024/05/lock-{number}")


def write_faulty(number: int) -> str:
    """Return one that links the outlet's home page instead of the original."""
    return _SOUND.format(number=number, people=number + 3, link=HOME_PAGE)
