"""The kinds of checks that rules name: pure functions over what was seen in an article."""

from __future__ import annotations

from compliance.checks import (
    agency_credits,
    agreement,
    alternatives,
    canonical,
    compatibility,
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
    notice_jurisdiction,
    notice_slots,
    origin_agreement,
    original_kept,
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

_SINGLE: tuple[Check, ...] = tuple(
    module.CHECK
    for module in (
        agency_credits,
        agreement,
        canonical,
        compatibility,
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
        notice_jurisdiction,
        notice_slots,
        origin_agreement,
        original_kept,
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

CHECKS: tuple[Check, ...] = (*_SINGLE, alternatives.make_check(_SINGLE))
