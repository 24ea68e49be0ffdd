"""The kinds of checks that rules name: pure functions over what was seen in an article."""

from __future__ import annotations

from compliance.checks import (
    agreement,
    canonical,
    copyright_form,
    copyright_holder,
    crediting,
    forbidding,
    head_metadata,
    image_credits,
    kept_tracker,
    length_limit,
    link_marker,
    manual,
    notice_consistency,
    notice_slots,
    original_links,
    permission,
    removed_parts,
    requiring,
    sound_links,
    stated_license,
    text_marker,
    time_window,
)
from compliance.hookspecs import Check

CHECKS: tuple[Check, ...] = tuple(
    module.CHECK
    for module in (
        agreement,
        canonical,
        copyright_form,
        copyright_holder,
        crediting,
        forbidding,
        head_metadata,
        image_credits,
        kept_tracker,
        length_limit,
        link_marker,
        manual,
        notice_consistency,
        notice_slots,
        original_links,
        permission,
        removed_parts,
        requiring,
        sound_links,
        stated_license,
        text_marker,
        time_window,
    )
)
